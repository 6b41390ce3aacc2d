package io.allsmi.tui.state;

import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import java.util.List;
import java.util.Optional;

/** What the keys of Jobs do to the state. */
final class JobMoves {
  private JobMoves() {}

  /** The list of jobs; where there is none, what is missing. */
  static ViewState show(ViewState state, ClusterView view) {
    if (!view.hasJobs(state)) {
      return withoutJobs(state);
    }
    return state.withTab(Tab.JOBS).withJobs(state.jobs().top());
  }

  private static ViewState withoutJobs(ViewState state) {
    String why = "no jobs: this source knows of none, 'allsmi view --slurm' does";
    return state.withToast(Optional.of(Toast.at(state.now(), why, "", Toast.Kind.NOTE)));
  }

  /** In Users and in Jobs the rows about something else; accounts and partitions are of jobs. */
  static ViewState nextGrouping(ViewState state, ClusterView view) {
    if (!view.hasJobs(state)) {
      return withoutJobs(state);
    }
    return state.tab().equals(Tab.JOBS)
        ? state.withJobs(state.jobs().nextGrouping())
        : state.withUsers(state.users().nextGrouping());
  }

  /**
   * From the jobs of a group to the groups, with the cursor on it; from any other list everything,
   * without a filter.
   */
  static ViewState leave(ViewState state) {
    Optional<String> group = state.tab().equals(Tab.JOBS) ? state.jobs().group() : Optional.empty();
    return group.isEmpty()
        ? state.withFilter(state.filter().emptied())
        : onRow(state.withJobs(state.jobs().leaveGroup()), group.get());
  }

  private static ViewState onRow(ViewState list, String key) {
    Position old = list.position();
    return list.withPosition(new Position(key, old.index(), old.top()));
  }

  /** The list with the cursor on the job that was open. */
  static ViewState back(ViewState state) {
    Optional<String> id = state.jobs().job();
    ViewState list = state.withJobs(state.jobs().top());
    return id.map(key -> onRow(list, key)).orElse(list);
  }

  /** The job so many further in the list, from the first where this one has left it. */
  static ViewState job(ViewState state, ClusterView view, int step) {
    Listing jobs = view.listing(state.withJobs(state.jobs().top()));
    if (jobs.size() == 0) {
      return state;
    }
    int at = jobs.indexOf(state.jobs().job().orElse(""));
    int next = at < 0 ? 0 : Math.max(0, Math.min(jobs.size() - 1, at + step));
    return next == at ? state : state.withJobs(state.jobs().open(jobs.rows().get(next).key()));
  }

  /** The node so many further in the job. */
  static ViewState node(ViewState state, ClusterView view, int step) {
    List<JobNodeUsage> nodes = view.job(state).map(JobUsage::nodes).orElse(List.of());
    int at = JobListings.nodeIndex(state, nodes);
    int next = Math.max(0, Math.min(nodes.size() - 1, at + step));
    return nodes.isEmpty() || next == at
        ? state
        : state.withJobs(state.jobs().onNode(nodes.get(next).node()));
  }

  /** In a job its processes or not; from the list or all nodes, the one of the cursor with them. */
  static ViewState processes(ViewState state, ClusterView view) {
    if (state.place() == InputMode.JOB) {
      return state.withJobs(state.jobs().toggleProcesses());
    }
    ViewState opened = opened(state, view);
    return opened.jobs().job().isEmpty() ? state : opened.withJobs(opened.jobs().withProcesses());
  }

  /** All nodes of the job, or one; from the list, of the job of the cursor. */
  static ViewState overview(ViewState state, ClusterView view) {
    if (state.place() == InputMode.JOBS) {
      ViewState opened = opened(state, view);
      return opened.jobs().job().isEmpty()
          ? state
          : opened.withJobs(opened.jobs().toggleOverview());
    }
    return state.withJobs(state.jobs().toggleOverview());
  }

  private static ViewState opened(ViewState state, ClusterView view) {
    Listing listing = view.listing(state);
    int at = listing.indexOf(state.position().key());
    if (at < 0) {
      return state;
    }
    Row row = listing.rows().get(at);
    if (row instanceof Row.Job) {
      return state.withJobs(state.jobs().open(row.key()));
    }
    return row instanceof Row.JobNode node
        ? state.withJobs(state.jobs().onNode(node.usage().node()))
        : state;
  }
}
