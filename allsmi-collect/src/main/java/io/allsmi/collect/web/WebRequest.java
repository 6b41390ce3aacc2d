package io.allsmi.collect.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is asked.
 *
 * @param method such as GET
 * @param path without the query, escapes decoded
 * @param query what follows the question mark, as sent; empty when there is none
 * @param headers the value of a header by its name, several joined by commas; empty when absent
 */
public record WebRequest(
    String method, String path, String query, Function<String, String> headers) {

  /** The value of a header; empty when absent. */
  public String header(String name) {
    return headers.apply(name);
  }

  /** The first value of a parameter of the query. */
  public Optional<String> parameter(String name) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
        return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that escapes nothing stands for itself
    }
  }
}
