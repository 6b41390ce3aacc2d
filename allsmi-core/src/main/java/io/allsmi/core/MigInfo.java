package io.allsmi.core;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The multi-instance partitions of a GPU. Source: {@code all_smi_gpu_mig_mode} and {@code
 * all_smi_mig_instance_*}; instances without a mode line imply that it is on.
 *
 * @param enabled whether the GPU is partitioned
 * @param instances by {@link Instance#index()}
 */
public record MigInfo(boolean enabled, List<Instance> instances) {
  /** Copies the list. */
  public MigInfo {
    instances = List.copyOf(instances);
  }

  /**
   * One partition.
   *
   * @param index its number on the GPU, 0–64
   * @param uuid its UUID, may be empty
   * @param profile its profile, such as {@code 1g.5gb}; may be empty
   * @param gpuInstanceId the GPU instance it belongs to
   * @param computeInstanceId the compute instance it is
   * @param utilizationPercent percent of the instance, 0–100
   * @param memoryUtilizationPercent percent of time its memory was read or written, 0–100
   * @param memoryUsedBytes bytes in use
   * @param memoryTotalBytes bytes it has
   */
  public record Instance(
      int index,
      String uuid,
      String profile,
      OptionalInt gpuInstanceId,
      OptionalInt computeInstanceId,
      OptionalDouble utilizationPercent,
      OptionalDouble memoryUtilizationPercent,
      OptionalLong memoryUsedBytes,
      OptionalLong memoryTotalBytes) {
    /** Checks the arguments. */
    public Instance {
      Checks.notNegative("index", OptionalInt.of(index));
      Objects.requireNonNull(uuid, "uuid");
      Objects.requireNonNull(profile, "profile");
      Checks.notNegative("gpuInstanceId", gpuInstanceId);
      Checks.notNegative("computeInstanceId", computeInstanceId);
      Checks.notNegative("utilizationPercent", utilizationPercent);
      Checks.notNegative("memoryUtilizationPercent", memoryUtilizationPercent);
      Checks.notNegative("memoryUsedBytes", memoryUsedBytes);
      Checks.notNegative("memoryTotalBytes", memoryTotalBytes);
    }
  }
}
