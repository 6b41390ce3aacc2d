package io.allsmi.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recording of simulated hosts by the built program, watched from outside. */
final class SshRecording {
  private static final int INTERVAL_SECONDS = 5;
  private static final long LOOK_MILLIS = 200;

  /** What is measured at the end takes a moment. */
  private static final long END_NANOS = 4_000_000_000L;

  private static final Pattern MISSED = Pattern.compile(", (\\d{1,9}) missed");

  private final Program program;
  private final SimulatedCluster cluster;
  private final Path folder;
  private final long seconds;
  private long allRead;
  private Moment settled = new Moment(0, 0, 0, 0, 0);
  private Moment last = settled;
  private int threads;
  private long resident;
  private OptionalLong heap = OptionalLong.empty();
  private Instant recovered = Instant.MAX;

  /** What had been used and told at a moment. */
  private record Moment(long nanos, long cpu, long hostsCpu, long told, long bytes) {}

  SshRecording(Program program, SimulatedCluster cluster, Path folder, long seconds) {
    this.program = program;
    this.cluster = cluster;
    this.folder = folder;
    this.seconds = seconds;
  }

  /**
   * Records.
   *
   * @param expected how many hosts are to be read at first
   * @param failing whose other hosts come back after a third of the time
   */
  void run(int expected, Optional<SimulatedCluster> failing)
      throws IOException, InterruptedException {
    SimulatedDoor door = cluster.door();
    door.reset();
    long start = System.nanoTime();
    Running running =
        new Running(
            program.start(
                folder.resolve("record.out"),
                errors(),
                "record",
                "--ssh-hostfile",
                cluster.hostfile(cluster.hosts().size()).toString(),
                "--ssh-config",
                cluster.config().toString(),
                "--interval",
                String.valueOf(INTERVAL_SECONDS),
                "--duration",
                seconds + "s",
                "-o",
                file().toString()));
    try {
      watch(running, door, start, expected, failing);
      int status = running.ended();
      if (status != 0) {
        throw new IOException("record: expected exit status 0, got " + status + ": " + said());
      }
    } finally {
      running.stop();
    }
    threads = running.mostThreads();
    resident = running.mostResident();
  }

  private void watch(
      Running running,
      SimulatedDoor door,
      long start,
      int expected,
      Optional<SimulatedCluster> failing)
      throws IOException, InterruptedException {
    long end = start + seconds * 1_000_000_000L - END_NANOS;
    boolean isMeasured = false;
    while (running.goesOn(LOOK_MILLIS)) {
      long now = System.nanoTime();
      if (allRead == 0 && !isMeasured && door.hostsTold() >= expected) {
        allRead = door.lastFirstTold() - start;
        settled = moment(running, door);
      }
      if (failing.isPresent()
          && recovered.equals(Instant.MAX)
          && now - start > seconds * 1_000_000_000L / 3) {
        failing.get().recover();
        recovered = Instant.now();
      }
      if (!isMeasured && now - end > 0) {
        isMeasured = true;
        last = moment(running, door);
        settled = allRead == 0 ? last : settled;
        heap = running.heapBytes();
      }
    }
  }

  private static Moment moment(Running running, SimulatedDoor door) {
    return new Moment(
        System.nanoTime(), running.cpuNanos(), ownCpuNanos(), door.told(), door.toldBytes());
  }

  private static long ownCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private Path file() {
    return folder.resolve("hosts.ndjson.zst");
  }

  private Path errors() {
    return folder.resolve("record.err");
  }

  private String said() throws IOException {
    List<String> lines = Files.readAllLines(errors());
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** From the start of the program to the first answer of the last host; 0 when not all did. */
  long allRead() {
    return allRead;
  }

  int threads() {
    return threads;
  }

  long resident() {
    return resident;
  }

  OptionalLong heap() {
    return heap;
  }

  /** When the hosts that failed came back. */
  Instant recovered() {
    return recovered;
  }

  private double ticks() {
    return (last.nanos - settled.nanos) / (INTERVAL_SECONDS * 1e9);
  }

  /** Of the program, once all hosts were read. */
  double cpuPerTick() {
    return (last.cpu - settled.cpu) / Math.max(1, ticks());
  }

  double hostsCpuPerTick() {
    return (last.hostsCpu - settled.hostsCpu) / Math.max(1, ticks());
  }

  double bytesPerTick() {
    return (double) (last.bytes - settled.bytes) / Math.max(1, last.told - settled.told);
  }

  double firstBytes() {
    return settled.bytes;
  }

  /** Ticks that passed without a frame, as the program says. */
  String missed() throws IOException {
    Matcher missed = MISSED.matcher(said());
    return missed.find() ? missed.group(1) : "0";
  }

  /** What was recorded. */
  RecordedHosts frames() throws IOException {
    return RecordedHosts.of(file());
  }
}
