package io.allsmi.core.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of each day or hour of a zone. Time is cut exactly at its borders, and at the moments
 * when clocks are put forward or back: the hour that comes twice in autumn is two hours, told apart
 * by their offsets, and that day has 25.
 */
final class Calendar {
  private final ZoneId zone;
  private final ChronoUnit unit;
  private final int most;
  private final Map<String, Totals> rows = new LinkedHashMap<>();
  private Totals current = new Totals();
  private long end = Long.MIN_VALUE;

  Calendar(ZoneId zone, ChronoUnit unit, int most) {
    this.zone = zone;
    this.unit = unit;
    this.most = most;
  }

  /** Adds what some rates come to from one moment to another; no earlier than the time before. */
  void add(Rates rates, long fromMillis, long toMillis) {
    long from = fromMillis;
    while (from < toMillis) {
      if (from >= end) {
        open(from);
      }
      long to = Math.min(toMillis, end);
      current.add(rates, to - from);
      from = to;
    }
  }

  private void open(long millis) {
    Instant at = Instant.ofEpochMilli(millis);
    ZoneOffset offset = zone.getRules().getOffset(at);
    LocalDateTime start = LocalDateTime.ofInstant(at, offset).truncatedTo(unit);
    String name =
        unit == ChronoUnit.DAYS
            ? start.toLocalDate().toString()
            : start.atOffset(offset).toString();
    end = start.plus(1, unit).toInstant(offset).toEpochMilli();
    ZoneOffsetTransition change = zone.getRules().nextTransition(at);
    if (change != null && change.getInstant().isBefore(Instant.ofEpochMilli(end))) {
      // A change within a millisecond, which no zone has, must not stop time.
      end = Math.max(millis + 1, change.getInstant().toEpochMilli());
    }
    boolean full = rows.size() >= most && !rows.containsKey(name);
    current = rows.computeIfAbsent(full ? UsageRow.OTHERS : name, n -> new Totals());
  }

  /** The rows in the order of time. */
  List<UsageRow> rows(ReportOptions options) {
    List<UsageRow> list = new ArrayList<>(rows.size());
    rows.forEach(
        (name, totals) ->
            list.add(
                UsageRow.named(
                    name,
                    new UsageFigures(totals, UsageFigures.Basis.DEVICES, options.pricePerKwh()))));
    return list;
  }
}
