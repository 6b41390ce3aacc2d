package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.duration;
import static io.allsmi.benchmarks.Goal.times;

import io.allsmi.benchmarks.Page.Layout;
import io.allsmi.core.usage.UserAggregator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A1 to A4: how fast process rows become users, and pages become a sorted list of users. */
final class UsageRows {
  private static final int HOSTS = 100;
  private static final int STEPS = 5;

  /** What the Rust tool took for 100 pages where the byte loop did 3,430 MB/s. */
  private static final double UPSTREAM_PAGES_NANOS = 140e6;

  private static final double RECORDED_BYTE_LOOP = Layout.CONFORMANT.recordedByteLoop;

  /** What {@code java -version} took where the limits of a first call were set. */
  private static final double RECORDED_VERSION_NANOS = 28e6;

  private static final String BYTE_LOOP = "the byte loop";

  private final Effort effort;
  private final Report report;

  UsageRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws Exception {
    small();
    firstCalls();
    large("A1", "10 hosts x 50,000 rows", ProcessRows.of(10, 50_000), 60, 20);
    large("A2", "10,000 hosts x 50 rows", ProcessRows.of(10_000, 50), 80, 45);
    pages();
  }

  private void large(String id, String what, ProcessRows rows, double must, double stretch)
      throws Exception {
    int[] users = rows.users();
    long[] memory = rows.memory();
    long[] sums = new long[ProcessRows.USERS];
    boolean withBaseline = id.equals("A1");
    List<RecordBaseline.Row> records = withBaseline ? rows.records() : List.of();
    Alternation turns = new Alternation(effort);
    int ours = turns.addWhole(() -> UserAggregator.aggregate(rows.snapshots).users().size());
    int justRead = turns.addWhole(() -> UserAggregator.aggregate(rows.justRead()).users().size());
    int floor = turns.addWhole(() -> Floors.keyedSum(users, memory, sums));
    int baseline =
        withBaseline ? turns.addWhole(() -> RecordBaseline.aggregate(records).size()) : -1;
    turns.measure();
    report.add(
        Goal.atMost(
            id,
            what + ", warm",
            duration(turns.nanos(ours)),
            "keyed sum " + duration(turns.nanos(floor)),
            turns.ratio(ours, floor),
            must,
            stretch));
    report.add(
        Goal.plain(
            id,
            what + ", all just read: their snapshots made and counted, too",
            duration(turns.nanos(justRead)),
            "keyed sum " + duration(turns.nanos(floor)),
            times(turns.ratio(justRead, floor))));
    if (withBaseline) {
      double ratio = turns.ratio(baseline, justRead);
      report.add(
          Goal.atLeast(
              id,
              what + ", all just read",
              duration(turns.nanos(justRead)),
              "HashMap of records " + duration(turns.nanos(baseline)),
              ratio,
              30,
              100));
    }
  }

  private void small() throws Exception {
    ProcessRows rows = ProcessRows.of(HOSTS, 50);
    List<RecordBaseline.Row> records = rows.records();
    byte[] page = Page.of(new HostModel(1, 8, 50), Layout.CONFORMANT);
    Alternation turns = new Alternation(effort);
    int ours = turns.addWhole(() -> UserAggregator.aggregate(rows.snapshots).users().size());
    int justRead = turns.addWhole(() -> UserAggregator.aggregate(rows.justRead()).users().size());
    int baseline = turns.addWhole(() -> RecordBaseline.aggregate(records).size());
    int loop = turns.addWhole(() -> Floors.byteLoop(page));
    turns.measure();
    double slower = RECORDED_BYTE_LOOP * turns.nanos(loop) / page.length / 1e3;
    String what = "100 hosts x 50 rows, warm";
    double nanos = turns.nanos(ours);
    report.add(
        limit(
            "A3",
            what,
            nanos,
            nanos / slower,
            BYTE_LOOP,
            "HashMap of records " + duration(turns.nanos(baseline)),
            times(turns.ratio(baseline, ours)),
            0.2e6,
            0.08e6));
    nanos = turns.nanos(justRead);
    report.add(
        limit(
            "A3",
            "same, all just read: their snapshots made and counted, too",
            nanos,
            nanos / slower,
            BYTE_LOOP,
            "HashMap of records " + duration(turns.nanos(baseline)),
            times(turns.ratio(baseline, justRead)),
            0.2e6,
            0.08e6));
  }

  private void firstCalls() throws IOException, InterruptedException {
    int rounds = effort.processRounds();
    double[] cold = new double[rounds];
    double[] launched = new double[rounds];
    double[] baseline = new double[rounds];
    double[] version = new double[rounds];
    Path folder = Files.createTempDirectory("allsmi-benchmarks");
    Path archive = folder.resolve("classes.jsa");
    try {
      FirstCall.archive(archive);
      for (int i = 0; i < rounds; i++) {
        version[i] = Program.plainVersion().nanos();
        cold[i] = FirstCall.inFreshJvm(false);
        launched[i] = FirstCall.asLaunched(archive);
        baseline[i] = FirstCall.inFreshJvm(true);
      }
    } finally {
      Files.deleteIfExists(archive);
      Files.delete(folder);
    }
    // The fastest: what a busy machine adds to a time on the wall must not flatter us.
    double fastest = Arrays.stream(version).min().orElseThrow();
    double slower = fastest / RECORDED_VERSION_NANOS;
    double other = Alternation.median(baseline);
    report.note(
        "java -version without options, the fastest of "
            + rounds
            + ": "
            + duration(fastest)
            + ", recorded "
            + duration(RECORDED_VERSION_NANOS));
    firstCall("100 hosts x 50 rows, first call of a JVM", Alternation.median(cold), slower, other);
    firstCall("same, started as the launcher does", Alternation.median(launched), slower, other);
  }

  private void firstCall(String what, double nanos, double slower, double baseline) {
    report.add(
        limit(
            "A3",
            what,
            nanos,
            nanos / slower,
            "java -version",
            "HashMap of records " + duration(baseline),
            times(baseline / nanos),
            5e6,
            2.5e6));
  }

  /** A limit in time, which is wider where the yardstick is slower than where it was set. */
  private static Goal limit(
      String id,
      String what,
      double nanos,
      double scaled,
      String scale,
      String yardstick,
      String ratio,
      double must,
      double stretch) {
    return new Goal(
        id,
        what,
        duration(nanos) + " (" + duration(scaled) + " scaled by " + scale + ")",
        yardstick,
        ratio,
        "<= " + duration(must) + " scaled",
        "<= " + duration(stretch) + " scaled",
        Goal.verdict(scaled <= must, scaled <= stretch));
  }

  private void pages() throws Exception {
    List<List<byte[]>> perHost = PagesToUsers.pages(STEPS + 1);
    Alternation turns = new Alternation(effort);
    int first = turns.add(() -> pagesToUsers(perHost)[0]);
    int again = turns.add(() -> pagesToUsers(perHost)[1] / STEPS);
    int loop =
        turns.addWhole(() -> perHost.stream().mapToLong(p -> Floors.byteLoop(p.get(0))).sum());
    turns.measure();
    long bytes = perHost.stream().mapToLong(p -> p.get(0).length).sum();
    double recordedLoop = bytes / RECORDED_BYTE_LOOP * 1e3;
    double peer = UPSTREAM_PAGES_NANOS / recordedLoop;
    String yardstick =
        "Rust upstream "
            + duration(peer * turns.nanos(loop))
            + " (recorded 140 ms, scaled by the byte loop)";
    report.add(
        Goal.atLeast(
            "A4",
            "100 pages to users sorted by memory, first sight",
            duration(turns.nanos(first)),
            yardstick,
            peer / turns.ratio(first, loop),
            10,
            15));
    report.add(
        Goal.atLeast(
            "A4",
            "100 pages to users sorted by memory, re-scrape, 1.5 % of series new or gone",
            duration(turns.nanos(again)),
            yardstick,
            peer / turns.ratio(again, loop),
            25,
            40));
  }

  /** The nanoseconds for the first page of each host, and for all the later ones. */
  private static long[] pagesToUsers(List<List<byte[]>> perHost) {
    long start = Alternation.now();
    PagesToUsers cluster = new PagesToUsers(perHost);
    Alternation.sink += cluster.users(0);
    long between = Alternation.now();
    for (int step = 1; step <= STEPS; step++) {
      Alternation.sink += cluster.users(step);
    }
    return new long[] {between - start, Alternation.now() - between};
  }
}
