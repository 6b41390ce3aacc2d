package io.allsmi.benchmarks;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessIdentity;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The process rows of a made-up cluster in three forms: the snapshots we aggregate, plain records
 * for the baseline, and two bare arrays for the floor.
 */
final class ProcessRows {
  /** Users in the cluster. */
  static final int USERS = 100;

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final int GPUS = 8;
  private static final int COMMANDS = 64;

  final int hosts;
  final int rowsPerHost;
  final List<HostSnapshot> snapshots = new ArrayList<>();
  private final List<Columns> columns = new ArrayList<>();

  private record Columns(
      ProcessIdentity who, List<GpuInfo> gpus, long[] memory, long[] started, double[] cpu) {
    ProcessTable table() {
      return new ProcessTable(who, gpus, memory, started, cpu);
    }
  }

  private ProcessRows(int hosts, int rowsPerHost) {
    this.hosts = hosts;
    this.rowsPerHost = rowsPerHost;
  }

  static ProcessRows of(int hosts, int rowsPerHost) {
    ProcessRows rows = new ProcessRows(hosts, rowsPerHost);
    Random random = new Random(31L * hosts + rowsPerHost);
    for (int i = 0; i < hosts; i++) {
      rows.add(i, random);
    }
    return rows;
  }

  /** The hosts made anew of their columns: as they are when all have just been read. */
  List<HostSnapshot> justRead() {
    List<HostSnapshot> read = new ArrayList<>(snapshots.size());
    for (int i = 0; i < snapshots.size(); i++) {
      read.add(snapshot(snapshots.get(i).hostname(), columns.get(i)));
    }
    return read;
  }

  private void add(int number, Random random) {
    int rows = rowsPerHost;
    String name = String.format("node-%05d", number);
    List<GpuInfo> gpus = List.copyOf(gpus(name, random));
    ProcessIdentity.Builder who = new ProcessIdentity.Builder(rows, gpus);
    long[] memory = new long[rows];
    long[] started = new long[rows];
    double[] cpu = new double[rows];
    for (int row = 0; row < rows; row++) {
      int gpu = row % GPUS;
      String uuid = gpus.get(gpu).uuid().orElseThrow();
      String command = "python3 train.py --run " + random.nextInt(COMMANDS);
      who.add(
          1 + random.nextInt(4_194_303), user(random), -1, "python3", command.intern(), uuid, gpu);
      memory[row] = (1 + random.nextInt(40_000)) * 2_097_152L;
      started[row] = NOW.toEpochMilli() - 1000L * random.nextInt(900_000);
      cpu[row] = random.nextInt(160_000) / 100.0;
    }
    columns.add(new Columns(who.build(), gpus, memory, started, cpu));
    snapshots.add(snapshot(name, columns.get(number)));
  }

  private static HostSnapshot snapshot(String name, Columns columns) {
    return HostSnapshot.builder(name + ":9090", NOW, HostStatus.up(Transport.HTTP))
        .hostname(name)
        .processCollection(ProcessCollection.COLLECTING)
        .gpus(columns.gpus)
        .processes(columns.table())
        .build();
  }

  private static String user(Random random) {
    return String.format("user%02d", random.nextInt(USERS)).intern();
  }

  private static List<GpuInfo> gpus(String host, Random random) {
    List<GpuInfo> gpus = new ArrayList<>();
    for (int i = 0; i < GPUS; i++) {
      gpus.add(
          GpuInfo.builder()
              .index(i)
              .uuid("GPU-" + host + "-" + i)
              .name("NVIDIA H100 80GB HBM3")
              .powerWatts(60 + random.nextInt(6400) / 10.0)
              .build());
    }
    return gpus;
  }

  /** The same rows as records. */
  List<RecordBaseline.Row> records() {
    List<RecordBaseline.Row> records = new ArrayList<>(hosts * rowsPerHost);
    for (HostSnapshot host : snapshots) {
      ProcessTable table = host.processTable();
      for (int row = 0; row < table.size(); row++) {
        int cell = table.deviceCell(row);
        GpuInfo gpu = host.gpus().get(cell);
        records.add(
            new RecordBaseline.Row(
                host.hostname(),
                table.user(table.userCode(row)),
                table.pid(row),
                gpu.uuid().orElseThrow(),
                gpu.powerWatts().orElseThrow(),
                table.gpuMemoryBytes(row),
                (NOW.toEpochMilli() - table.startedAtMillis(row)) / 1000,
                table.cpuPercent(row),
                table.command(row)));
      }
    }
    return records;
  }

  /** The number of each row's user in the cluster. */
  int[] users() {
    int[] users = new int[hosts * rowsPerHost];
    int at = 0;
    for (HostSnapshot host : snapshots) {
      ProcessTable table = host.processTable();
      for (int row = 0; row < table.size(); row++) {
        users[at++] = Integer.parseInt(table.user(table.userCode(row)).substring("user".length()));
      }
    }
    return users;
  }

  /** Each row's memory. */
  long[] memory() {
    long[] memory = new long[hosts * rowsPerHost];
    int at = 0;
    for (HostSnapshot host : snapshots) {
      ProcessTable table = host.processTable();
      for (int row = 0; row < table.size(); row++) {
        memory[at++] = table.gpuMemoryBytes(row);
      }
    }
    return memory;
  }
}
