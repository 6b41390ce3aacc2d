package io.allsmi.collect.local;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * When a read happens: by the wall clock for what is shown, by the kernel's uptime for what is
 * subtracted, as wall clocks are set.
 *
 * @param at the instant of the read
 * @param uptimeSeconds seconds since boot; absent when /proc/uptime cannot be read
 */
record Moment(Instant at, OptionalDouble uptimeSeconds) {
  static Moment read(SystemFiles files, Instant at) {
    String first = files.line("/proc/uptime").orElse("").split(" ", 2)[0];
    return new Moment(at, decimal(first));
  }

  /** Seconds that only differences are made of. */
  double seconds() {
    return uptimeSeconds.orElse(at.toEpochMilli() / 1e3);
  }

  private static OptionalDouble decimal(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    String hundredths = dot < 0 ? "00" : text.substring(dot + 1);
    if (hundredths.length() != 2
        || Numbers.whole(whole).isEmpty()
        || Numbers.whole(hundredths).isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Numbers.whole(whole).getAsLong() + Numbers.whole(hundredths).getAsLong() / 100.0);
  }
}
