package io.allsmi.collect.local;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.internal.Ceiling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A card of /sys/class/drm, and what the files of all makers have in common.
 *
 * @param folder the card's own
 * @param device that of the device on the bus
 * @param address its place there, such as {@code 0000:03:00.0}; empty when it is not on PCI
 */
record DrmCard(SystemFiles files, String folder, String device, String address) {
  private static final String CLASS = "/sys/class/drm";

  /** By transfers: {@code 16.0 GT/s PCIe} is the fourth generation. */
  private static final List<String> GENERATIONS = List.of("2.5", "5", "8", "16", "32", "64");

  /** The cards of a maker by their place on the bus, which is how tools number them. */
  static List<DrmCard> of(SystemFiles files, String maker) {
    List<DrmCard> cards = new ArrayList<>();
    for (String name : files.names(CLASS)) {
      String folder = CLASS + "/" + name;
      if (isCard(name) && files.line(folder + "/device/vendor").orElse("").equals(maker)) {
        cards.add(new DrmCard(files, folder, folder + "/device", placeOf(files, folder)));
      }
    }
    cards.sort(Comparator.comparing(DrmCard::address).thenComparing(DrmCard::folder));
    return cards;
  }

  /** {@code card0}, and not {@code card0-DP-1}, which is a socket of it. */
  static boolean isCard(String name) {
    return name.startsWith("card") && Numbers.whole(name.substring(4)).orElse(-1) >= 0;
  }

  private static String placeOf(SystemFiles files, String folder) {
    String uevent = files.text(folder + "/device/uevent", SystemFiles.USUAL_LIMIT).orElse("");
    return uevent
        .lines()
        .filter(line -> line.startsWith("PCI_SLOT_NAME="))
        .map(line -> line.substring(line.indexOf('=') + 1).strip())
        .findFirst()
        .orElse("");
  }

  Optional<String> text(String name) {
    return files.line(device + "/" + name).map(CommandLine::visible);
  }

  /** A number from 0 to {@code most}; anything else is none. */
  OptionalLong number(String path, double most) {
    OptionalLong value = files.number(path);
    return value.isPresent() && value.getAsLong() >= 0 && value.getAsLong() <= most
        ? value
        : OptionalLong.empty();
  }

  OptionalLong ofDevice(String name, double most) {
    return number(device + "/" + name, most);
  }

  /** A clock in MHz; 0 is an engine that sleeps, whose clock is not known. */
  OptionalInt clock(String path) {
    OptionalLong mhz = number(path, Ceiling.MEGAHERTZ);
    return mhz.orElse(0) > 0 ? OptionalInt.of((int) mhz.getAsLong()) : OptionalInt.empty();
  }

  /** What every maker's device has: its place and its link. */
  void addLink(GpuInfo.Builder gpu, Map<String, String> detail) {
    if (!address.isEmpty()) {
      detail.put("pci_bus_id", address);
    }
    String speed = text("current_link_speed").orElse("").split(" ", 2)[0].replace(".0", "");
    int generation = GENERATIONS.indexOf(speed) + 1;
    if (generation > 0) {
      gpu.pcieGeneration(generation);
      ofDevice("current_link_width", 1024).stream()
          .filter(width -> width > 0)
          .forEach(width -> gpu.pcieWidth((int) width));
    }
    ofDevice("numa_node", 4096).ifPresent(node -> gpu.numaNode((int) node));
  }

  /** Temperatures by the labels of their sensors; one without a label is called by its number. */
  static Map<String, Double> temperatures(List<Hwmon> monitors) {
    Map<String, Double> celsius = new HashMap<>();
    for (Hwmon monitor : monitors) {
      for (Hwmon.Sensor sensor : monitor.temperatures()) {
        OptionalDouble value = Hwmon.celsius(sensor.value());
        String label = sensor.label().isEmpty() ? String.valueOf(sensor.number()) : sensor.label();
        if (value.orElse(-1) > 0) {
          celsius.putIfAbsent(label, value.getAsDouble());
        }
      }
    }
    return celsius;
  }

  /** The first sensor of a kind, in whole units of {@code unit}. */
  static OptionalDouble first(
      List<Hwmon> monitors, String kind, String what, double unit, double most) {
    for (Hwmon monitor : monitors) {
      for (Hwmon.Sensor sensor : monitor.sensors(kind, what)) {
        double value = sensor.value() / unit;
        if (value >= 0 && value <= most) {
          return OptionalDouble.of(value);
        }
      }
    }
    return OptionalDouble.empty();
  }
}
