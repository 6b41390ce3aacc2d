package io.allsmi.core.html;

import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageTimeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a moment lies in a chart, and which moments are named. Shared by the charts. */
final class TimeAxis {
  /** Units of a chart's drawing that all charts are wide. */
  static final int WIDTH = 1120;

  /** Where all plots begin: names of hosts stand before it. */
  static final int LEFT = 128;

  /** Where all plots end: mean figures stand after it. */
  static final int RIGHT = 1064;

  private static final int TICKS = 10;
  private static final long DAY = 86_400;

  /** Seconds between ticks. */
  private static final int[] STEPS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
  };

  private static final int[] DAYS = {1, 2, 7, 14, 28, 91, 182, 365};

  private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = format("HH:mm");
  private static final DateTimeFormatter DATE = format("d MMM");
  private static final DateTimeFormatter YEAR = format("MMM uuuu");

  private final UsageTimeline timeline;
  private final ZoneId zone;
  private final long from;
  private final long to;

  TimeAxis(UsageReport report) {
    this.timeline = report.timeline();
    this.zone = report.options().zone();
    this.from = report.from().toEpochMilli();
    this.to = report.to().toEpochMilli();
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /**
   * A named moment.
   *
   * @param x where it is
   * @param label what it is called
   * @param isDay whether a day begins there
   */
  record Tick(double x, String label, boolean isDay) {}

  double x(Instant at) {
    return x(at.toEpochMilli());
  }

  private double x(long millis) {
    double part = (double) (millis - from) / Math.max(1, to - from);
    return LEFT + Math.max(0, Math.min(1, part)) * (RIGHT - LEFT);
  }

  /** Where a column begins; that of the one after the last is its end. */
  double columnX(int column) {
    return x(timeline.start().toEpochMilli() + column * timeline.width().toMillis());
  }

  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    long seconds = Math.max(1, (to - from) / 1000);
    LocalDate first = LocalDate.ofInstant(Instant.ofEpochMilli(from), zone);
    for (int step : STEPS) {
      if (seconds / step <= TICKS) {
        LocalTime time = Instant.ofEpochMilli(from).atZone(zone).toLocalTime();
        LocalDateTime at =
            first.atTime(LocalTime.ofSecondOfDay((long) time.toSecondOfDay() / step * step));
        for (int i = 0; i <= 2 * TICKS + 2; i++) {
          add(ticks, at.plusSeconds((long) i * step).atZone(zone), step);
        }
        return ticks;
      }
    }
    long days = seconds / DAY;
    long step = days / TICKS + 1;
    for (int candidate : DAYS) {
      if (days / candidate <= TICKS) {
        step = candidate;
        break;
      }
    }
    for (int i = 0; i <= 2 * TICKS + 2; i++) {
      add(ticks, first.plusDays(step * i).atStartOfDay(zone), step * DAY);
    }
    return ticks;
  }

  private void add(List<Tick> ticks, ZonedDateTime at, long step) {
    long millis = at.toInstant().toEpochMilli();
    if (millis < from || millis > to) {
      return;
    }
    double x = x(millis);
    if (!ticks.isEmpty() && x <= ticks.get(ticks.size() - 1).x()) {
      return;
    }
    boolean isDay = at.toLocalTime().equals(LocalTime.MIDNIGHT);
    DateTimeFormatter format = step < 60 ? SECONDS : MINUTES;
    if (step >= 182 * DAY) {
      format = YEAR;
    } else if (isDay) {
      format = DATE;
    }
    ticks.add(new Tick(x, format.format(at), isDay));
  }

  /** How long a column is, in words: {@code 10 min}. */
  String columnWidth() {
    Duration width = timeline.width();
    if (width.toSeconds() < 60) {
      return width.toSeconds() + " s";
    }
    if (width.toMinutes() < 60) {
      return width.toMinutes() + " min";
    }
    return width.toHours() <= 24 ? width.toHours() + " h" : width.toDays() + " days";
  }
}
