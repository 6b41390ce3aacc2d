package io.allsmi.collect.slurm;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Chooses the job through which a node is read, and stays with it while it runs. */
final class StepChoice implements NodeAddress {
  private static final String ROOT = "root";
  private static final int MOST_NODES = 65_536;

  private final String account;
  private final Map<String, Long> chosen = new ConcurrentHashMap<>();

  StepChoice(String account) {
    this.account = account;
  }

  @Override
  public Optional<HostTarget> of(String node, List<JobInfo> jobs) {
    if (chosen.size() > MOST_NODES) {
      chosen.clear();
    }
    long before = chosen.getOrDefault(node, -1L);
    Optional<JobInfo> job =
        jobs.stream()
            .filter(candidate -> candidate.rawId().isPresent() && candidate.holdsNodes())
            .min(
                Comparator.comparing((JobInfo one) -> one.rawId().getAsLong() != before)
                    .thenComparing(one -> !one.user().equals(Optional.of(account)))
                    .thenComparing(
                        one -> one.endTime().orElse(Instant.MAX), Comparator.reverseOrder()));
    return job.map(
        one -> {
          long id = one.rawId().getAsLong();
          chosen.put(node, id);
          boolean isPart = one.hetJobId().isPresent() && one.hetOffset().isPresent();
          long leader = isPart ? one.hetJobId().getAsLong() : id;
          OptionalInt component = isPart ? one.hetOffset() : OptionalInt.empty();
          return new SrunHost(node, leader, component, as(one), granted(one, node));
        });
  }

  private Optional<String> as(JobInfo job) {
    return account.equals(ROOT) ? job.user().filter(user -> !user.equals(ROOT)) : Optional.empty();
  }

  /** The GPUs that the job has there, as far as all of them are whole and have numbers. */
  private static List<Integer> granted(JobInfo job, String node) {
    List<JobNode> there = job.nodes().stream().filter(one -> one.name().equals(node)).toList();
    boolean known =
        there.stream()
            .flatMap(one -> one.gpus().stream())
            .allMatch(gpus -> gpus.isWholeGpu() && gpus.indicesKnown());
    return known
        ? there.stream()
            .flatMap(one -> one.gpus().stream())
            .flatMap(gpus -> gpus.indices().stream())
            .sorted()
            .toList()
        : List.of();
  }
}
