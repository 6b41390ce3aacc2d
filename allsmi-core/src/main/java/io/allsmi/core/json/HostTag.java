package io.allsmi.core.json;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The host that an object of a snapshot is about, as each object repeats it.
 *
 * @param hostId the host's key
 * @param hostname the name the host gives itself
 * @param time local time of the reading, {@code 2026-04-20 21:34:56}
 */
record HostTag(String hostId, String hostname, String time) {
  /** No host is known. */
  static final HostTag NONE = new HostTag("", "", "");

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** The host of a snapshot, its time as the clocks of that zone show it. */
  static HostTag of(HostSnapshot host, ZoneId zone) {
    String time = LOCAL_TIME.format(host.takenAt().atZone(zone));
    return new HostTag(host.hostId(), host.hostname(), time);
  }

  /**
   * A text that schema 1 always has: empty when it is not known. What a tool printed is no snapshot
   * and has null there.
   */
  void text(String name, String text, Json.Output json) throws IOException {
    if (equals(NONE)) {
      json.textOrNull(name, text);
    } else {
      json.field(name, text);
    }
  }
}
