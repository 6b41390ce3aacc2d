package io.allsmi.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The virtual GPUs a GPU is shared out as. Source: {@code all_smi_vgpu_*}.
 *
 * @param hostMode NonSriov, Sriov or another word of the driver; absent when not reported
 * @param schedulerState 0 unsupported, 1 off, 2 on
 * @param schedulerPolicy the driver's number of the policy
 * @param adaptiveRoundRobinSupported whether that scheduler is offered
 * @param instances by {@link Instance#id()}
 */
public record VgpuInfo(
    Optional<String> hostMode,
    OptionalInt schedulerState,
    OptionalInt schedulerPolicy,
    Optional<Boolean> adaptiveRoundRobinSupported,
    List<Instance> instances) {
  /** Checks the arguments and copies the list. */
  public VgpuInfo {
    Objects.requireNonNull(hostMode, "hostMode");
    Checks.notNegative("schedulerState", schedulerState);
    Checks.notNegative("schedulerPolicy", schedulerPolicy);
    Objects.requireNonNull(adaptiveRoundRobinSupported, "adaptiveRoundRobinSupported");
    instances = List.copyOf(instances);
  }

  /**
   * One virtual GPU.
   *
   * @param id its number on the GPU
   * @param uuid its UUID, may be empty
   * @param type its type, such as {@code GRID A100-8C}; may be empty
   * @param vmId the virtual machine it is given to, may be empty
   * @param active whether it is in use
   * @param utilizationPercent percent, 0–100
   * @param memoryUtilizationPercent percent, 0–100
   * @param memoryUsedBytes bytes in use
   * @param memoryTotalBytes bytes it has
   */
  public record Instance(
      int id,
      String uuid,
      String type,
      String vmId,
      Optional<Boolean> active,
      OptionalDouble utilizationPercent,
      OptionalDouble memoryUtilizationPercent,
      OptionalLong memoryUsedBytes,
      OptionalLong memoryTotalBytes) {
    /** Checks the arguments. */
    public Instance {
      Objects.requireNonNull(uuid, "uuid");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(vmId, "vmId");
      Objects.requireNonNull(active, "active");
      Checks.notNegative("utilizationPercent", utilizationPercent);
      Checks.notNegative("memoryUtilizationPercent", memoryUtilizationPercent);
      Checks.notNegative("memoryUsedBytes", memoryUsedBytes);
      Checks.notNegative("memoryTotalBytes", memoryTotalBytes);
    }
  }
}
