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
import java.util.function.ToDoubleFunction;
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
      reading(recording, "all " + HOSTS + " hosts");
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
    List<Spent> plain = new ArrayList<>();
    List<Spent> reading = new ArrayList<>();
    List<Spent> ours = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      plain.add(ssh(cluster, hosts, "ssh -F \"$1\" \"$0\" true"));
      reading.add(ssh(cluster, hosts, "ssh -F \"$1\" \"$0\" sh <" + script + " >/dev/null"));
      ours.add(users(program, cluster, hosts, folder));
    }
    String what = "users over " + YARDSTICK_HOSTS + " hosts, ";
    compare(what + "from start to end", ours, "sh", reading, Spent::wall, 0.7, 0.35);
    compare("same, processor time", ours, "sh", reading, Spent::processor, 1, 0.5);
    report.add(
        Goal.plain(
            ID,
            what + "from start to end",
            duration(median(ours, Spent::wall)),
            "ssh HOST true " + duration(median(plain, Spent::wall)),
            Goal.times(ratio(ours, plain, Spent::wall))));
  }

  private void compare(
      String what,
      List<Spent> ours,
      String command,
      List<Spent> theirs,
      ToDoubleFunction<Spent> figure,
      double must,
      double stretch) {
    report.add(
        Goal.atMost(
            ID,
            what,
            duration(median(ours, figure)),
            "ssh HOST "
                + command
                + ", "
                + AT_A_TIME
                + " at a time "
                + duration(median(theirs, figure)),
            ratio(ours, theirs, figure),
            must,
            stretch));
  }

  private static double median(List<Spent> runs, ToDoubleFunction<Spent> figure) {
    return Alternation.median(runs.stream().mapToDouble(figure).toArray());
  }

  /** The median of the ratios of neighbours. */
  private static double ratio(
      List<Spent> ours, List<Spent> theirs, ToDoubleFunction<Spent> figure) {
    double[] ratios = new double[ours.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i));
    }
    return Alternation.median(ratios);
  }

  private static Spent ssh(SimulatedCluster cluster, Path hosts, String command)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("xargs", "-P", String.valueOf(AT_A_TIME)));
    all.addAll(List.of("-I", "{}", "sh", "-c", command, "{}", cluster.config().toString()));
    return Spent.of(all, hosts, cluster.config().resolveSibling("ssh.out"));
  }

  private static Spent users(Program program, SimulatedCluster cluster, Path hosts, Path folder)
      throws IOException, InterruptedException {
    return Spent.of(
        program.command(
            "users",
            "--ssh-hostfile",
            hosts.toString(),
            "--ssh-config",
            cluster.config().toString(),
            "--format",
            "json"),
        Path.of("/dev/null"),
        folder.resolve("users.json"));
  }

  /** The table is what the simulated hosts know of their users. */
  private void users(Program program, SimulatedCluster cluster, Path folder)
      throws IOException, InterruptedException {
    Spent spent = users(program, cluster, cluster.hostfile(HOSTS), folder);
    SimulatedUsers expected = SimulatedUsers.of(cluster.hosts());
    List<String> differences = expected.differences(folder.resolve("users.json"));
    report.add(
        Goal.plain(
            ID,
            "users over " + HOSTS + " hosts, from start to end; processor time",
            duration(spent.wall()) + "; " + duration(spent.processor()),
            "-",
            "-"));
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

  private void reading(SshRecording recording, String which) {
    plain(which + " read for the first time", duration(recording.allRead()));
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
        "frames a minute; missed ticks", number(1, frames.perMinute()) + "; " + recording.missed());
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
      reading(
          recording,
          HOSTS - FAILING + " hosts, " + FAILING + " more failing for " + seconds / 3 + " s,");
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
