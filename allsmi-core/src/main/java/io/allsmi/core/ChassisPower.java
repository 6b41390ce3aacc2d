package io.allsmi.core;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The draw of a machine that does not measure it: other exporters put the sum of its GPUs there.
 *
 * @since 0.30.0
 */
public final class ChassisPower {
  /** The key of {@link ChassisInfo#detail()} that tells a sum from a measurement. */
  public static final String SOURCE = "power_source";

  private ChassisPower() {}

  /**
   * The host with the sum of its GPUs' power as the draw of its chassis, and a detail {@code
   * power_source} that says so; the same host when the chassis has a draw of its own or the GPUs
   * have none.
   */
  public static HostSnapshot filled(HostSnapshot host) {
    boolean measured =
        host.chassis().map(chassis -> chassis.totalPowerWatts().isPresent()).orElse(false);
    double sum = host.gpus().stream().mapToDouble(gpu -> gpu.powerWatts().orElse(0)).sum();
    if (measured || sum <= 0) {
      return host;
    }
    ChassisInfo chassis = host.chassis().orElse(ChassisInfo.NONE);
    Map<String, String> detail = new TreeMap<>(chassis.detail());
    detail.put(SOURCE, "gpu sum");
    return host.toBuilder()
        .chassis(
            new ChassisInfo(
                OptionalDouble.of(sum),
                chassis.inletTemperatureCelsius(),
                chassis.outletTemperatureCelsius(),
                chassis.thermalPressure(),
                chassis.cpuPowerWatts(),
                chassis.gpuPowerWatts(),
                chassis.anePowerWatts(),
                chassis.fans(),
                chassis.powerSupplies(),
                detail))
        .build();
  }
}
