package io.allsmi.core.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figures over time in a bounded number of columns. It begins with columns of a second; whenever
 * they are used up, all become wider and are put together, so one pass is enough whatever the span.
 * The widths are those of a clock and each divides the next.
 */
final class Timeline {
  /** Columns at most. */
  static final int COLUMNS = 400;

  /** Series of one kind at most; what comes later shares one. */
  static final int SERIES = 4096;

  private static final long SECOND = 1000;
  private static final long[] WIDTHS = {
    SECOND,
    5 * SECOND,
    10 * SECOND,
    30 * SECOND,
    60 * SECOND,
    300 * SECOND,
    600 * SECOND,
    1800 * SECOND,
    3600 * SECOND,
    2 * 3600 * SECOND,
    6 * 3600 * SECOND,
    12 * 3600 * SECOND,
    24 * 3600 * SECOND
  };

  private final ZoneId zone;
  private final List<Series> all = new ArrayList<>();
  private long width = WIDTHS[0];

  /** The number of the first column, counted from the epoch in the zone's time at the start. */
  private long first;

  private long offset;
  private boolean begun;
  private int used;

  Timeline(ZoneId zone) {
    this.zone = zone;
  }

  /** Sums by column. */
  static final class Series {
    private long[] sums = {};

    private void add(int column, long sum) {
      if (column >= sums.length) {
        sums = Arrays.copyOf(sums, Math.min(COLUMNS, Math.max(column + 1, sums.length * 2)));
      }
      sums[column] = Rates.sum(sums[column], sum);
    }

    /** The sum of a column. */
    long get(int column) {
      return column < sums.length ? sums[column] : 0;
    }

    private void widen(long first, long factor) {
      long base = Math.floorDiv(first, factor);
      long[] wider = new long[sums.length];
      for (int i = 0; i < sums.length; i++) {
        int at = (int) (Math.floorDiv(first + i, factor) - base);
        wider[at] = Rates.sum(wider[at], sums[i]);
      }
      sums = wider;
    }
  }

  Series series() {
    Series series = new Series();
    all.add(series);
    return series;
  }

  /** What takes a part of a frame's time. */
  interface Sink {
    /** Takes some milliseconds that lie in one column. */
    void take(Part part, long millis);
  }

  /** One column, to be added to. */
  static final class Part {
    private final int column;

    private Part(int column) {
      this.column = column;
    }

    void add(Series series, long rate, long millis) {
      if (rate > 0) {
        series.add(column, Rates.product(rate, millis));
      }
    }
  }

  /** Cuts a time at the borders of columns; no earlier than the time before. */
  void cut(long fromMillis, long toMillis, Sink sink) {
    if (!begun) {
      begun = true;
      offset =
          zone.getRules().getOffset(Instant.ofEpochMilli(fromMillis)).getTotalSeconds() * SECOND;
      first = Math.floorDiv(fromMillis + offset, width);
    }
    while (Math.floorDiv(toMillis - 1 + offset, width) - first >= COLUMNS) {
      widen();
    }
    long from = fromMillis;
    while (from < toMillis) {
      long number = Math.floorDiv(from + offset, width);
      long to = Math.min(toMillis, (number + 1) * width - offset);
      int column = (int) (number - first);
      used = Math.max(used, column + 1);
      sink.take(new Part(column), to - from);
      from = to;
    }
  }

  private void widen() {
    long next = width * 2;
    for (long candidate : WIDTHS) {
      if (candidate > width) {
        next = candidate;
        break;
      }
    }
    long factor = next / width;
    for (Series series : all) {
      series.widen(first, factor);
    }
    used =
        used == 0
            ? 0
            : (int) (Math.floorDiv(first + used - 1, factor) - Math.floorDiv(first, factor)) + 1;
    first = Math.floorDiv(first, factor);
    width = next;
  }

  /** When the first column begins. */
  long startMillis() {
    return first * width - offset;
  }

  long widthMillis() {
    return width;
  }

  /** How many columns there are. */
  int columns() {
    return used;
  }
}
