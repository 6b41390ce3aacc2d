package io.allsmi.tui.state;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.GpuSums;
import io.allsmi.core.jobs.GpuUseSince;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobGroup;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.StrayProcess;
import io.allsmi.core.usage.UserGrouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the rows of Jobs from a snapshot. */
public final class JobListings {
  private static final double MICRO = 1e6;

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  private JobListings() {}

  static Listing of(ViewState state, ClusterView view) {
    if (state.jobs().job().isEmpty()) {
      return new Listing(list(state.jobs(), view));
    }
    Optional<JobUsage> job = view.job(state);
    if (job.isEmpty() || job.get().nodes().isEmpty()) {
      return Listing.EMPTY;
    }
    JobListings made = new JobListings();
    if (state.jobs().overview()) {
      made.nodes(job.get());
    } else {
      made.node(state, job.get(), view.isFiltered());
    }
    return new Listing(made.rows);
  }

  private static List<? extends Row> list(JobsChoice choice, ClusterView view) {
    List<JobUsage> jobs = view.jobs().jobs();
    if (choice.isOfGroups()) {
      UserGrouping grouping = choice.grouping().orElseThrow();
      return JobGroup.of(jobs, grouping, view.jobs().takenAt()).stream()
          .sorted(JobGroup.comparator(choice.order()))
          .map(Row.JobsOf::new)
          .toList();
    }
    return jobs.stream()
        .filter(job -> isIn(choice, job))
        .sorted(choice.order().comparator())
        .map(Row.Job::new)
        .toList();
  }

  private static boolean isIn(JobsChoice choice, JobUsage job) {
    return choice.grouping().isEmpty()
        || choice.group().isEmpty()
        || JobGroup.nameOf(job.job(), choice.grouping().get()).equals(choice.group().get());
  }

  /** The jobs of the list that match the filter, of groups those in any of them. */
  public static List<JobUsage> jobs(Listing listing) {
    List<JobUsage> jobs = new ArrayList<>();
    for (Row row : listing.matching()) {
      if (row instanceof Row.Job job) {
        jobs.add(job.usage());
      } else if (row instanceof Row.JobsOf of) {
        jobs.addAll(of.group().jobs());
      }
    }
    return jobs;
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
    rows.add(new Row.JobSum("sum", GpuSums.of(all, job.takenAt()), false));
  }

  private void node(ViewState state, JobUsage job, boolean isFiltered) {
    JobNodeUsage node = job.nodes().get(nodeIndex(state, job.nodes()));
    List<JobGpu> gpus = node.shownGpus();
    for (JobGpu gpu : gpus) {
      rows.add(new Row.JobDevice(once("gpu " + name(gpu)), node.host(), gpu, true));
    }
    if (!gpus.isEmpty()) {
      boolean old = !node.lastGpus().isEmpty();
      rows.add(new Row.JobSum("sum", GpuSums.of(gpus, job.takenAt()), old));
    }
    if (!isFiltered) {
      others(node); // of what a filter left of the job it cannot be told which are others
    }
    if (state.jobs().processes()) {
      int heading = rows.size();
      gpus.forEach(this::processes);
      strays(job, node);
      if (rows.size() > heading) {
        rows.add(heading, new Row.JobHeading("processes"));
      }
    }
  }

  /** The other GPUs of the node, where it is known which ones the job has. */
  private void others(JobNodeUsage node) {
    List<JobGpu> gpus = node.shownGpus();
    boolean known =
        node.gpusKnown()
            && node.host().isPresent()
            && gpus.stream().allMatch(gpu -> gpu.reading().isPresent());
    List<GpuInfo> all = known ? node.host().get().gpus() : List.of();
    for (int place = 0; place < all.size(); place++) {
      GpuInfo other = all.get(place);
      if (gpus.stream().noneMatch(gpu -> gpu.reading().get().equals(other))) {
        JobGpu shown = other(node.node(), other, other.index().orElse(place));
        rows.add(new Row.JobDevice(once("gpu " + name(shown)), node.host(), shown, false));
      }
    }
  }

  private static JobGpu other(String node, GpuInfo gpu, int number) {
    OptionalDouble watts = gpu.powerWatts();
    return new JobGpu(
        node,
        OptionalInt.of(number),
        JobGpu.Part.WHOLE,
        Optional.of(gpu),
        GpuUseSince.UNKNOWN,
        List.of(),
        List.of(),
        List.of(),
        gpu.memoryUsedBytes(),
        gpu.memoryTotalBytes(),
        watts.isPresent()
            ? OptionalLong.of(Math.round(watts.getAsDouble() * MICRO))
            : OptionalLong.empty());
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
