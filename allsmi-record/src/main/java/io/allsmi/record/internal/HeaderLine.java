package io.allsmi.record.internal;

import io.allsmi.core.internal.Json;
import io.allsmi.record.RecordingHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the first line of a segment. */
public final class HeaderLine {
  private static final int MOST_HOSTS = 100_000;

  private HeaderLine() {}

  /** What a header says; empty when it is none. */
  public static Optional<RecordingHeader> read(String line) {
    try (Json.Input json = new Json.Input(line)) {
      return members(json);
    } catch (Json.Malformed | IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<RecordingHeader> members(Json.Input json) throws Json.Malformed {
    List<String> hosts = new ArrayList<>();
    String version = "";
    long interval = 0;
    boolean header = false;
    String name = "";
    int depth = 0;
    for (Json.Token token = json.next(); token != Json.Token.END; token = json.next()) {
      switch (token) {
        case BEGIN_OBJECT, BEGIN_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        case NAME -> name = depth == 1 ? String.valueOf(json.text()) : "";
        case VALUE -> {
          String text = String.valueOf(json.text());
          if (depth == 2 && name.equals("hosts") && hosts.size() < MOST_HOSTS) {
            hosts.add(text);
          } else if (depth == 1 && name.equals("all_smi_version")) {
            version = text;
          } else if (depth == 1 && name.equals("interval_ms")) {
            interval = millis(text);
          } else if (depth == 1 && name.equals("header")) {
            header = text.equals("true");
          }
        }
        case END -> {}
      }
    }
    return header
        ? Optional.of(new RecordingHeader(version, hosts, Duration.ofMillis(interval)))
        : Optional.empty();
  }

  private static long millis(String text) {
    try {
      return text.length() > 12 ? 0 : Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
