package io.allsmi.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Simulated hosts to be read by hand, with a profiler, say: prints the options that name them and
 * stays until its standard input ends.
 */
public final class SimulatedHosts {
  private SimulatedHosts() {}

  /** {@code COUNT [FAILING]}; those that fail come back when a line is entered. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    int failing = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    Path folder = Files.createTempDirectory("allsmi-hosts");
    try (SimulatedCluster cluster = SimulatedCluster.start(folder, count, failing)) {
      System.out.println(
          "--ssh-hostfile " + cluster.hostfile(count) + " --ssh-config " + cluster.config());
      for (int next = System.in.read(); next >= 0; next = System.in.read()) {
        if (next == '\n') {
          cluster.recover();
        }
      }
    } finally {
      SshRows.delete(folder);
    }
  }
}
