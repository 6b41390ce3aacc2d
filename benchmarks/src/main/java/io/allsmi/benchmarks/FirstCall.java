package io.allsmi.benchmarks;

import io.allsmi.core.usage.UserAggregator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** How long the first aggregation of a JVM takes: prints the nanoseconds. */
public final class FirstCall {
  private FirstCall() {}

  /** Aggregates once, ours or with {@code baseline} the other, and prints how long it took. */
  public static void main(String[] args) {
    ProcessRows rows = ProcessRows.of(100, 50);
    boolean baseline = List.of(args).contains("baseline");
    List<RecordBaseline.Row> records = baseline ? rows.records() : List.of();
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

  static long inFreshJvm(boolean baseline) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FirstCall.class.getName(),
                baseline ? "baseline" : "ours")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (process.waitFor() != 0) {
      throw new IOException("fresh JVM: expected exit status 0, got " + process.exitValue());
    }
    return Long.parseLong(out.strip());
  }
}
