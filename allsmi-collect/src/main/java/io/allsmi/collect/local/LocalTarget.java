package io.allsmi.collect.local;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Transport;
import java.util.Objects;

/**
 * This machine as one host among others.
 *
 * @param hostId its key: the name it gives itself, as {@link LocalMachine} has it
 * @since 0.30
 */
public record LocalTarget(String hostId) implements HostTarget {
  /** Checks the argument. */
  public LocalTarget {
    Objects.requireNonNull(hostId, "hostId");
  }

  /** The machine that the options are about. */
  public static LocalTarget of(LocalOptions options) {
    return new LocalTarget(LocalMachine.name(new FolderFiles(options.root())));
  }

  /** Empty: it is read where it is. */
  @Override
  public String address() {
    return "";
  }

  @Override
  public Transport transport() {
    return Transport.LOCAL;
  }

  /** The host's key. */
  @Override
  public String toString() {
    return hostId;
  }
}
