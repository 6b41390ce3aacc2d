package io.allsmi.tui.state;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.usage.UserOrder;
import java.util.ArrayList;
import java.util.List;

/** A line between the tabs and the list. The list begins below the lines that are there. */
public enum Banner {
  /** The sums of Users. */
  SUMMARY,
  /** Which hosts are missing from the sums. */
  COVERAGE,
  /** What the power column means. */
  POWER,
  /** Where in Users we are, and the sums of that place. */
  CRUMB,
  /** What a host is. */
  HOST,
  /** Why a host fails. */
  FAILURE,
  /** What in a host's report could not be used. */
  REPORT,
  /** What is wrong with the source, such as its list of hosts. */
  SOURCE;

  /** The lines of a screen, top to bottom. */
  static List<Banner> of(ViewState state, ClusterView view, boolean roomy) {
    List<Banner> lines = new ArrayList<>();
    switch (state.tab().kind()) {
      case ALL -> {}
      case HOST -> {
        lines.add(HOST);
        view.host(state.tab().hostId()).ifPresent(h -> host(lines, h));
      }
      case USERS -> {
        if (view.snapshot().isPresent()) {
          users(lines, state, view, roomy);
        }
      }
    }
    if (concerns(state.tab(), view)) {
      lines.add(SOURCE);
    }
    return lines;
  }

  /** One line of a list of hosts is not about each of them; what is wrong with all of it is. */
  private static boolean concerns(Tab tab, ClusterView view) {
    return !view.issues().isEmpty()
        && (tab.kind() != Tab.Kind.HOST || view.issues().get(0).line() == 0);
  }

  private static void host(List<Banner> lines, HostSnapshot host) {
    if (host.status().failure().isPresent()) {
      lines.add(FAILURE);
    }
    if (!host.issues().isEmpty()) {
      lines.add(REPORT);
    }
  }

  /** Whether it is a warning, which is shown even where there is room for little. */
  boolean isWarning() {
    return this == COVERAGE || this == REPORT || this == SOURCE;
  }

  private static void users(List<Banner> lines, ViewState state, ClusterView view, boolean roomy) {
    boolean top = state.users().user().isEmpty();
    if (!top) {
      lines.add(CRUMB);
    } else if (roomy) {
      lines.add(SUMMARY);
    }
    if (view.aggregation().coverage().isPartial()) {
      lines.add(COVERAGE);
    }
    if (top && roomy && state.users().order() == UserOrder.POWER) {
      lines.add(POWER);
    }
  }
}
