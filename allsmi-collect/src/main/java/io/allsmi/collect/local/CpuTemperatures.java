package io.allsmi.collect.local;

import io.allsmi.collect.local.Hwmon.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How warm the processors are.
 *
 * @param all the warmest of them
 * @param sockets by socket, where the sensor says or implies which
 */
record CpuTemperatures(OptionalDouble all, Map<Integer, Double> sockets) {
  static CpuTemperatures read(SystemFiles files, List<Hwmon> devices) {
    Map<Integer, Double> sockets = new TreeMap<>();
    List<Double> others = new ArrayList<>();
    int amd = 0;
    for (Hwmon device : devices) {
      switch (device.name()) {
        case "coretemp" -> intel(device, sockets);
        case "k10temp", "zenpower" -> amd(device, amd++, sockets);
        case "cpu_thermal", "cpu-thermal", "cputherm" ->
            device.temperatures().forEach(s -> others.add(s.value() / 1000.0));
        default -> {}
      }
    }
    if (sockets.isEmpty() && others.isEmpty()) {
      zones(files, others);
    }
    others.addAll(sockets.values());
    return new CpuTemperatures(others.stream().mapToDouble(Double::doubleValue).max(), sockets);
  }

  private static void intel(Hwmon device, Map<Integer, Double> sockets) {
    for (Sensor sensor : device.temperatures()) {
      if (sensor.label().startsWith("Package id ")) {
        OptionalLong socket = Numbers.whole(sensor.label().substring("Package id ".length()));
        if (socket.isPresent()) {
          sockets.put((int) socket.getAsLong(), sensor.value() / 1000.0);
        }
      }
    }
  }

  /** One device per socket, in their order; Tctl carries an offset on some parts, Tdie does not. */
  private static void amd(Hwmon device, int socket, Map<Integer, Double> sockets) {
    List<Sensor> sensors = device.temperatures();
    for (String label : List.of("Tdie", "Tctl")) {
      for (Sensor sensor : sensors) {
        if (sensor.label().equals(label)) {
          sockets.putIfAbsent(socket, sensor.value() / 1000.0);
        }
      }
    }
    if (!sensors.isEmpty()) {
      sockets.putIfAbsent(socket, sensors.get(0).value() / 1000.0);
    }
  }

  private static void zones(SystemFiles files, List<Double> temperatures) {
    for (String zone : files.names("/sys/class/thermal")) {
      String folder = "/sys/class/thermal/" + zone;
      String type = zone.startsWith("thermal_zone") ? files.line(folder + "/type").orElse("") : "";
      if (type.equals("x86_pkg_temp") || type.toLowerCase(Locale.ROOT).startsWith("cpu")) {
        OptionalDouble celsius = Hwmon.celsius(files.number(folder + "/temp").orElse(0));
        celsius.ifPresent(temperatures::add);
      }
    }
  }
}
