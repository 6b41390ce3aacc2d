package io.allsmi.core;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a host can tell about a process beyond its use of a device.
 *
 * @param parentPid the parent's number
 * @param state R S D I T Z X, or empty when unknown
 * @param cpuTimeSeconds CPU time used so far, seconds
 * @param residentBytes resident memory, bytes
 * @param virtualBytes address space, bytes
 * @param memoryPercent percent of the host's memory
 * @param gpuUtilizationPercent percent of the device, 0–100
 * @param nice the nice value, -20–19
 * @param priority the scheduler's priority
 * @param threads its threads
 * @param jobId the batch job it belongs to
 * @param ownerSource how its user was found when it is not the account it runs as
 * @param gpuInstanceId the GPU instance of a partitioned device that it runs in
 * @param computeInstanceId the compute instance of that
 * @param type what it does on the device: C computes, G draws, C+G both, M+C computes through a
 *     server for several; empty when unknown
 * @param containerId the container it runs in, as {@code runtime://id}, such as {@code
 *     docker://4f1c…}; absent outside of containers and where the runtime is not known
 */
public record ProcessDetails(
    OptionalInt parentPid,
    String state,
    OptionalLong cpuTimeSeconds,
    OptionalLong residentBytes,
    OptionalLong virtualBytes,
    OptionalDouble memoryPercent,
    OptionalDouble gpuUtilizationPercent,
    OptionalInt nice,
    OptionalInt priority,
    OptionalInt threads,
    Optional<String> jobId,
    Optional<String> ownerSource,
    OptionalInt gpuInstanceId,
    OptionalInt computeInstanceId,
    String type,
    Optional<String> containerId) {
  /** Checks the arguments and copies the lists. */
  public ProcessDetails {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(jobId, "jobId");
    Objects.requireNonNull(ownerSource, "ownerSource");
    Objects.requireNonNull(containerId, "containerId");
    Checks.notNegative("parentPid", parentPid);
    Checks.notNegative("cpuTimeSeconds", cpuTimeSeconds);
    Checks.notNegative("residentBytes", residentBytes);
    Checks.notNegative("virtualBytes", virtualBytes);
    Checks.notNegative("memoryPercent", memoryPercent);
    Checks.notNegative("gpuUtilizationPercent", gpuUtilizationPercent);
    Checks.notNegative("threads", threads);
    Checks.notNegative("gpuInstanceId", gpuInstanceId);
    Checks.notNegative("computeInstanceId", computeInstanceId);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(nice, "nice");
    Objects.requireNonNull(priority, "priority");
  }

  /** Nothing is known: the row came from a page that carries none of it. */
  public static final ProcessDetails NONE = builder().build();

  /** Starts a value in which every optional reading is absent. */
  public static Builder builder() {
    return new Builder();
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.parentPid = parentPid;
    b.state = state;
    b.cpuTimeSeconds = cpuTimeSeconds;
    b.residentBytes = residentBytes;
    b.virtualBytes = virtualBytes;
    b.memoryPercent = memoryPercent;
    b.gpuUtilizationPercent = gpuUtilizationPercent;
    b.nice = nice;
    b.priority = priority;
    b.threads = threads;
    b.jobId = jobId;
    b.ownerSource = ownerSource;
    b.gpuInstanceId = gpuInstanceId;
    b.computeInstanceId = computeInstanceId;
    b.type = type;
    b.containerId = containerId;
    return b;
  }

  /** Collects the readings of one ProcessDetails; what is not set stays absent. */
  public static final class Builder {
    private OptionalInt parentPid = OptionalInt.empty();
    private String state = "";
    private OptionalLong cpuTimeSeconds = OptionalLong.empty();
    private OptionalLong residentBytes = OptionalLong.empty();
    private OptionalLong virtualBytes = OptionalLong.empty();
    private OptionalDouble memoryPercent = OptionalDouble.empty();
    private OptionalDouble gpuUtilizationPercent = OptionalDouble.empty();
    private OptionalInt nice = OptionalInt.empty();
    private OptionalInt priority = OptionalInt.empty();
    private OptionalInt threads = OptionalInt.empty();
    private Optional<String> jobId = Optional.empty();
    private Optional<String> ownerSource = Optional.empty();
    private OptionalInt gpuInstanceId = OptionalInt.empty();
    private OptionalInt computeInstanceId = OptionalInt.empty();
    private String type = "";
    private Optional<String> containerId = Optional.empty();

    private Builder() {}

    /** Sets {@link ProcessDetails#parentPid()}. */
    public Builder parentPid(int parentPid) {
      this.parentPid = OptionalInt.of(parentPid);
      return this;
    }

    /** Sets {@link ProcessDetails#state()}. */
    public Builder state(String state) {
      this.state = state;
      return this;
    }

    /** Sets {@link ProcessDetails#cpuTimeSeconds()}. */
    public Builder cpuTimeSeconds(long cpuTimeSeconds) {
      this.cpuTimeSeconds = OptionalLong.of(cpuTimeSeconds);
      return this;
    }

    /** Sets {@link ProcessDetails#residentBytes()}. */
    public Builder residentBytes(long residentBytes) {
      this.residentBytes = OptionalLong.of(residentBytes);
      return this;
    }

    /** Sets {@link ProcessDetails#virtualBytes()}. */
    public Builder virtualBytes(long virtualBytes) {
      this.virtualBytes = OptionalLong.of(virtualBytes);
      return this;
    }

    /** Sets {@link ProcessDetails#memoryPercent()}. */
    public Builder memoryPercent(double memoryPercent) {
      this.memoryPercent = OptionalDouble.of(memoryPercent);
      return this;
    }

    /** Sets {@link ProcessDetails#gpuUtilizationPercent()}. */
    public Builder gpuUtilizationPercent(double gpuUtilizationPercent) {
      this.gpuUtilizationPercent = OptionalDouble.of(gpuUtilizationPercent);
      return this;
    }

    /** Sets {@link ProcessDetails#nice()}. */
    public Builder nice(int nice) {
      this.nice = OptionalInt.of(nice);
      return this;
    }

    /** Sets {@link ProcessDetails#priority()}. */
    public Builder priority(int priority) {
      this.priority = OptionalInt.of(priority);
      return this;
    }

    /** Sets {@link ProcessDetails#threads()}. */
    public Builder threads(int threads) {
      this.threads = OptionalInt.of(threads);
      return this;
    }

    /** Sets {@link ProcessDetails#jobId()}. */
    public Builder jobId(String jobId) {
      this.jobId = Optional.of(jobId);
      return this;
    }

    /** Sets {@link ProcessDetails#ownerSource()}. */
    public Builder ownerSource(String ownerSource) {
      this.ownerSource = Optional.of(ownerSource);
      return this;
    }

    /** Sets {@link ProcessDetails#gpuInstanceId()}. */
    public Builder gpuInstanceId(int gpuInstanceId) {
      this.gpuInstanceId = OptionalInt.of(gpuInstanceId);
      return this;
    }

    /** Sets {@link ProcessDetails#computeInstanceId()}. */
    public Builder computeInstanceId(int computeInstanceId) {
      this.computeInstanceId = OptionalInt.of(computeInstanceId);
      return this;
    }

    /** Sets {@link ProcessDetails#type()}. */
    public Builder type(String type) {
      this.type = type;
      return this;
    }

    /** Sets {@link ProcessDetails#containerId()}. */
    public Builder containerId(String containerId) {
      this.containerId = Optional.of(containerId);
      return this;
    }

    /** The value. */
    public ProcessDetails build() {
      return new ProcessDetails(
          parentPid,
          state,
          cpuTimeSeconds,
          residentBytes,
          virtualBytes,
          memoryPercent,
          gpuUtilizationPercent,
          nice,
          priority,
          threads,
          jobId,
          ownerSource,
          gpuInstanceId,
          computeInstanceId,
          type,
          containerId);
    }
  }
}
