package io.allsmi.benchmarks;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ScrapeReader;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One page of a host: never seen, and seen before with other values and some other processes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PageBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final int PAGES = 64;

  /** How the samples are arranged. */
  @Param({"CONFORMANT", "INTERLEAVED"})
  public String layout = "CONFORMANT";

  private List<byte[]> hosts = List.of();
  private List<byte[]> steps = List.of();
  private int host;
  private int step;
  private ScrapeReader reader = PageRows.reader();

  /** Makes the pages. */
  @Setup(Level.Trial)
  public void pages() {
    hosts = PageSet.ofHosts(PAGES, Page.Layout.valueOf(layout));
    steps = PageSet.overTime(1, PAGES, Page.Layout.valueOf(layout), true);
  }

  /** A page by a reader that has seen none: every label is read and kept. */
  @Benchmark
  public HostSnapshot neverSeen() {
    byte[] page = hosts.get(host++ % PAGES);
    ScrapeReader fresh = PageRows.reader();
    fresh.feed(page, 0, page.length);
    return fresh.finish(NOW);
  }

  /** The next page of a known host, into the reader's columns and no further. */
  @Benchmark
  public ScrapeReader seenBeforeColumns() {
    byte[] page = nextStep();
    reader.feed(page, 0, page.length);
    reader.reset();
    return reader;
  }

  /** The next page of a known host as a snapshot. */
  @Benchmark
  public HostSnapshot seenBefore() {
    byte[] page = nextStep();
    reader.feed(page, 0, page.length);
    return reader.finish(NOW);
  }

  /** The yardstick: a look at every byte. */
  @Benchmark
  public long byteLoop() {
    return Floors.byteLoop(nextStep());
  }

  /** After the last step the host is a stranger again, so that its new processes stay new. */
  private byte[] nextStep() {
    if (step == PAGES) {
      step = 0;
      reader = PageRows.reader();
    }
    return steps.get(step++);
  }
}
