package io.allsmi.tui.state;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.usage.UserOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  /** The sums of Jobs. */
  JOBS_SUMMARY,
  /** Which filter holds, and that the sums are of what matches it. */
  FILTER,
  /** That the list of jobs is old, and why. */
  JOBS_AGE,
  /** Which nodes are missing from the sums of jobs. */
  JOBS_COVERAGE,
  /** Which job is open, and where in it we are. */
  JOB,
  /** What the node of a job is, and why it has no new readings. */
  JOB_NODE,
  /** Which GPU is open, and of which host. */
  GPU,
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
      case ALL -> {
        if (state.place() == InputMode.GPU) {
          lines.add(GPU);
        }
      }
      case HOST -> {
        lines.add(state.place() == InputMode.GPU ? GPU : HOST);
        view.host(state.tab().hostId()).ifPresent(h -> host(lines, h));
      }
      case USERS -> {
        if (view.snapshot().isPresent()) {
          users(lines, state, view, roomy);
        }
      }
      case JOBS -> {
        if (view.snapshot().isPresent()) {
          jobs(lines, state, view, roomy);
        }
      }
    }
    if (state.filter().applied().isPresent() && view.snapshot().isPresent()) {
      lines.add(FILTER);
    }
    if (!complaints(state.tab(), view).isEmpty()) {
      lines.add(SOURCE);
    }
    return lines;
  }

  /**
   * What is wrong with the source, as far as it concerns a tab. One line of a list of hosts is not
   * about each of them; what is wrong with all of it is. Why the jobs are old stands in Jobs above
   * the list already.
   */
  public static List<Issue> complaints(Tab tab, ClusterView view) {
    List<Issue> all = view.issues();
    if (tab.kind() == Tab.Kind.HOST && !all.isEmpty() && all.get(0).line() != 0) {
      return List.of();
    }
    Optional<String> said = tab.kind() == Tab.Kind.JOBS ? view.jobs().problem() : Optional.empty();
    return said.isEmpty()
        ? all
        : all.stream().filter(issue -> !issue.message().startsWith(said.get())).toList();
  }

  private static boolean isByPower(UsersChoice choice) {
    return choice.order() == UserOrder.POWER && !choice.idleFirst();
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
    return switch (this) {
      case COVERAGE, REPORT, SOURCE, JOBS_AGE, JOBS_COVERAGE, FILTER -> true;
      default -> false;
    };
  }

  private static void jobs(List<Banner> lines, ViewState state, ClusterView view, boolean roomy) {
    if (state.place() != InputMode.JOBS) {
      lines.add(JOB);
      if (!state.jobs().overview() && view.job(state).isPresent()) {
        lines.add(JOB_NODE);
      }
    } else {
      if (roomy) {
        lines.add(JOBS_SUMMARY);
      }
      if (view.jobs().coverage().isPartial()) {
        lines.add(JOBS_COVERAGE);
      }
    }
    if (view.jobs().problem().isPresent()) {
      lines.add(JOBS_AGE);
    }
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
    if (top && roomy && isByPower(state.users())) {
      lines.add(POWER);
    }
  }
}
