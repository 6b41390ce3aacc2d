package io.allsmi.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One process on one device of its host; a process on two devices has two rows. Source: {@code
 * all_smi_process_*}, or the vendor's tool with /proc.
 *
 * @param pid the process's number on its host, never negative
 * @param user the account name the host reports; absent when it does not know
 * @param uid the account's number
 * @param name the program's name, may be empty
 * @param command the command line, may be empty
 * @param deviceUuid the device this row is about; absent when no UUID was reported
 * @param deviceIndex the device's number on its host
 * @param gpuMemoryBytes device memory this process holds on that device, bytes
 * @param startedAt when the process started
 * @param cpuPercent percent of one core, so 250 is two and a half cores
 * @param details what only the host itself can tell
 */
public record ProcessInfo(
    int pid,
    Optional<String> user,
    OptionalInt uid,
    String name,
    String command,
    Optional<String> deviceUuid,
    OptionalInt deviceIndex,
    OptionalLong gpuMemoryBytes,
    Optional<Instant> startedAt,
    OptionalDouble cpuPercent,
    ProcessDetails details) {
  /** Checks the arguments and copies the lists. */
  public ProcessInfo {
    if (pid < 0) {
      throw new IllegalArgumentException("pid: expected at least 0, got " + pid);
    }
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(deviceUuid, "deviceUuid");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(details, "details");
    Checks.notNegative("uid", uid);
    Checks.notNegative("deviceIndex", deviceIndex);
    Checks.notNegative("gpuMemoryBytes", gpuMemoryBytes);
    Checks.notNegative("cpuPercent", cpuPercent);
  }

  /**
   * Whether this row holds a device: it names one by UUID, or it has memory on one. A row with
   * neither is how an exporter lists a process that uses no GPU.
   */
  public boolean holdsDevice() {
    return deviceUuid.filter(u -> !u.isEmpty()).isPresent() || gpuMemoryBytes.orElse(0) > 0;
  }

  /** Starts a value in which every optional reading is absent. */
  public static Builder builder(int pid) {
    return new Builder(pid);
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder(pid);
    b.user = user;
    b.uid = uid;
    b.name = name;
    b.command = command;
    b.deviceUuid = deviceUuid;
    b.deviceIndex = deviceIndex;
    b.gpuMemoryBytes = gpuMemoryBytes;
    b.startedAt = startedAt;
    b.cpuPercent = cpuPercent;
    b.details = details;
    return b;
  }

  /** Collects the readings of one ProcessInfo; what is not set stays absent. */
  public static final class Builder {
    private final int pid;
    private Optional<String> user = Optional.empty();
    private OptionalInt uid = OptionalInt.empty();
    private String name = "";
    private String command = "";
    private Optional<String> deviceUuid = Optional.empty();
    private OptionalInt deviceIndex = OptionalInt.empty();
    private OptionalLong gpuMemoryBytes = OptionalLong.empty();
    private Optional<Instant> startedAt = Optional.empty();
    private OptionalDouble cpuPercent = OptionalDouble.empty();
    private ProcessDetails details = ProcessDetails.NONE;

    private Builder(int pid) {
      this.pid = pid;
    }

    /** Sets {@link ProcessInfo#user()}. */
    public Builder user(String user) {
      this.user = Optional.of(user);
      return this;
    }

    /** Sets {@link ProcessInfo#uid()}. */
    public Builder uid(int uid) {
      this.uid = OptionalInt.of(uid);
      return this;
    }

    /** Sets {@link ProcessInfo#name()}. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Sets {@link ProcessInfo#command()}. */
    public Builder command(String command) {
      this.command = command;
      return this;
    }

    /** Sets {@link ProcessInfo#deviceUuid()}. */
    public Builder deviceUuid(String deviceUuid) {
      this.deviceUuid = Optional.of(deviceUuid);
      return this;
    }

    /** Sets {@link ProcessInfo#deviceIndex()}. */
    public Builder deviceIndex(int deviceIndex) {
      this.deviceIndex = OptionalInt.of(deviceIndex);
      return this;
    }

    /** Sets {@link ProcessInfo#gpuMemoryBytes()}. */
    public Builder gpuMemoryBytes(long gpuMemoryBytes) {
      this.gpuMemoryBytes = OptionalLong.of(gpuMemoryBytes);
      return this;
    }

    /** Sets {@link ProcessInfo#startedAt()}. */
    public Builder startedAt(Instant startedAt) {
      this.startedAt = Optional.of(startedAt);
      return this;
    }

    /** Sets {@link ProcessInfo#cpuPercent()}. */
    public Builder cpuPercent(double cpuPercent) {
      this.cpuPercent = OptionalDouble.of(cpuPercent);
      return this;
    }

    /** Sets {@link ProcessInfo#details()}. */
    public Builder details(ProcessDetails details) {
      this.details = details;
      return this;
    }

    /** The value. */
    public ProcessInfo build() {
      return new ProcessInfo(
          pid,
          user,
          uid,
          name,
          command,
          deviceUuid,
          deviceIndex,
          gpuMemoryBytes,
          startedAt,
          cpuPercent,
          details);
    }
  }
}
