package io.allsmi.core;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What Apple's processors report beyond other CPUs. Source: {@code all_smi_cpu_{s,p,e}_*}.
 *
 * @param superCores the fastest cluster; absent before it existed
 * @param performanceCores the performance cluster
 * @param efficiencyCores the efficiency cluster
 * @param gpuCoreCount GPU cores on the chip
 * @param aneOpsPerSecond operations of the neural engine per second
 */
public record AppleSiliconInfo(
    CoreCluster superCores,
    CoreCluster performanceCores,
    CoreCluster efficiencyCores,
    OptionalInt gpuCoreCount,
    OptionalDouble aneOpsPerSecond) {
  /** Checks the arguments. */
  public AppleSiliconInfo {
    Objects.requireNonNull(superCores, "superCores");
    Objects.requireNonNull(performanceCores, "performanceCores");
    Objects.requireNonNull(efficiencyCores, "efficiencyCores");
    Checks.notNegative("gpuCoreCount", gpuCoreCount);
    Checks.notNegative("aneOpsPerSecond", aneOpsPerSecond);
  }

  /**
   * One cluster of equal cores.
   *
   * @param count its cores
   * @param utilizationPercent percent of the cluster, 0–100
   * @param frequencyMhz its clock, MHz
   * @param l2CacheMb its second-level cache, MiB
   */
  public record CoreCluster(
      OptionalInt count,
      OptionalDouble utilizationPercent,
      OptionalInt frequencyMhz,
      OptionalInt l2CacheMb) {
    /** Nothing is known of the cluster. */
    public static final CoreCluster NONE =
        new CoreCluster(
            OptionalInt.empty(), OptionalDouble.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Checks the arguments. */
    public CoreCluster {
      Checks.notNegative("count", count);
      Checks.notNegative("utilizationPercent", utilizationPercent);
      Checks.notNegative("frequencyMhz", frequencyMhz);
      Checks.notNegative("l2CacheMb", l2CacheMb);
    }
  }
}
