package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.usage.UserAggregate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Which GPUs of one host are held idle, by its readings one after another. */
final class HeldIdleHost {
  private static final Comparator<Who> BY_USER =
      Comparator.comparing(Who::user).thenComparingLong(Who::job);

  /** By key of the GPU. */
  private Map<Object, Run> runs = Map.of();

  private List<HeldIdleGpu> gpus = List.of();
  private long readAt = Moment.NEVER;

  /** When the host was last listed. */
  long listedAt;

  /** A user, in a job. */
  private record Who(String user, long job) {}

  /**
   * Readings in a row by which a GPU is held idle.
   *
   * @param since the first, milliseconds
   * @param last the last
   * @param holders since when each holds memory on it
   */
  private record Run(long since, long last, Map<Who, Long> holders) {
    /** None yet. */
    static final Run NONE = new Run(Moment.NEVER, Moment.NEVER, Map.of());

    boolean isAny() {
      return since != Moment.NEVER;
    }

    /** One reading more. */
    Run plus(List<Who> all, long at) {
      Map<Who, Long> since = new HashMap<>();
      all.forEach(who -> since.put(who, holders.getOrDefault(who, at)));
      return new Run(isAny() ? this.since : at, at, since);
    }
  }

  /** The GPUs that are held idle by the last reading and the one before; by place. */
  List<HeldIdleGpu> gpus() {
    return gpus;
  }

  /**
   * Takes in a reading.
   *
   * @param below under which utilisation a GPU does not work, percent
   * @param gap a GPU that was not read for longer begins anew, milliseconds
   */
  void add(HostSnapshot host, double below, long gap) {
    long at = Moment.millis(host.takenAt());
    if (at <= readAt) {
      return; // a reading that is shown again
    }
    readAt = at;
    gpus = List.of();
    if (!mayRest(host, below)) {
      runs = Map.of();
      return;
    }
    Look look = new Look(host, below);
    Map<Object, Run> next = new HashMap<>();
    List<HeldIdleGpu> found = new ArrayList<>();
    for (int place = 0; place < host.gpus().size(); place++) {
      Object key = key(host.gpus().get(place), place);
      Run known = runs.get(key);
      Run before = known == null || at - known.last > gap ? Run.NONE : known;
      if (look.uses[place] == GpuUse.PARKED) {
        Run run = before.plus(look.holders(place), at);
        next.put(key, run);
        if (before.isAny()) {
          found.add(gpu(host, place, run));
        }
      } else if (look.uses[place] == GpuUse.UNKNOWN && before.isAny()) {
        next.put(key, before);
      }
    }
    runs = next;
    gpus = List.copyOf(found);
  }

  /** Whether any GPU may not work: of most hosts that is all there is to look at. */
  private static boolean mayRest(HostSnapshot host, double below) {
    for (GpuInfo gpu : host.gpus()) {
      if (!(gpu.utilizationPercent().orElse(-1) >= below)
          || gpu.utilizationPercent().getAsDouble() > 100) {
        return true;
      }
    }
    return false;
  }

  private static Object key(GpuInfo gpu, int place) {
    return gpu.uuid().isPresent() ? gpu.uuid().get() : (Object) gpu.index().orElse(~place);
  }

  private static HeldIdleGpu gpu(HostSnapshot host, int place, Run run) {
    GpuInfo gpu = host.gpus().get(place);
    List<HeldIdleGpu.Holder> holders = new ArrayList<>();
    run.holders.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(BY_USER))
        .forEach(entry -> holders.add(holder(entry.getKey(), entry.getValue())));
    return new HeldIdleGpu(
        host.hostId(),
        host.hostname(),
        place,
        gpu.index().orElse(place),
        gpu.uuid(),
        Instant.ofEpochMilli(run.since),
        Instant.ofEpochMilli(run.last),
        holders);
  }

  private static HeldIdleGpu.Holder holder(Who who, long since) {
    return new HeldIdleGpu.Holder(
        who.user,
        who.job == HostRows.NO_JOB ? OptionalLong.empty() : OptionalLong.of(who.job),
        Instant.ofEpochMilli(since));
  }

  /** One reading: what the GPUs are at, and who holds memory on those that are parked. */
  private static final class Look {
    final GpuUse[] uses;
    private final Map<Integer, List<Who>> withMemory = new HashMap<>();

    /** Those whose memory is not told. */
    private final Map<Integer, List<Who>> others = new HashMap<>();

    Look(HostSnapshot host, double below) {
      HostLook look = new HostLook(host);
      uses = new GpuUse[host.gpus().size()];
      boolean isHeld = false;
      for (int place = 0; place < uses.length; place++) {
        uses[place] = look.use(place, below);
        isHeld |= uses[place] == GpuUse.PARKED;
      }
      ProcessTable table = host.processTable();
      for (int row = 0; isHeld && row < table.size(); row++) {
        int place = table.deviceCell(row);
        if (place >= 0
            && place < uses.length
            && uses[place] == GpuUse.PARKED
            && !HostLook.isGraphics(table, row)) {
          add(table, row, place);
        }
      }
    }

    private void add(ProcessTable table, int row, int place) {
      long bytes = table.gpuMemoryBytes(row);
      if (bytes > 0 || bytes == ProcessTable.ABSENT) {
        long job = HostRows.number(table.details(row).jobId().orElse(""));
        String user = UserAggregate.groupOf(table.user(table.userCode(row)));
        (bytes > 0 ? withMemory : others)
            .computeIfAbsent(place, gpu -> new ArrayList<>())
            .add(new Who(user, job));
      }
    }

    List<Who> holders(int place) {
      return withMemory.getOrDefault(place, others.getOrDefault(place, List.of()));
    }
  }
}
