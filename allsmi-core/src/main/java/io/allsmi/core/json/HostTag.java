package io.allsmi.core.json;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
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

  /** The hosts of a snapshot, their times as the clocks of that zone show them. */
  static List<HostTag> of(List<HostSnapshot> hosts, ZoneId zone) {
    List<HostTag> tags = new ArrayList<>(hosts.size());
    long second = Long.MIN_VALUE;
    String time = "";
    for (HostSnapshot host : hosts) {
      if (host.takenAt().getEpochSecond() != second) {
        second = host.takenAt().getEpochSecond();
        time = LOCAL_TIME.format(host.takenAt().atZone(zone));
      }
      tags.add(new HostTag(host.hostId(), host.hostname(), time));
    }
    return tags;
  }

  /**
   * A text that schema 1 always has: empty when it is not known. What a tool printed is no snapshot
   * and has null there.
   */
  void text(String name, String text, Json.Output json) throws IOException {
    if (text.isEmpty() && equals(NONE)) {
      json.nothing(name);
    } else {
      json.field(name, text);
    }
  }
}
