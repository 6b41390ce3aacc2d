package io.allsmi.tui.state;

import io.allsmi.core.ChassisInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines about the machine around the devices. */
final class MachineText {
  private MachineText() {}

  static String power(ChassisInfo chassis) {
    List<String> parts = new ArrayList<>();
    chassis.totalPowerWatts().ifPresent(w -> parts.add(Math.round(w) + " W"));
    chassis.inletTemperatureCelsius().ifPresent(t -> parts.add("in " + Math.round(t) + " °C"));
    chassis.outletTemperatureCelsius().ifPresent(t -> parts.add("out " + Math.round(t) + " °C"));
    chassis.thermalPressure().ifPresent(p -> parts.add("thermal pressure " + p));
    chassis.cpuPowerWatts().ifPresent(w -> parts.add("CPU " + Math.round(w) + " W"));
    chassis.gpuPowerWatts().ifPresent(w -> parts.add("GPU " + Math.round(w) + " W"));
    chassis.anePowerWatts().ifPresent(w -> parts.add("ANE " + Math.round(w) + " W"));
    return String.join("   ", parts);
  }

  static String fans(ChassisInfo chassis) {
    return chassis.fans().stream()
        .filter(f -> f.speedRpm().isPresent())
        .map(f -> (f.name().isEmpty() ? "" + f.id() : f.name()) + " " + f.speedRpm().getAsInt())
        .collect(Collectors.joining("   "))
        .transform(all -> all.isEmpty() ? "" : all + " rpm");
  }

  /** {@code PowerEdge XE9680, Dell Inc.}, as far as the machine tells. */
  static String model(ChassisInfo chassis) {
    List<String> parts = new ArrayList<>();
    for (String key : List.of("product_name", "vendor", "version", "bios_version", "platform")) {
      String text = chassis.detail().getOrDefault(key, "");
      if (!text.isEmpty()) {
        parts.add(key.equals("bios_version") ? "BIOS " + text : text);
      }
    }
    return String.join("   ", parts);
  }

  static String supplies(ChassisInfo chassis) {
    return chassis.powerSupplies().stream()
        .map(
            p ->
                (p.name().isEmpty() ? "" + p.id() : p.name())
                    + " "
                    + p.status()
                    + (p.powerWatts().isPresent()
                        ? " " + Math.round(p.powerWatts().getAsDouble()) + " W"
                        : ""))
        .collect(Collectors.joining("   "));
  }
}
