package io.allsmi.core.html;

import io.allsmi.core.report.UsageReport;
import io.allsmi.core.report.UsageTimeline;
import io.allsmi.core.table.CellWidth;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The utilisation of each host over time, from pale to strong. */
final class HeatMap {
  /** Where a class of utilisation ends, percent; the last has 100 too. */
  private static final int[] ENDS = {5, 20, 40, 60, 80, 95, 100};

  private static final int TOP = 6;
  private static final int FEW = 14;
  private static final int NAME_CELLS = 17;

  private final UsageReport report;
  private final TimeAxis axis;
  private final Markup out;
  private final List<UsageTimeline.Series> hosts;
  private final int rowHeight;

  HeatMap(UsageReport report, TimeAxis axis, Markup out) {
    this.report = report;
    this.axis = axis;
    this.out = out;
    this.hosts = report.timeline().hosts();
    this.rowHeight = hosts.size() <= FEW ? 24 : 16;
  }

  void write() throws IOException {
    int bottom = TOP + hosts.size() * rowHeight;
    out.raw("<svg id=\"heat\" class=\"chart\" role=\"img\" aria-labelledby=\"heat-title\" ")
        .raw("viewBox=\"0 0 " + TimeAxis.WIDTH + " " + (bottom + 30) + "\">\n")
        .raw("<title id=\"heat-title\">Utilisation of GPUs by host over time</title>\n");
    StackChart.times(out, axis, bottom, bottom);
    Set<String> twice = twice();
    for (int row = 0; row < hosts.size(); row++) {
      row(hosts.get(row), TOP + row * rowHeight, twice);
    }
    StackChart.gaps(out, report, axis, TOP, bottom);
    out.raw("</svg>\n");
    legend();
  }

  /** The names that several hosts have. */
  private Set<String> twice() {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new HashSet<>();
    for (UsageTimeline.Series host : hosts) {
      if (!seen.add(host.name())) {
        twice.add(host.name());
      }
    }
    return twice;
  }

  private void row(UsageTimeline.Series host, int y, Set<String> twice) throws IOException {
    String name = host.name();
    if (host.rest() > 0) {
      name = host.rest() + " others";
    } else if (twice.contains(name)) {
      name = host.id();
    }
    String mean = host.mean().isPresent() ? Math.round(host.mean().getAsDouble()) + " %" : "–";
    int height = rowHeight - 2;
    int middle = y + height / 2 + 4;
    out.raw("<g class=\"host\"><title>").text(name + ": " + mean + " on average").raw("</title>");
    out.raw("<text class=\"name\" text-anchor=\"end\" x=\"" + (TimeAxis.LEFT - 8) + "\" y=\"");
    out.raw(middle + "\">").text(CellWidth.cut(name, NAME_CELLS)).raw("</text>\n");
    String track = "x=\"" + TimeAxis.LEFT + "\" y=\"" + y + "\" height=\"" + height + "\" width=\"";
    track += TimeAxis.RIGHT - TimeAxis.LEFT;
    out.raw("<rect class=\"track\" " + track + "\"/><rect class=\"dots\" " + track + "\"/>\n");
    cells(host, y, height);
    out.raw("<text class=\"name\" x=\"" + (TimeAxis.RIGHT + 8) + "\" y=\"" + middle + "\">");
    out.text(mean).raw("</text></g>\n");
  }

  /** One path for each class, its equal neighbours in one piece. */
  private void cells(UsageTimeline.Series host, int y, int height) throws IOException {
    StringBuilder[] paths = new StringBuilder[ENDS.length];
    List<OptionalDouble> values = host.values();
    for (int i = 0; i < values.size(); ) {
      int type = type(values.get(i));
      int end = i + 1;
      while (end < values.size() && type(values.get(end)) == type) {
        end++;
      }
      if (type >= 0) {
        double from = axis.columnX(i);
        paths[type] = paths[type] == null ? new StringBuilder() : paths[type];
        paths[type].append('M').append(Markup.coordinate(from)).append(' ').append(y);
        paths[type].append('h').append(Markup.coordinate(axis.columnX(end) - from));
        paths[type].append('v').append(height).append('H').append(Markup.coordinate(from));
        paths[type].append('z');
      }
      i = end;
    }
    for (int type = 0; type < paths.length; type++) {
      if (paths[type] != null) {
        out.raw("<path class=\"k" + type + "\" d=\"" + paths[type] + "\"/>\n");
      }
    }
  }

  private static int type(OptionalDouble percent) {
    if (percent.isEmpty()) {
      return -1;
    }
    for (int type = 0; type < ENDS.length; type++) {
      if (percent.getAsDouble() < ENDS[type]) {
        return type;
      }
    }
    return ENDS.length - 1;
  }

  private void legend() throws IOException {
    out.raw("<ul class=\"legend scale\">\n");
    for (int type = 0; type < ENDS.length; type++) {
      int from = type == 0 ? 0 : ENDS[type - 1];
      out.raw("<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
          .raw("<rect class=\"k" + type + "\" width=\"14\" height=\"14\"/></svg>")
          .raw(from + "–" + ENDS[type] + " %</li>\n");
    }
    out.raw("<li><svg class=\"swatch\" viewBox=\"0 0 14 14\" aria-hidden=\"true\">")
        .raw("<rect class=\"track\" width=\"14\" height=\"14\"/>")
        .raw("<rect class=\"dots\" width=\"14\" height=\"14\"/></svg>no reading</li>\n</ul>\n");
  }
}
