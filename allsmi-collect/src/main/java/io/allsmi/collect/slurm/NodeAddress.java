package io.allsmi.collect.slurm;

import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.slurm.JobInfo;
import java.util.List;
import java.util.Optional;

/**
 * How the node of a job is reached.
 *
 * @since 0.30
 */
@FunctionalInterface
public interface NodeAddress {
  /** Stands for the node's name in {@link #url}. */
  String NODE = "{node}";

  /**
   * The host that a node is; empty where there is no way to it, which is no fault.
   *
   * @param node its name in Slurm
   * @param jobs the jobs on it, never empty, in the order of Slurm
   * @throws IllegalArgumentException when the name is none that can be reached; the message says
   *     what was expected
   */
  Optional<HostTarget> of(String node, List<JobInfo> jobs);

  /**
   * Exporters on the nodes.
   *
   * @param template an address as {@link HttpTarget#parse} reads it, with {@link #NODE} in it, such
   *     as {@code http://{node}:9090}
   * @throws IllegalArgumentException when it is none
   */
  static NodeAddress url(String template) {
    if (!template.contains(NODE)) {
      throw new IllegalArgumentException(
          "expected an address with {node} in it, such as http://{node}:9090, got '"
              + SlurmCommands.shown(template)
              + "'");
    }
    var unused = HttpTarget.parse(template.replace(NODE, "node1"));
    return (node, jobs) -> Optional.of(HttpTarget.parse(template.replace(NODE, node)));
  }

  /**
   * A step inside a job on each node, by {@code srun --overlap}: one of the account's own jobs
   * where there is one, the same as before while it runs.
   *
   * @param account whose jobs can be stepped into; {@code root} steps into those of others as them
   */
  static NodeAddress step(String account) {
    return new StepChoice(account);
  }
}
