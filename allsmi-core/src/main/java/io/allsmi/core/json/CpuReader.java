package io.allsmi.core.json;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.AppleSiliconInfo.CoreCluster;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.internal.Ceiling;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the processors as {@link CpuJson} and other programs write them. */
final class CpuReader {
  /** Cores of a CPU that are kept. */
  private static final int MOST_CORES = 4096;

  private static final double MOST = 1 << 20;
  private static final double MOST_OPERATIONS = 1e18;

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
          "unknown",
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
  private static final int UNKNOWN = 19;

  private final Shape core = new Shape("core_id", "core_type", "utilization", "unknown");
  private static final int CORE_ID = 0;
  private static final int CORE_TYPE = 1;
  private static final int CORE_UTILIZATION = 2;
  private static final int CORE_UNKNOWN = 3;

  private final Shape socket =
      new Shape(
          "cores",
          "frequency_mhz",
          "socket_id",
          "temperature",
          "temperature_celsius",
          "threads",
          "utilization",
          "unknown");
  private static final int SOCKET_CORES = 0;
  private static final int SOCKET_CLOCK = 1;
  private static final int SOCKET_ID = 2;
  private static final int SOCKET_TEMPERATURE = 3;
  private static final int SOCKET_TEMPERATURE_EXACT = 4;
  private static final int SOCKET_THREADS = 5;
  private static final int SOCKET_UTILIZATION = 6;
  private static final int SOCKET_UNKNOWN = 7;

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
          "s_core_utilization",
          "unknown");
  private static final int OPERATIONS = 0;
  private static final int EFFICIENCY = 1;
  private static final int GPU_CORES = 5;
  private static final int PERFORMANCE = 6;
  private static final int SUPER = 10;
  private static final int APPLE_UNKNOWN = 14;

  /** Behind the clock of a cluster of Apple's cores: how many there are, their cache and load. */
  private static final int COUNT = 1;

  private static final int L2_CACHE = 2;
  private static final int LOAD = 3;

  private final Numbers numbers = new Numbers(shape);
  private final Cells.Unknown unknownCores = new Cells.Unknown();
  private final Numbers socketNumbers = new Numbers(socket);
  private final Numbers appleNumbers = new Numbers(apple);
  private String hostId = "";

  /** How many cores the last one had: the next one most likely has as many. */
  private int coresBefore;

  /** The host that the last one named, empty when it named none. */
  String hostId() {
    return hostId;
  }

  /** Reads one whose object has begun. */
  CpuInfo read(Cells cells) throws Json.Malformed {
    numbers.clear();
    hostId = "";
    boolean isOurs = false;
    long unknown = 0;
    String model = "";
    String architecture = "";
    String platform = "";
    List<CpuInfo.Core> cores = List.of();
    List<CpuInfo.Socket> sockets = List.of();
    Optional<AppleSiliconInfo> silicon = Optional.empty();
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      switch (key) {
        case APPLE -> silicon = apple(cells, key);
        case ARCHITECTURE -> architecture = cells.text(shape, key, cells.limits.nameBytes());
        case MODEL -> model = cells.text(shape, key, cells.limits.nameBytes());
        case PLATFORM -> platform = platform(cells, key);
        case HOST_ID -> hostId = cells.text(shape, key, cells.limits.textBytes());
        case CORES -> cores = cores(cells, key);
        case SOCKETS -> sockets = sockets(cells, key);
        case BASE_CLOCK, CLOCK, MAX_CLOCK -> {
          isOurs |= key == CLOCK;
          numbers.put(key, cells.whole(shape, key, Ceiling.MEGAHERTZ));
        }
        case CACHE, INDEX, SOCKET_COUNT, CORE_COUNT, THREAD_COUNT ->
            numbers.put(key, cells.whole(shape, key, MOST));
        case POWER -> numbers.put(key, cells.real(shape, key, Ceiling.WATTS));
        case TEMPERATURE, TEMPERATURE_EXACT ->
            numbers.put(key, cells.real(shape, key, Ceiling.CELSIUS));
        case UTILIZATION -> numbers.put(key, cells.real(shape, key, 100));
        case UNKNOWN -> unknown = numbers.unknown(cells, shape, key);
        default -> cells.in.skipValue();
      }
    }
    numbers.forget(unknown);
    if (!isOurs && unknown == 0) {
      numbers.forgetZero(BASE_CLOCK);
      numbers.forgetZero(MAX_CLOCK);
      numbers.forgetZero(CACHE);
      numbers.forgetZero(TEMPERATURE);
      sockets = sockets.stream().map(CpuReader::withoutZeros).toList();
      silicon = silicon.map(CpuReader::withoutZeros);
    }
    return new CpuInfo(
        numbers.place(INDEX),
        model,
        architecture,
        platform,
        numbers.small(SOCKET_COUNT),
        numbers.small(CORE_COUNT),
        numbers.small(THREAD_COUNT),
        numbers.small(CLOCK),
        numbers.small(BASE_CLOCK),
        numbers.small(MAX_CLOCK),
        numbers.small(CACHE),
        numbers.real(UTILIZATION),
        numbers.celsius(TEMPERATURE, TEMPERATURE_EXACT),
        numbers.real(POWER),
        sockets,
        cores,
        silicon);
  }

  private String platform(Cells cells, int name) throws Json.Malformed {
    Kind kind = cells.in.value();
    if (kind != Kind.OBJECT) {
      return kind == Kind.NOTHING ? "" : cells.textHere(shape.name(name), cells.limits.nameBytes());
    }
    String platform = "";
    for (int key = cells.in.member(other); key != Shape.END; key = cells.in.member(other)) {
      if (key == 0) {
        platform = cells.text(other, key, cells.limits.nameBytes());
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
      long id = 0;
      String type = "Standard";
      double utilization = Double.NaN;
      long unknown = 0;
      for (int key = cells.in.member(core); key != Shape.END; key = cells.in.member(core)) {
        switch (key) {
          case CORE_ID -> id = cells.number(core, key);
          case CORE_TYPE -> type = cells.text(core, key, cells.limits.nameBytes());
          case CORE_UTILIZATION -> utilization = cells.real(core, key, 100);
          case CORE_UNKNOWN -> unknown = cells.unknown(core, key, unknownCores);
          default -> cells.in.skipValue();
        }
      }
      if (unknown != 0) {
        id = (unknown & 1L << CORE_ID) != 0 ? -1 : id;
        utilization = (unknown & 1L << CORE_UTILIZATION) != 0 ? Double.NaN : utilization;
      }
      if (cores.size() >= MOST_CORES) {
        leftOut++;
      } else if (!Double.isNaN(utilization)) {
        cores.add(new CpuInfo.Core((int) id, type, utilization));
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
      if (sockets.size() < cells.limits.devicesPerKind()) {
        sockets.add(one);
      } else {
        leftOut++;
      }
    }
    cells.leftOut("per_socket_info", leftOut);
    return sockets;
  }

  private CpuInfo.Socket socket(Cells cells) throws Json.Malformed {
    Numbers read = socketNumbers;
    read.clear();
    read.put(SOCKET_ID, 0L);
    long unknown = 0;
    for (int key = cells.in.member(socket); key != Shape.END; key = cells.in.member(socket)) {
      switch (key) {
        case SOCKET_CORES, SOCKET_THREADS -> read.put(key, cells.whole(socket, key, MOST));
        case SOCKET_CLOCK -> read.put(key, cells.whole(socket, key, Ceiling.MEGAHERTZ));
        case SOCKET_ID -> read.put(key, cells.number(socket, key));
        case SOCKET_TEMPERATURE, SOCKET_TEMPERATURE_EXACT ->
            read.put(key, cells.real(socket, key, Ceiling.CELSIUS));
        case SOCKET_UTILIZATION -> read.put(key, cells.real(socket, key, 100));
        case SOCKET_UNKNOWN -> unknown = read.unknown(cells, socket, key);
        default -> cells.in.skipValue();
      }
    }
    read.forget(unknown);
    return new CpuInfo.Socket(
        read.id(SOCKET_ID),
        read.small(SOCKET_CORES),
        read.small(SOCKET_THREADS),
        read.real(SOCKET_UTILIZATION),
        read.celsius(SOCKET_TEMPERATURE, SOCKET_TEMPERATURE_EXACT),
        read.small(SOCKET_CLOCK));
  }

  private Optional<AppleSiliconInfo> apple(Cells cells, int name) throws Json.Malformed {
    if (!cells.object(shape, name)) {
      return Optional.empty();
    }
    Numbers read = appleNumbers;
    read.clear();
    long unknown = 0;
    for (int key = cells.in.member(apple); key != Shape.END; key = cells.in.member(apple)) {
      switch (key) {
        case OPERATIONS -> read.put(key, cells.real(apple, key, MOST_OPERATIONS));
        case EFFICIENCY, PERFORMANCE, SUPER ->
            read.put(key, cells.whole(apple, key, Ceiling.MEGAHERTZ));
        case EFFICIENCY + COUNT,
            PERFORMANCE + COUNT,
            SUPER + COUNT,
            EFFICIENCY + L2_CACHE,
            PERFORMANCE + L2_CACHE,
            SUPER + L2_CACHE,
            GPU_CORES ->
            read.put(key, cells.whole(apple, key, MOST));
        case EFFICIENCY + LOAD, PERFORMANCE + LOAD, SUPER + LOAD ->
            read.put(key, cells.real(apple, key, 100));
        case APPLE_UNKNOWN -> unknown = read.unknown(cells, apple, key);
        default -> cells.in.skipValue();
      }
    }
    read.forget(unknown);
    return Optional.of(
        new AppleSiliconInfo(
            cluster(SUPER),
            cluster(PERFORMANCE),
            cluster(EFFICIENCY),
            read.small(GPU_CORES),
            read.real(OPERATIONS)));
  }

  private CoreCluster cluster(int first) {
    return new CoreCluster(
        appleNumbers.small(first + COUNT),
        appleNumbers.real(first + LOAD),
        appleNumbers.small(first),
        appleNumbers.small(first + L2_CACHE));
  }

  /** As other programs mean it, which write 0 for what they do not know. */
  private static CpuInfo.Socket withoutZeros(CpuInfo.Socket socket) {
    return new CpuInfo.Socket(
        socket.id(),
        socket.cores(),
        socket.threads(),
        socket.utilizationPercent(),
        socket.temperatureCelsius().orElse(0) == 0
            ? OptionalDouble.empty()
            : socket.temperatureCelsius(),
        notZero(socket.frequencyMhz()));
  }

  private static AppleSiliconInfo withoutZeros(AppleSiliconInfo silicon) {
    return new AppleSiliconInfo(
        withoutZeros(silicon.superCores()),
        withoutZeros(silicon.performanceCores()),
        withoutZeros(silicon.efficiencyCores()),
        silicon.gpuCoreCount(),
        silicon.aneOpsPerSecond());
  }

  private static CoreCluster withoutZeros(CoreCluster cores) {
    return new CoreCluster(
        cores.count(),
        cores.utilizationPercent(),
        notZero(cores.frequencyMhz()),
        notZero(cores.l2CacheMb()));
  }

  private static OptionalInt notZero(OptionalInt number) {
    return number.orElse(0) == 0 ? OptionalInt.empty() : number;
  }
}
