package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import io.allsmi.core.source.Timecode;
import io.allsmi.record.Damage;
import io.allsmi.record.RecordedSnapshot;
import io.allsmi.record.ReplayOptions;
import io.allsmi.record.ReplaySource;
import io.allsmi.record.Replayer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A recording in place of hosts. */
final class ReplaySettings {
  @Option(
      names = "--replay",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A recording: a file, several, or a folder; the files of one that was cut are one.")
  List<Path> files = new ArrayList<>();

  /** Whether a recording is named. */
  boolean isGiven() {
    return !files.isEmpty();
  }

  /** A few words for the title line. */
  String description() {
    Path name = files.get(0).toAbsolutePath().normalize().getFileName();
    String first = name == null ? files.get(0).toString() : name.toString();
    return files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
  }

  /** A recording and hosts at once cannot be shown, nor can a recording be asked like hosts. */
  void checkAlone(SourceOptions source, PaceOptions pace) {
    if (!isGiven()) {
      return;
    }
    if (source.local || source.namesHosts()) {
      throw new UsageException("source: expected --replay or hosts, got both");
    }
    source.checkReplayed();
    if (pace.interval != null) {
      throw new UsageException("--interval: expected together with hosts, got a recording");
    }
  }

  /** What was seen at a time, as {@link #at}, with the jobs alone that the command line names. */
  ClusterSnapshot at(@Nullable String at, SlurmCommandOptions slurm, Console console)
      throws IOException {
    ClusterSnapshot then = at(at, console);
    Optional<RecordedJobs> chosen = RecordedJobs.of(slurm);
    return chosen.isEmpty() ? then : chosen.get().in(withJobs(then));
  }

  /** A moment of which jobs are known. */
  ClusterSnapshot withJobs(ClusterSnapshot then) throws IOException {
    if (then.jobs().isEmpty()) {
      throw new IOException(
          description() + ": expected a recording with jobs, got one without; record with --slurm");
    }
    return then;
  }

  Replayer open() throws IOException {
    return open(files);
  }

  /** One path may be a folder or a file of a set; several are just those files. */
  static Replayer open(List<Path> files) throws IOException {
    return files.size() == 1 ? Replayer.open(files.get(0)) : Replayer.open(files);
  }

  /**
   * What was seen at a time; what is damaged is said on {@code console}.
   *
   * @param at a timecode as {@link Timecode} reads it; the last snapshot where it is absent
   */
  ClusterSnapshot at(@Nullable String at, Console console) throws IOException {
    Optional<Timecode> place = Optional.ofNullable(at).map(text -> Moments.moment("--at", text));
    try (Replayer replayer = open()) {
      Optional<RecordedSnapshot> found;
      if (place.isEmpty()) {
        found = replayer.seek(Long.MAX_VALUE);
      } else {
        Moments.learnSpan(replayer);
        Instant then = Moments.instant(place.get(), replayer.start(), replayer.duration());
        found = replayer.seek(then);
        found.ifPresent(shown -> complainOfPlace(then, shown, replayer, console));
      }
      replayer.damage().forEach(damage -> complain(damage, console));
      return found
          .orElseThrow(
              () -> new IOException(description() + ": expected a snapshot, got none to read"))
          .snapshot();
    }
  }

  private void complainOfPlace(
      Instant then, RecordedSnapshot shown, Replayer replayer, Console console) {
    Instant end = replayer.start().plus(replayer.duration());
    if (then.isBefore(replayer.start()) || then.isAfter(end.plus(shown.snapshot().interval()))) {
      String which = then.isBefore(replayer.start()) ? "first" : "last";
      console.complain(
          description()
              + ": expected "
              + then
              + " to be in the recording, got "
              + replayer.start()
              + " to "
              + end
              + "; the "
              + which
              + " snapshot is shown");
    }
  }

  private static void complain(Damage damage, Console console) {
    console.complain("replay: " + damage);
  }

  /** How a recording is played in the view. */
  static final class Playing {
    @Option(
        names = "--speed",
        paramLabel = "FACTOR",
        description = "Play so many times as fast, 0.25 to 8. Default: 1.")
    double speed = 1;

    @Option(
        names = "--start",
        paramLabel = "TIME",
        description = "Begin there: MM:SS or HH:MM:SS from the start, @14:32, or a date and time.")
    @Nullable String start;

    @Option(names = "--loop", description = "Begin again at the end.")
    boolean loop;

    @Option(
        names = "--follow",
        description = "Wait at the end for what is recorded next; begins there without --start.")
    boolean follow;

    /** Something is asked for that only a recording has. */
    void checkUnused() {
      if (start != null || loop || follow || speed != 1) {
        String given =
            start != null ? "--start" : loop ? "--loop" : follow ? "--follow" : "--speed";
        throw new UsageException(given + ": expected together with --replay, got hosts");
      }
    }

    /**
     * Plays it, with the jobs alone that the command line names.
     *
     * @param alerts which alerts are events to look for
     */
    PlayableSource open(ReplaySettings recording, SlurmCommandOptions slurm, AlertRules alerts)
        throws IOException {
      ReplaySource source = open(recording, alerts);
      Optional<RecordedJobs> chosen = RecordedJobs.of(slurm);
      if (chosen.isEmpty()) {
        return source;
      }
      boolean hasJobs = false;
      try (Replayer replayer = recording.open()) {
        Optional<RecordedSnapshot> last = replayer.seek(Long.MAX_VALUE);
        if (last.isPresent()) {
          recording.withJobs(last.get().snapshot());
        }
        hasJobs = true;
      } finally {
        if (!hasJobs) {
          source.close();
        }
      }
      return chosen.get().in(source);
    }

    private ReplaySource open(ReplaySettings recording, AlertRules alerts) throws IOException {
      if (!(speed >= Playback.SLOWEST && speed <= Playback.FASTEST)) {
        throw new UsageException("--speed: expected 0.25 to 8, got " + speed);
      }
      Optional<Timecode> place =
          Optional.ofNullable(start).map(text -> Moments.timecode("--start", text));
      Replayer replayer = recording.open();
      ReplayOptions options =
          ReplayOptions.defaults()
              .withSpeed(speed)
              .withLoops(loop)
              .withFollows(follow)
              .withAlerts(alerts);
      if (place.isPresent()) {
        Duration offset = place.get().resolve(replayer.start(), replayer.duration(), Duration.ZERO);
        options = options.startingWith(new PlaybackCommand.SeekTo(offset));
      } else if (follow) {
        options = options.startingWith(new PlaybackCommand.SeekTo(replayer.duration()));
      }
      return ReplaySource.of(replayer, options);
    }
  }
}
