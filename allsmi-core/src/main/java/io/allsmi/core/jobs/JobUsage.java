package io.allsmi.core.jobs;

import io.allsmi.core.slurm.JobInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a job was given, and what it uses of it. A sum covers the GPUs with that reading; {@link
 * #uses()} and {@link #nodesRead()} tell how many are missing.
 *
 * @param job the job
 * @param takenAt the moment of the readings
 * @param nodes its nodes in the order of the batch system; empty for one that holds none
 * @param strays its processes on GPUs it was not given, by host and row; see {@link
 *     JobAggregator#aggregate}
 * @param gpus how many GPUs it has, partitions counted each; absent when that is not known, 0 when
 *     it holds no nodes
 * @param uses what these GPUs are at; those that are not listed by any node count as unknown
 * @param utilization how evenly they work; absent when none reports it
 * @param vramUsedBytes device memory in use, bytes; absent when none reports it
 * @param vramTotalBytes device memory, bytes; absent when none reports it
 * @param powerMicrowatts draw; absent when none reports it
 * @param elapsedSeconds how long it has run; absent when not known
 * @param wastedGpuSeconds for how long its GPUs have been parked, idle or unused without a break,
 *     added up; a lower bound where nobody looked before. Absent when the use of none is known
 * @param nodesRead how many of its nodes are read
 * @since 0.30.0
 */
public record JobUsage(
    JobInfo job,
    Instant takenAt,
    List<JobNodeUsage> nodes,
    List<StrayProcess> strays,
    OptionalInt gpus,
    GpuUseCounts uses,
    Optional<Utilization> utilization,
    OptionalLong vramUsedBytes,
    OptionalLong vramTotalBytes,
    OptionalLong powerMicrowatts,
    OptionalLong elapsedSeconds,
    OptionalLong wastedGpuSeconds,
    int nodesRead) {
  /** Checks the arguments and copies the lists. */
  public JobUsage {
    Objects.requireNonNull(job, "job");
    Objects.requireNonNull(takenAt, "takenAt");
    nodes = List.copyOf(nodes);
    strays = List.copyOf(strays);
    Objects.requireNonNull(gpus, "gpus");
    Objects.requireNonNull(uses, "uses");
    Objects.requireNonNull(utilization, "utilization");
    Objects.requireNonNull(vramUsedBytes, "vramUsedBytes");
    Objects.requireNonNull(vramTotalBytes, "vramTotalBytes");
    Objects.requireNonNull(powerMicrowatts, "powerMicrowatts");
    Objects.requireNonNull(elapsedSeconds, "elapsedSeconds");
    Objects.requireNonNull(wastedGpuSeconds, "wastedGpuSeconds");
  }

  /**
   * How many GPUs have a process; absent when the use of none of its GPUs is known. {@code 0} for a
   * job without GPUs.
   */
  public OptionalInt gpusUsed() {
    return uses.usedIfKnown();
  }

  /**
   * GPU-seconds that it was given so far: its GPUs times the seconds it has run, also of a job that
   * has ended. Absent where either is not known; stays at the largest {@code long}.
   */
  public OptionalLong givenGpuSeconds() {
    OptionalInt given = job.gpuCount();
    if (given.isEmpty() || elapsedSeconds.isEmpty()) {
      return OptionalLong.empty();
    }
    long seconds = elapsedSeconds.getAsLong();
    boolean fits = seconds <= Long.MAX_VALUE / Math.max(1, given.getAsInt());
    return OptionalLong.of(fits ? given.getAsInt() * seconds : Long.MAX_VALUE);
  }

  /** How many nodes it has or asks for; absent when that is not known. */
  public OptionalInt nodeCount() {
    return nodes.isEmpty() ? job.nodeCount() : OptionalInt.of(nodes.size());
  }

  /** Its nodes that are not read, so that nothing is known of its GPUs there. */
  public int nodesMissing() {
    return nodes.size() - nodesRead;
  }

  /**
   * The GPU that has been parked, idle or unused for the longest; of several the first. Absent when
   * none is known to be.
   */
  public Optional<JobGpu> longestWasted() {
    return nodes.stream()
        .flatMap(node -> node.gpus().stream())
        .filter(gpu -> gpu.isCounted() && gpu.use().use().isWasted())
        .min(Comparator.comparing(gpu -> gpu.use().since().orElseThrow()));
  }
}
