package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.collect.remote.ShellStarter;
import io.allsmi.collect.ssh.config.SshSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Connects to a host through its jump hosts. Safe for use by several threads. */
final class SshConnector {
  private final Dialer dialer;
  private final JumpHosts jumpHosts;
  private final JumpResolver resolver;
  private final BiFunction<SshHost, ShellStarter, RemoteReader> remote;

  SshConnector(
      Dialer dialer,
      JumpHosts jumpHosts,
      JumpResolver resolver,
      BiFunction<SshHost, ShellStarter, RemoteReader> remote) {
    this.dialer = dialer;
    this.jumpHosts = jumpHosts;
    this.resolver = resolver;
    this.remote = remote;
  }

  /**
   * Connects and logs in; nothing is asked of the host yet. The session holds a place among those
   * that connect until it has been read.
   *
   * @param isReturning whether the last try failed
   */
  SshSession connect(SshHost host, boolean isReturning)
      throws HostReadException, InterruptedException {
    SshSettings settings = host.settings();
    List<SshSettings> way = JumpChain.of(settings, resolver);
    if (way.isEmpty()) {
      return session(host, Optional.empty(), way, isReturning);
    }
    JumpHosts.Lease lease = jumpHosts.lease(way, isReturning);
    boolean isOpen = false;
    try {
      SshSession session = session(host, Optional.of(lease), way, isReturning);
      isOpen = true;
      return session;
    } finally {
      if (!isOpen) {
        lease.close();
      }
    }
  }

  private SshSession session(
      SshHost host, Optional<JumpHosts.Lease> lease, List<SshSettings> way, boolean isReturning)
      throws HostReadException, InterruptedException {
    SshSettings settings = host.settings();
    Dialer.Dialed dialed =
        dialer.dial(
            settings,
            lease.map(JumpHosts.Lease::connection),
            JumpChain.spared(way, settings),
            isReturning);
    RemoteReader reader = remote.apply(host, dialed.connection()::start);
    return new SshSession(reader, dialed.connection(), dialed.place(), lease);
  }
}
