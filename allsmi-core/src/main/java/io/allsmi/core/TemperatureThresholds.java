package io.allsmi.core;

import java.util.OptionalInt;

/**
 * The device's own temperature limits, °C. Source: {@code
 * all_smi_gpu_temperature_threshold_*_celsius}.
 *
 * @param slowdown clocks are lowered here
 * @param shutdown the device switches off here
 * @param maxOperating the highest temperature it is specified for
 * @param acoustic the target of a quiet fan curve
 */
public record TemperatureThresholds(
    OptionalInt slowdown, OptionalInt shutdown, OptionalInt maxOperating, OptionalInt acoustic) {
  /** No limit is known. */
  public static final TemperatureThresholds NONE =
      new TemperatureThresholds(
          OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  /** Checks the arguments. */
  public TemperatureThresholds {
    Checks.notNegative("slowdown", slowdown);
    Checks.notNegative("shutdown", shutdown);
    Checks.notNegative("maxOperating", maxOperating);
    Checks.notNegative("acoustic", acoustic);
  }
}
