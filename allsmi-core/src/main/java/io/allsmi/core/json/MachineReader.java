package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.real;
import static io.allsmi.core.json.Readings.small;
import static io.allsmi.core.json.Readings.text;
import static io.allsmi.core.json.Readings.whole;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads memory, disks and the chassis as {@link MachineJson} and other programs write them. */
final class MachineReader {
  private static final double MOST_INDEX = 1 << 20;

  /** Air may be cold. */
  private static final double COLDEST = -100;

  private final Shape memory =
      new Shape(
          "available_bytes",
          "buffers_bytes",
          "cached_bytes",
          "free_bytes",
          "host_id",
          "hostname",
          "index",
          "instance",
          "swap_free_bytes",
          "swap_total_bytes",
          "swap_used_bytes",
          "time",
          "total_bytes",
          "used_bytes",
          "utilization");
  private final Shape disk =
      new Shape("available_bytes", "host_id", "hostname", "index", "mount_point", "total_bytes");
  private final Shape chassis =
      new Shape(
          "ane_power_watts",
          "cpu_power_watts",
          "detail",
          "fan_speeds",
          "gpu_power_watts",
          "host_id",
          "hostname",
          "inlet_temperature",
          "instance",
          "outlet_temperature",
          "psu_status",
          "thermal_pressure",
          "time",
          "total_power_watts");
  private final Shape fan = new Shape("id", "max_rpm", "name", "speed_rpm");
  private final Shape supply = new Shape("id", "name", "power_watts", "status");

  private final long[] bytes = new long[14];
  private String hostId = "";

  /** The host that the last one named, empty when it named none. */
  String hostId() {
    return hostId;
  }

  /** Reads a memory whose object has begun. */
  MemoryInfo memory(Cells cells) throws Json.Malformed {
    hostId = "";
    Arrays.fill(bytes, Cells.ABSENT);
    long index = 0;
    double utilization = Double.NaN;
    for (int key = cells.in.member(memory); key != Shape.END; key = cells.in.member(memory)) {
      switch (key) {
        case 0, 1, 2, 3, 8, 9, 10, 12, 13 -> bytes[key] = cells.whole(memory, key, Ceiling.BYTES);
        case 4 -> hostId = cells.text(memory, key, Caps.VALUE_BYTES);
        case 6 -> index = Math.max(0, cells.whole(memory, key, MOST_INDEX));
        case 14 -> utilization = cells.real(memory, key, 100);
        default -> cells.in.skipValue();
      }
    }
    return new MemoryInfo(
        (int) index,
        whole(bytes[12]),
        whole(bytes[13]),
        whole(bytes[0]),
        whole(bytes[3]),
        whole(bytes[1]),
        whole(bytes[2]),
        whole(bytes[9]),
        whole(bytes[10]),
        whole(bytes[8]),
        real(utilization));
  }

  /** Reads a disk whose object has begun; none when it is mounted nowhere. */
  Optional<StorageInfo> disk(Cells cells) throws Json.Malformed {
    hostId = "";
    long available = Cells.ABSENT;
    long index = 0;
    String mountPoint = "";
    long total = Cells.ABSENT;
    for (int key = cells.in.member(disk); key != Shape.END; key = cells.in.member(disk)) {
      switch (key) {
        case 0 -> available = cells.whole(disk, key, Ceiling.BYTES);
        case 1 -> hostId = cells.text(disk, key, Caps.VALUE_BYTES);
        case 3 -> index = Math.max(0, cells.whole(disk, key, MOST_INDEX));
        case 4 -> mountPoint = cells.text(disk, key, Caps.VALUE_BYTES);
        case 5 -> total = cells.whole(disk, key, Ceiling.BYTES);
        default -> cells.in.skipValue();
      }
    }
    if (mountPoint.isEmpty()) {
      cells.complain("mount_point: expected a path, got none");
      return Optional.empty();
    }
    return Optional.of(new StorageInfo((int) index, mountPoint, whole(total), whole(available)));
  }

  /** Reads a chassis whose object has begun. */
  ChassisInfo chassis(Cells cells) throws Json.Malformed {
    hostId = "";
    double[] reals = new double[14];
    Arrays.fill(reals, Double.NaN);
    Map<String, String> detail = Map.of();
    List<ChassisInfo.Fan> fans = List.of();
    List<ChassisInfo.PowerSupply> supplies = List.of();
    @Nullable String pressure = null;
    for (int key = cells.in.member(chassis); key != Shape.END; key = cells.in.member(chassis)) {
      switch (key) {
        case 0, 1, 4, 13 -> reals[key] = cells.real(chassis, key, Ceiling.WATTS);
        case 2 -> detail = cells.details(chassis, key);
        case 3 -> fans = fans(cells, key);
        case 5 -> hostId = cells.text(chassis, key, Caps.VALUE_BYTES);
        case 7, 9 -> reals[key] = cells.real(chassis, key, COLDEST, Ceiling.CELSIUS);
        case 10 -> supplies = supplies(cells, key);
        case 11 -> pressure = cells.textOrNone(chassis, key, Caps.NAME_BYTES);
        default -> cells.in.skipValue();
      }
    }
    return new ChassisInfo(
        real(reals[13]),
        real(reals[7]),
        real(reals[9]),
        text(pressure),
        real(reals[1]),
        real(reals[4]),
        real(reals[0]),
        fans,
        supplies,
        detail);
  }

  private List<ChassisInfo.Fan> fans(Cells cells, int name) throws Json.Malformed {
    if (!cells.array(chassis, name)) {
      return List.of();
    }
    List<ChassisInfo.Fan> fans = new ArrayList<>();
    int leftOut = 0;
    while (cells.element("fan_speeds: ")) {
      int id = 0;
      long most = Cells.ABSENT;
      String called = "";
      long speed = Cells.ABSENT;
      for (int key = cells.in.member(fan); key != Shape.END; key = cells.in.member(fan)) {
        switch (key) {
          case 0 -> id = cells.number(fan, key);
          case 1 -> most = cells.whole(fan, key, Ceiling.RPM);
          case 2 -> called = cells.text(fan, key, Caps.NAME_BYTES);
          case 3 -> speed = cells.whole(fan, key, Ceiling.RPM);
          default -> cells.in.skipValue();
        }
      }
      if (fans.size() < Caps.DEVICES) {
        fans.add(new ChassisInfo.Fan(id, called, small(speed), small(most)));
      } else {
        leftOut++;
      }
    }
    cells.leftOut("fan_speeds", leftOut);
    return fans;
  }

  private List<ChassisInfo.PowerSupply> supplies(Cells cells, int name) throws Json.Malformed {
    if (!cells.array(chassis, name)) {
      return List.of();
    }
    List<ChassisInfo.PowerSupply> supplies = new ArrayList<>();
    int leftOut = 0;
    while (cells.element("psu_status: ")) {
      int id = 0;
      String called = "";
      double watts = Double.NaN;
      String status = "Unknown";
      for (int key = cells.in.member(supply); key != Shape.END; key = cells.in.member(supply)) {
        switch (key) {
          case 0 -> id = cells.number(supply, key);
          case 1 -> called = cells.text(supply, key, Caps.NAME_BYTES);
          case 2 -> watts = cells.real(supply, key, Ceiling.WATTS);
          case 3 -> status = cells.text(supply, key, Caps.NAME_BYTES);
          default -> cells.in.skipValue();
        }
      }
      if (supplies.size() < Caps.DEVICES) {
        supplies.add(new ChassisInfo.PowerSupply(id, called, status, real(watts)));
      } else {
        leftOut++;
      }
    }
    cells.leftOut("psu_status", leftOut);
    return supplies;
  }
}
