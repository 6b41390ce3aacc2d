package io.allsmi.tui.state;

import io.allsmi.core.source.Playback;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is known of a recording that is played.
 *
 * @param playback where it is
 * @param zone the zone that typed times are in
 * @param entry the time that is being typed, if one is
 */
public record Replay(Playback playback, ZoneId zone, Optional<TimeEntry> entry) {
  /** When what is shown was recorded. */
  public Instant time() {
    return playback.start().plus(playback.elapsed());
  }

  Replay withPlayback(Playback newer) {
    return new Replay(newer, zone, entry);
  }

  Replay withEntry(Optional<TimeEntry> other) {
    return new Replay(playback, zone, other);
  }
}
