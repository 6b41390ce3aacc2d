package io.allsmi.benchmarks;

import io.allsmi.core.usage.UserAggregator;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long the first aggregation of a JVM takes: prints the nanoseconds. */
public final class FirstCall {
  private static final long QUIET_NANOS = 30_000_000;

  private FirstCall() {}

  /** Aggregates once, ours or with {@code baseline} the other, and prints how long it took. */
  public static void main(String[] args) {
    ProcessRows rows = ProcessRows.of(100, 50);
    boolean baseline = List.of(args).contains("baseline");
    List<RecordBaseline.Row> records = baseline ? rows.records() : List.of();
    awaitIdleCompiler();
    long start = Alternation.now();
    int users =
        baseline
            ? RecordBaseline.aggregate(records).size()
            : UserAggregator.aggregate(rows.snapshots).users().size();
    long nanos = Alternation.now() - start;
    if (users != ProcessRows.USERS) {
      throw new IllegalStateException("users: expected " + ProcessRows.USERS + ", got " + users);
    }
    System.out.println(nanos);
  }

  /** What made the rows is still being compiled; that is not part of the call. */
  private static void awaitIdleCompiler() {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long quietSince = System.nanoTime();
    long before = compiler.getTotalCompilationTime();
    while (System.nanoTime() - quietSince < QUIET_NANOS) {
      LockSupport.parkNanos(1_000_000);
      long now = compiler.getTotalCompilationTime();
      if (now != before) {
        before = now;
        quietSince = System.nanoTime();
      }
    }
  }

  /** In a JVM with no option but the collector. */
  static long inFreshJvm(boolean baseline) throws IOException, InterruptedException {
    return run(List.of("-XX:+UseSerialGC"), baseline);
  }

  /** Makes an archive of classes, as the launcher does. */
  static void archive(Path archive) throws IOException, InterruptedException {
    run(launcherOptions("-XX:ArchiveClassesAtExit=" + archive), false);
  }

  /** In a JVM started as the launcher starts the program, with an archive made before. */
  static long asLaunched(Path archive) throws IOException, InterruptedException {
    return run(launcherOptions("-XX:SharedArchiveFile=" + archive), false);
  }

  private static List<String> launcherOptions(String archive) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off",
        archive);
  }

  private static long run(List<String> options, boolean baseline)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(FirstCall.class.getName());
    command.add(baseline ? "baseline" : "ours");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (process.waitFor() != 0) {
      throw new IOException("fresh JVM: expected exit status 0, got " + process.exitValue());
    }
    return Long.parseLong(out.strip());
  }
}
