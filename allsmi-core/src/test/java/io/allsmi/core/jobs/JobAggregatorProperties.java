package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.down;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.ofJob;
import static io.allsmi.core.jobs.Readings.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JobAggregatorProperties {
  private static final int NODES = 4;
  private static final int GPUS = 4;

  /** Jobs by chance on nodes of which some are down or missing; GPUs are given once. */
  private static ClusterSnapshot random(Random random) {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      if (random.nextInt(6) > 0) {
        hosts.add(random.nextInt(6) > 0 ? host("n" + node, random) : down("n" + node, 0));
      }
    }
    List<List<JobNode>> given = new ArrayList<>();
    for (int job = 0; job < 5; job++) {
      given.add(new ArrayList<>());
    }
    for (int node = 0; node < NODES; node++) {
      give("n" + node, given, random);
    }
    List<JobInfo> jobs = new ArrayList<>();
    for (int job = 0; job < given.size(); job++) {
      jobs.add(
          JobInfo.builder("" + job)
              .rawId(job)
              .state(random.nextInt(5) > 0 ? JobState.RUNNING : JobState.COMPLETED)
              .startTime(at(random.nextInt(100) - 99))
              .nodes(given.get(job))
              .build());
    }
    Collections.shuffle(hosts, random);
    return cluster(0, hosts.toArray(HostSnapshot[]::new)).withJobs(JobList.of(jobs, at(-1)));
  }

  private static HostSnapshot host(String name, Random random) {
    List<GpuInfo> gpus = new ArrayList<>();
    List<ProcessInfo> rows = new ArrayList<>();
    for (int gpu = 0; gpu < GPUS; gpu++) {
      gpus.add(gpu(gpu, random.nextInt(101)));
      for (int pid = random.nextInt(3); pid > 0; pid--) {
        rows.add(
            random.nextBoolean()
                ? ofJob(random.nextInt(6), pid, gpu, random.nextInt(3))
                : row(pid, gpu, random.nextInt(3)));
      }
    }
    return Readings.host(name, 0, gpus, rows.toArray(ProcessInfo[]::new));
  }

  /** Divides the GPUs of a node among jobs, with their numbers, without, or untold. */
  private static void give(String node, List<List<JobNode>> given, Random random) {
    int next = 0;
    for (List<JobNode> job : given) {
      int count = Math.min(GPUS - next, random.nextInt(3));
      if (count == 0) {
        continue;
      }
      List<Integer> numbers = IntStream.range(next, next + count).boxed().toList();
      next += count;
      job.add(
          switch (random.nextInt(4)) {
            case 0 -> JobNode.of(node, List.of(GpuGrant.of("gpu", "", count)));
            case 1 -> JobNode.of(node);
            default -> JobNode.of(node, List.of(GpuGrant.gpus("h100", numbers)));
          });
    }
  }

  @Property(tries = 300)
  void everyGpuThatWasGivenIsAtSomething(@ForAll Random random) {
    ClusterSnapshot cluster = random(random);
    JobAggregation jobs = JobAggregator.aggregate(cluster);
    int given = 0;
    int listed = 0;
    for (JobUsage job : jobs.jobs()) {
      List<JobGpu> gpus = job.nodes().stream().flatMap(node -> node.gpus().stream()).toList();
      assertThat(job.uses().all()).isEqualTo(Math.max(job.gpus().orElse(0), gpus.size()));
      given += job.job().holdsNodes() ? granted(job.job()) : 0;
      listed += gpus.size();
      assertThat(job.nodesRead() + job.nodesMissing()).isEqualTo(job.nodes().size());
    }
    assertThat(listed).isEqualTo(given);
  }

  private static int granted(JobInfo job) {
    return job.nodes().stream()
        .flatMap(node -> node.gpus().stream())
        .mapToInt(GpuGrant::count)
        .sum();
  }

  @Property(tries = 300)
  void rowOfAJobIsOnItsGpusOrAStrayOrOnNobodys(@ForAll Random random) {
    ClusterSnapshot cluster = random(random);
    for (JobUsage job : JobAggregator.aggregate(cluster).jobs()) {
      long own =
          job.nodes().stream()
              .flatMap(node -> node.gpus().stream())
              .mapToLong(gpu -> gpu.ofJob().size())
              .sum();
      long rows =
          cluster.hosts().stream()
              .flatMap(host -> host.processes().stream())
              .filter(r -> r.details().jobId().equals(Optional.of(job.job().id())))
              .count();
      assertThat(own + job.strays().size()).isLessThanOrEqualTo(rows);
    }
  }

  @Property(tries = 200)
  void orderOfHostsChangesNothing(@ForAll Random random) {
    ClusterSnapshot cluster = random(random);
    List<HostSnapshot> shuffled = new ArrayList<>(cluster.hosts());
    Collections.reverse(shuffled);
    ClusterSnapshot other =
        cluster(0, shuffled.toArray(HostSnapshot[]::new)).withJobs(cluster.jobs().orElseThrow());
    List<JobUsage> jobs = JobAggregator.aggregate(cluster).jobs();
    List<JobUsage> again = JobAggregator.aggregate(other).jobs();

    for (int i = 0; i < jobs.size(); i++) {
      assertThat(again.get(i).nodes()).isEqualTo(jobs.get(i).nodes());
      assertThat(again.get(i).uses()).isEqualTo(jobs.get(i).uses());
      assertThat(again.get(i).strays()).containsExactlyInAnyOrderElementsOf(jobs.get(i).strays());
    }
  }
}
