package io.allsmi.core.json;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * An alert as one JSON object on one line, as a webhook takes it:
 *
 * <pre>{@code
 * {"timestamp":"2026-11-20T14:32:07.400+09:00","host":"node-0199","gpu_index":2,"rule":"temperature",
 *  "from":"ok","to":"warn","value":82.0,"threshold":80.0,"users":["mira"]}
 * }</pre>
 *
 * <p>The fields up to {@code threshold} are those of the Rust tool, in its order; {@code users} is
 * ours. A GPU without a number has {@code null}.
 *
 * @since 0.30.0
 */
public final class AlertJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");

  private AlertJson() {}

  /**
   * Writes an alert.
   *
   * @param zone the zone of the time, which is written with its offset to the millisecond
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(Alert alert, ZoneId zone, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject()
          .field("timestamp", TIME.format(alert.time().atZone(zone)))
          .field("host", alert.host())
          .field("gpu_index", alert.gpuIndex())
          .field("rule", alert.rule().wireName())
          .field("from", alert.from().wireName())
          .field("to", alert.to().wireName())
          .real("value", alert.value())
          .real("threshold", alert.threshold());
      json.name("users").beginArray();
      for (String user : alert.users()) {
        json.value(user, true);
      }
      json.endArray().endObject();
    }
  }
}
