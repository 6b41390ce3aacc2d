package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.real;
import static io.allsmi.core.json.Readings.small;
import static io.allsmi.core.json.Readings.text;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.VgpuInfo;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a device as {@link GpuJson} and other programs write it. */
final class GpuReader {
  private final Shape shape =
      new Shape(
          "ane_utilization",
          "detail",
          "device_type",
          "dla_utilization",
          "fan_speed_rpm",
          "frequency",
          "frequency_max",
          "gpm_metrics",
          "gpu_core_count",
          "gsp_firmware_mode",
          "gsp_firmware_version",
          "host_id",
          "index",
          "memory_frequency_max",
          "mig",
          "name",
          "numa_node_id",
          "nvlink_remote_devices",
          "pcie_generation",
          "pcie_width",
          "performance_state",
          "power_consumption",
          "power_limit",
          "power_limit_max",
          "temperature",
          "temperature_celsius",
          "temperature_threshold_acoustic",
          "temperature_threshold_max_operating",
          "temperature_threshold_shutdown",
          "temperature_threshold_slowdown",
          "tensorcore_utilization",
          "total_memory",
          "used_memory",
          "utilization",
          "uuid",
          "uuid_empty",
          "vgpu",
          "unknown",
          "hostname",
          "instance",
          "time");
  private static final int ANE = 0;
  private static final int DETAIL = 1;
  private static final int DEVICE_TYPE = 2;
  private static final int DLA = 3;
  private static final int FAN = 4;
  private static final int CLOCK = 5;
  private static final int CLOCK_MAX = 6;
  private static final int GPM = 7;
  private static final int CORES = 8;
  private static final int GSP_MODE = 9;
  private static final int GSP_VERSION = 10;
  private static final int HOST_ID = 11;
  private static final int INDEX = 12;
  private static final int MEMORY_CLOCK_MAX = 13;
  private static final int MIG = 14;
  private static final int NAME = 15;
  private static final int NUMA = 16;
  private static final int LINKS = 17;
  private static final int PCIE_GENERATION = 18;
  private static final int PCIE_WIDTH = 19;
  private static final int STATE = 20;
  private static final int POWER = 21;
  private static final int POWER_LIMIT = 22;
  private static final int POWER_LIMIT_MAX = 23;
  private static final int TEMPERATURE = 24;
  private static final int TEMPERATURE_EXACT = 25;
  private static final int ACOUSTIC = 26;
  private static final int MAX_OPERATING = 27;
  private static final int SHUTDOWN = 28;
  private static final int SLOWDOWN = 29;
  private static final int TENSORCORE = 30;
  private static final int MEMORY_TOTAL = 31;
  private static final int MEMORY_USED = 32;
  private static final int UTILIZATION = 33;
  private static final int UUID = 34;
  private static final int UUID_EMPTY = 35;
  private static final int VGPU = 36;
  private static final int UNKNOWN = 37;

  private final Shape gpm = new Shape("memory_bandwidth_utilization", "sm_occupancy");
  private static final int BANDWIDTH = 0;
  private static final int OCCUPANCY = 1;

  private final Shape link = new Shape("bandwidth_mb_s", "link_index", "remote_type");
  private static final int LINK_SPEED = 0;
  private static final int LINK_INDEX = 1;
  private static final int LINK_TYPE = 2;

  private final PartitionReader partitions = new PartitionReader();

  private final Numbers numbers = new Numbers(shape);

  private String hostId = "";
  private double occupancy;
  private double bandwidth;

  /** The host that the last device named, empty when it named none. */
  String hostId() {
    return hostId;
  }

  /** Reads a device whose object has begun. */
  GpuInfo read(Cells cells) throws Json.Malformed {
    numbers.clear();
    occupancy = Double.NaN;
    bandwidth = Double.NaN;
    hostId = "";
    Map<String, String> detail = Map.of();
    String deviceType = "GPU";
    @Nullable String gspVersion = null;
    String name = "";
    String uuid = "";
    boolean isUuidEmpty = false;
    boolean isOurs = false;
    long unknown = 0;
    List<NvLink> links = List.of();
    Optional<MigInfo> mig = Optional.empty();
    Optional<VgpuInfo> vgpu = Optional.empty();
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      switch (key) {
        case DETAIL -> detail = cells.details(shape, key);
        case DEVICE_TYPE ->
            deviceType = orElse(cells.textOrNone(shape, key, cells.limits.nameBytes()));
        case GSP_VERSION -> gspVersion = cells.textOrNone(shape, key, cells.limits.nameBytes());
        case HOST_ID -> hostId = cells.text(shape, key, cells.limits.textBytes());
        case NAME -> name = cells.text(shape, key, cells.limits.nameBytes());
        case UUID -> uuid = cells.text(shape, key, cells.limits.nameBytes());
        case UUID_EMPTY -> isUuidEmpty = cells.truth(shape, key) == 1;
        case LINKS -> links = links(cells, key);
        case GPM -> gpm(cells, key);
        case MIG -> mig = partitions.mig(cells, shape, key);
        case VGPU -> vgpu = partitions.vgpu(cells, shape, key);
        case UNKNOWN -> unknown = numbers.unknown(cells, shape, key);
        default -> {
          isOurs |= key == CLOCK_MAX;
          number(cells, key);
        }
      }
    }
    numbers.forget(unknown);
    if (!isOurs && unknown == 0) {
      numbers.forgetZero(CLOCK);
      numbers.forgetZero(TEMPERATURE);
    }
    if (!GpuJson.hasNeuralEngine(name)) {
      numbers.forgetZero(ANE);
    }
    Optional<String> id = uuid.isEmpty() && !isUuidEmpty ? Optional.empty() : Optional.of(uuid);
    return new GpuInfo(
        numbers.small(INDEX),
        id,
        name,
        deviceType,
        numbers.real(UTILIZATION),
        numbers.whole(MEMORY_USED),
        numbers.whole(MEMORY_TOTAL),
        numbers.celsius(TEMPERATURE, TEMPERATURE_EXACT),
        numbers.real(POWER),
        numbers.real(POWER_LIMIT),
        numbers.real(POWER_LIMIT_MAX),
        numbers.small(CLOCK),
        numbers.small(CLOCK_MAX),
        numbers.small(MEMORY_CLOCK_MAX),
        numbers.small(STATE),
        numbers.small(FAN),
        thresholds(),
        numbers.small(PCIE_GENERATION),
        numbers.small(PCIE_WIDTH),
        numbers.small(NUMA),
        numbers.small(GSP_MODE),
        text(gspVersion),
        links,
        real(occupancy),
        real(bandwidth),
        numbers.small(CORES),
        numbers.real(ANE),
        numbers.real(DLA),
        numbers.real(TENSORCORE),
        mig,
        vgpu,
        detail);
  }

  private void number(Cells cells, int key) throws Json.Malformed {
    switch (key) {
      case ANE -> numbers.put(key, cells.real(shape, key, 1e9));
      case DLA, TENSORCORE, UTILIZATION -> numbers.put(key, cells.real(shape, key, 100));
      case POWER, POWER_LIMIT, POWER_LIMIT_MAX ->
          numbers.put(key, cells.real(shape, key, Ceiling.WATTS));
      case TEMPERATURE, TEMPERATURE_EXACT ->
          numbers.put(key, cells.real(shape, key, Ceiling.CELSIUS));
      case ACOUSTIC, MAX_OPERATING, SHUTDOWN, SLOWDOWN ->
          numbers.put(key, cells.whole(shape, key, Ceiling.CELSIUS));
      case CLOCK -> numbers.put(key, cells.whole(shape, key, Ceiling.MEGAHERTZ));
      case CLOCK_MAX, MEMORY_CLOCK_MAX ->
          numbers.put(key, cells.whole(shape, key, Ceiling.MEGAHERTZ));
      case FAN -> numbers.put(key, cells.whole(shape, key, Ceiling.RPM));
      case MEMORY_TOTAL, MEMORY_USED -> numbers.put(key, cells.whole(shape, key, Ceiling.BYTES));
      case STATE -> numbers.put(key, cells.whole(shape, key, 15));
      case GSP_MODE -> numbers.put(key, cells.whole(shape, key, 2));
      case NUMA -> numbers.put(key, cells.whole(shape, key, 4096));
      case PCIE_GENERATION -> numbers.put(key, cells.whole(shape, key, 100));
      case PCIE_WIDTH -> numbers.put(key, cells.whole(shape, key, 1024));
      case CORES, INDEX -> numbers.put(key, cells.whole(shape, key, 1 << 20));
      default -> cells.in.skipValue();
    }
  }

  private static String orElse(@Nullable String deviceType) {
    return deviceType == null ? "GPU" : deviceType;
  }

  private TemperatureThresholds thresholds() {
    return new TemperatureThresholds(
        numbers.small(SLOWDOWN),
        numbers.small(SHUTDOWN),
        numbers.small(MAX_OPERATING),
        numbers.small(ACOUSTIC));
  }

  private void gpm(Cells cells, int name) throws Json.Malformed {
    if (cells.object(shape, name)) {
      for (int key = cells.in.member(gpm); key != Shape.END; key = cells.in.member(gpm)) {
        switch (key) {
          case BANDWIDTH -> bandwidth = cells.real(gpm, key, 1);
          case OCCUPANCY -> occupancy = cells.real(gpm, key, 1);
          default -> cells.in.skipValue();
        }
      }
    }
  }

  private List<NvLink> links(Cells cells, int name) throws Json.Malformed {
    if (!cells.array(shape, name)) {
      return List.of();
    }
    List<NvLink> links = new ArrayList<>();
    int leftOut = 0;
    while (cells.element("nvlink_remote_devices: ")) {
      long speed = Cells.ABSENT;
      long index = 0;
      String type = "unknown";
      for (int key = cells.in.member(link); key != Shape.END; key = cells.in.member(link)) {
        switch (key) {
          case LINK_SPEED -> speed = cells.whole(link, key, Integer.MAX_VALUE);
          case LINK_INDEX -> index = Math.max(0, cells.whole(link, key, Integer.MAX_VALUE));
          case LINK_TYPE -> type = cells.text(link, key, cells.limits.nameBytes());
          default -> cells.in.skipValue();
        }
      }
      if (links.size() < cells.limits.devicesPerKind()) {
        links.add(new NvLink((int) index, type, small(speed)));
      } else {
        leftOut++;
      }
    }
    cells.leftOut("nvlink_remote_devices", leftOut);
    return links;
  }
}
