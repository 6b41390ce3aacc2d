package io.allsmi.core.slurm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A partition: nodes and the rules for jobs on them. Source: {@code scontrol show partition},
 * {@code sinfo}.
 *
 * @param name its name
 * @param state {@code UP}, {@code DOWN}, {@code DRAIN} or {@code INACTIVE}
 * @param isDefault whether jobs go there that name none
 * @param nodes names of its nodes in the order of Slurm; empty where there are more than we list
 * @param nodeCount how many nodes it has
 * @param cpus CPUs of all of its nodes
 * @param gpus GPUs of all of its nodes, where Slurm counts them
 * @param memoryBytes memory of all of its nodes, bytes
 * @param timeLimit how long a job may run there
 * @since 0.30.0
 */
public record SlurmPartition(
    String name,
    Optional<String> state,
    boolean isDefault,
    List<String> nodes,
    OptionalInt nodeCount,
    OptionalInt cpus,
    OptionalInt gpus,
    OptionalLong memoryBytes,
    TimeLimit timeLimit) {
  /** Checks the arguments and copies the lists. */
  public SlurmPartition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    nodes = List.copyOf(nodes);
    Numbers.notNegative("nodeCount", nodeCount);
    Numbers.notNegative("cpus", cpus);
    Numbers.notNegative("gpus", gpus);
    Numbers.notNegative("memoryBytes", memoryBytes);
    Objects.requireNonNull(timeLimit, "timeLimit");
  }

  /** Starts a value of which only the name is known. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder(name);
    b.state = state;
    b.isDefault = isDefault;
    b.nodes = nodes;
    b.nodeCount = nodeCount;
    b.cpus = cpus;
    b.gpus = gpus;
    b.memoryBytes = memoryBytes;
    b.timeLimit = timeLimit;
    return b;
  }

  /** Collects what is known of one SlurmPartition; what is not set stays absent. */
  public static final class Builder {
    private String name;
    private Optional<String> state = Optional.empty();
    private boolean isDefault = false;
    private List<String> nodes = List.of();
    private OptionalInt nodeCount = OptionalInt.empty();
    private OptionalInt cpus = OptionalInt.empty();
    private OptionalInt gpus = OptionalInt.empty();
    private OptionalLong memoryBytes = OptionalLong.empty();
    private TimeLimit timeLimit = TimeLimit.UNKNOWN;

    private Builder(String name) {
      this.name = name;
    }

    /** Sets {@link SlurmPartition#name()}. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Sets {@link SlurmPartition#state()}. */
    public Builder state(String state) {
      this.state = Optional.of(state);
      return this;
    }

    /** Sets {@link SlurmPartition#isDefault()}. */
    public Builder isDefault(boolean isDefault) {
      this.isDefault = isDefault;
      return this;
    }

    /** Sets {@link SlurmPartition#nodes()}. */
    public Builder nodes(List<String> nodes) {
      this.nodes = nodes;
      return this;
    }

    /** Sets {@link SlurmPartition#nodeCount()}. */
    public Builder nodeCount(int nodeCount) {
      this.nodeCount = OptionalInt.of(nodeCount);
      return this;
    }

    /** Sets {@link SlurmPartition#cpus()}. */
    public Builder cpus(int cpus) {
      this.cpus = OptionalInt.of(cpus);
      return this;
    }

    /** Sets {@link SlurmPartition#gpus()}. */
    public Builder gpus(int gpus) {
      this.gpus = OptionalInt.of(gpus);
      return this;
    }

    /** Sets {@link SlurmPartition#memoryBytes()}. */
    public Builder memoryBytes(long memoryBytes) {
      this.memoryBytes = OptionalLong.of(memoryBytes);
      return this;
    }

    /** Sets {@link SlurmPartition#timeLimit()}. */
    public Builder timeLimit(TimeLimit timeLimit) {
      this.timeLimit = timeLimit;
      return this;
    }

    /** The value. */
    public SlurmPartition build() {
      return new SlurmPartition(
          name, state, isDefault, nodes, nodeCount, cpus, gpus, memoryBytes, timeLimit);
    }
  }
}
