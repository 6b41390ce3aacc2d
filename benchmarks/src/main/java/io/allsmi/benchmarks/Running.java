package io.allsmi.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of ours while it runs, as the kernel sees it. */
final class Running {
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
  private static final Pattern USED =
      Pattern.compile("generation\\s+total \\d+K, used (\\d{1,12})K");
  private static final Pattern CLOCK_TICKS = Pattern.compile(".*\\) (?:\\S+ ){11}(\\d+) (\\d+) .*");
  private static final long TICK_NANOS = 10_000_000;

  private final Process process;
  private int mostThreads;
  private long mostResident;
  private long cpuNanos;

  Running(Process process) {
    this.process = process;
  }

  /** Looks, and waits for at most so long; whether the program still runs. */
  boolean goesOn(long millis) throws IOException, InterruptedException {
    boolean isThere = !process.waitFor(millis, TimeUnit.MILLISECONDS);
    if (isThere) {
      look(Path.of("/proc", String.valueOf(process.pid())));
    }
    return isThere;
  }

  private void look(Path proc) {
    try {
      for (String line : Files.readAllLines(proc.resolve("status"))) {
        if (line.startsWith("Threads:")) {
          mostThreads = Math.max(mostThreads, (int) number(line));
        } else if (line.startsWith("VmRSS:")) {
          mostResident = Math.max(mostResident, number(line) * 1024);
        }
      }
      Matcher times = CLOCK_TICKS.matcher(Files.readString(proc.resolve("stat")).strip());
      if (times.matches()) {
        long ticks = Long.parseLong(times.group(1)) + Long.parseLong(times.group(2));
        cpuNanos = ticks * TICK_NANOS;
      }
    } catch (IOException e) {
      return; // it has just gone
    }
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }

  int mostThreads() {
    return mostThreads;
  }

  long mostResident() {
    return mostResident;
  }

  /** Processor time as last seen. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** What its heap holds after a collection; empty when that cannot be told. */
  OptionalLong heapBytes() throws IOException, InterruptedException {
    if (!Files.isExecutable(JCMD)) {
      return OptionalLong.empty();
    }
    String unused = jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long sum = 0;
    while (used.find()) {
      sum += Long.parseLong(used.group(1)) * 1024;
    }
    return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  private String jcmd(String what) throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder(JCMD.toString(), String.valueOf(process.pid()), what)
            .redirectErrorStream(true)
            .start();
    asked.getOutputStream().close();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int unused = asked.waitFor();
    return said;
  }

  /** Its exit status. */
  int ended() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends it. */
  void stop() throws InterruptedException {
    process.destroy();
    int unused = process.waitFor();
  }
}
