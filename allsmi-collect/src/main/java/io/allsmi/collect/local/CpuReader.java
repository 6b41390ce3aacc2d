package io.allsmi.collect.local;

import io.allsmi.collect.local.CpuTimes.Times;
import io.allsmi.core.CpuInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The processors. Utilization and power are differences between two reads, so the first read has
 * none: since boot would be another question's answer.
 */
final class CpuReader {
  private static final int STAT_LIMIT = 8 << 20;

  private final SystemFiles files;
  private final ContainerLimits limits;
  private final CpuEnergy energy;
  private Optional<CpuTimes> before = Optional.empty();
  private OptionalDouble usageBefore = OptionalDouble.empty();
  private double secondsBefore;
  private Set<Integer> knownCpus = Set.of();
  private CpuTopology topology =
      new CpuTopology(
          Map.of(), Map.of(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

  CpuReader(SystemFiles files, ContainerLimits limits) {
    this.files = files;
    this.limits = limits;
    this.energy = new CpuEnergy(files);
  }

  /** Reads; throws when not even the CPUs can be listed. */
  CpuInfo read(Moment now, List<Hwmon> devices) throws IOException {
    CpuTimes times = CpuTimes.parse(files.text("/proc/stat", STAT_LIMIT).orElse(""));
    if (times.cpus().isEmpty()) {
      throw new IOException("expected the lines of each CPU in /proc/stat, got none");
    }
    CpuInfoText cpuinfo = CpuInfoText.parse(files.text("/proc/cpuinfo", STAT_LIMIT).orElse(""));
    Optional<ContainerLimits.Cpus> container = limits.cpus();
    Set<Integer> cpus = new TreeSet<>(times.cpus().keySet());
    container.filter(c -> !c.cpus().isEmpty()).ifPresent(c -> cpus.retainAll(c.cpus()));
    if (!cpus.equals(knownCpus)) {
      topology = CpuTopology.read(files, cpuinfo, cpus);
      knownCpus = cpus;
    }
    CpuInfo.Builder info = described(cpuinfo);
    counted(info, cpus.size(), container);
    CpuTemperatures temperatures = CpuTemperatures.read(files, devices);
    temperatures.all().ifPresent(info::temperatureCelsius);
    clock(cpuinfo, cpus).ifPresent(info::frequencyMhz);
    energy.watts(now, devices).ifPresent(info::powerWatts);
    info.sockets(sockets(times, cpuinfo, cpus, temperatures));
    info.cores(cores(times, cpus));
    utilization(times, cpus, container, now).ifPresent(info::utilizationPercent);
    before = Optional.of(times);
    usageBefore = container.map(ContainerLimits.Cpus::usageSeconds).orElse(OptionalDouble.empty());
    secondsBefore = now.seconds();
    return info.build();
  }

  /** When the machine started, epoch seconds, as of the last read. */
  OptionalLong bootSeconds() {
    return before.map(CpuTimes::bootSeconds).orElse(OptionalLong.empty());
  }

  private CpuInfo.Builder described(CpuInfoText cpuinfo) {
    String architecture = CpuModel.architecture(files);
    CpuInfo.Builder info =
        CpuInfo.builder()
            .model(CpuModel.name(files, cpuinfo))
            .architecture(architecture)
            .platformType(CpuModel.platform(architecture, cpuinfo));
    topology.cacheSizeMb().ifPresent(info::cacheSizeMb);
    topology.baseMhz().ifPresent(info::baseFrequencyMhz);
    topology.maxMhz().ifPresent(info::maxFrequencyMhz);
    if (!topology.sockets().isEmpty()) {
      info.socketCount(topology.sockets().size());
    }
    return info;
  }

  /** A quota of two and a half CPUs is three threads: what the container can run at a time. */
  private void counted(CpuInfo.Builder info, int cpus, Optional<ContainerLimits.Cpus> container) {
    OptionalDouble quota = quota(container);
    int threads = quota.isPresent() ? (int) Math.min(cpus, Math.ceil(quota.getAsDouble())) : cpus;
    info.threadCount(threads);
    topology.coreCount().ifPresent(cores -> info.coreCount(Math.min(cores, threads)));
  }

  private static OptionalDouble quota(Optional<ContainerLimits.Cpus> container) {
    return container.map(ContainerLimits.Cpus::quota).orElse(OptionalDouble.empty());
  }

  private OptionalDouble utilization(
      CpuTimes times, Set<Integer> cpus, Optional<ContainerLimits.Cpus> container, Moment now) {
    OptionalDouble quota = quota(container);
    OptionalDouble usage =
        container.map(ContainerLimits.Cpus::usageSeconds).orElse(OptionalDouble.empty());
    if (quota.isPresent() && usage.isPresent()) {
      double elapsed = now.seconds() - secondsBefore;
      if (usageBefore.isEmpty() || elapsed <= 0) {
        return OptionalDouble.empty();
      }
      double limit = Math.min(cpus.size(), quota.getAsDouble());
      double percent = 100 * (usage.getAsDouble() - usageBefore.getAsDouble()) / (elapsed * limit);
      return OptionalDouble.of(Math.max(0, Math.min(100, percent)));
    }
    if (before.isEmpty()) {
      return OptionalDouble.empty();
    }
    return cpus.size() == times.cpus().size()
        ? times.all().percentSince(before.get().all())
        : sum(times, cpus).percentSince(sum(before.get(), cpus));
  }

  private List<CpuInfo.Core> cores(CpuTimes times, Set<Integer> cpus) {
    List<CpuInfo.Core> cores = new ArrayList<>();
    for (int cpu : cpus) {
      Times now = times.cpus().getOrDefault(cpu, Times.NONE);
      Optional<Times> then = before.map(b -> b.cpus().get(cpu));
      then.map(now::percentSince)
          .orElse(OptionalDouble.empty())
          .ifPresent(percent -> cores.add(new CpuInfo.Core(cpu, "Standard", percent)));
    }
    return cores;
  }

  private List<CpuInfo.Socket> sockets(
      CpuTimes times, CpuInfoText cpuinfo, Set<Integer> cpus, CpuTemperatures temperatures) {
    Map<Integer, Set<Integer>> cpusOf = new TreeMap<>();
    for (int cpu : cpus) {
      Optional.ofNullable(topology.socketOf().get(cpu))
          .ifPresent(s -> cpusOf.computeIfAbsent(s, socket -> new TreeSet<>()).add(cpu));
    }
    List<CpuInfo.Socket> sockets = new ArrayList<>();
    cpusOf.forEach(
        (socket, own) ->
            sockets.add(
                new CpuInfo.Socket(
                    socket,
                    OptionalInt.of(topology.coresOf().getOrDefault(socket, own.size())),
                    OptionalInt.of(own.size()),
                    before
                        .map(b -> sum(times, own).percentSince(sum(b, own)))
                        .orElse(OptionalDouble.empty()),
                    temperature(temperatures, socket),
                    clock(cpuinfo, own))));
    return sockets;
  }

  private static OptionalDouble temperature(CpuTemperatures temperatures, int socket) {
    Double celsius = temperatures.sockets().get(socket);
    return celsius == null || celsius < 0 ? OptionalDouble.empty() : OptionalDouble.of(celsius);
  }

  private static Times sum(CpuTimes times, Set<Integer> cpus) {
    Times sum = Times.NONE;
    for (int cpu : cpus) {
      sum = sum.plus(times.cpus().getOrDefault(cpu, Times.NONE));
    }
    return sum;
  }

  /** The mean clock of CPUs, MHz: of cpuinfo, else of cpufreq. */
  private OptionalInt clock(CpuInfoText cpuinfo, Set<Integer> cpus) {
    long sum = 0;
    int known = 0;
    for (int cpu : cpus) {
      OptionalLong mhz = cpuinfo.mhz(cpu);
      long own =
          mhz.isPresent()
              ? mhz.getAsLong()
              : files
                      .number("/sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_cur_freq")
                      .orElse(0)
                  / 1000;
      if (own > 0 && own < 100_000) {
        sum += own;
        known++;
      }
    }
    return known == 0 ? OptionalInt.empty() : OptionalInt.of((int) (sum / known));
  }
}
