package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.bytes;
import static io.allsmi.benchmarks.Goal.duration;
import static io.allsmi.benchmarks.Goal.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A thousand hosts over SSH: the built program beside simulated hosts in this process, with which
 * it shares the machine.
 */
final class SshRows {
  private static final String ID = "SSH";
  private static final int HOSTS = 1000;
  private static final int FAILING = 200;
  private static final int YARDSTICK_HOSTS = 200;
  private static final int AT_A_TIME = 32;
  private static final String NOT_BUILT = "not built";

  private final Effort effort;
  private final Report report;

  SshRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("allsmi-benchmarks");
    try {
      Optional<Program> program = Program.built(folder);
      if (program.isEmpty()) {
        report.add(Goal.skipped(ID, HOSTS + " hosts", NOT_BUILT));
        return;
      }
      all(program.get(), folder);
      some(program.get(), folder);
    } finally {
      delete(folder);
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList());
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }

  /** All hosts are well. */
  private void all(Program program, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (SimulatedCluster cluster = SimulatedCluster.start(folder, HOSTS)) {
      yardstick(program, cluster, folder);
      users(program, cluster, folder);
      SshRecording recording = new SshRecording(program, cluster, folder, seconds(75));
      recording.run(HOSTS, Optional.empty());
      connecting(cluster.door());
      reading(recording, "recorded every 5 s");
      frames(recording, recording.frames());
    }
  }

  private long seconds(long full) {
    return effort.rounds() < Effort.full().rounds() ? full / 2 : full;
  }

  /** The same reading by ssh: the requests without the script, which a simulated shell ignores. */
  private void yardstick(Program program, SimulatedCluster cluster, Path folder)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of("/usr/bin/ssh"))) {
      report.add(Goal.skipped(ID, "ssh under xargs -P " + AT_A_TIME, "not installed"));
      return;
    }
    Path script = folder.resolve("script");
    Files.writeString(
        script,
        "T=0\nfacts\nwhich_tools\ntry nvidia-smi\n"
            + "columns=index,memory.used,uuid,name\nuse nvidia-smi\ntick\n");
    Path hosts = cluster.hostfile(YARDSTICK_HOSTS);
    int rounds = Math.max(3, effort.processRounds() / 3);
    double[] plain = new double[rounds];
    double[] reading = new double[rounds];
    double[] ours = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      plain[i] = ssh(cluster, hosts, "ssh -F \"$1\" \"$0\" true");
      reading[i] =
          ssh(cluster, hosts, "ssh -F \"$1\" \"$0\" sh <" + script + " >/dev/null");
      ours[i] = users(program, cluster, hosts, folder);
      ratios[i] = ours[i] / reading[i];
    }
    report.add(
        Goal.atMost(
            ID,
            "users over " + YARDSTICK_HOSTS + " hosts, from start to end",
            duration(Alternation.median(ours)),
            "ssh HOST sh, " + AT_A_TIME + " at a time " + duration(Alternation.median(reading)),
            Alternation.median(ratios),
            0.7,
            0.35));
    report.add(
        Goal.plain(
            ID,
            "same",
            duration(Alternation.median(ours)),
            "ssh HOST true " + duration(Alternation.median(plain)),
            Goal.times(Alternation.median(ours) / Alternation.median(plain))));
  }

  private static double ssh(SimulatedCluster cluster, Path hosts, String command)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process all =
        new ProcessBuilder(
                List.of(
                    "xargs",
                    "-P",
                    String.valueOf(AT_A_TIME),
                    "-I",
                    "{}",
                    "sh",
                    "-c",
                    command,
                    "{}",
                    cluster.config().toString()))
            .redirectInput(hosts.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int status = all.waitFor();
    if (status != 0) {
      throw new IOException("ssh: expected to reach every host, got exit status " + status);
    }
    return System.nanoTime() - start;
  }

  private static double users(Program program, SimulatedCluster cluster, Path hosts, Path folder)
      throws IOException, InterruptedException {
    Path table = folder.resolve("users.json");
    Path errors = folder.resolve("users.err");
    long start = System.nanoTime();
    int status =
        program
            .start(
                table,
                errors,
                "users",
                "--ssh-hostfile",
                hosts.toString(),
                "--ssh-config",
                cluster.config().toString(),
                "--format",
                "json")
            .waitFor();
    if (status != 0) {
      throw new IOException("users: expected exit status 0, got " + status + ": " + tail(errors));
    }
    return System.nanoTime() - start;
  }

  private static String tail(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** The table is what the simulated hosts know of their users. */
  private void users(Program program, SimulatedCluster cluster, Path folder)
      throws IOException, InterruptedException {
    double wall = users(program, cluster, cluster.hostfile(HOSTS), folder);
    SimulatedUsers expected = SimulatedUsers.of(cluster.hosts());
    List<String> differences = expected.differences(folder.resolve("users.json"));
    report.add(
        Goal.plain(ID, "users over " + HOSTS + " hosts, from start to end", duration(wall), "-", "-"));
    report.add(
        new Goal(
            ID,
            "same, its table",
            differences.isEmpty() ? "equal" : differences.size() + ", first " + differences.get(0),
            expected.size() + " users, their nodes, GPUs, processes and memory",
            "-",
            "equal",
            "equal",
            Goal.verdict(differences.isEmpty())));
  }

  private void connecting(SimulatedDoor door) {
    boolean isStaggered = door.mostUnderWay() <= AT_A_TIME;
    report.add(
        new Goal(
            ID,
            "most that log in at once, " + door.mostInASecond() + " came within a second",
            String.valueOf(door.mostUnderWay()),
            "-",
            "-",
            "<= " + AT_A_TIME,
            "<= " + AT_A_TIME,
            Goal.verdict(isStaggered)));
    report.add(
        Goal.plain(ID, "connections of " + HOSTS + " hosts", number(0, door.arrivals()), "-", "-"));
  }

  private void reading(SshRecording recording, String how) {
    plain("all " + HOSTS + " hosts read for the first time, " + how, duration(recording.allRead()));
    plain(
        "threads; resident; heap after a collection",
        recording.threads() + "; " + bytes(recording.resident()) + "; " + heap(recording));
    plain(
        "processor time of ours for each 5 s; of all hosts together",
        duration(recording.cpuPerTick()) + "; " + duration(recording.hostsCpuPerTick()));
    plain(
        "told by a host at each tick; until all were read for the first time",
        bytes(recording.bytesPerTick()) + "; " + bytes(recording.firstBytes()));
  }

  private static String heap(SshRecording recording) {
    return recording.heap().isPresent() ? bytes(recording.heap().getAsLong()) : "-";
  }

  private void plain(String what, String measured) {
    report.add(Goal.plain(ID, what, measured, "-", "-"));
  }

  private void frames(SshRecording recording, RecordedHosts frames) throws IOException {
    plain(
        "frames a minute; missed ticks",
        number(1, frames.perMinute()) + "; " + recording.missed());
    int least = frames.leastSince(HOSTS);
    report.add(
        new Goal(
            ID,
            "hosts in each frame after the first with all; in all frames: " + frames.shown(),
            String.valueOf(least),
            String.valueOf(HOSTS),
            "-",
            "all",
            "all",
            Goal.verdict(least == HOSTS)));
  }

  /** Some hosts fail until half of the time is over. */
  private void some(Program program, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path own = Files.createDirectory(folder.resolve("failing"));
    try (SimulatedCluster cluster = SimulatedCluster.start(own, HOSTS, FAILING)) {
      long seconds = seconds(150);
      SshRecording recording = new SshRecording(program, cluster, own, seconds);
      recording.run(HOSTS - FAILING, Optional.of(cluster));
      reading(recording, FAILING + " of " + HOSTS + " failing for " + seconds / 3 + " s");
      RecordedHosts frames = recording.frames();
      int well = frames.mostBefore(recording.recovered());
      report.add(
          new Goal(
              ID,
              "hosts in a frame while " + FAILING + " fail, most",
              String.valueOf(well),
              String.valueOf(HOSTS - FAILING),
              "-",
              "all",
              "all",
              Goal.verdict(well == HOSTS - FAILING)));
      report.add(
          new Goal(
              ID,
              "same, at the end; all of them back after",
              frames.last() + "; " + back(frames, recording),
              String.valueOf(HOSTS),
              "-",
              "all",
              "all",
              Goal.verdict(frames.last() == HOSTS)));
      plain(
          "same, frames a minute; missed ticks; in all frames",
          number(1, frames.perMinute()) + "; " + recording.missed() + "; " + frames.shown());
    }
  }

  private static String back(RecordedHosts frames, SshRecording recording) {
    return frames
        .firstWith(HOSTS, recording.recovered())
        .map(time -> duration(time.toNanos()))
        .orElse("never");
  }
}
