package io.allsmi.collect.slurm;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Transport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A node that is read by a step inside a job on it.
 *
 * @param node its name in Slurm
 * @param job the number of the job; of a heterogeneous job that of its first component
 * @param component which component of a heterogeneous job; empty for any other job
 * @param as the account to step in as, where that is another than the one that asks, which must be
 *     root then; empty for that one
 * @param granted the numbers of the GPUs that the job has there; empty when not known
 * @since 0.30
 */
public record SrunHost(
    String node, long job, OptionalInt component, Optional<String> as, List<Integer> granted)
    implements HostTarget {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,252}");

  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@$-]{0,127}");

  /**
   * Checks the arguments and copies the list.
   *
   * @throws IllegalArgumentException when the node's name or the account has other characters than
   *     names have
   */
  public SrunHost {
    if (!NAME.matcher(Objects.requireNonNull(node, "node")).matches()) {
      throw new IllegalArgumentException(
          "node: expected a name, got '" + SlurmCommands.shown(node) + "'");
    }
    if (as.filter(account -> !ACCOUNT.matcher(account).matches()).isPresent()) {
      throw new IllegalArgumentException(
          "user: expected an account name, got '" + SlurmCommands.shown(as.get()) + "'");
    }
    Objects.requireNonNull(component, "component");
    granted = List.copyOf(granted);
  }

  /** The node's name. */
  @Override
  public String hostId() {
    return node;
  }

  /** {@code srun://node}. */
  @Override
  public String address() {
    return "srun://" + node;
  }

  /** A shell on the host like any other. */
  @Override
  public Transport transport() {
    return Transport.SSH;
  }
}
