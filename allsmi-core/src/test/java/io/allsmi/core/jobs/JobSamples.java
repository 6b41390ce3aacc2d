package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.down;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.ofJob;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.slurm.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Jobs to look at and to compare with files. */
public final class JobSamples {
  private static final int STEP = 240;
  private static final int STEPS = 75;

  private JobSamples() {}

  /**
   * A moment of five hours: a large job, an unused one, one that waits, one on a node that is down.
   */
  public static ClusterSnapshot cluster(int step) {
    long second = (long) step * STEP;
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int node = 1; node <= 4; node++) {
      hosts.add(large(node, second));
    }
    List<GpuInfo> two = List.of(gpu(0, 0), gpu(1, 0), gpu(2, 88));
    hosts.add(host("n5", second, two, ofJob(7620, 9, 2, 70 * GIB), ofJob(7620, 9, 1, GIB)));
    hosts.add(down("n6", second));
    return Readings.cluster(second, hosts.toArray(HostSnapshot[]::new))
        .withJobs(JobList.of(jobs(), at(second - 10)));
  }

  /** Two nodes work, one holds memory, one was never touched. */
  private static HostSnapshot large(int node, long second) {
    List<GpuInfo> gpus = new ArrayList<>();
    List<ProcessInfo> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      gpus.add(gpu(i, node <= 2 ? 90 + i : 0));
      if (node <= 3) {
        rows.add(ofJob(7591, 100 + i, i, 60 * GIB));
      }
    }
    return host("n" + node, second, gpus, rows.toArray(ProcessInfo[]::new));
  }

  private static JobNode node(String name, int from, int to) {
    List<Integer> indices = IntStream.rangeClosed(from, to).boxed().toList();
    return JobNode.of(name, List.of(GpuGrant.gpus("h200", indices)));
  }

  private static List<JobInfo> jobs() {
    return List.of(
        JobInfo.builder("7591")
            .rawId(7591)
            .name("gpt-oss-120b")
            .user("inureyes")
            .account("nlp")
            .partition("gpu")
            .qos("normal")
            .state(JobState.RUNNING)
            .startTime(at(-100_000))
            .timeLimit(TimeLimit.of(Duration.ofDays(3)))
            .nodes(List.of(node("n1", 0, 7), node("n2", 0, 7), node("n3", 0, 7), node("n4", 0, 7)))
            .build(),
        JobInfo.builder("7602_3")
            .rawId(7610)
            .arrayJobId(7602)
            .arrayTask("3")
            .name("sweep")
            .user("mira")
            .account("cv")
            .partition("gpu")
            .state(JobState.RUNNING)
            .startTime(at(-10_000))
            .timeLimit(TimeLimit.of(Duration.ofHours(12)))
            .nodes(List.of(node("n5", 0, 1)))
            .build(),
        JobInfo.builder("7620")
            .rawId(7620)
            .name("=cmd|'/c calc'!A1, \"x\"")
            .user("bob")
            .partition("gpu")
            .state(JobState.RUNNING)
            .startTime(at(600))
            .timeLimit(TimeLimit.UNLIMITED)
            .nodes(List.of(node("n5", 2, 2), node("n6", 0, 3)))
            .build(),
        JobInfo.builder("7631_[2-5%2]")
            .rawId(7631)
            .arrayJobId(7631)
            .arrayTask("2-5%2")
            .name("wait")
            .user("mira")
            .account("cv")
            .partition("gpu,long")
            .state(JobState.PENDING)
            .reason("Resources")
            .nodeCount(2)
            .asked(List.of(GpuGrant.of("gpu", "", 16)))
            .timeLimit(TimeLimit.of(Duration.ofMinutes(90)))
            .build());
  }

  /** The jobs after five hours. */
  public static JobAggregation jobsAfterFiveHours() {
    GpuUseWindow window = new GpuUseWindow();
    for (int step = 0; step < STEPS; step++) {
      window.add(cluster(step));
    }
    ClusterSnapshot last = cluster(STEPS);
    window.add(last);
    return JobAggregator.aggregate(last, window);
  }
}
