package io.allsmi.core.filter;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.usage.Coverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a filter against all rows of a snapshot. */
final class SnapshotFilter {
  private final ClusterSnapshot cluster;
  private final RowTest test;
  private final JoinedRow row;
  private final GrantedJobs grants;
  private final List<HostSnapshot> left = new ArrayList<>();
  private final Set<String> matches = new HashSet<>();

  // Of one host.
  private boolean[] held = {};
  private boolean[] gpuLeft = {};
  private int[] rowsLeft = {};
  private int rowCount;

  SnapshotFilter(Filter filter, ClusterSnapshot cluster) {
    this.cluster = cluster;
    test = filter.test();
    List<JobInfo> jobs = cluster.jobs().map(JobList::jobs).orElse(List.of());
    row = new JoinedRow(jobs, cluster.takenAt());
    grants = GrantedJobs.of(jobs, cluster.hosts());
  }

  FilteredSnapshot apply() {
    for (HostSnapshot host : cluster.hosts()) {
      add(host);
    }
    ClusterSnapshot snapshot =
        new ClusterSnapshot(
            cluster.takenAt(),
            cluster.source(),
            cluster.interval(),
            left,
            cluster.issues(),
            cluster.jobs());
    return new FilteredSnapshot(snapshot, matches);
  }

  private void add(HostSnapshot host) {
    row.enter(host);
    int gpus = host.gpus().size();
    held = sized(held, gpus);
    gpuLeft = sized(gpuLeft, gpus);
    rows(host);
    int gpuCount = gpus(host);
    boolean isBare = gpus == 0 && host.processes().isEmpty();
    boolean matchesItself = isBare && test.test(row.bare());
    if (matchesItself || rowCount + gpuCount > 0) {
      matches.add(host.hostId());
      left.add(matchesItself ? host : reduced(host, gpuCount));
    } else if (!Coverage.isReporting(host) && isPossible(host)) {
      left.add(reduced(host, 0));
    }
  }

  private static boolean[] sized(boolean[] array, int size) {
    if (array.length < size) {
      return new boolean[size];
    }
    Arrays.fill(array, false);
    return array;
  }

  private void rows(HostSnapshot host) {
    ProcessTable table = host.processTable();
    rowsLeft = rowsLeft.length < table.size() ? new int[table.size()] : rowsLeft;
    rowCount = 0;
    int gpus = host.gpus().size();
    for (int at = 0; at < table.size(); at++) {
      int cell = table.deviceCell(at);
      int gpu = cell < gpus ? cell : -1;
      boolean matchesIt = test.test(row.process(at, gpu));
      if (gpu >= 0) {
        held[gpu] = true;
        gpuLeft[gpu] |= matchesIt;
      }
      if (matchesIt) {
        rowsLeft[rowCount++] = at;
      }
    }
  }

  /** How many GPUs are left. */
  private int gpus(HostSnapshot host) {
    int count = 0;
    for (int gpu = 0; gpu < host.gpus().size(); gpu++) {
      if (!held[gpu]) {
        gpuLeft[gpu] = isIdleLeft(host, gpu);
      }
      count += gpuLeft[gpu] ? 1 : 0;
    }
    return count;
  }

  private boolean isIdleLeft(HostSnapshot host, int gpu) {
    List<JobInfo> jobs = grants.on(host, gpu);
    if (jobs.isEmpty()) {
      return test.test(row.idle(gpu));
    }
    for (JobInfo job : jobs) {
      if (test.test(row.idle(gpu).of(job))) {
        return true;
      }
    }
    return false;
  }

  /** Whether something on a host that does not report could match. */
  private boolean isPossible(HostSnapshot host) {
    if (host.gpus().isEmpty() || !host.status().state().countsInSums()) {
      return test.possible(row.bare());
    }
    for (int gpu = 0; gpu < host.gpus().size(); gpu++) {
      if (test.possible(row.idle(gpu))) {
        return true;
      }
    }
    return false;
  }

  private HostSnapshot reduced(HostSnapshot host, int gpuCount) {
    ProcessTable table = host.processTable();
    if (gpuCount == host.gpus().size() && rowCount == table.size()) {
      return host;
    }
    int[] places = new int[gpuCount];
    int next = 0;
    for (int gpu = 0; gpu < host.gpus().size(); gpu++) {
      if (gpuLeft[gpu]) {
        places[next++] = gpu;
      }
    }
    List<GpuInfo> gpus = gpuCount == host.gpus().size() ? host.gpus() : chosen(host, places);
    int[] rows = Arrays.copyOf(rowsLeft, rowCount);
    return host.toBuilder().gpus(gpus).processes(table.only(rows, gpus, places)).build();
  }

  private static List<GpuInfo> chosen(HostSnapshot host, int[] places) {
    List<GpuInfo> gpus = new ArrayList<>(places.length);
    for (int place : places) {
      GpuInfo gpu = host.gpus().get(place);
      gpus.add(gpu.index().isPresent() ? gpu : gpu.toBuilder().index(place).build());
    }
    return List.copyOf(gpus);
  }
}
