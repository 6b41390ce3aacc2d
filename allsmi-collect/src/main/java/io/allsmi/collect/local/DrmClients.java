package io.allsmi.collect.local;

import io.allsmi.collect.local.DrmFdinfo.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which processes use the GPUs whose driver is part of the kernel (amdgpu, i915, xe and others that
 * follow its document), by the descriptors that they hold open. Other accounts' descriptors are
 * seen by root only.
 *
 * <p>A client counts once, however many descriptors and processes share it: for the process with
 * the lowest number, which is as a rule the one that opened it. Utilization is a difference between
 * successive reads of one object. For one thread at a time.
 *
 * @since 0.30
 */
public final class DrmClients {
  private static final int MOST_DESCRIPTORS = 4096;

  private final FolderFiles files;
  private Map<String, Map<String, Engine>> before = Map.of();
  private double secondsBefore;

  private DrmClients(FolderFiles files) {
    this.files = files;
  }

  /** Prepares to read below a root folder, such as {@code /}; nothing is read yet. */
  public static DrmClients open(Path root) {
    return new DrmClients(new FolderFiles(root));
  }

  /**
   * Reads all clients; nothing is thrown: what cannot be read is not there.
   *
   * @param takenAt now
   * @return by process, one for each device; empty on a machine without such a GPU
   */
  public List<DrmUse> read(Instant takenAt) {
    if (files.names("/sys/class/drm").stream().noneMatch(DrmClients::isDevice)) {
      return List.of();
    }
    double seconds = Moment.read(files, takenAt).seconds();
    Map<String, Map<String, Engine>> seen = new HashMap<>();
    Map<String, Use> uses = new LinkedHashMap<>();
    for (int pid : pids()) {
      for (DrmFdinfo info : clients(pid)) {
        String device = info.driver() + " " + info.device();
        if (seen.putIfAbsent(device + " " + info.client(), info.engines()) == null) {
          uses.computeIfAbsent(pid + " " + device, k -> new Use(pid, info))
              .add(info, before.get(device + " " + info.client()));
        }
      }
    }
    double elapsed = secondsBefore > 0 ? seconds - secondsBefore : 0;
    before = seen;
    secondsBefore = seconds;
    List<DrmUse> found = new ArrayList<>();
    uses.values().forEach(use -> found.add(use.value(elapsed)));
    return found;
  }

  private static boolean isDevice(String name) {
    return name.startsWith("card") || name.startsWith("renderD");
  }

  private List<Integer> pids() {
    List<Integer> pids = new ArrayList<>();
    String[] names = files.file("/proc").list();
    for (String name : names == null ? new String[0] : names) {
      OptionalLong pid = Numbers.whole(name);
      if (pid.isPresent() && pid.getAsLong() > 0 && pid.getAsLong() <= Integer.MAX_VALUE) {
        pids.add((int) pid.getAsLong());
      }
    }
    pids.sort(null);
    return pids;
  }

  /** Reads only descriptors of /dev/dri: a process has many, and asking for a link is cheap. */
  private List<DrmFdinfo> clients(int pid) {
    String folder = "/proc/" + pid;
    String[] descriptors = files.file(folder + "/fd").list();
    if (descriptors == null) {
      return List.of();
    }
    List<DrmFdinfo> clients = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int most = Math.min(descriptors.length, MOST_DESCRIPTORS);
    for (int i = 0; i < most; i++) {
      if (isGpu(folder + "/fd/" + descriptors[i])) {
        Optional<DrmFdinfo> info =
            files
                .text(folder + "/fdinfo/" + descriptors[i], SystemFiles.USUAL_LIMIT)
                .flatMap(DrmFdinfo::parse);
        if (info.isPresent() && known.add(info.get().device() + " " + info.get().client())) {
          clients.add(info.get());
        }
      }
    }
    return clients;
  }

  private boolean isGpu(String link) {
    try {
      return Files.readSymbolicLink(files.file(link).toPath()).toString().startsWith("/dev/dri/");
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  /** The clients of a process on a device, added up. */
  private static final class Use {
    private final int pid;
    private final DrmFdinfo first;
    private OptionalLong memory = OptionalLong.empty();
    private boolean isKnown;

    /** By engine, the part of the elapsed time for cycles, nanoseconds of it for the rest. */
    private final Map<String, Double> shares = new HashMap<>();

    private final Map<String, Double> nanos = new HashMap<>();

    Use(int pid, DrmFdinfo first) {
      this.pid = pid;
      this.first = first;
    }

    void add(DrmFdinfo info, @Nullable Map<String, Engine> then) {
      if (info.memoryBytes().isPresent()) {
        memory = OptionalLong.of(memory.orElse(0) + info.memoryBytes().getAsLong());
      }
      if (then == null) {
        return;
      }
      isKnown = true;
      info.engines()
          .forEach(
              (name, now) -> {
                Engine old = then.get(name);
                if (old != null && now.busy() >= old.busy()) {
                  double busy = (double) (now.busy() - old.busy()) / now.capacity();
                  if (now.total() > old.total()) {
                    shares.merge(name, busy / (now.total() - old.total()), Double::sum);
                  } else if (now.total() == 0) {
                    nanos.merge(name, busy, Double::sum);
                  }
                }
              });
    }

    DrmUse value(double elapsedSeconds) {
      double share = shares.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
      double busy = nanos.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
      boolean hasEngines = !shares.isEmpty() || (!nanos.isEmpty() && elapsedSeconds > 0);
      OptionalDouble percent = OptionalDouble.empty();
      if (isKnown && hasEngines) {
        double ofTime = elapsedSeconds > 0 ? busy / 1e9 / elapsedSeconds : 0;
        percent = OptionalDouble.of(Math.min(100, 100 * Math.max(share, ofTime)));
      }
      return new DrmUse(pid, first.driver(), first.device(), memory, percent);
    }
  }
}
