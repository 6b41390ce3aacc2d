package io.allsmi.collect.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * Where alerts are posted.
 *
 * @param uri without an account
 * @param authorization the header of the account; empty where the address names none
 * @param shown scheme, host and port: what may be said of it
 */
record WebhookAddress(URI uri, Optional<String> authorization, String shown) {
  private static final int MOST_CHARS = 2048;

  static WebhookAddress parse(String url) {
    URI given = uri(url);
    String scheme = given.getScheme().toLowerCase(Locale.ROOT);
    String host = given.getHost();
    String place = scheme + "://" + host + (given.getPort() < 0 ? "" : ":" + given.getPort());
    String path = given.getRawPath() == null ? "" : given.getRawPath();
    String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    Optional<String> account = Optional.ofNullable(given.getRawUserInfo());
    return new WebhookAddress(
        URI.create(place + path + query), account.map(WebhookAddress::basic), place);
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      if (url.length() <= MOST_CHARS && web && uri.getHost() != null && uri.getPort() <= 65_535) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The reason would repeat the address, which may hold a secret.
    }
    throw new IllegalArgumentException(
        "expected an address such as https://host/path, got something else");
  }

  private static String basic(String account) {
    String plain = URLDecoder.decode(account.replace("+", "%2B"), StandardCharsets.UTF_8);
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
