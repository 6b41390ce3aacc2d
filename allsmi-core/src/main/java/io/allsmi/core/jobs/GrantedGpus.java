package io.allsmi.core.jobs;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Finds the GPUs of one job on one node that is read, or was. */
final class GrantedGpus {
  /** GPUs of a job on one node that are listed: as many as are read of a host. */
  private static final int MOST = 256;

  private static final double MICRO = 1e6;

  private final JobInfo job;
  private final JobNode node;
  private final HostRows rows;
  private final GpuUseWindow window;
  private final double activeFrom;
  private final List<JobGpu> found = new ArrayList<>();
  private final BitSet taken = new BitSet();

  /** GPUs, partitions and shares of which no number is known. */
  private final EnumMap<JobGpu.Part, Long> without = new EnumMap<>(JobGpu.Part.class);

  private boolean isOpen;

  GrantedGpus(JobInfo job, JobNode node, HostRows rows, GpuUseWindow window) {
    this.job = job;
    this.node = node;
    this.rows = rows;
    this.window = window;
    this.activeFrom = window.activeFromPercent();
  }

  /** The GPUs, of which nothing is known as their node is not read. */
  static List<JobGpu> unread(JobNode node) {
    List<JobGpu> gpus = new ArrayList<>();
    for (GpuGrant grant : node.gpus()) {
      JobGpu.Part part = part(grant);
      boolean isNumbered = part == JobGpu.Part.WHOLE;
      int count = Math.min(part == JobGpu.Part.SHARE ? 1 : grant.count(), MOST - gpus.size());
      for (int i = 0; i < count; i++) {
        boolean has = isNumbered && i < grant.indices().size();
        gpus.add(
            JobGpu.unknown(
                node.name(),
                has ? OptionalInt.of(grant.indices().get(i)) : OptionalInt.empty(),
                part));
      }
    }
    return sorted(gpus);
  }

  private static JobGpu.Part part(GpuGrant grant) {
    if (grant.isWholeGpu()) {
      return JobGpu.Part.WHOLE;
    }
    return grant.isMig() ? JobGpu.Part.PARTITION : JobGpu.Part.SHARE;
  }

  /** By number, as they mostly are already. */
  private static List<JobGpu> sorted(List<JobGpu> gpus) {
    int last = Integer.MIN_VALUE;
    boolean inOrder = true;
    for (JobGpu gpu : gpus) {
      int number = gpu.index().orElse(Integer.MAX_VALUE);
      inOrder &= last <= number;
      last = number;
    }
    if (inOrder) {
      return gpus;
    }
    gpus.sort(Comparator.comparingInt(gpu -> gpu.index().orElse(Integer.MAX_VALUE)));
    return gpus;
  }

  /** The GPUs. */
  List<JobGpu> find() {
    isOpen = !node.gpusKnown();
    for (GpuGrant grant : node.gpus()) {
      add(grant);
    }
    whole();
    parts(JobGpu.Part.PARTITION);
    parts(JobGpu.Part.SHARE);
    return sorted(found);
  }

  /**
   * Whether it cannot be told of every GPU of the node whether the job has it; after {@link #find}.
   */
  boolean isOpen() {
    return isOpen;
  }

  private void add(GpuGrant grant) {
    JobGpu.Part part = part(grant);
    int numbers = part == JobGpu.Part.WHOLE ? Math.min(grant.count(), grant.indices().size()) : 0;
    for (int i = 0; i < numbers && found.size() < MOST; i++) {
      number(grant.indices().get(i));
    }
    without.merge(part, (long) grant.count() - numbers, Long::sum);
  }

  private void number(int index) {
    int place = rows.place(index);
    if (place < 0 || taken.get(place)) {
      found.add(JobGpu.unknown(node.name(), OptionalInt.of(index), JobGpu.Part.WHOLE));
    } else {
      whole(place, index);
    }
  }

  /** Whole GPUs without a number: all that are there, else those with processes of the job. */
  private void whole() {
    long wanted = without.getOrDefault(JobGpu.Part.WHOLE, 0L);
    if (wanted == 0) {
      return;
    }
    isOpen = true;
    boolean all = wanted == rows.gpus() - taken.cardinality();
    for (int place = 0; place < rows.gpus() && wanted > 0; place++) {
      if (!taken.get(place) && (all || rows.ofJob(rows.rows(place), job).length > 0)) {
        whole(place, rows.host.gpus().get(place).index().orElse(place));
        wanted--;
      }
    }
    nowhere(wanted, JobGpu.Part.WHOLE, GpuUseSince.UNKNOWN);
  }

  private void nowhere(long count, JobGpu.Part part, GpuUseSince use) {
    for (long i = 0; i < count && found.size() < MOST; i++) {
      found.add(JobGpu.unread(node.name(), OptionalInt.empty(), part, use));
    }
  }

  private void whole(int place, int index) {
    taken.set(place);
    GpuInfo gpu = rows.host.gpus().get(place);
    int[] all = rows.rows(place);
    found.add(
        new JobGpu(
            node.name(),
            OptionalInt.of(index),
            JobGpu.Part.WHOLE,
            Optional.of(gpu),
            window.use(rows.host, place, job.startTime()),
            rows.list(rows.ofJob(all, job)),
            rows.list(rows.ofOthers(all, job)),
            rows.list(rows.untold(all, job)),
            gpu.memoryUsedBytes(),
            gpu.memoryTotalBytes(),
            micro(gpu)));
  }

  private static OptionalLong micro(GpuInfo gpu) {
    return gpu.powerWatts().isPresent()
        ? OptionalLong.of(Math.round(gpu.powerWatts().getAsDouble() * MICRO))
        : OptionalLong.empty();
  }

  /** Parts of GPUs are where processes of the job are. */
  private void parts(JobGpu.Part part) {
    long wanted = without.getOrDefault(part, 0L);
    if (wanted == 0) {
      return;
    }
    isOpen = true;
    wanted = part == JobGpu.Part.SHARE ? 1 : wanted;
    boolean isSeen = false;
    for (int place = 0; place < rows.gpus(); place++) {
      if (taken.get(place)) {
        continue;
      }
      int[] own = rows.ofJob(rows.rows(place), job);
      int[] instances = part == JobGpu.Part.SHARE ? new int[] {-1} : instances(own);
      for (int instance : instances) {
        if (own.length > 0 && (wanted > 0 || part == JobGpu.Part.SHARE)) {
          part(place, part, instance, own);
          isSeen = true;
          wanted--;
        }
      }
    }
    nowhere(wanted, part, isSeen || !isQuiet() ? GpuUseSince.UNKNOWN : unused());
  }

  /** Whether it is sure that no process of the job is on any GPU here. */
  private boolean isQuiet() {
    for (int place = 0; place < rows.gpus(); place++) {
      if (rows.rows(place).length > 0) {
        return rows.tellsJobs();
      }
    }
    return true;
  }

  private boolean isRead() {
    return rows.host.status().state().countsInSums();
  }

  private GpuUseSince unused() {
    if (!isRead()) {
      return GpuUseSince.UNKNOWN;
    }
    Instant now = rows.host.takenAt();
    return new GpuUseSince(GpuUse.UNUSED, Optional.of(now), true);
  }

  private int[] instances(int[] own) {
    return Arrays.stream(own).map(this::instance).sorted().distinct().toArray();
  }

  private int instance(int row) {
    return rows.table.details(row).gpuInstanceId().orElse(-1);
  }

  private void part(int place, JobGpu.Part part, int instance, int[] all) {
    int[] own =
        part == JobGpu.Part.SHARE
            ? all
            : Arrays.stream(all).filter(row -> instance(row) == instance).toArray();
    GpuInfo gpu = rows.host.gpus().get(place);
    long memory = rows.memory(own);
    found.add(
        new JobGpu(
            node.name(),
            OptionalInt.of(gpu.index().orElse(place)),
            part,
            Optional.of(gpu),
            use(own, memory),
            rows.list(own),
            List.of(),
            List.of(),
            memory < 0 ? OptionalLong.empty() : OptionalLong.of(memory),
            total(gpu, instance),
            share(gpu, memory, rows.memory(rows.rows(place)))));
  }

  /** What a part is at, by the last reading of the processes of the job. */
  private GpuUseSince use(int[] own, long memory) {
    double busiest = -1;
    for (int row : own) {
      double said = rows.table.details(row).gpuUtilizationPercent().orElse(-1);
      busiest = said <= 100 ? Math.max(busiest, said) : busiest;
    }
    if (busiest < 0 || !isRead()) {
      return GpuUseSince.UNKNOWN;
    }
    GpuUse use = busiest >= activeFrom ? GpuUse.ACTIVE : memory > 0 ? GpuUse.PARKED : GpuUse.IDLE;
    return new GpuUseSince(use, Optional.of(rows.host.takenAt()), true);
  }

  private static OptionalLong total(GpuInfo gpu, int instance) {
    if (gpu.mig().isEmpty() || instance < 0) {
      return OptionalLong.empty();
    }
    for (MigInfo.Instance one : gpu.mig().get().instances()) {
      if (one.gpuInstanceId().orElse(-1) == instance) {
        return one.memoryTotalBytes();
      }
    }
    return OptionalLong.empty();
  }

  /** {@code draw * memory / all}, rounded down. */
  private static OptionalLong share(GpuInfo gpu, long memory, long all) {
    OptionalLong draw = micro(gpu);
    if (draw.isEmpty() || memory < 0 || all <= 0) {
      return OptionalLong.empty();
    }
    BigInteger part =
        BigInteger.valueOf(draw.getAsLong())
            .multiply(BigInteger.valueOf(memory))
            .divide(BigInteger.valueOf(all));
    return OptionalLong.of(part.longValue());
  }
}
