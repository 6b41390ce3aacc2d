package io.allsmi.collect.local;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What /proc/stat says: how long each CPU was busy since boot, and when that was.
 *
 * @param all the sum over all CPUs
 * @param cpus by number, those that are online
 * @param bootSeconds when the machine started, epoch seconds
 */
record CpuTimes(Times all, Map<Integer, Times> cpus, OptionalLong bootSeconds) {
  /**
   * Time since boot, in ticks.
   *
   * @param busy time spent on anything but idling and waiting for disks
   * @param total all time
   */
  record Times(long busy, long total) {
    static final Times NONE = new Times(0, 0);

    Times plus(Times other) {
      return new Times(busy + other.busy, total + other.total);
    }

    /** Percent of the time since then that was busy; absent when no time went by. */
    OptionalDouble percentSince(Times before) {
      long elapsed = total - before.total;
      if (elapsed <= 0) {
        return OptionalDouble.empty();
      }
      double percent = 100.0 * (busy - before.busy) / elapsed;
      return OptionalDouble.of(Math.max(0, Math.min(100, percent)));
    }
  }

  static CpuTimes parse(String stat) {
    Times all = Times.NONE;
    Map<Integer, Times> cpus = new TreeMap<>();
    OptionalLong boot = OptionalLong.empty();
    for (String line : stat.split("\n", -1)) {
      String[] words = line.split(" +", 11);
      if (words[0].equals("btime") && words.length > 1) {
        boot = Numbers.whole(words[1]);
      } else if (words[0].equals("cpu")) {
        all = times(words);
      } else if (words[0].startsWith("cpu")) {
        OptionalLong number = Numbers.whole(words[0].substring(3));
        if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() < 65_536) {
          cpus.put((int) number.getAsLong(), times(words));
        }
      }
    }
    return new CpuTimes(all, cpus, boot);
  }

  /** user nice system idle iowait irq softirq steal; guest time is part of user already. */
  private static Times times(String[] words) {
    long busy = 0;
    long total = 0;
    for (int i = 1; i < words.length && i <= 8; i++) {
      long ticks = Numbers.whole(words[i]).orElse(0);
      total += ticks;
      busy += i == 4 || i == 5 ? 0 : ticks;
    }
    return new Times(busy, total);
  }
}
