package io.allsmi.core.slurm;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a job has on one node. Source: a {@code Nodes=} line of {@code scontrol show job -d}.
 *
 * @param name the node's name in Slurm
 * @param gpusKnown whether it was said which devices the job has there; a job without any is known
 *     to have none
 * @param gpus the devices it has there, by type
 * @param cpus its CPUs there
 * @param memoryBytes its memory there, bytes
 * @since 0.30.0
 */
public record JobNode(
    String name,
    boolean gpusKnown,
    List<GpuGrant> gpus,
    OptionalInt cpus,
    OptionalLong memoryBytes) {
  /** Checks the arguments and copies the list. */
  public JobNode {
    Objects.requireNonNull(name, "name");
    gpus = List.copyOf(gpus);
    if (!gpusKnown && !gpus.isEmpty()) {
      throw new IllegalArgumentException("gpus: expected none while they are not known");
    }
    Numbers.notNegative("cpus", cpus);
    Numbers.notNegative("memoryBytes", memoryBytes);
  }

  /** A node of which only the name is known. */
  public static JobNode of(String name) {
    return new JobNode(name, false, List.of(), OptionalInt.empty(), OptionalLong.empty());
  }

  /** A node and all the devices that the job has there. */
  public static JobNode of(String name, List<GpuGrant> gpus) {
    return new JobNode(name, true, gpus, OptionalInt.empty(), OptionalLong.empty());
  }
}
