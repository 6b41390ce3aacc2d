package io.allsmi.core.slurm;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A node as Slurm sees it. Source: {@code scontrol show node -d}, {@code sinfo}.
 *
 * @param name its name in Slurm, which need not be its host name
 * @param states its state, and what Slurm says beside it: {@code MIXED}, {@code DRAIN}; upper case,
 *     the state first, {@code NOT_RESPONDING} for a trailing {@code *}; empty when unknown
 * @param gres the devices it has, by type
 * @param gresUsedKnown whether it was said which are in use
 * @param gresUsed those that jobs hold, with their indices where Slurm gives them
 * @param cpus its CPUs
 * @param cpusAllocated those that jobs hold
 * @param memoryBytes its memory, bytes
 * @param memoryAllocatedBytes what jobs were given of that, bytes
 * @param memoryFreeBytes what its system says is free, bytes
 * @param reason why it is drained or down
 * @param partitions the partitions it is in
 * @param address where Slurm reaches it
 * @since 0.30.0
 */
public record SlurmNode(
    String name,
    List<String> states,
    List<GpuGrant> gres,
    boolean gresUsedKnown,
    List<GpuGrant> gresUsed,
    OptionalInt cpus,
    OptionalInt cpusAllocated,
    OptionalLong memoryBytes,
    OptionalLong memoryAllocatedBytes,
    OptionalLong memoryFreeBytes,
    Optional<String> reason,
    List<String> partitions,
    Optional<String> address) {
  /** Checks the arguments and copies the lists. */
  public SlurmNode {
    Objects.requireNonNull(name, "name");
    states = List.copyOf(states);
    gres = List.copyOf(gres);
    gresUsed = List.copyOf(gresUsed);
    Numbers.notNegative("cpus", cpus);
    Numbers.notNegative("cpusAllocated", cpusAllocated);
    Numbers.notNegative("memoryBytes", memoryBytes);
    Numbers.notNegative("memoryAllocatedBytes", memoryAllocatedBytes);
    Numbers.notNegative("memoryFreeBytes", memoryFreeBytes);
    Objects.requireNonNull(reason, "reason");
    partitions = List.copyOf(partitions);
    Objects.requireNonNull(address, "address");
  }

  /** Starts a value of which only the name is known. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder(name);
    b.states = states;
    b.gres = gres;
    b.gresUsedKnown = gresUsedKnown;
    b.gresUsed = gresUsed;
    b.cpus = cpus;
    b.cpusAllocated = cpusAllocated;
    b.memoryBytes = memoryBytes;
    b.memoryAllocatedBytes = memoryAllocatedBytes;
    b.memoryFreeBytes = memoryFreeBytes;
    b.reason = reason;
    b.partitions = partitions;
    b.address = address;
    return b;
  }

  /** How many GPUs it has, partitions of them counted each. */
  public int gpuCount() {
    return GpuGrant.gpus(gres);
  }

  /** How many of its GPUs jobs hold; absent when it was not said. */
  public OptionalInt gpusUsed() {
    return gresUsedKnown ? OptionalInt.of(GpuGrant.gpus(gresUsed)) : OptionalInt.empty();
  }

  /** Collects what is known of one SlurmNode; what is not set stays absent. */
  public static final class Builder {
    private String name;
    private List<String> states = List.of();
    private List<GpuGrant> gres = List.of();
    private boolean gresUsedKnown = false;
    private List<GpuGrant> gresUsed = List.of();
    private OptionalInt cpus = OptionalInt.empty();
    private OptionalInt cpusAllocated = OptionalInt.empty();
    private OptionalLong memoryBytes = OptionalLong.empty();
    private OptionalLong memoryAllocatedBytes = OptionalLong.empty();
    private OptionalLong memoryFreeBytes = OptionalLong.empty();
    private Optional<String> reason = Optional.empty();
    private List<String> partitions = List.of();
    private Optional<String> address = Optional.empty();

    private Builder(String name) {
      this.name = name;
    }

    /** Sets {@link SlurmNode#name()}. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Sets {@link SlurmNode#states()}. */
    public Builder states(List<String> states) {
      this.states = states;
      return this;
    }

    /** Sets {@link SlurmNode#gres()}. */
    public Builder gres(List<GpuGrant> gres) {
      this.gres = gres;
      return this;
    }

    /** Sets {@link SlurmNode#gresUsedKnown()}. */
    public Builder gresUsedKnown(boolean gresUsedKnown) {
      this.gresUsedKnown = gresUsedKnown;
      return this;
    }

    /** Sets {@link SlurmNode#gresUsed()}. */
    public Builder gresUsed(List<GpuGrant> gresUsed) {
      this.gresUsed = gresUsed;
      return this;
    }

    /** Sets {@link SlurmNode#cpus()}. */
    public Builder cpus(int cpus) {
      this.cpus = OptionalInt.of(cpus);
      return this;
    }

    /** Sets {@link SlurmNode#cpusAllocated()}. */
    public Builder cpusAllocated(int cpusAllocated) {
      this.cpusAllocated = OptionalInt.of(cpusAllocated);
      return this;
    }

    /** Sets {@link SlurmNode#memoryBytes()}. */
    public Builder memoryBytes(long memoryBytes) {
      this.memoryBytes = OptionalLong.of(memoryBytes);
      return this;
    }

    /** Sets {@link SlurmNode#memoryAllocatedBytes()}. */
    public Builder memoryAllocatedBytes(long memoryAllocatedBytes) {
      this.memoryAllocatedBytes = OptionalLong.of(memoryAllocatedBytes);
      return this;
    }

    /** Sets {@link SlurmNode#memoryFreeBytes()}. */
    public Builder memoryFreeBytes(long memoryFreeBytes) {
      this.memoryFreeBytes = OptionalLong.of(memoryFreeBytes);
      return this;
    }

    /** Sets {@link SlurmNode#reason()}. */
    public Builder reason(String reason) {
      this.reason = Optional.of(reason);
      return this;
    }

    /** Sets {@link SlurmNode#partitions()}. */
    public Builder partitions(List<String> partitions) {
      this.partitions = partitions;
      return this;
    }

    /** Sets {@link SlurmNode#address()}. */
    public Builder address(String address) {
      this.address = Optional.of(address);
      return this;
    }

    /** The value. */
    public SlurmNode build() {
      return new SlurmNode(
          name,
          states,
          gres,
          gresUsedKnown,
          gresUsed,
          cpus,
          cpusAllocated,
          memoryBytes,
          memoryAllocatedBytes,
          memoryFreeBytes,
          reason,
          partitions,
          address);
    }
  }
}
