package io.allsmi.collect.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One device of /sys/class/hwmon and its sensors.
 *
 * @param name the driver's name for it, such as coretemp
 */
record Hwmon(SystemFiles files, String folder, String name, List<String> entries) {
  private static final String CLASS = "/sys/class/hwmon";
  private static final Set<String> GPUS = Set.of("amdgpu", "nouveau", "radeon", "i915", "xe");

  /**
   * A sensor.
   *
   * @param number its number among those of its kind
   * @param label its name, empty without one
   * @param value what it reads, in the kernel's unit
   */
  record Sensor(int number, String label, long value) {}

  /** All devices but GPUs, in the order of their numbers. */
  static List<Hwmon> list(SystemFiles files) {
    List<Hwmon> devices = new ArrayList<>();
    List<String> names = files.names(CLASS);
    names.sort((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
    for (String entry : names) {
      String folder = CLASS + "/" + entry;
      Optional<String> name = files.line(folder + "/name");
      if (name.isPresent() && !GPUS.contains(name.get())) {
        devices.add(new Hwmon(files, folder, name.get(), files.names(folder)));
      }
    }
    return devices;
  }

  /** Those of one device, such as a card. */
  static List<Hwmon> of(SystemFiles files, String device) {
    List<Hwmon> devices = new ArrayList<>();
    for (String entry : files.names(device + "/hwmon")) {
      String folder = device + "/hwmon/" + entry;
      String name = files.line(folder + "/name").orElse("");
      devices.add(new Hwmon(files, folder, name, files.names(folder)));
    }
    return devices;
  }

  /** The sensors that have a file such as {@code temp1_input}. */
  List<Sensor> sensors(String kind, String what) {
    List<Sensor> sensors = new ArrayList<>();
    for (String entry : entries) {
      if (entry.startsWith(kind) && entry.endsWith("_" + what)) {
        OptionalLong number =
            Numbers.whole(entry.substring(kind.length(), entry.length() - what.length() - 1));
        OptionalLong value = files.number(folder + "/" + entry);
        if (number.isPresent() && number.getAsLong() < 10_000 && value.isPresent()) {
          int n = (int) number.getAsLong();
          String label = files.line(folder + "/" + kind + n + "_label").orElse("");
          sensors.add(new Sensor(n, label, value.getAsLong()));
        }
      }
    }
    sensors.sort((a, b) -> Integer.compare(a.number(), b.number()));
    return sensors;
  }

  /** Temperatures; a reading that no air or chip can have is left out. */
  List<Sensor> temperatures() {
    List<Sensor> sensors = sensors("temp", "input");
    sensors.removeIf(s -> celsius(s.value()).isEmpty());
    return sensors;
  }

  /** A number that stands beside a sensor, such as {@code fan1_max}. */
  OptionalInt beside(String kind, Sensor sensor, String what) {
    OptionalLong value = files.number(folder + "/" + kind + sensor.number() + "_" + what);
    return value.isPresent() && value.getAsLong() > 0 && value.getAsLong() < Integer.MAX_VALUE
        ? OptionalInt.of((int) value.getAsLong())
        : OptionalInt.empty();
  }

  /** The text that stands beside a sensor. */
  String text(String kind, Sensor sensor, String what) {
    return files.line(folder + "/" + kind + sensor.number() + "_" + what).orElse("");
  }

  /** Of thousandths of a degree; absent outside of -50 to 200 and at exactly 0, a broken sensor. */
  static OptionalDouble celsius(long millis) {
    return millis > -50_000 && millis < 200_000 && millis != 0
        ? OptionalDouble.of(millis / 1000.0)
        : OptionalDouble.empty();
  }
}
