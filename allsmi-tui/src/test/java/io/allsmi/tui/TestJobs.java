package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessDetails;
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

/** Jobs on the hosts of {@link TestCluster}, which are its nodes by name. */
public final class TestJobs {
  private TestJobs() {}

  /** A job over three nodes, one that uses nothing, one with a wide name, one that waits. */
  public static ClusterSnapshot on(ClusterSnapshot cluster) {
    List<HostSnapshot> hosts = cluster.hosts().stream().map(TestJobs::ofJobs).toList();
    return new ClusterSnapshot(
            cluster.takenAt(), cluster.source(), cluster.interval(), hosts, cluster.issues())
        .withJobs(JobList.of(jobs(), TestCluster.NOW.minusSeconds(12)));
  }

  /** The processes on the first two GPUs of a host are of a job, one is where it should not be. */
  private static HostSnapshot ofJobs(HostSnapshot host) {
    List<ProcessInfo> rows = new ArrayList<>();
    for (ProcessInfo row : host.processes()) {
      int gpu = row.deviceIndex().orElse(-1);
      boolean free = gpu == 1 && host.hostname().endsWith("1");
      if (gpu >= 0 && gpu <= 3 && !free) {
        String job = gpu <= 1 ? "7591" : "7611";
        ProcessDetails of = ProcessDetails.builder().jobId(job).build();
        rows.add(row.toBuilder().details(of).build());
      }
    }
    return host.toBuilder().processes(rows).build();
  }

  private static JobNode node(int number, int from, int to) {
    List<Integer> gpus = IntStream.rangeClosed(from, to).boxed().toList();
    return JobNode.of("node-000" + number, List.of(GpuGrant.gpus("h200", gpus)));
  }

  private static JobInfo.Builder job(String id, int number, String name, String user) {
    return JobInfo.builder(id)
        .rawId(number)
        .name(name)
        .user(user)
        .partition("gpu")
        .account("nlp")
        .state(JobState.RUNNING)
        .startTime(TestCluster.NOW.minusSeconds(93_600))
        .timeLimit(TimeLimit.of(Duration.ofDays(3)));
  }

  /** The jobs themselves. */
  public static List<JobInfo> jobs() {
    return List.of(
        job("7591", 7591, "gpt-oss-120b", "inureyes")
            .nodes(List.of(node(1, 0, 1), node(2, 0, 1), node(4, 0, 1)))
            .build(),
        job("7602_3", 7611, "sweep", "mira")
            .arrayJobId(7602)
            .account("cv")
            .nodes(List.of(node(1, 2, 2), node(5, 0, 3)))
            .timeLimit(TimeLimit.UNLIMITED)
            .build(),
        job("7620", 7620, "日本語のとても長い名前です🚀", "김정묵")
            .nodes(List.of(node(3, 3, 3), node(9, 0, 0)))
            .build(),
        job("7631_[2-5%2]", 7631, "wait", "mira")
            .state(JobState.PENDING)
            .reason("Resources")
            .partition("gpu,long")
            .nodeCount(2)
            .asked(List.of(GpuGrant.of("gpu", "", 16)))
            .build());
  }
}
