package io.allsmi.core.jobs;

import io.allsmi.core.HostSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a job has on one node.
 *
 * @param node the node's name in the batch system
 * @param host the host that it is, with all its readings, also when the last read failed; absent
 *     when no host is it, or several may be
 * @param gpusKnown whether it is known which GPUs the job has there
 * @param gpus those GPUs: by number, then those without one; unmodifiable
 * @since 0.30.0
 */
public record JobNodeUsage(
    String node, Optional<HostSnapshot> host, boolean gpusKnown, List<JobGpu> gpus) {
  /** Checks the arguments and copies the list. */
  public JobNodeUsage {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(host, "host");
    gpus = List.copyOf(gpus);
  }

  /** Whether the node is read, so that its readings count. */
  public boolean isRead() {
    return host.isPresent() && host.get().status().state().countsInSums();
  }
}
