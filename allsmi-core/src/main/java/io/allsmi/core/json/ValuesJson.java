package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Plain texts as JSON on one line.
 *
 * @since 0.30
 */
public final class ValuesJson {
  private ValuesJson() {}

  /**
   * Writes one string.
   *
   * @param text any
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(String text, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.value(text, true);
    }
  }

  /**
   * Writes an array of strings.
   *
   * @param texts in the order they are written
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(List<String> texts, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      array(texts, json);
    }
  }

  /**
   * Writes an object whose values are arrays of strings, or strings.
   *
   * @param values in the order they are written
   * @param isArray which keys have an array, whatever the number of their values; of others the
   *     values are joined by blanks
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(
      Map<String, List<String>> values, Predicate<String> isArray, OutputStream out)
      throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject();
      for (Map.Entry<String, List<String>> entry : values.entrySet()) {
        json.name(entry.getKey());
        if (isArray.test(entry.getKey())) {
          array(entry.getValue(), json);
        } else {
          json.value(String.join(" ", entry.getValue()), true);
        }
      }
      json.endObject();
    }
  }

  private static void array(List<String> texts, Json.Output json) throws IOException {
    json.beginArray();
    for (String text : texts) {
      json.value(text, true);
    }
    json.endArray();
  }
}
