package io.allsmi.core.json;

import static io.allsmi.core.json.Readings.real;
import static io.allsmi.core.json.Readings.small;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.AppleSiliconInfo.CoreCluster;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the processors as {@link CpuJson} and other programs write them. */
final class CpuReader {
  /** Cores of a CPU that are kept. */
  private static final int MOST_CORES = 4096;

  private static final double MOST = 1 << 20;

  private final Shape shape =
      new Shape(
          "apple_silicon_info",
          "architecture",
          "base_frequency_mhz",
          "cache_size_mb",
          "cpu_model",
          "frequency_mhz",
          "host_id",
          "index",
          "max_frequency_mhz",
          "per_core_utilization",
          "per_socket_info",
          "platform_type",
          "power_consumption",
          "socket_count",
          "temperature",
          "temperature_celsius",
          "total_cores",
          "total_threads",
          "utilization",
          "hostname",
          "instance",
          "time");
  private static final int APPLE = 0;
  private static final int ARCHITECTURE = 1;
  private static final int BASE_CLOCK = 2;
  private static final int CACHE = 3;
  private static final int MODEL = 4;
  private static final int CLOCK = 5;
  private static final int HOST_ID = 6;
  private static final int INDEX = 7;
  private static final int MAX_CLOCK = 8;
  private static final int CORES = 9;
  private static final int SOCKETS = 10;
  private static final int PLATFORM = 11;
  private static final int POWER = 12;
  private static final int SOCKET_COUNT = 13;
  private static final int TEMPERATURE = 14;
  private static final int TEMPERATURE_EXACT = 15;
  private static final int CORE_COUNT = 16;
  private static final int THREAD_COUNT = 17;
  private static final int UTILIZATION = 18;

  private final Shape core = new Shape("core_id", "core_type", "utilization");
  private final Shape socket =
      new Shape(
          "cores",
          "frequency_mhz",
          "socket_id",
          "temperature",
          "temperature_celsius",
          "threads",
          "utilization");
  private final Shape other = new Shape("Other");
  private final Shape apple =
      new Shape(
          "ane_ops_per_second",
          "e_cluster_frequency_mhz",
          "e_core_count",
          "e_core_l2_cache_mb",
          "e_core_utilization",
          "gpu_core_count",
          "p_cluster_frequency_mhz",
          "p_core_count",
          "p_core_l2_cache_mb",
          "p_core_utilization",
          "s_cluster_frequency_mhz",
          "s_core_count",
          "s_core_l2_cache_mb",
          "s_core_utilization");
  private static final int EFFICIENCY = 1;
  private static final int GPU_CORES = 5;
  private static final int PERFORMANCE = 6;
  private static final int SUPER = 10;

  private final double[] reals = new double[UTILIZATION + 1];
  private final long[] wholes = new long[UTILIZATION + 1];
  private String hostId = "";

  /** How many cores the last one had: the next one most likely has as many. */
  private int coresBefore;

  /** The host that the last one named, empty when it named none. */
  String hostId() {
    return hostId;
  }

  /** Reads one whose object has begun. */
  CpuInfo read(Cells cells) throws Json.Malformed {
    Arrays.fill(reals, Double.NaN);
    Arrays.fill(wholes, Cells.ABSENT);
    hostId = "";
    String model = "";
    String architecture = "";
    String platform = "";
    List<CpuInfo.Core> cores = List.of();
    List<CpuInfo.Socket> sockets = List.of();
    Optional<AppleSiliconInfo> silicon = Optional.empty();
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      switch (key) {
        case APPLE -> silicon = apple(cells, key);
        case ARCHITECTURE -> architecture = cells.text(shape, key, Caps.NAME_BYTES);
        case MODEL -> model = cells.text(shape, key, Caps.NAME_BYTES);
        case PLATFORM -> platform = platform(cells, key);
        case HOST_ID -> hostId = cells.text(shape, key, Caps.VALUE_BYTES);
        case CORES -> cores = cores(cells, key);
        case SOCKETS -> sockets = sockets(cells, key);
        case BASE_CLOCK, CLOCK, MAX_CLOCK ->
            wholes[key] = cells.positive(shape, key, Ceiling.MEGAHERTZ);
        case CACHE -> wholes[key] = cells.positive(shape, key, MOST);
        case INDEX, SOCKET_COUNT, CORE_COUNT, THREAD_COUNT ->
            wholes[key] = cells.whole(shape, key, MOST);
        case POWER -> reals[key] = cells.real(shape, key, Ceiling.WATTS);
        case TEMPERATURE, TEMPERATURE_EXACT -> reals[key] = cells.real(shape, key, Ceiling.CELSIUS);
        case UTILIZATION -> reals[key] = cells.real(shape, key, 100);
        default -> cells.in.skipValue();
      }
    }
    return new CpuInfo(
        (int) Math.max(0, wholes[INDEX]),
        model,
        architecture,
        platform,
        small(wholes[SOCKET_COUNT]),
        small(wholes[CORE_COUNT]),
        small(wholes[THREAD_COUNT]),
        small(wholes[CLOCK]),
        small(wholes[BASE_CLOCK]),
        small(wholes[MAX_CLOCK]),
        small(wholes[CACHE]),
        real(reals[UTILIZATION]),
        GpuReader.temperature(reals[TEMPERATURE], reals[TEMPERATURE_EXACT]),
        real(reals[POWER]),
        sockets,
        cores,
        silicon);
  }

  private String platform(Cells cells, int name) throws Json.Malformed {
    Kind kind = cells.in.value();
    if (kind != Kind.OBJECT) {
      return kind == Kind.NOTHING ? "" : cells.textHere(shape.name(name), Caps.NAME_BYTES);
    }
    String platform = "";
    for (int key = cells.in.member(other); key != Shape.END; key = cells.in.member(other)) {
      if (key == 0) {
        platform = cells.text(other, key, Caps.NAME_BYTES);
      } else {
        cells.in.skipValue();
      }
    }
    return platform;
  }

  private List<CpuInfo.Core> cores(Cells cells, int name) throws Json.Malformed {
    if (!cells.array(shape, name)) {
      return List.of();
    }
    List<CpuInfo.Core> cores = new ArrayList<>(coresBefore);
    int leftOut = 0;
    while (cells.element("per_core_utilization: ")) {
      int id = 0;
      String type = "Standard";
      double utilization = Double.NaN;
      for (int key = cells.in.member(core); key != Shape.END; key = cells.in.member(core)) {
        switch (key) {
          case 0 -> id = cells.number(core, key);
          case 1 -> type = cells.text(core, key, Caps.NAME_BYTES);
          case 2 -> utilization = cells.real(core, key, 100);
          default -> cells.in.skipValue();
        }
      }
      if (cores.size() >= MOST_CORES) {
        leftOut++;
      } else if (!Double.isNaN(utilization)) {
        cores.add(new CpuInfo.Core(id, type, utilization));
      }
    }
    cells.leftOut("per_core_utilization", leftOut);
    coresBefore = cores.size();
    return cores;
  }

  private List<CpuInfo.Socket> sockets(Cells cells, int name) throws Json.Malformed {
    if (!cells.array(shape, name)) {
      return List.of();
    }
    List<CpuInfo.Socket> sockets = new ArrayList<>();
    int leftOut = 0;
    while (cells.element("per_socket_info: ")) {
      CpuInfo.Socket one = socket(cells);
      if (sockets.size() < Caps.DEVICES) {
        sockets.add(one);
      } else {
        leftOut++;
      }
    }
    cells.leftOut("per_socket_info", leftOut);
    return sockets;
  }

  private CpuInfo.Socket socket(Cells cells) throws Json.Malformed {
    long cores = Cells.ABSENT;
    long clock = Cells.ABSENT;
    int id = 0;
    double rounded = Double.NaN;
    double exact = Double.NaN;
    long threads = Cells.ABSENT;
    double utilization = Double.NaN;
    for (int key = cells.in.member(socket); key != Shape.END; key = cells.in.member(socket)) {
      switch (key) {
        case 0 -> cores = cells.whole(socket, key, MOST);
        case 1 -> clock = cells.positive(socket, key, Ceiling.MEGAHERTZ);
        case 2 -> id = cells.number(socket, key);
        case 3 -> rounded = cells.real(socket, key, Ceiling.CELSIUS);
        case 4 -> exact = cells.real(socket, key, Ceiling.CELSIUS);
        case 5 -> threads = cells.whole(socket, key, MOST);
        case 6 -> utilization = cells.real(socket, key, 100);
        default -> cells.in.skipValue();
      }
    }
    return new CpuInfo.Socket(
        id,
        small(cores),
        small(threads),
        real(utilization),
        GpuReader.temperature(rounded, exact),
        small(clock));
  }

  private Optional<AppleSiliconInfo> apple(Cells cells, int name) throws Json.Malformed {
    if (!cells.object(shape, name)) {
      return Optional.empty();
    }
    double ops = Double.NaN;
    long[] numbers = new long[SUPER + 4];
    Arrays.fill(numbers, Cells.ABSENT);
    double[] shares = new double[SUPER + 4];
    Arrays.fill(shares, Double.NaN);
    for (int key = cells.in.member(apple); key != Shape.END; key = cells.in.member(apple)) {
      switch (key) {
        case 0 -> ops = cells.real(apple, key, 1e18);
        case EFFICIENCY, PERFORMANCE, SUPER ->
            numbers[key] = cells.positive(apple, key, Ceiling.MEGAHERTZ);
        case EFFICIENCY + 1, PERFORMANCE + 1, SUPER + 1, GPU_CORES ->
            numbers[key] = cells.whole(apple, key, MOST);
        case EFFICIENCY + 2, PERFORMANCE + 2, SUPER + 2 ->
            numbers[key] = cells.positive(apple, key, MOST);
        case EFFICIENCY + 3, PERFORMANCE + 3, SUPER + 3 ->
            shares[key] = cells.real(apple, key, 100);
        default -> cells.in.skipValue();
      }
    }
    return Optional.of(
        new AppleSiliconInfo(
            cluster(numbers, shares, SUPER),
            cluster(numbers, shares, PERFORMANCE),
            cluster(numbers, shares, EFFICIENCY),
            small(numbers[GPU_CORES]),
            real(ops)));
  }

  private static CoreCluster cluster(long[] numbers, double[] shares, int first) {
    return new CoreCluster(
        small(numbers[first + 1]),
        real(shares[first + 3]),
        small(numbers[first]),
        small(numbers[first + 2]));
  }
}
