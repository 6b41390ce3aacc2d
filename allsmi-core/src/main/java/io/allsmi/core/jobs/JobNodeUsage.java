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
 * @param gpus those GPUs: by number, then those without one; of a node that is not read nothing is
 *     known but that they are there. Unmodifiable
 * @param lastGpus of a node that is not read any more the same GPUs as they were last read, at the
 *     time of the host, with an unknown use: to be shown, and to count nowhere. Empty for a node
 *     that is read and for one without readings; unmodifiable
 * @since 0.30.0
 */
public record JobNodeUsage(
    String node,
    Optional<HostSnapshot> host,
    boolean gpusKnown,
    List<JobGpu> gpus,
    List<JobGpu> lastGpus) {
  /** Checks the arguments and copies the lists. */
  public JobNodeUsage {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(host, "host");
    gpus = List.copyOf(gpus);
    lastGpus = List.copyOf(lastGpus);
  }

  /** Whether the node is read, so that its readings count. */
  public boolean isRead() {
    return host.isPresent() && host.get().status().state().countsInSums();
  }

  /** What there is to show: the GPUs as they were last read, whether or not that counts. */
  public List<JobGpu> shownGpus() {
    return lastGpus.isEmpty() ? gpus : lastGpus;
  }
}
