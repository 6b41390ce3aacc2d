package io.allsmi.benchmarks;

import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
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

/** Process rows of a cluster to users, beside two yardsticks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class UsageBenchmark {
  /** Hosts and rows on each. */
  @Param({"100x50", "10x50000", "10000x50"})
  public String cluster = "100x50";

  private ProcessRows rows = ProcessRows.of(1, 1);
  private List<RecordBaseline.Row> records = List.of();
  private int[] users = {};
  private long[] memory = {};

  /** Makes the rows. */
  @Setup(Level.Trial)
  public void rows() {
    String[] size = cluster.split("x");
    rows = ProcessRows.of(Integer.parseInt(size[0]), Integer.parseInt(size[1]));
    records = rows.records();
    users = rows.users();
    memory = rows.memory();
  }

  /** Ours. */
  @Benchmark
  public UserAggregation aggregate() {
    return UserAggregator.aggregate(rows.snapshots);
  }

  /** Records, hash maps and sets. */
  @Benchmark
  public List<RecordBaseline.Usage> baseline() {
    return RecordBaseline.aggregate(records);
  }

  /** The keyed sum of one column. */
  @Benchmark
  public long floor() {
    return Floors.keyedSum(users, memory, new long[ProcessRows.USERS]);
  }
}
