package io.allsmi.core.report;

import io.allsmi.core.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Meters the use of a cluster: takes what was seen of it, frame by frame, and says who held and
 * used its GPUs, for how long, and what they drew.
 *
 * <pre>{@code
 * UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneId.of("Europe/Berlin")));
 * for (ClusterSnapshot frame : frames) {
 *   meter.add(frame);
 * }
 * for (UsageRow user : meter.report().users()) {
 *   System.out.println(user.name() + " held " + user.figures().gpuHoursHeld() + " GPU-hours");
 * }
 * }</pre>
 *
 * <p><b>Time.</b> A reading holds until the next frame, but for at most 3 intervals, as the
 * readings of a host do that stopped answering; the rest is a {@linkplain Gaps gap}, which counts
 * for nothing and is stated. The last frame holds for one interval, so that ten frames of 3 s are
 * 30 s. The interval is the one that the frame states, at most a day; where it states none, the
 * median of the last 9 distances between frames, at most 5 minutes. For frames at 10:00:00,
 * 10:00:05 and 10:01:00 with an interval of 5 s, 5 + 15 + 5 s are covered and 40 s are a gap. A
 * frame that is no later than one before it counts for nothing and is counted; so is one before
 * 1970 or after 9999.
 *
 * <p><b>Hosts.</b> A host contributes while its state {@linkplain
 * io.allsmi.core.HostState#countsInSums() counts in sums}; the hours of others are missing from
 * {@link UsageFigures#hostHoursSeen()}. Of a host that reports no processes the hours and the draw
 * of its GPUs count, and {@link UsageFigures#gpuHoursWithoutProcesses()} says how many hours they
 * are: nobody knows who held them.
 *
 * <p><b>Shared GPUs.</b> Hours held count for each holder in full, as the table of users counts
 * GPUs. Hours busy, and the share of hours held, are split as the draw is ({@link
 * io.allsmi.core.usage.UserAggregator#aggregate}): by the memory that the processes report there,
 * and in equal parts where none reports any. One rule for hours and watts; and a display server
 * that keeps 4 MiB on every GPU does not take half of everybody's hours, which equal parts would
 * give it.
 *
 * <p><b>Jobs.</b> Where frames have the jobs of a batch system, {@link UsageReport#jobs()} says
 * what they were given and what was made of it. A job counts in each frame that has it while it
 * holds its nodes, from its start to its end, and a list of jobs for 5 minutes after it was read.
 *
 * <p>One pass, and memory for what the rows are about: a row for each user, host, GPU, day and
 * hour, at most 100,000 of a kind, the last frame, and {@link UsageTimeline} of at most 400
 * columns. Sums are whole numbers in 127 bits: the order of hosts and rows changes nothing, and
 * absurd readings stay at the largest number.
 *
 * <p>Used by one thread at a time.
 *
 * @since 0.30.0
 */
public final class UsageMeter {
  /** For how many intervals a reading holds when nothing follows. */
  static final int INTERVALS = 3;

  /** The first moment of the year 10000. */
  private static final long END_OF_TIME = 253_402_300_800_000L;

  private final ReportOptions options;
  private final Cadence cadence = new Cadence();
  private final Books books;
  private final List<Gaps.Gap> gaps = new ArrayList<>();
  private long gapCount;
  private long gapMillis;
  private long coveredMillis;
  private long frames;
  private long ignored;
  private long firstMillis;
  private long lastMillis;
  private @Nullable ClusterSnapshot last;
  private boolean closed;

  /** Starts with nothing. */
  public UsageMeter(ReportOptions options) {
    this(options, Ledger.MOST);
  }

  UsageMeter(ReportOptions options, int most) {
    this.options = Objects.requireNonNull(options, "options");
    books = new Books(options, most);
  }

  /**
   * Takes the next frame; it is kept until the one after it comes.
   *
   * @throws IllegalStateException after {@link #report}
   */
  public void add(ClusterSnapshot frame) {
    if (closed) {
      throw new IllegalStateException("meter: expected no frame after the report");
    }
    long at = millis(frame.takenAt());
    ClusterSnapshot before = last;
    if (at < 0 || (before != null && at <= lastMillis)) {
      ignored++;
      return;
    }
    if (before == null) {
      firstMillis = at;
    } else {
      long distance = at - lastMillis;
      cadence.note(distance);
      long holds = Math.min(distance, INTERVALS * cadence.expected(before.interval()));
      credit(before, lastMillis, lastMillis + holds);
      if (holds < distance) {
        gap(lastMillis + holds, at);
      }
    }
    frames++;
    last = frame;
    lastMillis = at;
  }

  private static long millis(Instant at) {
    long seconds = at.getEpochSecond();
    return seconds < 0 || seconds >= END_OF_TIME / 1000 ? -1 : at.toEpochMilli();
  }

  private void gap(long from, long to) {
    gapCount++;
    gapMillis += to - from;
    if (gaps.size() < Gaps.MOST) {
      gaps.add(new Gaps.Gap(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)));
    }
  }

  /** Whether a frame was taken: else there is nothing to report. */
  public boolean isEmpty() {
    return last == null;
  }

  /**
   * What the frames come to. Ends the meter.
   *
   * @throws IllegalStateException when no frame was taken, or it is asked again
   */
  public UsageReport report() {
    ClusterSnapshot frame = last;
    if (closed || frame == null) {
      throw new IllegalStateException("meter: expected a frame, and one report");
    }
    closed = true;
    long end = lastMillis + cadence.expected(frame.interval());
    credit(frame, lastMillis, end);
    last = null;
    return new UsageReport(
        Instant.ofEpochMilli(firstMillis),
        Instant.ofEpochMilli(end),
        options,
        frames,
        ignored,
        Duration.ofMillis(coveredMillis),
        new Gaps(gapCount, Duration.ofMillis(gapMillis), gaps),
        books.total(),
        books.users(),
        books.usersWithoutGpus(),
        books.hosts(),
        books.gpus(),
        books.days(),
        books.hours(),
        books.timeline(),
        books.jobs());
  }

  private void credit(ClusterSnapshot frame, long from, long to) {
    if (from < to) {
      coveredMillis += to - from;
      books.credit(frame, from, to);
    }
  }
}
