package io.allsmi.core.filter;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.NodeHosts;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The jobs that whole GPUs were given to by number: whose a GPU is that nobody uses. */
final class GrantedJobs {
  private final IdentityHashMap<HostSnapshot, Map<Integer, List<JobInfo>>> byHost =
      new IdentityHashMap<>();

  private GrantedJobs() {}

  static GrantedJobs of(List<JobInfo> jobs, List<HostSnapshot> hosts) {
    GrantedJobs granted = new GrantedJobs();
    if (jobs.isEmpty()) {
      return granted;
    }
    NodeHosts nodes = NodeHosts.of(hosts);
    for (JobInfo job : jobs) {
      if (job.holdsNodes()) {
        for (JobNode node : job.nodes()) {
          nodes.host(node.name()).ifPresent(host -> granted.add(host, node, job));
        }
      }
    }
    return granted;
  }

  private void add(HostSnapshot host, JobNode node, JobInfo job) {
    Map<Integer, List<JobInfo>> byNumber = byHost.computeIfAbsent(host, h -> new HashMap<>());
    for (GpuGrant grant : node.gpus()) {
      if (grant.isWholeGpu()) {
        for (int number : grant.indices()) {
          byNumber.computeIfAbsent(number, n -> new ArrayList<>(1)).add(job);
        }
      }
    }
  }

  /** The jobs that have a GPU; empty where that is not known. */
  List<JobInfo> on(HostSnapshot host, int gpu) {
    Map<Integer, List<JobInfo>> byNumber = byHost.get(host);
    return byNumber == null
        ? List.of()
        : byNumber.getOrDefault(host.gpus().get(gpu).index().orElse(gpu), List.of());
  }
}
