package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Palette;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
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
 * @param themes the colours of other themes, by their names
 */
public record Look(
    String source,
    Palette palette,
    boolean unicode,
    ZoneId zone,
    Optional<String> jobsOf,
    Duration redrawn,
    Map<String, Palette> themes) {
  /** Copies the map. */
  public Look {
    themes = Map.copyOf(themes);
  }

  /** Looks without other themes. */
  public Look(
      String source,
      Palette palette,
      boolean unicode,
      ZoneId zone,
      Optional<String> jobsOf,
      Duration redrawn) {
    this(source, palette, unicode, zone, jobsOf, redrawn, Map.of());
  }

  /** The colours of a theme that was chosen; the first ones without it. */
  Palette palette(Optional<String> theme) {
    return theme.map(name -> themes.getOrDefault(name, palette)).orElse(palette);
  }

  /** Looks of a screen that is drawn every second, over the jobs of everyone. */
  public Look(String source, Palette palette, boolean unicode, ZoneId zone) {
    this(source, palette, unicode, zone, Optional.empty(), Duration.ofSeconds(1));
  }
}
