package io.allsmi.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The machine around the devices: power, air and fans. Source: {@code all_smi_chassis_*}.
 *
 * @param totalPowerWatts draw of the whole machine in watts
 * @param inletTemperatureCelsius air going in, °C
 * @param outletTemperatureCelsius air coming out, °C
 * @param thermalPressure the platform's own word for it; macOS
 * @param cpuPowerWatts CPU part of the draw; Apple
 * @param gpuPowerWatts GPU part of the draw; Apple
 * @param anePowerWatts neural engine part of the draw; Apple
 * @param fans by id
 * @param powerSupplies by id
 * @param detail product name, vendor, board and the like, sorted by key
 */
public record ChassisInfo(
    OptionalDouble totalPowerWatts,
    OptionalDouble inletTemperatureCelsius,
    OptionalDouble outletTemperatureCelsius,
    Optional<String> thermalPressure,
    OptionalDouble cpuPowerWatts,
    OptionalDouble gpuPowerWatts,
    OptionalDouble anePowerWatts,
    List<Fan> fans,
    List<PowerSupply> powerSupplies,
    Map<String, String> detail) {
  /** Nothing is known of it. */
  public static final ChassisInfo NONE =
      new ChassisInfo(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of(),
          List.of(),
          Map.of());

  /** Checks the arguments and copies the lists. */
  public ChassisInfo {
    Checks.notNegative("totalPowerWatts", totalPowerWatts);
    Checks.notNegative("cpuPowerWatts", cpuPowerWatts);
    Checks.notNegative("gpuPowerWatts", gpuPowerWatts);
    Checks.notNegative("anePowerWatts", anePowerWatts);
    Objects.requireNonNull(inletTemperatureCelsius, "inletTemperatureCelsius");
    Objects.requireNonNull(outletTemperatureCelsius, "outletTemperatureCelsius");
    Objects.requireNonNull(thermalPressure, "thermalPressure");
    fans = List.copyOf(fans);
    powerSupplies = List.copyOf(powerSupplies);
    detail = Details.copyOf(detail);
  }

  /**
   * A fan.
   *
   * @param id its number
   * @param name its name, may be empty
   * @param speedRpm revolutions per minute
   * @param maxRpm its greatest speed, revolutions per minute
   */
  public record Fan(int id, String name, OptionalInt speedRpm, OptionalInt maxRpm) {
    /** Checks the arguments. */
    public Fan {
      Objects.requireNonNull(name, "name");
      Checks.notNegative("speedRpm", speedRpm);
      Checks.notNegative("maxRpm", maxRpm);
    }
  }

  /**
   * A power supply.
   *
   * @param id its number
   * @param name its name, may be empty
   * @param status its state in the words of the snapshot JSON: Unknown, Ok, Degraded, Failed,
   *     NotPresent
   * @param powerWatts its draw in watts
   */
  public record PowerSupply(int id, String name, String status, OptionalDouble powerWatts) {
    /** Checks the arguments. */
    public PowerSupply {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(status, "status");
      Checks.notNegative("powerWatts", powerWatts);
    }
  }
}
