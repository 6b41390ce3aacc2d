package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A GPU, or a part of one, that a job was given.
 *
 * @param node the node of the batch system that it is on
 * @param index its number on the node; absent where it was not said and the processes of the job do
 *     not tell it either
 * @param part whether it is a whole GPU
 * @param reading the GPU itself, of a part the GPU that this is a part of; absent when the node is
 *     not read, lists no such GPU, or the number is not known
 * @param use what is made of it since the start of the job, by whomever ({@code ofOthers} tells);
 *     of a part, by the processes of the job
 * @param ofJob the rows of the job's processes on it
 * @param ofOthers the rows of processes on it that are not of the job: of another job, or of
 *     another user and of no job; none for a part, where others are at home
 * @param untold the rows of processes on it of which it cannot be told; none for a part
 * @param memoryUsedBytes device memory in use, bytes: of a whole GPU as it says itself, of a part
 *     what the processes of the job hold
 * @param memoryTotalBytes device memory, bytes; absent for a part that does not tell its own
 * @param powerMicrowatts its draw; of a part, the draw of the GPU by the share of memory that the
 *     processes of the job hold
 * @since 0.30.0
 */
public record JobGpu(
    String node,
    OptionalInt index,
    Part part,
    Optional<GpuInfo> reading,
    GpuUseSince use,
    List<ProcessInfo> ofJob,
    List<ProcessInfo> ofOthers,
    List<ProcessInfo> untold,
    OptionalLong memoryUsedBytes,
    OptionalLong memoryTotalBytes,
    OptionalLong powerMicrowatts) {
  /** How much of a GPU it is. */
  public enum Part {
    /** A whole GPU. */
    WHOLE("gpu"),
    /** A partition (MIG) that counts as a GPU of its own. */
    PARTITION("partition"),
    /** A share of a GPU (shard, MPS), which is no GPU of its own and is not counted as one. */
    SHARE("share");

    private final String wireName;

    Part(String wireName) {
      this.wireName = wireName;
    }

    /** The name used in JSON: lower case. */
    public String wireName() {
      return wireName;
    }
  }

  /** Checks the arguments; the lists are kept as they are and must not change. */
  public JobGpu {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(ofJob, "ofJob");
    Objects.requireNonNull(ofOthers, "ofOthers");
    Objects.requireNonNull(untold, "untold");
    Objects.requireNonNull(memoryUsedBytes, "memoryUsedBytes");
    Objects.requireNonNull(memoryTotalBytes, "memoryTotalBytes");
    Objects.requireNonNull(powerMicrowatts, "powerMicrowatts");
  }

  /** A GPU of which nothing is known but that the job has it. */
  static JobGpu unknown(String node, OptionalInt index, Part part) {
    return unread(node, index, part, GpuUseSince.UNKNOWN);
  }

  /** A GPU without a reading. */
  static JobGpu unread(String node, OptionalInt index, Part part, GpuUseSince use) {
    return new JobGpu(
        node,
        index,
        part,
        Optional.empty(),
        use,
        List.of(),
        List.of(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  /** Whether it counts among the GPUs of its job. */
  public boolean isCounted() {
    return part != Part.SHARE;
  }
}
