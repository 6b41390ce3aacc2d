package io.allsmi.collect.local;

import io.allsmi.collect.local.CgroupFolders.Folders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a container may use and what it uses, when this program runs in one: there its limits are
 * the totals, as the machine's are out of its reach. Outside of a container a limit of this
 * program's own group says nothing about the machine and is not read.
 */
final class ContainerLimits {
  /** What v1 writes for no limit is near the largest number, rounded to pages. */
  private static final long NO_LIMIT = 1L << 60;

  private final SystemFiles files;
  private @Nullable Boolean isContainer;

  ContainerLimits(SystemFiles files) {
    this.files = files;
  }

  /**
   * Memory of a container with a limit, bytes.
   *
   * @param limit the tightest limit on the way up
   * @param usage what the limited group uses, page cache included
   * @param inactiveFile page cache that can go at once
   * @param file all page cache
   * @param swapLimit swap it may use
   * @param swapUsage swap it uses
   */
  record Memory(
      long limit,
      OptionalLong usage,
      OptionalLong inactiveFile,
      OptionalLong file,
      OptionalLong swapLimit,
      OptionalLong swapUsage) {}

  /**
   * CPUs of a container.
   *
   * @param cpus which it may run on; empty when not told
   * @param quota how many at a time; absent without a limit
   * @param usageSeconds CPU time it used so far
   */
  record Cpus(SortedSet<Integer> cpus, OptionalDouble quota, OptionalDouble usageSeconds) {}

  /**
   * Whether this program runs in a container, by the marks that runtimes leave on the root folder
   * and on the first process, or because the top of what is seen of the cgroups is not their top:
   * only groups below that have a type.
   */
  boolean isContainer() {
    if (isContainer == null) {
      isContainer =
          Stream.of(
                      "/.dockerenv",
                      "/run/.containerenv",
                      "/run/systemd/container",
                      "/var/run/secrets/kubernetes.io",
                      "/sys/fs/cgroup/cgroup.type")
                  .anyMatch(files::exists)
              || firstProcess("environ", ContainerLimits::namesContainer)
              || firstProcess("cgroup", c -> CgroupPath.parse(c).containerId().isPresent());
    }
    return isContainer;
  }

  private boolean firstProcess(String file, Predicate<String> tells) {
    return files.text("/proc/1/" + file, SystemFiles.USUAL_LIMIT).filter(tells).isPresent();
  }

  private static boolean namesContainer(String environ) {
    String variables = "\0" + environ;
    return variables.contains("\0container=") || variables.contains("\0KUBERNETES_SERVICE_HOST=");
  }

  private CgroupFolders folders() {
    String mountinfo = files.text("/proc/self/mountinfo", 1 << 20).orElse("");
    String first = files.text("/proc/1/cgroup", SystemFiles.USUAL_LIMIT).orElse("");
    // With a shared process namespace the first process is another container's.
    String own = files.text("/proc/self/cgroup", SystemFiles.USUAL_LIMIT).orElse("");
    return CgroupFolders.of(mountinfo, first.isEmpty() || first.contains(":/..") ? own : first);
  }

  /** The memory of the container; empty without a limit below that of the machine. */
  Optional<Memory> memory(long machineBytes) {
    if (!isContainer()) {
      return Optional.empty();
    }
    Folders folders = folders().of("memory");
    long limit = Math.min(NO_LIMIT, machineBytes);
    String limited = "";
    for (String folder : folders.folders()) {
      OptionalLong max =
          files.number(folder + (folders.v2() ? "/memory.max" : "/memory.limit_in_bytes"));
      if (max.isPresent() && max.getAsLong() > 0 && max.getAsLong() < limit) {
        limit = max.getAsLong();
        limited = folder;
      }
    }
    return limited.isEmpty() ? Optional.empty() : Optional.of(memory(limit, limited, folders.v2()));
  }

  private Memory memory(long limit, String folder, boolean v2) {
    String stat = files.text(folder + "/memory.stat", SystemFiles.USUAL_LIMIT).orElse("");
    if (v2) {
      return new Memory(
          limit,
          files.number(folder + "/memory.current"),
          value(stat, "inactive_file"),
          value(stat, "file"),
          files.number(folder + "/memory.swap.max"),
          files.number(folder + "/memory.swap.current"));
    }
    OptionalLong usage = files.number(folder + "/memory.usage_in_bytes");
    return new Memory(
        limit,
        usage,
        value(stat, "total_inactive_file"),
        value(stat, "total_cache"),
        less(files.number(folder + "/memory.memsw.limit_in_bytes"), limit),
        value(stat, "total_swap"));
  }

  private static OptionalLong less(OptionalLong both, long memory) {
    return both.isPresent() && both.getAsLong() < NO_LIMIT
        ? OptionalLong.of(Math.max(0, both.getAsLong() - memory))
        : OptionalLong.empty();
  }

  /** The CPUs of the container; empty outside of containers. */
  Optional<Cpus> cpus() {
    if (!isContainer()) {
      return Optional.empty();
    }
    CgroupFolders all = folders();
    Folders sets = all.of("cpuset");
    SortedSet<Integer> cpus = new TreeSet<>();
    for (String name : List.of("cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus")) {
      if (cpus.isEmpty() && !sets.folders().isEmpty()) {
        cpus = Numbers.cpuList(files.line(sets.folders().get(0) + "/" + name).orElse(""));
      }
    }
    return Optional.of(quota(all, cpus));
  }

  private Cpus quota(CgroupFolders all, SortedSet<Integer> cpus) {
    Folders groups = all.of("cpu");
    double quota = Double.MAX_VALUE;
    int tightest = 0;
    for (int i = 0; i < groups.folders().size(); i++) {
      double own =
          groups.v2() ? quotaV2(groups.folders().get(i)) : quotaV1(groups.folders().get(i));
      if (own < quota) {
        quota = own;
        tightest = i;
      }
    }
    if (quota == Double.MAX_VALUE) {
      // Without a quota the container's own usage is that of its topmost group.
      tightest = Math.max(0, groups.folders().size() - 1);
    }
    return new Cpus(
        cpus,
        quota == Double.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of(quota),
        groups.v2() ? usageV2(groups, tightest) : usageV1(all.of("cpuacct"), tightest));
  }

  private double quotaV2(String folder) {
    String[] words = files.line(folder + "/cpu.max").orElse("").split(" ", -1);
    return words.length == 2
        ? ratio(Numbers.whole(words[0]), Numbers.whole(words[1]))
        : Double.MAX_VALUE;
  }

  private double quotaV1(String folder) {
    return ratio(
        files.number(folder + "/cpu.cfs_quota_us"), files.number(folder + "/cpu.cfs_period_us"));
  }

  private static double ratio(OptionalLong quota, OptionalLong period) {
    return quota.orElse(-1) > 0 && period.orElse(0) > 0
        ? (double) quota.getAsLong() / period.getAsLong()
        : Double.MAX_VALUE;
  }

  private OptionalDouble usageV2(Folders groups, int at) {
    if (groups.folders().isEmpty()) {
      return OptionalDouble.empty();
    }
    String stat =
        files.text(groups.folders().get(at) + "/cpu.stat", SystemFiles.USUAL_LIMIT).orElse("");
    OptionalLong micros = value(stat, "usage_usec");
    return micros.isPresent()
        ? OptionalDouble.of(micros.getAsLong() / 1e6)
        : OptionalDouble.empty();
  }

  private OptionalDouble usageV1(Folders groups, int at) {
    if (groups.v2() || groups.folders().isEmpty()) {
      return OptionalDouble.empty();
    }
    String folder = groups.folders().get(Math.min(at, groups.folders().size() - 1));
    OptionalLong nanos = files.number(folder + "/cpuacct.usage");
    return nanos.isPresent() ? OptionalDouble.of(nanos.getAsLong() / 1e9) : OptionalDouble.empty();
  }

  /** The value of the line {@code key value}. */
  private static OptionalLong value(String stat, String key) {
    for (String line : stat.split("\n", -1)) {
      if (line.startsWith(key) && line.startsWith(" ", key.length())) {
        return Numbers.whole(line.substring(key.length() + 1).strip());
      }
    }
    return OptionalLong.empty();
  }
}
