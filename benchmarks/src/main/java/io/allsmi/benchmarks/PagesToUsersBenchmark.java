package io.allsmi.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The bytes of a hundred pages to users sorted by memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class PagesToUsersBenchmark {
  private static final int STEPS = 6;

  private List<List<byte[]>> perHost = List.of();
  private PagesToUsers cluster = new PagesToUsers(List.of());
  private int step;

  /** Makes the pages. */
  @Setup(Level.Trial)
  public void pages() {
    perHost = PagesToUsers.pages(STEPS);
    step = STEPS;
  }

  /** Pages of hosts never seen. */
  @Benchmark
  public int firstSight() {
    return new PagesToUsers(perHost).users(0);
  }

  /** Pages three seconds later; one in six is that of hosts never seen. */
  @Benchmark
  public int mostlyAgain() {
    if (step == STEPS) {
      step = 0;
      cluster = new PagesToUsers(perHost);
    }
    return cluster.users(step++);
  }
}
