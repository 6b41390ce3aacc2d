package io.allsmi.benchmarks;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.record.RecordedSnapshot;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import io.allsmi.record.Replayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A JVM of its own that writes a recording, opens one, or jumps in one, so that its memory and its
 * first call are its own. Prints what it measured, a name and a number a line.
 */
public final class RecordingRun {
  private RecordingRun() {}

  /** {@code write FILE FRAMES}, {@code open FILE} or {@code seek FILE SEEKS cold|warm}. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> write(file, Integer.parseInt(args[2]));
      case "open" -> open(file);
      default -> seek(file, Integer.parseInt(args[2]), args[3].equals("cold"));
    }
    print("peak", peakBytes());
  }

  /** An hour goes by in a minute: what each frame takes is counted, making it up is not. */
  private static void write(Path file, int frames) throws IOException {
    WalkModel model = WalkModel.cluster();
    long processor = 0;
    long wall = 0;
    try (Recorder recorder = Recorder.open(file, options(file))) {
      for (int i = 0; i < frames; i++) {
        ClusterSnapshot snapshot = model.next();
        long start = System.nanoTime();
        long begun = Alternation.now();
        recorder.record(snapshot);
        recorder.flush();
        processor += Alternation.now() - begun;
        wall += System.nanoTime() - start;
      }
      print("plain", recorder.stats().plainBytes());
    }
    print("processor", processor);
    print("wall", wall);
    print("stored", Files.size(file));
  }

  /** One file, whatever its size. */
  static RecorderOptions options(Path file) {
    return RecorderOptions.defaults().compressedAs(file).withZone(ZoneOffset.UTC).withMaxBytes(0);
  }

  /** From nothing to the first snapshot, and to knowing where everything is. */
  private static void open(Path file) throws IOException {
    long start = System.nanoTime();
    long begun = Alternation.now();
    try (Replayer replayer = Replayer.open(file)) {
      replayer.seek(0);
      print("first", System.nanoTime() - start);
      print("firstprocessor", Alternation.now() - begun);
      while (replayer.indexMore(8L << 20)) {
        // in the parts in which a viewer does it
      }
      print("all", System.nanoTime() - start);
      print("allprocessor", Alternation.now() - begun);
      print("frames", replayer.frames().orElse(0));
    }
    long again = Alternation.now();
    try (Replayer replayer = Replayer.open(file)) {
      replayer.seek(0);
      print("again", Alternation.now() - again);
    }
  }

  private static void seek(Path file, int seeks, boolean cold) throws Exception {
    long start = System.nanoTime();
    try (Replayer replayer = Replayer.open(file)) {
      replayer.seek(0);
      print("first", System.nanoTime() - start);
      while (replayer.indexMore(8L << 20)) {
        // until all is known
      }
      print("all", System.nanoTime() - start);
      Seeks jumps = new Seeks(replayer, 3);
      if (!cold) {
        jumps.run(Math.max(20, seeks / 2));
      }
      double[] nanos = new double[seeks];
      for (int i = 0; i < seeks; i++) {
        if (cold) {
          Cache.drop(file);
        }
        jumps.run(1);
        nanos[i] = jumps.wall[0];
      }
      print("p50", (long) Seeks.percentile(nanos, 50));
      print("p99", (long) Seeks.percentile(nanos, 99));
    }
  }

  /** Jumps to places far from each other. */
  static final class Seeks {
    private final Replayer replayer;
    private final Random random;
    private final long frames;
    private long last;
    double[] processor = {};
    double[] wall = {};

    Seeks(Replayer replayer, long seed) {
      this.replayer = replayer;
      random = new Random(seed);
      frames = replayer.frames().orElseThrow();
    }

    /** So many, each into another block than the one before. */
    void run(int count) throws IOException {
      processor = new double[count];
      wall = new double[count];
      for (int i = 0; i < count; i++) {
        long next = (long) (random.nextDouble() * frames);
        while (Math.abs(next - last) < Math.min(100, frames / 3)) {
          next = (long) (random.nextDouble() * frames);
        }
        last = next;
        long start = System.nanoTime();
        long begun = Alternation.now();
        RecordedSnapshot there = replayer.seek(next).orElseThrow();
        processor[i] = Alternation.now() - begun;
        wall[i] = System.nanoTime() - start;
        if (there.ordinal() != next) {
          throw new IOException("seek: expected " + next + ", got " + there.ordinal());
        }
      }
    }

    static double percentile(double[] nanos, int percent) {
      double[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return sorted[
          Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
  }

  /** The pages of a file that the kernel keeps. */
  static final class Cache {
    private Cache() {}

    /** Asks the kernel to forget a file, as GNU dd can. */
    static void drop(Path file) throws IOException, InterruptedException {
      Process process =
          new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none").start();
      if (process.waitFor() != 0) {
        throw new IOException("dd: expected exit status 0, got " + process.exitValue());
      }
    }
  }

  private static void print(String name, long number) {
    System.out.println(name + ' ' + number);
  }

  /** The high-water mark that the kernel keeps; 0 where it cannot be told. */
  private static long peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    }
    return 0;
  }

  /** In a JVM of its own with at most so many megabytes of heap; what it printed. */
  static Map<String, Long> child(int megabytes, Object... arguments)
      throws IOException, InterruptedException {
    return child(megabytes, List.of(), arguments);
  }

  /** The same with more options for the JVM. */
  static Map<String, Long> child(int megabytes, List<String> options, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(RecordingRun.class.getName());
    for (Object argument : arguments) {
      command.add(String.valueOf(argument));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (process.waitFor() != 0) {
      String told = String.join(" ", command).toLowerCase(Locale.ROOT);
      throw new IOException(told + ": expected exit status 0, got " + process.exitValue());
    }
    Map<String, Long> numbers = new TreeMap<>();
    for (String line : out.lines().toList()) {
      String[] words = line.split(" ");
      numbers.put(words[0], Long.parseLong(words[1]));
    }
    return numbers;
  }
}
