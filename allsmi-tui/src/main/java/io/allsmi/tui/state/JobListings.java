package io.allsmi.tui.state;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.StrayProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Makes the rows of Jobs from a snapshot. */
public final class JobListings {
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  private JobListings() {}

  static Listing of(ViewState state, ClusterView view) {
    if (state.jobs().job().isEmpty()) {
      return new Listing(
          view.jobs().jobs().stream()
              .filter(filterOf(state))
              .sorted(state.jobs().order().comparator())
              .map(Row.Job::new)
              .toList());
    }
    Optional<JobUsage> job = view.job(state);
    if (job.isEmpty() || job.get().nodes().isEmpty()) {
      return Listing.EMPTY;
    }
    JobListings made = new JobListings();
    if (state.jobs().overview()) {
      made.nodes(job.get());
    } else {
      made.node(state, job.get());
    }
    return new Listing(made.rows);
  }

  private static Predicate<JobUsage> filterOf(ViewState state) {
    JobFilter filter = JobFilter.of(state.jobs().filter());
    return job -> filter.test().test(job.job());
  }

  /**
   * Which node of a job is shown: the first where the one chosen is no longer there; -1 of none.
   */
  public static int nodeIndex(ViewState state, List<JobNodeUsage> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      if (state.jobs().node().equals(Optional.of(nodes.get(i).node()))) {
        return i;
      }
    }
    return nodes.isEmpty() ? -1 : 0;
  }

  private void nodes(JobUsage job) {
    job.nodes().forEach(node -> rows.add(new Row.JobNode(node)));
    List<JobGpu> all = job.nodes().stream().flatMap(node -> node.gpus().stream()).toList();
    rows.add(new Row.JobSum("sum", JobTotals.of(all)));
  }

  private void node(ViewState state, JobUsage job) {
    JobNodeUsage node = job.nodes().get(nodeIndex(state, job.nodes()));
    for (JobGpu gpu : node.gpus()) {
      rows.add(new Row.JobDevice(once("gpu " + name(gpu)), node.host(), gpu));
    }
    if (!node.gpus().isEmpty()) {
      rows.add(new Row.JobSum("sum", JobTotals.of(node.gpus())));
    }
    if (state.jobs().processes()) {
      int heading = rows.size();
      node.gpus().forEach(this::processes);
      strays(job, node);
      if (rows.size() > heading) {
        rows.add(heading, new Row.JobHeading("processes"));
      }
    }
  }

  private static String name(JobGpu gpu) {
    return gpu.index().isPresent() ? Integer.toString(gpu.index().getAsInt()) : "?";
  }

  private void processes(JobGpu gpu) {
    gpu.ofJob().forEach(p -> add(gpu.index(), p, Row.Whose.ITS_OWN));
    gpu.untold().forEach(p -> add(gpu.index(), p, Row.Whose.UNTOLD));
    gpu.ofOthers().forEach(p -> add(gpu.index(), p, Row.Whose.OTHER));
  }

  private void strays(JobUsage job, JobNodeUsage node) {
    String hostId = node.host().map(HostSnapshot::hostId).orElse("");
    for (StrayProcess stray : job.strays()) {
      if (stray.hostId().equals(hostId)) {
        add(stray.gpu(), stray.process(), Row.Whose.STRAY);
      }
    }
  }

  private void add(OptionalInt gpu, ProcessInfo process, Row.Whose whose) {
    String key = once("process " + process.pid() + " on " + gpu.orElse(-1));
    rows.add(new Row.JobProcess(key, gpu, process, whose));
  }

  private String once(String key) {
    int before = seen.merge(key, 1, Integer::sum);
    return before == 1 ? key : key + " again " + before;
  }
}
