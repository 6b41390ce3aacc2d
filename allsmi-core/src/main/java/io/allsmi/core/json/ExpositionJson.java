package io.allsmi.core.json;

import io.allsmi.core.exposition.Exposition;
import io.allsmi.core.exposition.Sample;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * The samples of a page and what could not be read of it, as one JSON object on one line:
 *
 * <pre>{@code
 * {"samples":[{"name":"up","labels":{"a":"b"},"value":1,"timestamp_ms":1000}],
 *  "errors":[{"line":2,"message":"value: expected a number, got 'x'"}]}
 * }</pre>
 *
 * <p>Values that JSON cannot write are {@code "NaN"}, {@code "+Inf"}, {@code "-Inf"}; a sample
 * without a timestamp has no such key.
 *
 * @since 0.30.0
 */
public final class ExpositionJson {
  private ExpositionJson() {}

  /**
   * Writes a page.
   *
   * @param page what was read
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(Exposition page, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject().name("samples").beginArray();
      for (Sample sample : page.samples()) {
        sample(sample, json);
      }
      json.endArray();
      IssueJson.write("errors", page.issues(), json);
      json.endObject();
    }
  }

  private static void sample(Sample sample, Json.Output json) throws IOException {
    json.beginObject().field("name", sample.name()).name("labels").beginObject();
    for (Map.Entry<String, String> label : sample.labels().entrySet()) {
      json.field(label.getKey(), label.getValue());
    }
    json.endObject().field("value", sample.value());
    if (sample.timestampMillis().isPresent()) {
      json.field("timestamp_ms", sample.timestampMillis().getAsLong());
    }
    json.endObject();
  }
}
