package io.allsmi.tui;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

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
 * @param clock the time shown, and the one that ages are counted to; of a recording both are the
 *     time that was recorded
 * @param zone the zone of every time shown and typed
 * @param jobsFirst whether the tab of the jobs is shown first; it is there then also before any job
 *     is known
 * @param jobsOf whose jobs are asked for, for the message that there are none; empty for everyone's
 * @param redrawn how often the screen is drawn while no key is pressed, 100 ms to a day
 * @param keys which keys do what
 * @param firstRun a file that says that the view was seen; where it is not there it is made, and
 *     the view says how to find help. Empty for neither
 * @param alerts what GPUs are watched for
 * @since 0.30
 */
public record TuiOptions(
    String description,
    Theme theme,
    Path exportFolder,
    Clock clock,
    ZoneId zone,
    boolean jobsFirst,
    Optional<String> jobsOf,
    Duration redrawn,
    KeyBindings keys,
    Optional<Path> firstRun,
    AlertOptions alerts) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Checks the arguments. */
  public TuiOptions {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(theme, "theme");
    Objects.requireNonNull(exportFolder, "exportFolder");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(jobsOf, "jobsOf");
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(firstRun, "firstRun");
    Objects.requireNonNull(alerts, "alerts");
    if (redrawn.compareTo(SHORTEST) < 0 || redrawn.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("redrawn: expected 100 ms to one day, got " + redrawn);
    }
  }

  /** Options of a view that opens on All, is drawn every second and has the usual alerts. */
  public TuiOptions(String description, Theme theme, Path exportFolder, Clock clock, ZoneId zone) {
    this(
        description,
        theme,
        exportFolder,
        clock,
        zone,
        false,
        Optional.empty(),
        Duration.ofSeconds(1),
        KeyBindings.defaults(),
        Optional.empty(),
        AlertOptions.defaults());
  }

  /**
   * No description, the default theme, exports to {@code ~/.cache/all-smi}, this machine's clock
   * and zone.
   */
  public static TuiOptions defaults() {
    Path cache = Path.of(System.getProperty("user.home", "."), ".cache", "all-smi");
    return new TuiOptions("", Theme.DEFAULT, cache, Clock.systemUTC(), ZoneId.systemDefault());
  }

  /** These options with other words in the title line. */
  public TuiOptions withDescription(String words) {
    return with(d -> d.description = words);
  }

  /** These options with another theme. */
  public TuiOptions withTheme(Theme newTheme) {
    return with(d -> d.theme = newTheme);
  }

  /** These options with another folder for CSV files. */
  public TuiOptions withExportFolder(Path folder) {
    return with(d -> d.exportFolder = folder);
  }

  /** These options with another clock and zone. */
  public TuiOptions withClock(Clock newClock, ZoneId newZone) {
    return with(
        d -> {
          d.clock = newClock;
          d.zone = newZone;
        });
  }

  /**
   * These options with the tab of the jobs shown first.
   *
   * @param whose whose jobs are asked for; empty for everyone's
   */
  public TuiOptions withJobsFirst(Optional<String> whose) {
    return with(
        d -> {
          d.jobsFirst = true;
          d.jobsOf = whose;
        });
  }

  /** These options with a screen that is drawn that often, 100 ms to a day. */
  public TuiOptions withRedrawn(Duration often) {
    return with(d -> d.redrawn = often);
  }

  /** These options with other keys. */
  public TuiOptions withKeys(KeyBindings newKeys) {
    return with(d -> d.keys = newKeys);
  }

  /**
   * These options with a file that says that the view was seen: while it is not there, the view
   * makes it and says how to find help. That it cannot be made is no failure.
   */
  public TuiOptions withFirstRun(Path marker) {
    return with(d -> d.firstRun = Optional.of(marker));
  }

  /** These options with other alerts. */
  public TuiOptions withAlerts(AlertOptions newAlerts) {
    return with(d -> d.alerts = newAlerts);
  }

  /** These options after a change: the one place that repeats the parts. */
  private TuiOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** Options on the way from one to the next. */
  private static final class Draft {
    private String description;
    private Theme theme;
    private Path exportFolder;
    private Clock clock;
    private ZoneId zone;
    private boolean jobsFirst;
    private Optional<String> jobsOf;
    private Duration redrawn;
    private KeyBindings keys;
    private Optional<Path> firstRun;
    private AlertOptions alerts;

    Draft(TuiOptions from) {
      description = from.description;
      theme = from.theme;
      exportFolder = from.exportFolder;
      clock = from.clock;
      zone = from.zone;
      jobsFirst = from.jobsFirst;
      jobsOf = from.jobsOf;
      redrawn = from.redrawn;
      keys = from.keys;
      firstRun = from.firstRun;
      alerts = from.alerts;
    }

    TuiOptions options() {
      return new TuiOptions(
          description,
          theme,
          exportFolder,
          clock,
          zone,
          jobsFirst,
          jobsOf,
          redrawn,
          keys,
          firstRun,
          alerts);
    }
  }
}
