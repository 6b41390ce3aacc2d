package io.allsmi.collect.local;

import io.allsmi.core.ProcessInfo;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A process's use of a device, as a reader of devices found it. What the process is, /proc tells.
 *
 * @param pid the process's number on this machine, never negative
 * @param deviceUuid the device; absent when it has no UUID
 * @param deviceIndex the device's number on this machine
 * @param memoryBytes device memory it holds, bytes; absent when not told
 * @param utilizationPercent percent of the device's time, 0–100; absent when not told
 * @param type what it does there: C computes, G draws, C+G both, M+C computes through a server for
 *     several; empty when not told
 * @param gpuInstanceId the GPU instance of a partitioned device that it runs in
 * @param computeInstanceId the compute instance of that
 * @since 0.30
 */
public record DeviceUse(
    int pid,
    Optional<String> deviceUuid,
    OptionalInt deviceIndex,
    OptionalLong memoryBytes,
    OptionalDouble utilizationPercent,
    String type,
    OptionalInt gpuInstanceId,
    OptionalInt computeInstanceId) {
  /** A use of a device of which nothing more is known. */
  public DeviceUse(
      int pid,
      Optional<String> deviceUuid,
      OptionalInt deviceIndex,
      OptionalLong memoryBytes,
      OptionalDouble utilizationPercent) {
    this(
        pid,
        deviceUuid,
        deviceIndex,
        memoryBytes,
        utilizationPercent,
        "",
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** Checks the arguments. */
  public DeviceUse {
    if (pid < 0) {
      throw new IllegalArgumentException("pid: expected at least 0, got " + pid);
    }
    Objects.requireNonNull(deviceUuid, "deviceUuid");
    if (deviceIndex.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "deviceIndex: expected at least 0, got " + deviceIndex.getAsInt());
    }
    if (memoryBytes.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "memoryBytes: expected at least 0, got " + memoryBytes.getAsLong());
    }
    double percent = utilizationPercent.orElse(0);
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("utilizationPercent: expected 0 to 100, got " + percent);
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(gpuInstanceId, "gpuInstanceId");
    Objects.requireNonNull(computeInstanceId, "computeInstanceId");
  }

  /** The use that a row of a vendor's tool tells of; empty when it does not say of which device. */
  public static Optional<DeviceUse> of(ProcessInfo row) {
    return row.deviceIndex().isEmpty() && row.deviceUuid().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new DeviceUse(
                row.pid(),
                row.deviceUuid(),
                row.deviceIndex(),
                row.gpuMemoryBytes(),
                row.details().gpuUtilizationPercent()));
  }

  /** The same use of a device that has another number. */
  DeviceUse withDeviceIndex(int index) {
    return new DeviceUse(
        pid,
        deviceUuid,
        OptionalInt.of(index),
        memoryBytes,
        utilizationPercent,
        type,
        gpuInstanceId,
        computeInstanceId);
  }
}
