package io.allsmi.core.filter;

import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobCoverage;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a filter against jobs and what they have. */
final class JobsFilter {
  private final RowTest test;
  private final Instant now;

  JobsFilter(Filter filter, Instant now) {
    this.test = filter.test();
    this.now = now;
  }

  JobAggregation apply(JobAggregation all) {
    List<JobUsage> jobs = all.jobs().stream().filter(this::isLeft).toList();
    Set<String> nodes = new HashSet<>();
    for (JobUsage job : jobs) {
      job.nodes().forEach(node -> nodes.add(node.node()));
    }
    List<JobCoverage.Missing> missing =
        all.coverage().missing().stream().filter(one -> nodes.contains(one.node())).toList();
    JobCoverage coverage = new JobCoverage(nodes.size(), nodes.size() - missing.size(), missing);
    return new JobAggregation(all.takenAt(), jobs, coverage, all.readAt(), all.problem());
  }

  private boolean isLeft(JobUsage job) {
    JobRow alone = JobRow.of(job.job(), now, true);
    if (test.test(alone)) {
      return true;
    }
    for (JobNodeUsage node : job.nodes()) {
      JobRow there = alone.on(node);
      if (test.test(there)) {
        return true;
      }
      for (JobGpu gpu : node.gpus()) {
        JobRow with = there.with(gpu);
        if (gpu.ofJob().isEmpty() ? test.test(with) : !left(gpu.ofJob(), with).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private List<ProcessInfo> left(List<ProcessInfo> processes, JobRow on) {
    return processes.stream().filter(process -> test.test(on.with(process))).toList();
  }

  JobUsage within(JobUsage job) {
    JobRow alone = JobRow.of(job.job(), now, false);
    List<JobNodeUsage> nodes = new ArrayList<>();
    for (JobNodeUsage node : job.nodes()) {
      nodes.add(
          new JobNodeUsage(
              node.node(),
              node.host(),
              node.gpusKnown(),
              within(node.gpus(), alone.on(node)),
              within(node.lastGpus(), alone.on(node))));
    }
    return new JobUsage(
        job.job(),
        job.takenAt(),
        nodes,
        job.strays().stream().filter(one -> test.test(alone.with(one.process()))).toList(),
        job.gpus(),
        job.uses(),
        job.utilization(),
        job.vramUsedBytes(),
        job.vramTotalBytes(),
        job.powerMicrowatts(),
        job.elapsedSeconds(),
        job.wastedGpuSeconds(),
        job.nodesRead());
  }

  private List<JobGpu> within(List<JobGpu> gpus, JobRow there) {
    return gpus.stream().flatMap(gpu -> within(gpu, there.with(gpu))).toList();
  }

  /** A GPU with the processes that are left; none when it is not left itself. */
  private Stream<JobGpu> within(JobGpu gpu, JobRow with) {
    List<ProcessInfo> its = left(gpu.ofJob(), with);
    List<ProcessInfo> others = left(gpu.ofOthers(), with);
    List<ProcessInfo> untold = left(gpu.untold(), with);
    boolean isIdle = gpu.ofJob().isEmpty() && gpu.ofOthers().isEmpty() && gpu.untold().isEmpty();
    boolean isLeft = isIdle ? test.test(with) : its.size() + others.size() + untold.size() > 0;
    return isLeft
        ? Stream.of(
            new JobGpu(
                gpu.node(),
                gpu.index(),
                gpu.part(),
                gpu.reading(),
                gpu.use(),
                its,
                others,
                untold,
                gpu.memoryUsedBytes(),
                gpu.memoryTotalBytes(),
                gpu.powerMicrowatts()))
        : Stream.empty();
  }
}
