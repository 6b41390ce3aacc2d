package io.allsmi.core.exposition;

import static io.allsmi.core.exposition.Readings.bytes;
import static io.allsmi.core.exposition.Readings.real;
import static io.allsmi.core.exposition.Readings.rounded;

import io.allsmi.core.AppleSiliconInfo;
import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.exposition.Family.Scope;
import io.allsmi.core.internal.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the machine around the GPUs of the rows of a page: CPU, memory, disks, chassis, name. */
final class HostAssembly {
  private static final int MAX_HOSTNAME = 253;
  private static final Set<String> HOST_LABELS = Set.of("instance", "hostname", "host", "index");

  private final Map<Scope, Rows> rows;
  private final Rows cpus;
  private final Rows memory;
  private final Rows chassis;
  private final Map<Family, LabelSet> texts = new EnumMap<>(Family.class);

  /** Whose labels may name the host, in this order. */
  private final List<Rows> naming;

  // What was made of these labels before: a host says the same on every page.
  private @Nullable LabelSet namedBy;
  private String name = "";
  private @Nullable LabelSet describedBy;
  private Map<String, String> description = Map.of();

  HostAssembly(Map<Scope, Rows> rows) {
    this.rows = rows;
    this.cpus = of(Scope.CPU);
    this.memory = of(Scope.MEMORY);
    this.chassis = of(Scope.CHASSIS);
    this.naming =
        List.of(
            of(Scope.GPU),
            cpus,
            memory,
            of(Scope.DISK),
            chassis,
            of(Scope.STATUS),
            of(Scope.PROCESS));
  }

  private Rows of(Scope scope) {
    return Objects.requireNonNull(rows.get(scope));
  }

  void begin() {
    texts.clear();
  }

  void text(Family family, LabelSet set) {
    texts.put(family, set);
  }

  /** 1 or 0 as the host says, NaN when it does not say. */
  double processCollectionMarker() {
    Rows status = of(Scope.STATUS);
    return status.live() == 0 ? Double.NaN : status.cell(0, Family.PROCESS_COLLECTION_ENABLED);
  }

  /** The name the host gives itself: on its first GPU, else CPU, memory, whatever else has one. */
  String hostname(String otherwise) {
    for (Rows kind : naming) {
      LabelSet set = firstLive(kind);
      if (set != null && set == namedBy) {
        return name;
      }
      String given = set == null ? "" : set.first("instance", "hostname", "host");
      if (!given.isEmpty() && set != null) {
        namedBy = set;
        name = set.printableValue(given, MAX_HOSTNAME);
        return name;
      }
    }
    return otherwise;
  }

  private static @Nullable LabelSet firstLive(Rows kind) {
    for (int row = 0; row < kind.size(); row++) {
      if (kind.isLive(row)) {
        return kind.labels(row);
      }
    }
    return null;
  }

  private static <T> List<T> list(Rows kind, IntFunction<T> read, Comparator<T> order) {
    List<T> list = new ArrayList<>(kind.live());
    for (int row = 0; row < kind.size(); row++) {
      if (kind.isLive(row)) {
        list.add(read.apply(row));
      }
    }
    list.sort(order);
    return list;
  }

  List<CpuInfo> cpus() {
    Map<Integer, List<CpuInfo.Socket>> sockets = sockets();
    Map<Integer, List<CpuInfo.Core>> cores = cores();
    return list(cpus, row -> cpu(row, sockets, cores), Comparator.comparingInt(CpuInfo::index));
  }

  private CpuInfo cpu(
      int row, Map<Integer, List<CpuInfo.Socket>> sockets, Map<Integer, List<CpuInfo.Core>> cores) {
    LabelSet set = cpus.labels(row);
    int index = Math.max(0, RowKeys.integer(set.get("index")));
    CpuInfo.Builder cpu =
        CpuInfo.builder()
            .index(index)
            .model(Utf8.printable(set.first("cpu_model", "model", "")))
            .architecture(Utf8.printable(set.get("architecture")))
            .platformType(Utf8.printable(set.get("platform_type")))
            .sockets(sockets.getOrDefault(index, List.of()))
            .cores(cores.getOrDefault(index, List.of()));
    rounded(cpus.cell(row, Family.CPU_SOCKETS)).ifPresent(cpu::socketCount);
    rounded(cpus.cell(row, Family.CPU_CORES)).ifPresent(cpu::coreCount);
    rounded(cpus.cell(row, Family.CPU_THREADS)).ifPresent(cpu::threadCount);
    rounded(cpus.cell(row, Family.CPU_FREQUENCY)).ifPresent(cpu::frequencyMhz);
    real(cpus.cell(row, Family.CPU_UTILIZATION)).ifPresent(cpu::utilizationPercent);
    real(cpus.cell(row, Family.CPU_TEMPERATURE)).ifPresent(cpu::temperatureCelsius);
    real(cpus.cell(row, Family.CPU_POWER)).ifPresent(cpu::powerWatts);
    appleSilicon(row).ifPresent(cpu::appleSilicon);
    return cpu.build();
  }

  private Optional<AppleSiliconInfo> appleSilicon(int row) {
    AppleSiliconInfo info =
        new AppleSiliconInfo(
            cluster(row, Family.CPU_S_CORES, Family.CPU_S_UTILIZATION, Family.CPU_S_FREQUENCY),
            cluster(row, Family.CPU_P_CORES, Family.CPU_P_UTILIZATION, Family.CPU_P_FREQUENCY),
            cluster(row, Family.CPU_E_CORES, Family.CPU_E_UTILIZATION, Family.CPU_E_FREQUENCY),
            rounded(cpus.cell(row, Family.CPU_GPU_CORES)),
            real(cpus.cell(row, Family.CPU_ANE_OPS)));
    return info.performanceCores().count().isPresent()
            || info.efficiencyCores().count().isPresent()
            || info.superCores().count().isPresent()
        ? Optional.of(info)
        : Optional.empty();
  }

  private AppleSiliconInfo.CoreCluster cluster(
      int row, Family count, Family utilization, Family frequency) {
    return new AppleSiliconInfo.CoreCluster(
        rounded(cpus.cell(row, count)),
        real(cpus.cell(row, utilization)),
        rounded(cpus.cell(row, frequency)),
        OptionalInt.empty());
  }

  private Map<Integer, List<CpuInfo.Socket>> sockets() {
    Rows kind = of(Scope.SOCKET);
    if (kind.live() == 0) {
      return Map.of();
    }
    Map<Integer, List<CpuInfo.Socket>> byCpu = new HashMap<>();
    for (int row = 0; row < kind.size(); row++) {
      if (kind.isLive(row)) {
        LabelSet set = kind.labels(row);
        CpuInfo.Socket socket =
            new CpuInfo.Socket(
                RowKeys.integer(set.get("socket_id")),
                OptionalInt.empty(),
                OptionalInt.empty(),
                real(kind.cell(row, Family.SOCKET_UTILIZATION)),
                real(kind.cell(row, Family.SOCKET_TEMPERATURE)),
                rounded(kind.cell(row, Family.SOCKET_FREQUENCY)));
        byCpu.computeIfAbsent(cpuIndex(set), cpu -> new ArrayList<>()).add(socket);
      }
    }
    byCpu.values().forEach(list -> list.sort(Comparator.comparingInt(CpuInfo.Socket::id)));
    return byCpu;
  }

  private Map<Integer, List<CpuInfo.Core>> cores() {
    Rows kind = of(Scope.CORE);
    if (kind.live() == 0) {
      return Map.of();
    }
    Map<Integer, List<CpuInfo.Core>> byCpu = new HashMap<>();
    for (int row = 0; row < kind.size(); row++) {
      double utilization = kind.isLive(row) ? kind.cell(row, Family.CORE_UTILIZATION) : Double.NaN;
      if (!Double.isNaN(utilization)) {
        LabelSet set = kind.labels(row);
        CpuInfo.Core core =
            new CpuInfo.Core(
                RowKeys.integer(set.get("core_id")), coreType(set.get("core_type")), utilization);
        byCpu.computeIfAbsent(cpuIndex(set), cpu -> new ArrayList<>()).add(core);
      }
    }
    byCpu.values().forEach(list -> list.sort(Comparator.comparingInt(CpuInfo.Core::id)));
    return byCpu;
  }

  private static int cpuIndex(LabelSet set) {
    return Math.max(0, RowKeys.integer(set.first("cpu_index", "index", "")));
  }

  private static String coreType(String letter) {
    return switch (letter) {
      case "S" -> "Super";
      case "P" -> "Performance";
      case "E" -> "Efficiency";
      default -> "Standard";
    };
  }

  List<MemoryInfo> memory() {
    return list(memory, this::memory, Comparator.comparingInt(MemoryInfo::index));
  }

  private MemoryInfo memory(int row) {
    return new MemoryInfo(
        Math.max(0, RowKeys.integer(memory.labels(row).get("index"))),
        bytes(memory.cell(row, Family.MEMORY_TOTAL)),
        bytes(memory.cell(row, Family.MEMORY_USED)),
        bytes(memory.cell(row, Family.MEMORY_AVAILABLE)),
        bytes(memory.cell(row, Family.MEMORY_FREE)),
        bytes(memory.cell(row, Family.MEMORY_BUFFERS)),
        bytes(memory.cell(row, Family.MEMORY_CACHED)),
        bytes(memory.cell(row, Family.SWAP_TOTAL)),
        bytes(memory.cell(row, Family.SWAP_USED)),
        bytes(memory.cell(row, Family.SWAP_FREE)),
        real(memory.cell(row, Family.MEMORY_UTILIZATION)));
  }

  List<StorageInfo> storage() {
    Rows disks = of(Scope.DISK);
    return list(
        disks,
        row ->
            new StorageInfo(
                Math.max(0, RowKeys.integer(disks.labels(row).get("index"))),
                printableOr(disks.labels(row).get("mount_point"), "?"),
                bytes(disks.cell(row, Family.DISK_TOTAL)),
                bytes(disks.cell(row, Family.DISK_AVAILABLE))),
        Comparator.comparingInt(StorageInfo::index).thenComparing(StorageInfo::mountPoint));
  }

  private static String printableOr(String text, String otherwise) {
    String printable = Utf8.printable(text);
    return printable.isEmpty() ? otherwise : printable;
  }

  Optional<ChassisInfo> chassis() {
    Rows fans = of(Scope.FAN);
    if (chassis.live() == 0 && fans.live() == 0) {
      return Optional.empty();
    }
    boolean none = chassis.live() == 0;
    ChassisInfo info =
        new ChassisInfo(
            real(none ? Double.NaN : chassis.cell(0, Family.CHASSIS_POWER)),
            real(none ? Double.NaN : chassis.cell(0, Family.CHASSIS_INLET)),
            real(none ? Double.NaN : chassis.cell(0, Family.CHASSIS_OUTLET)),
            Optional.ofNullable(texts.get(Family.CHASSIS_THERMAL_PRESSURE))
                .map(set -> Utf8.printable(set.get("level")))
                .filter(level -> !level.isEmpty()),
            real(none ? Double.NaN : chassis.cell(0, Family.CHASSIS_CPU_POWER)),
            real(none ? Double.NaN : chassis.cell(0, Family.CHASSIS_GPU_POWER)),
            real(none ? Double.NaN : chassis.cell(0, Family.CHASSIS_ANE_POWER)),
            list(fans, row -> fan(fans, row), Comparator.comparingInt(ChassisInfo.Fan::id)),
            List.of(),
            chassisDetail());
    // The value has made its own sorted copy: given back to the next one, it is not copied again.
    description = info.detail();
    return Optional.of(info);
  }

  private static ChassisInfo.Fan fan(Rows fans, int row) {
    return new ChassisInfo.Fan(
        RowKeys.integer(fans.labels(row).get("fan_id")),
        Utf8.printable(fans.labels(row).get("fan_name")),
        rounded(fans.cell(row, Family.FAN_SPEED)),
        OptionalInt.empty());
  }

  private Map<String, String> chassisDetail() {
    LabelSet info = texts.get(Family.CHASSIS_INFO);
    if (info == null) {
      return Map.of();
    }
    if (info == describedBy) {
      return description;
    }
    Map<String, String> detail = new TreeMap<>();
    info.toMap()
        .forEach(
            (name, value) -> {
              if (!HOST_LABELS.contains(name) && !value.isEmpty()) {
                detail.put(name, Utf8.printable(value));
              }
            });
    describedBy = info;
    return detail;
  }
}
