package io.allsmi.tui;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How the terminal view looks and where it writes.
 *
 * <pre>{@code
 * Tui.run(source, TuiOptions.defaults().withDescription("hostfile hosts.csv"));
 * }</pre>
 *
 * @param description where the snapshots come from, in a few words for the title line; may be empty
 * @param theme the colours
 * @param exportFolder where CSV files go; made when the first one is written
 * @param redraw how often ages on the screen go on while nothing else happens; what arrives is
 *     drawn at once
 * @param clock the time shown, and the one that ages are counted to; of a recording both are the
 *     time that was recorded
 * @param zone the zone of every time shown and typed
 * @since 0.30
 */
public record TuiOptions(
    String description, Theme theme, Path exportFolder, Duration redraw, Clock clock, ZoneId zone) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration USUAL = Duration.ofSeconds(1);

  /** Checks the arguments. */
  public TuiOptions {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(theme, "theme");
    Objects.requireNonNull(exportFolder, "exportFolder");
    if (redraw.compareTo(SHORTEST) < 0 || redraw.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("redraw: expected 100 ms to one day, got " + redraw);
    }
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(zone, "zone");
  }

  /**
   * No description, the default theme, exports to {@code ~/.cache/all-smi}, this machine's clock
   * and zone.
   */
  public static TuiOptions defaults() {
    Path cache = Path.of(System.getProperty("user.home", "."), ".cache", "all-smi");
    return new TuiOptions(
        "", Theme.DEFAULT, cache, USUAL, Clock.systemUTC(), ZoneId.systemDefault());
  }

  /** These options with other words in the title line. */
  public TuiOptions withDescription(String words) {
    return new TuiOptions(words, theme, exportFolder, redraw, clock, zone);
  }

  /** These options with another theme. */
  public TuiOptions withTheme(Theme newTheme) {
    return new TuiOptions(description, newTheme, exportFolder, redraw, clock, zone);
  }

  /** These options with another folder for CSV files. */
  public TuiOptions withExportFolder(Path folder) {
    return new TuiOptions(description, theme, folder, redraw, clock, zone);
  }

  /** These options with another {@link #redraw()}. */
  public TuiOptions withRedraw(Duration every) {
    return new TuiOptions(description, theme, exportFolder, every, clock, zone);
  }

  /** These options with another clock and zone. */
  public TuiOptions withClock(Clock newClock, ZoneId newZone) {
    return new TuiOptions(description, theme, exportFolder, redraw, newClock, newZone);
  }
}
