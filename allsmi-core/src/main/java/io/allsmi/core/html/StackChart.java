package io.allsmi.core.html;

import io.allsmi.core.report.Gaps;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageTimeline;
import io.allsmi.core.table.CellWidth;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * GPUs held over time, stacked by user under the GPUs there were, and a line for how busy they
 * were.
 */
final class StackChart {
  /** Classes of colour: the users by themselves, then the others. */
  private static final int COLOURS = 9;

  private static final int HEIGHT = 340;
  private static final int TOP = 16;
  private static final int BOTTOM = 306;
  private static final int LABEL_HEIGHT = 15;
  private static final double LABEL_CELL = 7.2;
  private static final int LABEL_SPACE = 8;
  private static final int NAME_CELLS = 24;
  private static final int Y_TICKS = 5;

  private final UsageReport report;
  private final TimeAxis axis;
  private final Markup out;
  private final List<UsageTimeline.Column> columns;
  private final List<UsageTimeline.Series> users;
  private final double most;

  /** By user and one more: what lies below, by column. */
  private final double[][] levels;

  StackChart(UsageReport report, TimeAxis axis, Markup out) {
    this.report = report;
    this.axis = axis;
    this.out = out;
    columns = report.timeline().columns();
    users = report.timeline().users();
    levels = new double[users.size() + 1][columns.size()];
    for (int user = 0; user < users.size(); user++) {
      for (int i = 0; i < columns.size(); i++) {
        levels[user + 1][i] = levels[user][i] + users.get(user).values().get(i).orElse(0);
      }
    }
    double top = 0;
    for (int i = 0; i < columns.size(); i++) {
      top = Math.max(top, Math.max(columns.get(i).available().orElse(0), levels[users.size()][i]));
    }
    most = top == 0 ? 1 : top;
  }

  void write() throws IOException {
    out.raw(
            "<svg id=\"use\" class=\"chart\" role=\"img\" aria-labelledby=\"use-title\" viewBox=\"0 0 ")
        .raw(TimeAxis.WIDTH + " " + HEIGHT)
        .raw("\">\n<title id=\"use-title\">GPUs held over time by user</title>\n");
    grid();
    area(columns.size(), i -> 0, this::available, "capacity");
    for (int user = 0; user < users.size(); user++) {
      double[] low = levels[user];
      double[] high = levels[user + 1];
      out.raw("<g class=\"band\"><title>").text(title(users.get(user))).raw("</title>\n");
      area(columns.size(), i -> low[i], i -> high[i], "u" + colour(user));
      if (user % 2 == 1) {
        area(columns.size(), i -> low[i], i -> high[i], "hatch");
      }
      out.raw("</g>\n");
    }
    line(this::available, "limit");
    line(i -> columns.get(i).busy().orElse(0), "busy-halo");
    line(i -> columns.get(i).busy().orElse(0), "busy");
    gaps(out, report, axis, TOP, BOTTOM);
    for (int user = 0; user < users.size(); user++) {
      label(user);
    }
    out.raw("</svg>\n");
    legend();
  }

  private int colour(int user) {
    return users.get(user).rest() > 0 ? COLOURS - 1 : Math.min(user, COLOURS - 1);
  }

  private String name(UsageTimeline.Series user) {
    if (user.rest() > 0) {
      return user.rest() == 1 ? "1 other" : user.rest() + " others";
    }
    return user.name().equals("?") ? "user not known" : CellWidth.cut(user.name(), NAME_CELLS);
  }

  private String title(UsageTimeline.Series user) {
    return name(user) + ": " + Words.hours(user.mean()) + " GPU-hours";
  }

  private double available(int column) {
    return columns.get(column).available().orElse(0);
  }

  private double y(double gpus) {
    return BOTTOM - gpus / most * (BOTTOM - TOP);
  }

  private boolean isCovered(int column) {
    return columns.get(column).covered() > 0;
  }

  private void grid() throws IOException {
    double step = Words.step(most / Y_TICKS);
    for (int i = 0; i * step <= most * 1.0001; i++) {
      String y = Markup.coordinate(y(i * step));
      out.raw(
          "<path class=\"grid\" d=\"M" + TimeAxis.LEFT + " " + y + "H" + TimeAxis.RIGHT + "\"/>");
      out.raw("<text class=\"tick\" text-anchor=\"end\" x=\"" + (TimeAxis.LEFT - 8) + "\" y=\"");
      out.number(y(i * step) + 4).raw("\">").text(Words.number(i * step)).raw("</text>\n");
    }
    out.raw("<text class=\"tick\" text-anchor=\"end\" x=\"" + (TimeAxis.LEFT - 44) + "\" y=\"");
    out.raw((TOP + 4) + "\">GPUs</text>\n");
    times(out, axis, TOP, BOTTOM);
  }

  /** The named moments under a chart. */
  static void times(Markup out, TimeAxis axis, int top, int bottom) throws IOException {
    for (TimeAxis.Tick tick : axis.ticks()) {
      String x = Markup.coordinate(tick.x());
      out.raw(tick.isDay() ? "<path class=\"grid day\" d=\"M" : "<path class=\"grid\" d=\"M");
      out.raw(x + " " + top + "V" + (bottom + 5) + "\"/><text class=\"tick");
      out.raw(tick.isDay() ? " day" : "").raw("\" text-anchor=\"middle\" x=\"" + x + "\" y=\"");
      out.raw((bottom + 20) + "\">").text(tick.label()).raw("</text>\n");
    }
  }

  /** The gaps over a chart, each wide enough to be seen. */
  static void gaps(Markup out, UsageReport report, TimeAxis axis, int top, int bottom)
      throws IOException {
    for (Gaps.Gap gap : report.gaps().listed()) {
      double from = axis.x(gap.from());
      double width = Math.max(1.5, axis.x(gap.to()) - from);
      String at = "x=\"" + Markup.coordinate(from) + "\" y=\"" + top + "\" width=\"";
      String size = Markup.coordinate(width) + "\" height=\"" + (bottom - top) + "\"";
      out.raw("<g class=\"gap\"><title>")
          .text("gap: " + Words.gap(gap, report.options().zone()))
          .raw("</title><rect class=\"gap-back\" " + at + size + "/>")
          .raw("<rect class=\"gap-hatch\" " + at + size + "/>");
      if (width > 34) {
        out.raw("<text class=\"gap-label\" text-anchor=\"middle\" x=\"")
            .number(from + width / 2)
            .raw("\" y=\"" + ((top + bottom) / 2 + 4) + "\">gap</text>");
      }
      out.raw("</g>\n");
    }
  }

  /** The space between two levels, a step for each column, nothing where nothing is covered. */
  private void area(int count, IntToDoubleFunction low, IntToDoubleFunction high, String type)
      throws IOException {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < count; ) {
      if (!isCovered(i) || high.applyAsDouble(i) - low.applyAsDouble(i) < 1e-9) {
        i++;
        continue;
      }
      int end = i;
      while (end < count
          && isCovered(end)
          && high.applyAsDouble(end) - low.applyAsDouble(end) >= 1e-9) {
        end++;
      }
      path.append('M').append(Markup.coordinate(axis.columnX(i))).append(' ');
      path.append(Markup.coordinate(y(high.applyAsDouble(i))));
      steps(path, i, end, high);
      path.append('V').append(Markup.coordinate(y(low.applyAsDouble(end - 1))));
      for (int back = end - 1; back > i; back--) {
        String y = Markup.coordinate(y(low.applyAsDouble(back - 1)));
        if (!y.equals(Markup.coordinate(y(low.applyAsDouble(back))))) {
          path.append('H').append(Markup.coordinate(axis.columnX(back))).append('V').append(y);
        }
      }
      path.append('H').append(Markup.coordinate(axis.columnX(i))).append('Z');
      i = end;
    }
    if (path.length() > 0) {
      out.raw("<path class=\"" + type + "\" d=\"" + path + "\"/>\n");
    }
  }

  private void steps(StringBuilder path, int from, int end, IntToDoubleFunction level) {
    for (int i = from + 1; i < end; i++) {
      String y = Markup.coordinate(y(level.applyAsDouble(i)));
      if (!y.equals(Markup.coordinate(y(level.applyAsDouble(i - 1))))) {
        path.append('H').append(Markup.coordinate(axis.columnX(i))).append('V').append(y);
      }
    }
    path.append('H').append(Markup.coordinate(axis.columnX(end)));
  }

  private void line(IntToDoubleFunction level, String type) throws IOException {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < columns.size(); ) {
      if (!isCovered(i)) {
        i++;
        continue;
      }
      int end = i;
      while (end < columns.size() && isCovered(end)) {
        end++;
      }
      path.append('M').append(Markup.coordinate(axis.columnX(i))).append(' ');
      path.append(Markup.coordinate(y(level.applyAsDouble(i))));
      steps(path, i, end, level);
      i = end;
    }
    out.raw("<path class=\"" + type + "\" d=\"" + path + "\"/>\n");
  }

  /** Writes a user's name into his band where it is the thickest, if it fits anywhere. */
  private void label(int user) throws IOException {
    String name = name(users.get(user));
    double needed = CellWidth.of(name) * LABEL_CELL + 2 * LABEL_SPACE;
    Place best = Place.NONE;
    for (int from = 0; from < columns.size(); from++) {
      Place place = place(user, from, needed);
      best = place.height > best.height + 0.5 ? place : best;
    }
    if (best.height > 0) {
      out.raw("<text class=\"label l" + colour(user) + "\" text-anchor=\"middle\" x=\"");
      out.number(best.x).raw("\" y=\"").number(best.y + 4).raw("\">").text(name);
      out.raw("</text>\n");
    }
  }

  /** A place in a band, and how high the band is all along it. */
  private record Place(double height, double x, double y) {
    static final Place NONE = new Place(0, 0, 0);
  }

  /** The place from a column on that is wide enough, and wider while the band is as high. */
  private Place place(int user, int from, double needed) {
    double below = BOTTOM;
    double above = TOP;
    Place place = Place.NONE;
    for (int i = from; i < columns.size() && isCovered(i); i++) {
      below = Math.min(below, y(levels[user][i]));
      above = Math.max(above, y(levels[user + 1][i]));
      double height = below - above;
      if (height < LABEL_HEIGHT || height < place.height - 0.5) {
        return place;
      }
      double width = axis.columnX(i + 1) - axis.columnX(from);
      if (width >= needed) {
        place = new Place(height, axis.columnX(from) + width / 2, (below + above) / 2);
      }
    }
    return place;
  }

  private void legend() throws IOException {
    double all = users.stream().map(UsageTimeline.Series::mean).mapToDouble(m -> m.orElse(0)).sum();
    out.raw("<ul class=\"legend\">\n");
    for (int user = users.size() - 1; user >= 0; user--) {
      OptionalDouble hours = users.get(user).mean();
      out.raw("<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
          .raw("<rect class=\"u" + colour(user) + "\" width=\"14\" height=\"14\" rx=\"3\"/>")
          .raw(user % 2 == 1 ? "<rect class=\"hatch\" width=\"14\" height=\"14\" rx=\"3\"/>" : "")
          .raw("</svg>")
          .text(name(users.get(user)))
          .raw(" <span class=\"dim\">")
          .text(Words.hours(hours) + " GPU-h")
          .text(all > 0 ? ", " + Words.percent(hours.orElse(0) / all) : "")
          .raw("</span></li>\n");
    }
    out.raw("<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
        .raw(
            "<path class=\"busy\" d=\"M0 7H14\"/></svg>busy <span class=\"dim\">held × utilisation")
        .raw("</span></li>\n<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
        .raw("<path class=\"limit\" d=\"M0 7H14\"/></svg>GPUs that could be read</li>\n");
    if (report.gaps().count() > 0) {
      out.raw("<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
          .raw(
              "<rect class=\"gap-hatch\" width=\"14\" height=\"14\"/></svg>gap: nothing known</li>\n");
    }
    out.raw("</ul>\n");
  }
}
