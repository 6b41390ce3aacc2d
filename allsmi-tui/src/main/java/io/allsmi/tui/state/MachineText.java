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
