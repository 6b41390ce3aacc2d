package io.allsmi.collect.local;

import io.allsmi.collect.local.Hwmon.Sensor;
import io.allsmi.core.ChassisInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The machine around the processors: what the firmware calls it, its fans, its air, and what it
 * draws where a meter of the kernel says so. Serial numbers are not read.
 */
final class ChassisReader {
  /** Keys as in the labels of {@code all_smi_chassis_info}. */
  private static final Map<String, String> DMI =
      Map.of(
          "product_name", "product_name",
          "sys_vendor", "vendor",
          "board_name", "board",
          "product_version", "version",
          "bios_version", "bios_version");

  private final SystemFiles files;

  ChassisReader(SystemFiles files) {
    this.files = files;
  }

  /** The chassis; empty when nothing is known of it. */
  Optional<ChassisInfo> read(List<Hwmon> devices) {
    Map<String, String> detail = detail();
    List<ChassisInfo.Fan> fans = fans(devices);
    List<ChassisInfo.PowerSupply> supplies = supplies(devices);
    OptionalDouble power = power(devices, supplies);
    OptionalDouble inlet = air(devices, List.of("inlet", "intake", "ambient"));
    OptionalDouble outlet = air(devices, List.of("outlet", "exhaust"));
    if (detail.isEmpty()
        && fans.isEmpty()
        && power.isEmpty()
        && inlet.isEmpty()
        && outlet.isEmpty()) {
      return Optional.empty();
    }
    detail.put("platform", "Linux");
    return Optional.of(
        new ChassisInfo(
            power,
            inlet,
            outlet,
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            fans,
            supplies,
            detail));
  }

  private Map<String, String> detail() {
    Map<String, String> detail = new TreeMap<>();
    DMI.forEach(
        (file, key) ->
            files
                .line("/sys/class/dmi/id/" + file)
                .filter(ChassisReader::isMeant)
                .ifPresent(value -> detail.put(key, value)));
    if (!detail.containsKey("product_name")) {
      files
          .line("/sys/firmware/devicetree/base/model")
          .ifPresent(model -> detail.put("product_name", model.replace("\0", "")));
    }
    return detail;
  }

  /** Boards whose maker did not fill in the form. */
  private static boolean isMeant(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return !lower.contains("to be filled")
        && !lower.startsWith("default string")
        && !lower.startsWith("system product name")
        && !lower.equals("not specified")
        && !lower.equals("none");
  }

  private static List<ChassisInfo.Fan> fans(List<Hwmon> devices) {
    List<ChassisInfo.Fan> fans = new ArrayList<>();
    for (Hwmon device : devices) {
      for (Sensor fan : device.sensors("fan", "input")) {
        if (fan.value() >= 0 && fan.value() < 1_000_000) {
          String name = fan.label().isEmpty() ? device.name() + " fan" + fan.number() : fan.label();
          fans.add(
              new ChassisInfo.Fan(
                  fans.size(),
                  name,
                  OptionalInt.of((int) fan.value()),
                  device.beside("fan", fan, "max")));
        }
      }
    }
    return fans;
  }

  /**
   * Power supplies on a PMBus name what they take in {@code pin}. Whether they are well is not
   * told.
   */
  private static List<ChassisInfo.PowerSupply> supplies(List<Hwmon> devices) {
    List<ChassisInfo.PowerSupply> supplies = new ArrayList<>();
    for (Hwmon device : devices) {
      for (Sensor meter : device.sensors("power", "input")) {
        if (meter.label().equals("pin") && meter.value() >= 0) {
          supplies.add(
              new ChassisInfo.PowerSupply(
                  supplies.size(),
                  device.name(),
                  "Unknown",
                  OptionalDouble.of(meter.value() / 1e6)));
        }
      }
    }
    return supplies;
  }

  /**
   * The draw of the whole machine: what ACPI's meter says, else what the supplies take. A meter
   * that names a part of the board is not the whole, but for the modules that together are.
   */
  private static OptionalDouble power(List<Hwmon> devices, List<ChassisInfo.PowerSupply> supplies) {
    double watts = 0;
    for (Hwmon device : devices) {
      if (device.name().equals("power_meter")) {
        for (Sensor meter : device.sensors("power", "average")) {
          String part = device.text("power", meter, "oem_info");
          if (meter.value() > 0 && (part.isEmpty() || part.startsWith("Module Power"))) {
            watts += meter.value() / 1e6;
          }
        }
      }
    }
    if (watts == 0) {
      for (ChassisInfo.PowerSupply supply : supplies) {
        watts += supply.powerWatts().orElse(0);
      }
    }
    return watts > 0 ? OptionalDouble.of(watts) : OptionalDouble.empty();
  }

  /** The warmest sensor whose label says that it is in that air. */
  private static OptionalDouble air(List<Hwmon> devices, List<String> words) {
    OptionalDouble warmest = OptionalDouble.empty();
    for (Hwmon device : devices) {
      for (Sensor sensor : device.temperatures()) {
        String label = sensor.label().toLowerCase(Locale.ROOT);
        if (words.stream().anyMatch(label::contains)) {
          double celsius = sensor.value() / 1000.0;
          warmest = OptionalDouble.of(Math.max(warmest.orElse(celsius), celsius));
        }
      }
    }
    return warmest;
  }
}
