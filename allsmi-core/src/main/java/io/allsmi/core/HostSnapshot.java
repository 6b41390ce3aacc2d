package io.allsmi.core;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one host reported at one moment, or why it did not. Same-named hosts are kept apart by
 * {@link #hostId()}.
 *
 * @param hostId the host's key in the cluster: the address it is read at, or its name for this
 *     machine
 * @param hostname the name the host gives itself; the address when it gives none
 * @param address where it is read, such as {@code 10.0.0.5:9090}; empty for this machine
 * @param takenAt when the readings were taken; for a host without readings, when the read failed
 * @param status how the last read went
 * @param processCollection whether it reports processes
 * @param gpus by index, those without an index last and in the order reported
 * @param cpus by index
 * @param memory by index
 * @param chassis the machine around them
 * @param storage by index
 * @param processes one row per process and device, as reported; a {@link ProcessTable} that is
 *     joined to the GPUs
 * @param issues what in the report could not be used
 */
public record HostSnapshot(
    String hostId,
    String hostname,
    String address,
    Instant takenAt,
    HostStatus status,
    ProcessCollection processCollection,
    List<GpuInfo> gpus,
    List<CpuInfo> cpus,
    List<MemoryInfo> memory,
    Optional<ChassisInfo> chassis,
    List<StorageInfo> storage,
    List<ProcessInfo> processes,
    List<Issue> issues) {
  /** Checks the arguments and copies the lists. */
  public HostSnapshot {
    Objects.requireNonNull(hostId, "hostId");
    hostname = hostname.isEmpty() ? hostId : hostname;
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(processCollection, "processCollection");
    Objects.requireNonNull(chassis, "chassis");
    gpus = List.copyOf(gpus);
    cpus = List.copyOf(cpus);
    memory = List.copyOf(memory);
    storage = List.copyOf(storage);
    processes = ProcessTable.joined(processes, gpus);
    issues = List.copyOf(issues);
  }

  /** The rows of {@link #processes()} as columns. */
  public ProcessTable processTable() {
    return (ProcessTable) processes;
  }

  /** Starts a value in which every optional reading is absent. */
  public static Builder builder(String hostId, Instant takenAt, HostStatus status) {
    return new Builder(hostId, takenAt, status);
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder(hostId, takenAt, status);
    b.hostname = hostname;
    b.address = address;
    b.processCollection = processCollection;
    b.gpus = gpus;
    b.cpus = cpus;
    b.memory = memory;
    b.chassis = chassis;
    b.storage = storage;
    b.processes = processes;
    b.issues = issues;
    return b;
  }

  /** Collects the readings of one HostSnapshot; what is not set stays absent. */
  public static final class Builder {
    private final String hostId;
    private String hostname = "";
    private String address = "";
    private final Instant takenAt;
    private final HostStatus status;
    private ProcessCollection processCollection = ProcessCollection.UNDECIDED;
    private List<GpuInfo> gpus = List.of();
    private List<CpuInfo> cpus = List.of();
    private List<MemoryInfo> memory = List.of();
    private Optional<ChassisInfo> chassis = Optional.empty();
    private List<StorageInfo> storage = List.of();
    private List<ProcessInfo> processes = List.of();
    private List<Issue> issues = List.of();

    private Builder(String hostId, Instant takenAt, HostStatus status) {
      this.hostId = hostId;
      this.takenAt = takenAt;
      this.status = status;
    }

    /** Sets {@link HostSnapshot#hostname()}. */
    public Builder hostname(String hostname) {
      this.hostname = hostname;
      return this;
    }

    /** Sets {@link HostSnapshot#address()}. */
    public Builder address(String address) {
      this.address = address;
      return this;
    }

    /** Sets {@link HostSnapshot#processCollection()}. */
    public Builder processCollection(ProcessCollection processCollection) {
      this.processCollection = processCollection;
      return this;
    }

    /** Sets {@link HostSnapshot#gpus()}. */
    public Builder gpus(List<GpuInfo> gpus) {
      this.gpus = gpus;
      return this;
    }

    /** Sets {@link HostSnapshot#cpus()}. */
    public Builder cpus(List<CpuInfo> cpus) {
      this.cpus = cpus;
      return this;
    }

    /** Sets {@link HostSnapshot#memory()}. */
    public Builder memory(List<MemoryInfo> memory) {
      this.memory = memory;
      return this;
    }

    /** Sets {@link HostSnapshot#chassis()}. */
    public Builder chassis(ChassisInfo chassis) {
      this.chassis = Optional.of(chassis);
      return this;
    }

    /** Sets {@link HostSnapshot#storage()}. */
    public Builder storage(List<StorageInfo> storage) {
      this.storage = storage;
      return this;
    }

    /** Sets {@link HostSnapshot#processes()}. */
    public Builder processes(List<ProcessInfo> processes) {
      this.processes = processes;
      return this;
    }

    /** Sets {@link HostSnapshot#issues()}. */
    public Builder issues(List<Issue> issues) {
      this.issues = issues;
      return this;
    }

    /** The value. */
    public HostSnapshot build() {
      return new HostSnapshot(
          hostId,
          hostname,
          address,
          takenAt,
          status,
          processCollection,
          gpus,
          cpus,
          memory,
          chassis,
          storage,
          processes,
          issues);
    }
  }
}
