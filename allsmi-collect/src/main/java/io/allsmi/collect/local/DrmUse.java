package io.allsmi.collect.local;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A process's use of a GPU as the kernel's driver counts it. Source: {@code /proc/PID/fdinfo}.
 *
 * @param pid the process's number, never negative
 * @param driver such as amdgpu, i915 or xe
 * @param pciAddress the device, such as {@code 0000:03:00.0}; empty for one that is not on PCI
 * @param memoryBytes memory on the device; where it has none of its own, main memory it uses
 * @param utilizationPercent percent of the time of the busiest of its engines since the last read,
 *     0–100; absent at the first
 * @since 0.30
 */
public record DrmUse(
    int pid,
    String driver,
    String pciAddress,
    OptionalLong memoryBytes,
    OptionalDouble utilizationPercent) {
  /** Checks the arguments. */
  public DrmUse {
    Objects.requireNonNull(driver, "driver");
    Objects.requireNonNull(pciAddress, "pciAddress");
    Objects.requireNonNull(memoryBytes, "memoryBytes");
    Objects.requireNonNull(utilizationPercent, "utilizationPercent");
    if (pid < 0) {
      throw new IllegalArgumentException("pid: expected at least 0, got " + pid);
    }
  }

  /** The same use in the words of whoever knows which device is at that address. */
  public DeviceUse of(Optional<String> deviceUuid, OptionalInt deviceIndex) {
    return new DeviceUse(pid, deviceUuid, deviceIndex, memoryBytes, utilizationPercent);
  }
}
