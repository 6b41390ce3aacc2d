package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.text;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import java.util.ArrayList;
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
          "index",
          "swap_free_bytes",
          "swap_total_bytes",
          "swap_used_bytes",
          "total_bytes",
          "unknown",
          "used_bytes",
          "utilization",
          "hostname",
          "instance",
          "time");
  private static final int AVAILABLE = 0;
  private static final int BUFFERS = 1;
  private static final int CACHED = 2;
  private static final int FREE = 3;
  private static final int HOST_ID = 4;
  private static final int INDEX = 5;
  private static final int SWAP_FREE = 6;
  private static final int SWAP_TOTAL = 7;
  private static final int SWAP_USED = 8;
  private static final int TOTAL = 9;
  private static final int UNKNOWN = 10;
  private static final int USED = 11;
  private static final int UTILIZATION = 12;

  private final Shape disk =
      new Shape(
          "available_bytes",
          "host_id",
          "index",
          "mount_point",
          "total_bytes",
          "unknown",
          "hostname");
  private static final int DISK_AVAILABLE = 0;
  private static final int DISK_HOST_ID = 1;
  private static final int DISK_INDEX = 2;
  private static final int DISK_MOUNT_POINT = 3;
  private static final int DISK_TOTAL = 4;
  private static final int DISK_UNKNOWN = 5;

  private final Shape chassis =
      new Shape(
          "ane_power_watts",
          "cpu_power_watts",
          "detail",
          "fan_speeds",
          "gpu_power_watts",
          "host_id",
          "inlet_temperature",
          "outlet_temperature",
          "psu_status",
          "thermal_pressure",
          "total_power_watts",
          "hostname",
          "instance",
          "time");
  private static final int ANE_POWER = 0;
  private static final int CPU_POWER = 1;
  private static final int DETAIL = 2;
  private static final int FANS = 3;
  private static final int GPU_POWER = 4;
  private static final int CHASSIS_HOST_ID = 5;
  private static final int INLET = 6;
  private static final int OUTLET = 7;
  private static final int SUPPLIES = 8;
  private static final int PRESSURE = 9;
  private static final int POWER = 10;

  private final Shape fan = new Shape("id", "max_rpm", "name", "speed_rpm", "unknown");
  private static final int FAN_ID = 0;
  private static final int FAN_MOST = 1;
  private static final int FAN_NAME = 2;
  private static final int FAN_SPEED = 3;
  private static final int FAN_UNKNOWN = 4;

  private final Shape supply = new Shape("id", "name", "power_watts", "status", "unknown");
  private static final int SUPPLY_ID = 0;
  private static final int SUPPLY_NAME = 1;
  private static final int SUPPLY_POWER = 2;
  private static final int SUPPLY_STATUS = 3;
  private static final int SUPPLY_UNKNOWN = 4;

  private final Numbers memoryNumbers = new Numbers(memory);
  private final Numbers diskNumbers = new Numbers(disk);
  private final Numbers chassisNumbers = new Numbers(chassis);
  private final Numbers fanNumbers = new Numbers(fan);
  private final Numbers supplyNumbers = new Numbers(supply);
  private String hostId = "";

  /** The host that the last one named, empty when it named none. */
  String hostId() {
    return hostId;
  }

  /** Reads a memory whose object has begun. */
  MemoryInfo memory(Cells cells) throws Json.Malformed {
    hostId = "";
    Numbers read = memoryNumbers;
    read.clear();
    long unknown = 0;
    for (int key = cells.in.member(memory); key != Shape.END; key = cells.in.member(memory)) {
      switch (key) {
        case AVAILABLE, BUFFERS, CACHED, FREE, SWAP_FREE, SWAP_TOTAL, SWAP_USED, TOTAL, USED ->
            read.put(key, cells.whole(memory, key, Ceiling.BYTES));
        case HOST_ID -> hostId = cells.text(memory, key, cells.limits.textBytes());
        case INDEX -> read.put(key, cells.whole(memory, key, MOST_INDEX));
        case UTILIZATION -> read.put(key, cells.real(memory, key, 100));
        case UNKNOWN -> unknown = read.unknown(cells, memory, key);
        default -> cells.in.skipValue();
      }
    }
    read.forget(unknown);
    return new MemoryInfo(
        read.place(INDEX),
        read.whole(TOTAL),
        read.whole(USED),
        read.whole(AVAILABLE),
        read.whole(FREE),
        read.whole(BUFFERS),
        read.whole(CACHED),
        read.whole(SWAP_TOTAL),
        read.whole(SWAP_USED),
        read.whole(SWAP_FREE),
        read.real(UTILIZATION));
  }

  /** Reads a disk whose object has begun; none when it is mounted nowhere. */
  Optional<StorageInfo> disk(Cells cells) throws Json.Malformed {
    hostId = "";
    String mountPoint = "";
    Numbers read = diskNumbers;
    read.clear();
    long unknown = 0;
    for (int key = cells.in.member(disk); key != Shape.END; key = cells.in.member(disk)) {
      switch (key) {
        case DISK_AVAILABLE, DISK_TOTAL -> read.put(key, cells.whole(disk, key, Ceiling.BYTES));
        case DISK_HOST_ID -> hostId = cells.text(disk, key, cells.limits.textBytes());
        case DISK_INDEX -> read.put(key, cells.whole(disk, key, MOST_INDEX));
        case DISK_MOUNT_POINT -> mountPoint = cells.text(disk, key, cells.limits.textBytes());
        case DISK_UNKNOWN -> unknown = read.unknown(cells, disk, key);
        default -> cells.in.skipValue();
      }
    }
    if (mountPoint.isEmpty()) {
      cells.complain("mount_point: expected a path, got none");
      return Optional.empty();
    }
    read.forget(unknown);
    return Optional.of(
        new StorageInfo(
            read.place(DISK_INDEX),
            mountPoint,
            read.whole(DISK_TOTAL),
            read.whole(DISK_AVAILABLE)));
  }

  /** Reads a chassis whose object has begun. */
  ChassisInfo chassis(Cells cells) throws Json.Malformed {
    hostId = "";
    Numbers read = chassisNumbers;
    read.clear();
    Map<String, String> detail = Map.of();
    List<ChassisInfo.Fan> fans = List.of();
    List<ChassisInfo.PowerSupply> supplies = List.of();
    @Nullable String pressure = null;
    for (int key = cells.in.member(chassis); key != Shape.END; key = cells.in.member(chassis)) {
      switch (key) {
        case ANE_POWER, CPU_POWER, GPU_POWER, POWER ->
            read.put(key, cells.real(chassis, key, Ceiling.WATTS));
        case DETAIL -> detail = cells.details(chassis, key);
        case FANS -> fans = fans(cells, key);
        case CHASSIS_HOST_ID -> hostId = cells.text(chassis, key, cells.limits.textBytes());
        case INLET, OUTLET -> read.put(key, cells.real(chassis, key, COLDEST, Ceiling.CELSIUS));
        case SUPPLIES -> supplies = supplies(cells, key);
        case PRESSURE -> pressure = cells.textOrNone(chassis, key, cells.limits.nameBytes());
        default -> cells.in.skipValue();
      }
    }
    return new ChassisInfo(
        read.real(POWER),
        read.real(INLET),
        read.real(OUTLET),
        text(pressure),
        read.real(CPU_POWER),
        read.real(GPU_POWER),
        read.real(ANE_POWER),
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
      ChassisInfo.Fan one = fan(cells);
      if (fans.size() < cells.limits.devicesPerKind()) {
        fans.add(one);
      } else {
        leftOut++;
      }
    }
    cells.leftOut("fan_speeds", leftOut);
    return fans;
  }

  private ChassisInfo.Fan fan(Cells cells) throws Json.Malformed {
    Numbers read = fanNumbers;
    read.clear();
    read.put(FAN_ID, 0L);
    String called = "";
    long unknown = 0;
    for (int key = cells.in.member(fan); key != Shape.END; key = cells.in.member(fan)) {
      switch (key) {
        case FAN_ID -> read.put(key, cells.number(fan, key));
        case FAN_MOST, FAN_SPEED -> read.put(key, cells.whole(fan, key, Ceiling.RPM));
        case FAN_NAME -> called = cells.text(fan, key, cells.limits.nameBytes());
        case FAN_UNKNOWN -> unknown = read.unknown(cells, fan, key);
        default -> cells.in.skipValue();
      }
    }
    read.forget(unknown);
    return new ChassisInfo.Fan(
        read.id(FAN_ID), called, read.small(FAN_SPEED), read.small(FAN_MOST));
  }

  private List<ChassisInfo.PowerSupply> supplies(Cells cells, int name) throws Json.Malformed {
    if (!cells.array(chassis, name)) {
      return List.of();
    }
    List<ChassisInfo.PowerSupply> supplies = new ArrayList<>();
    int leftOut = 0;
    while (cells.element("psu_status: ")) {
      ChassisInfo.PowerSupply one = supply(cells);
      if (supplies.size() < cells.limits.devicesPerKind()) {
        supplies.add(one);
      } else {
        leftOut++;
      }
    }
    cells.leftOut("psu_status", leftOut);
    return supplies;
  }

  private ChassisInfo.PowerSupply supply(Cells cells) throws Json.Malformed {
    Numbers read = supplyNumbers;
    read.clear();
    read.put(SUPPLY_ID, 0L);
    String called = "";
    String status = "Unknown";
    long unknown = 0;
    for (int key = cells.in.member(supply); key != Shape.END; key = cells.in.member(supply)) {
      switch (key) {
        case SUPPLY_ID -> read.put(key, cells.number(supply, key));
        case SUPPLY_NAME -> called = cells.text(supply, key, cells.limits.nameBytes());
        case SUPPLY_POWER -> read.put(key, cells.real(supply, key, Ceiling.WATTS));
        case SUPPLY_STATUS -> status = cells.text(supply, key, cells.limits.nameBytes());
        case SUPPLY_UNKNOWN -> unknown = read.unknown(cells, supply, key);
        default -> cells.in.skipValue();
      }
    }
    read.forget(unknown);
    return new ChassisInfo.PowerSupply(read.id(SUPPLY_ID), called, status, read.real(SUPPLY_POWER));
  }
}
