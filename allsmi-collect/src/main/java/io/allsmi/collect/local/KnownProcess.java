package io.allsmi.collect.local;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A process between two reads: what is kept of it, so that a read costs one small file for each
 * process that is known.
 */
final class KnownProcess {
  private static final long CLOCK_WAVER_MILLIS = 5000;

  final int pid;
  final long startTicks;
  private ProcStat stat = new ProcStat();

  /** The read in which it was last seen. */
  int seenIn;

  /** The read in which what is kept was last looked up. */
  int lookedUpIn = -1;

  /** The name it had then: another one means that it runs another program now. */
  String nameThen = "";

  OptionalDouble cpuPercent = OptionalDouble.empty();
  OptionalInt uid = OptionalInt.empty();
  OptionalInt loginUid = OptionalInt.empty();
  String user = "";
  String command = "";
  CgroupPath cgroup = CgroupPath.NONE;
  Owner owner = Owner.UNKNOWN;

  /** Whether it used a device when its owner was last sought. */
  boolean usedDevice;

  private OptionalLong startedAtMillis = OptionalLong.empty();
  private long ticksBefore;
  private double secondsBefore = Double.NaN;

  KnownProcess(int pid, long startTicks) {
    this.pid = pid;
    this.startTicks = startTicks;
  }

  ProcStat stat() {
    return stat;
  }

  /** Takes over what was parsed of it, and gives back the object of the last time to use again. */
  ProcStat measured(ProcStat fresh, Moment now, Units units) {
    ProcStat spare = stat;
    stat = fresh;
    double elapsed;
    long ticks;
    if (Double.isNaN(secondsBefore)) {
      elapsed =
          now.uptimeSeconds().orElse(Double.NaN) - (double) startTicks / units.ticksPerSecond();
      ticks = stat.cpuTicks();
    } else {
      elapsed = now.seconds() - secondsBefore;
      ticks = stat.cpuTicks() - ticksBefore;
    }
    // Two reads within one tick say nothing.
    cpuPercent =
        elapsed * units.ticksPerSecond() >= 1 && ticks >= 0
            ? OptionalDouble.of(100.0 * ticks / units.ticksPerSecond() / elapsed)
            : OptionalDouble.empty();
    ticksBefore = stat.cpuTicks();
    secondsBefore = now.seconds();
    return spare;
  }

  /**
   * When it started. The second in which the machine booted is told anew by each read and wavers
   * with the clock; the first answer is kept until the clock is set.
   */
  OptionalLong startedAtMillis(OptionalLong bootSeconds, Units units) {
    if (bootSeconds.isPresent()) {
      long millis = bootSeconds.getAsLong() * 1000 + startTicks * 1000 / units.ticksPerSecond();
      if (Math.abs(startedAtMillis.orElse(Long.MAX_VALUE) - millis) > CLOCK_WAVER_MILLIS) {
        startedAtMillis = OptionalLong.of(millis);
      }
    }
    return startedAtMillis;
  }

  OptionalLong residentBytes(Units units) {
    return units.pageBytes().isPresent() && stat.residentPages() >= 0
        ? OptionalLong.of(stat.residentPages() * units.pageBytes().getAsLong())
        : OptionalLong.empty();
  }
}
