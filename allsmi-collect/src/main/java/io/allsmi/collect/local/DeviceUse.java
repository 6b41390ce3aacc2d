package io.allsmi.collect.local;

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
 * @since 0.30
 */
public record DeviceUse(
    int pid,
    Optional<String> deviceUuid,
    OptionalInt deviceIndex,
    OptionalLong memoryBytes,
    OptionalDouble utilizationPercent) {
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
  }
}
