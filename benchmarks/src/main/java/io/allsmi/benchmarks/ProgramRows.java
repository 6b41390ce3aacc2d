package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.bytes;
import static io.allsmi.benchmarks.Goal.duration;
import static io.allsmi.benchmarks.Goal.times;

import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** U1 and U2: how long the whole program takes, beside a Java that does nothing. */
final class ProgramRows {
  private static final String NOT_BUILT = "not built";

  private final Effort effort;
  private final Report report;

  ProgramRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("allsmi-benchmarks");
    try {
      Optional<Program> program = Program.built(folder);
      if (program.isPresent()) {
        small(program.get());
        large(program.get());
      } else {
        report.add(Goal.skipped("U1", "--version, --help", NOT_BUILT));
        report.add(Goal.skipped("U2", "users over 3 hosts", NOT_BUILT));
      }
    } finally {
      Files.deleteIfExists(folder.resolve("allsmi.jsa"));
      Files.deleteIfExists(folder);
    }
  }

  private void small(Program program) throws IOException, InterruptedException {
    try (MockCluster cluster = cluster(3)) {
      String[][] commands = {{"--version"}, {"--help"}, {"users", "--hosts", hosts(cluster)}};
      int rounds = effort.processRounds();
      double[] floor = new double[rounds];
      double[][] nanos = new double[commands.length][rounds];
      double[][] ratios = new double[commands.length][rounds];
      for (int round = -1; round < rounds; round++) {
        double least = Program.version().nanos();
        for (int i = 0; i < commands.length; i++) {
          double wall = program.run(false, commands[i]).nanos();
          if (round >= 0) {
            floor[round] = least;
            nanos[i][round] = wall;
            ratios[i][round] = wall / least;
          }
        }
      }
      add("U1", "--version", nanos[0], floor, ratios[0], 2, 1.5);
      add("U1", "--help", nanos[1], floor, ratios[1], 6, 4);
      add("U2", "users over 3 mock hosts", nanos[2], floor, ratios[2], 8, 6);
    }
  }

  private void large(Program program) throws IOException, InterruptedException {
    try (MockCluster cluster = cluster(100)) {
      int rounds = Math.max(3, effort.processRounds() / 2);
      double[] floor = new double[rounds];
      double[] nanos = new double[rounds];
      double[] ratios = new double[rounds];
      long peak = 0;
      for (int round = 0; round < rounds; round++) {
        floor[round] = Program.version().nanos();
        Program.Run run = program.run(true, "users", "--hosts", hosts(cluster));
        nanos[round] = run.nanos();
        ratios[round] = nanos[round] / floor[round];
        peak = Math.max(peak, run.peakBytes());
      }
      report.add(
          Goal.plain(
              "U2",
              "users over 100 mock hosts, at most " + bytes(peak) + " resident",
              duration(Alternation.median(nanos)),
              "java -version " + duration(Alternation.median(floor)),
              times(Alternation.median(ratios))));
    }
  }

  private void add(
      String id,
      String what,
      double[] nanos,
      double[] floor,
      double[] ratios,
      double must,
      double stretch) {
    report.add(
        Goal.atMost(
            id,
            what,
            duration(Alternation.median(nanos)),
            "java -version " + duration(Alternation.median(floor)),
            Alternation.median(ratios),
            must,
            stretch));
  }

  private static MockCluster cluster(int nodes) throws IOException {
    return MockCluster.start(MockOptions.defaults().withNodes(nodes).withFrozen(true));
  }

  private static String hosts(MockCluster cluster) {
    return cluster.targets().stream().map(HttpTarget::hostId).collect(Collectors.joining(","));
  }
}
