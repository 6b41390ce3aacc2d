package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Palette;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What does not change while the program runs.
 *
 * @param source where the snapshots come from, in words
 * @param palette the colours
 * @param unicode whether the terminal shows more than ASCII
 * @param zone the zone of every time shown
 * @param jobsOf whose jobs are asked for; empty for everyone's
 * @param redrawn how often the screen is drawn
 */
public record Look(
    String source,
    Palette palette,
    boolean unicode,
    ZoneId zone,
    Optional<String> jobsOf,
    Duration redrawn) {
  /** Looks of a screen that is drawn every second, over the jobs of everyone. */
  public Look(String source, Palette palette, boolean unicode, ZoneId zone) {
    this(source, palette, unicode, zone, Optional.empty(), Duration.ofSeconds(1));
  }
}
