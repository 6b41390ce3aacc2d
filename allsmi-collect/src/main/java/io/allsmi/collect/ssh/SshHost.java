package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.Transport;
import java.util.Objects;

/**
 * A host over SSH of which everything is known that connecting needs. Two that are equal are
 * reached in the same way.
 *
 * @param settings how it is reached
 * @since 0.30
 */
public record SshHost(SshSettings settings) implements HostTarget {
  private static final int USUAL_PORT = 22;

  /** Checks the argument. */
  public SshHost {
    Objects.requireNonNull(settings, "settings");
  }

  /** The host's key in a cluster: {@code user@host:port} with the host as the user wrote it. */
  @Override
  public String hostId() {
    return settings.user() + "@" + name() + ":" + settings.port();
  }

  /** {@code ssh://user@host}, with {@code :port} behind it where that is not 22. */
  @Override
  public String address() {
    String address = "ssh://" + settings.user() + "@" + name();
    return settings.port() == USUAL_PORT ? address : address + ":" + settings.port();
  }

  @Override
  public Transport transport() {
    return Transport.SSH;
  }

  private String name() {
    String alias = settings.alias();
    return alias.indexOf(':') >= 0 ? "[" + alias + "]" : alias;
  }

  /** The host's key. */
  @Override
  public String toString() {
    return hostId();
  }
}
