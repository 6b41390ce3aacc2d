package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.bytes;
import static io.allsmi.benchmarks.Goal.duration;
import static io.allsmi.benchmarks.Goal.number;
import static io.allsmi.benchmarks.Goal.times;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.allsmi.benchmarks.RecordingRun.Seeks;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecordingTools;
import io.allsmi.record.Replayer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** R1, S1 to S3: how small recordings are, and how fast a place in them is found. */
final class RecordRows {
  private static final int HOSTS = 100;
  private static final int GPUS = HOSTS * 8;

  /** Three blocks of a cluster's frames. */
  private static final int CLUSTER_FRAMES = 24;

  private static final int HOUR_FRAMES = 1200;
  private static final int SMALL_FRAMES = 200_000;
  private static final int MANY_SMALL_FRAMES = 1_000_000;

  /**
   * How often these are in another program's file: what a JVM takes to start is not the question.
   */
  private static final int FOREIGN_TIMES = 3;

  private static final int FLUSHED_FRAMES = 20_000;

  private static final String QUIET = "-Xlog:disable";
  private static final File NOWHERE = new File("/dev/null");

  private final Effort effort;
  private final Report report;
  private final boolean full;
  private Path folder = Path.of("");

  RecordRows(Effort effort, Report report, boolean full) {
    this.effort = effort;
    this.report = report;
    this.full = full;
  }

  void run() throws Exception {
    folder = Files.createTempDirectory("allsmi-benchmarks");
    try {
      cluster();
      small();
      if (full) {
        hour();
      }
    } finally {
      clear();
      Files.deleteIfExists(folder);
    }
  }

  private void clear() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  // --- R1 and S2 ---

  private void cluster() throws Exception {
    Path file = folder.resolve("cluster.ndjson.zst");
    WalkModel model = WalkModel.cluster();
    int frames = full ? 10 * CLUSTER_FRAMES : CLUSTER_FRAMES;
    long plain;
    try (Recorder recorder = Recorder.open(file, RecordingRun.options(file))) {
      for (int i = 0; i < frames; i++) {
        recorder.record(model.next());
        recorder.flush();
      }
      plain = recorder.stats().plainBytes();
    }
    long stream = oneStream(file);
    String what = "cluster of 100 hosts, " + frames + " frames, " + bytes(plain);
    long size = Files.size(file);
    double hosts = (double) frames * HOSTS;
    report.add(
        Goal.atMost(
            "R1",
            what + ", while recording",
            bytes(size) + ", " + number(0, size / hosts) + " B per host",
            "zstd -3, one stream, " + bytes(stream) + ", " + number(0, stream / hosts) + " B",
            (double) size / stream,
            0.75,
            0.55));
    readable("R1", "same", file, plain);
    seeks(
        "S2",
        "any of " + frames + " frames of 100 hosts",
        file,
        full ? 300 : 120,
        new double[] {Double.NaN, 60e6},
        new double[] {Double.NaN, 25e6});
    Path compact = folder.resolve("compact.ndjson.zst");
    long begun = Alternation.now();
    RecordingTools.compact(file, compact);
    double nanos = Alternation.now() - begun;
    long small = Files.size(compact);
    report.add(
        Goal.atMost(
            "R1",
            "same, after compact (" + Goal.speed(plain, nanos) + ")",
            bytes(small) + ", " + number(0, small / hosts) + " B per host",
            "zstd -3, one stream, " + bytes(stream),
            (double) small / stream,
            0.45,
            0.4));
    readable("R1", "same", compact, plain);
    clear();
  }

  /** Everything again as one stream of zstd -3; how long that is. */
  private static long oneStream(Path file) throws IOException {
    Counter counter = new Counter();
    oneStream(file, 1, counter);
    return counter.count;
  }

  private static void oneStream(Path file, int times, OutputStream into) throws IOException {
    try (OutputStream out = new ZstdOutputStreamNoFinalizer(into, 3)) {
      byte[] buffer = new byte[1 << 20];
      for (int i = 0; i < times; i++) {
        try (InputStream in = new ZstdInputStreamNoFinalizer(Files.newInputStream(file))) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
          }
        }
      }
    }
  }

  /** What plain zstdcat makes of it. */
  private void readable(String id, String what, Path file, long plain) throws Exception {
    if (!has("zstdcat")) {
      report.add(Goal.skipped(id, what + ", read by zstdcat", "zstdcat is not installed"));
      return;
    }
    Process process =
        new ProcessBuilder("zstdcat", file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long length = 0;
    try (InputStream in = process.getInputStream()) {
      byte[] buffer = new byte[1 << 20];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        length += n;
      }
    }
    boolean right = process.waitFor() == 0 && length == plain;
    report.add(
        new Goal(
            id,
            what + ", read by zstdcat",
            bytes(length),
            bytes(plain) + " written",
            "-",
            "all",
            "all",
            Goal.verdict(right)));
  }

  private static boolean has(String program) throws InterruptedException {
    try {
      new ProcessBuilder(program, "--version")
          .redirectOutput(NOWHERE)
          .redirectError(NOWHERE)
          .start()
          .waitFor();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  // --- S1 and S2 ---

  /** Jumps in a file that is in the page cache; limits are of the median and of 99 of 100. */
  private double seeks(
      String id, String what, Path file, int count, double[] most, double[] stretch)
      throws IOException {
    try (Replayer replayer = Replayer.open(file)) {
      long begun = System.nanoTime();
      while (replayer.indexMore(64L << 20)) {
        // until all is known
      }
      double known = System.nanoTime() - begun;
      Seeks seeks = new Seeks(replayer, 17);
      seeks.run(count / 2);
      seeks.run(count);
      int[] percents = {50, 99};
      for (int i = 0; i < percents.length; i++) {
        double nanos = Seeks.percentile(seeks.processor, percents[i]);
        String measured =
            duration(nanos) + " (wall " + duration(Seeks.percentile(seeks.wall, percents[i])) + ")";
        boolean asked = !Double.isNaN(most[i]);
        report.add(
            new Goal(
                id,
                what + ", p" + percents[i],
                measured,
                "-",
                "-",
                asked ? "<= " + duration(most[i]) : "-",
                asked ? "<= " + duration(stretch[i]) : "-",
                asked ? Goal.verdict(nanos <= most[i], nanos <= stretch[i]) : "-"));
      }
      report.add(
          Goal.plain(id, "same, places of all blocks known after", duration(known), "-", "-"));
      return Seeks.percentile(seeks.processor, 50);
    }
  }

  private void small() throws Exception {
    int frames = full ? MANY_SMALL_FRAMES : SMALL_FRAMES;
    Path file = folder.resolve("small.ndjson.zst");
    long plain = smallFrames(file, frames, false);
    long stream = oneStream(file);
    String what = "small host, " + number(0, frames) + " frames, " + bytes(plain);
    long size = Files.size(file);
    report.add(
        Goal.atMost(
            "S1",
            what,
            bytes(size) + ", " + number(0, (double) size / frames) + " B per frame",
            "zstd -3, one stream, " + bytes(stream),
            (double) size / stream,
            1.03,
            1));
    flushed();
    readable("S1", "same, not flushed", file, plain);
    double median =
        seeks(
            "S1",
            "any of " + number(0, frames) + " frames",
            file,
            full ? 10_000 : 4000,
            new double[] {1e6, 4e6},
            new double[] {0.25e6, 2.5e6});
    if (has("zstdcat")) {
      scan(frames, file, median);
      int times = full ? 1 : FOREIGN_TIMES;
      Path foreign = folder.resolve("foreign.ndjson.zst");
      oneStream(file, times, Files.newOutputStream(foreign));
      firstOpen(frames * times, plain * times, foreign);
    } else {
      report.add(Goal.skipped("S1", "beside zstdcat piped to sed", "zstdcat is not installed"));
      report.add(Goal.skipped("S3", "first open", "zstdcat is not installed"));
    }
    clear();
  }

  private static long smallFrames(Path file, int frames, boolean flushed) throws IOException {
    WalkModel model = WalkModel.small();
    try (Recorder recorder = Recorder.open(file, RecordingRun.options(file))) {
      for (int i = 0; i < frames; i++) {
        recorder.record(model.next());
        if (flushed) {
          recorder.flush();
        }
      }
      return recorder.stats().plainBytes();
    }
  }

  /** What it costs that each frame can be read as soon as it is there. */
  private void flushed() throws IOException {
    Path file = folder.resolve("flushed.ndjson.zst");
    smallFrames(file, FLUSHED_FRAMES, true);
    long size = Files.size(file);
    long stream = oneStream(file);
    report.add(
        Goal.plain(
            "S1",
            "small host, " + number(0, FLUSHED_FRAMES) + " frames, each flushed alone",
            bytes(size) + ", " + number(0, (double) size / FLUSHED_FRAMES) + " B per frame",
            "zstd -3, one stream, " + bytes(stream),
            times((double) size / stream)));
    Files.delete(file);
  }

  private void scan(int frames, Path file, double median) throws Exception {
    double[] nanos = new double[3];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = shell("zstdcat " + file + " | sed -n " + (long) (frames * 0.9) + "p");
    }
    double scan = Alternation.median(nanos);
    report.add(
        new Goal(
            "S1",
            "same, p50",
            duration(median),
            "zstdcat piped to sed -n " + number(0, frames * 0.9) + "p " + duration(scan),
            "1/" + number(0, scan / median),
            "<= 1/1,000",
            "<= 1/13,000",
            Goal.verdict(median * 1000 <= scan, median * 13_000 <= scan)));
  }

  /** Wall time of a line for the shell. */
  private static double shell(String line) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder("sh", "-c", line)
            .redirectOutput(NOWHERE)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(line + ": expected exit status 0, got " + process.exitValue());
    }
    return System.nanoTime() - start;
  }

  // --- S3 ---

  /** In JVMs started as the launcher starts a viewer: with an archive of classes. */
  private void firstOpen(int frames, long plain, Path foreign) throws Exception {
    Path archive = folder.resolve("classes.jsa");
    RecordingRun.child(64, List.of("-XX:ArchiveClassesAtExit=" + archive, QUIET), "open", foreign);
    List<String> options = List.of("-XX:SharedArchiveFile=" + archive, QUIET);
    int rounds = 3;
    double[] floor = new double[rounds];
    double[] ours = new double[rounds];
    double[] ratios = new double[rounds];
    double[] walls = new double[rounds];
    double[] first = new double[rounds];
    double[] firstWall = new double[rounds];
    double[] again = new double[rounds];
    long peak = 0;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      floor[i] = processor("zstdcat " + foreign);
      double wall = System.nanoTime() - start;
      Map<String, Long> run = RecordingRun.child(64, options, "open", foreign);
      if (run.get("frames") != frames) {
        throw new IOException("open: expected " + frames + " frames, got " + run.get("frames"));
      }
      ours[i] = run.get("allprocessor");
      ratios[i] = ours[i] / floor[i];
      walls[i] = run.get("all") / wall;
      first[i] = run.get("firstprocessor");
      firstWall[i] = run.get("first");
      again[i] = run.get("again");
      peak = Math.max(peak, run.get("peak"));
    }
    report.add(
        Goal.atMost(
            "S3",
            "another program's stream of "
                + bytes(plain)
                + ", all places known to a fresh JVM with 64 MB of heap",
            duration(Alternation.median(ours)),
            "zstdcat >/dev/null "
                + duration(Alternation.median(floor))
                + " (wall "
                + times(Alternation.median(walls))
                + ")",
            Alternation.median(ratios),
            1.4,
            1.15));
    double nanos = Alternation.median(first);
    report.add(
        new Goal(
            "S3",
            "same, opened and its first frame read",
            duration(nanos)
                + " (wall "
                + duration(Alternation.median(firstWall))
                + "), again "
                + duration(Alternation.median(again)),
            "-",
            "-",
            "<= 100 ms",
            "<= 100 ms",
            Goal.verdict(nanos <= 100e6)));
    report.add(Goal.plain("S3", "same, most memory resident", bytes(peak), "-", "-"));
  }

  /** Processor time of a command and of what it starts, as the shell counts it. */
  private static double processor(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command + " >/dev/null; times")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": expected exit status 0, got " + process.exitValue());
    }
    double seconds = 0;
    for (String time : out.lines().toList().get(1).split(" ")) { // such as 0m1.520000s
      int minutes = time.indexOf('m');
      seconds += 60 * Double.parseDouble(time.substring(0, minutes));
      seconds += Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
    }
    return seconds * 1e9;
  }

  // --- an hour ---

  private void hour() throws Exception {
    long stream = 0;
    double scanned = 0;
    for (String kind : new String[] {".zst", ".gz", ""}) {
      Path file = folder.resolve("hour.ndjson" + kind);
      Map<String, Long> write = RecordingRun.child(512, "write", file, HOUR_FRAMES);
      if (kind.equals(".zst")) {
        stream = oneStream(file);
      }
      String cat = kind.equals(".zst") ? "zstdcat " : kind.equals(".gz") ? "gzip -dc " : "cat ";
      scanned = shell(cat + file + " | sed -n " + (long) (HOUR_FRAMES * 0.9) + "p");
      String what =
          "hour of 100 hosts x 8 GPUs x 50 processes, " + (kind.isEmpty() ? "plain" : kind);
      double perGpu = (double) write.get("stored") / HOUR_FRAMES / GPUS;
      report.add(
          Goal.plain(
              "hour",
              what + ", size",
              bytes(write.get("stored")) + ", " + number(1, perGpu) + " B per GPU and frame",
              "zstd -3, one stream, " + bytes(stream) + " of " + bytes(write.get("plain")),
              times((double) write.get("stored") / stream)));
      report.add(
          Goal.plain(
              "hour",
              what + ", written",
              Goal.speed(write.get("plain"), write.get("processor"))
                  + " (wall "
                  + Goal.speed(write.get("plain"), write.get("wall"))
                  + "), at most "
                  + bytes(write.get("peak"))
                  + " resident",
              "-",
              "-"));
      Map<String, Long> warm = RecordingRun.child(512, "seek", file, 200, "warm");
      report.add(
          Goal.plain(
              "hour",
              what + ", any frame, warm, p50 and p99",
              duration(warm.get("p50")) + ", " + duration(warm.get("p99")),
              cat + "piped to sed -n 1080p " + duration(scanned),
              times(warm.get("p50") / scanned)));
      report.add(
          Goal.plain(
              "hour",
              what + ", opened by a fresh JVM: first frame, all places known",
              duration(warm.get("first"))
                  + ", "
                  + duration(warm.get("all"))
                  + ", at most "
                  + bytes(warm.get("peak"))
                  + " resident",
              "-",
              "-"));
      Map<String, Long> cold = RecordingRun.child(512, "seek", file, 30, "cold");
      report.add(
          Goal.plain(
              "hour",
              what + ", any frame, pages dropped before each, p50 and p99",
              duration(cold.get("p50")) + ", " + duration(cold.get("p99")),
              "-",
              "-"));
      clear();
    }
  }

  /** Counts what it is given. */
}
