package io.allsmi.collect.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which CPU is in which socket and core, and what the caches and clocks are made for: what does not
 * change while the same CPUs are online.
 *
 * @param socketOf each CPU's socket; a CPU of which it is not known is missing
 * @param coresOf how many cores a socket has
 * @param cacheSizeMb all last-level caches together, MiB
 * @param baseMhz clock that is sustained, MHz
 * @param maxMhz highest clock, MHz
 */
record CpuTopology(
    Map<Integer, Integer> socketOf,
    Map<Integer, Integer> coresOf,
    OptionalInt cacheSizeMb,
    OptionalInt baseMhz,
    OptionalInt maxMhz) {
  private static final String CPUS = "/sys/devices/system/cpu/cpu";

  static CpuTopology read(SystemFiles files, CpuInfoText cpuinfo, Set<Integer> cpus) {
    Map<Integer, Integer> socketOf = new TreeMap<>();
    Map<Integer, Set<String>> cores = new TreeMap<>();
    long maxKhz = 0;
    for (int cpu : cpus) {
      String folder = CPUS + cpu;
      OptionalLong socket = files.number(folder + "/topology/physical_package_id");
      socket = socket.isPresent() ? socket : cpuinfo.number(cpu, "physical id");
      if (socket.isPresent()) {
        // -1 is how some boards say that they have one socket.
        int id = (int) Math.max(0, socket.getAsLong());
        socketOf.put(cpu, id);
        cores.computeIfAbsent(id, s -> new HashSet<>()).add(core(files, cpuinfo, folder, cpu));
      }
      maxKhz = Math.max(maxKhz, files.number(folder + "/cpufreq/cpuinfo_max_freq").orElse(0));
    }
    Map<Integer, Integer> coresOf = new TreeMap<>();
    cores.forEach((socket, set) -> coresOf.put(socket, set.size()));
    return new CpuTopology(
        socketOf,
        coresOf,
        cache(files, cpuinfo, cpus, Math.max(1, cores.size())),
        baseMhz(files, cpuinfo),
        maxKhz >= 1000 ? OptionalInt.of((int) (maxKhz / 1000)) : OptionalInt.empty());
  }

  private static String core(SystemFiles files, CpuInfoText cpuinfo, String folder, int cpu) {
    Optional<String> siblings = files.line(folder + "/topology/thread_siblings_list");
    if (siblings.isPresent()) {
      return siblings.get();
    }
    OptionalLong core = cpuinfo.number(cpu, "core id");
    return core.isPresent() ? "core " + core.getAsLong() : "cpu " + cpu;
  }

  /** The last level of each cache, counted once however many CPUs share it. */
  private static OptionalInt cache(
      SystemFiles files, CpuInfoText cpuinfo, Set<Integer> cpus, int sockets) {
    Map<String, Long> kib = new HashMap<>();
    for (int cpu : cpus) {
      String folder = lastLevel(files, CPUS + cpu + "/cache");
      OptionalLong size = sizeKib(files.line(folder + "/size").orElse(""));
      if (size.isPresent()) {
        kib.put(files.line(folder + "/shared_cpu_list").orElse("" + cpu), size.getAsLong());
      }
    }
    long sum = kib.values().stream().mapToLong(Long::longValue).sum();
    if (sum == 0) {
      sum = sockets * sizeKib(cpuinfo.value("cache size").orElse("")).orElse(0);
    }
    return sum >= 1024 ? OptionalInt.of((int) (sum / 1024)) : OptionalInt.empty();
  }

  private static String lastLevel(SystemFiles files, String caches) {
    String last = caches;
    long level = 0;
    for (String index : files.names(caches)) {
      long other = files.number(caches + "/" + index + "/level").orElse(0);
      if (index.startsWith("index") && other > level) {
        last = caches + "/" + index;
        level = other;
      }
    }
    return last;
  }

  /** {@code 32768K}, {@code 32M} or {@code 266240 KB}. */
  private static OptionalLong sizeKib(String text) {
    OptionalLong number = Numbers.leading(text);
    if (number.isEmpty() || number.getAsLong() > Integer.MAX_VALUE) {
      return OptionalLong.empty();
    }
    return text.contains("M") ? OptionalLong.of(number.getAsLong() * 1024) : number;
  }

  private static OptionalInt baseMhz(SystemFiles files, CpuInfoText cpuinfo) {
    long khz = files.number(CPUS + "0/cpufreq/base_frequency").orElse(0);
    long mhz = khz > 0 ? khz / 1000 : files.number(CPUS + "0/acpi_cppc/nominal_freq").orElse(0);
    if (mhz <= 0) {
      mhz = mhzInName(cpuinfo.value("model name").orElse(""));
    }
    return mhz > 0 && mhz < 100_000 ? OptionalInt.of((int) mhz) : OptionalInt.empty();
  }

  /** {@code Intel(R) Xeon(R) CPU @ 2.30GHz}. */
  private static long mhzInName(String name) {
    int end = name.indexOf("GHz");
    int start = name.lastIndexOf('@', end < 0 ? 0 : end);
    if (end < 0 || start < 0) {
      return 0;
    }
    String[] parts = name.substring(start + 1, end).strip().split("\\.", 2);
    String hundredths = parts.length == 1 ? "00" : (parts[1] + "00").substring(0, 2);
    return Numbers.whole(parts[0]).orElse(0) * 1000 + Numbers.whole(hundredths).orElse(0) * 10;
  }

  /** The sockets, in order. */
  SortedSet<Integer> sockets() {
    return new TreeSet<>(coresOf.keySet());
  }

  OptionalInt coreCount() {
    int cores = coresOf.values().stream().mapToInt(Integer::intValue).sum();
    return cores == 0 ? OptionalInt.empty() : OptionalInt.of(cores);
  }
}
