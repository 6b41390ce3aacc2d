package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.remote.RemoteHost;
import io.allsmi.collect.remote.RemoteOptions;
import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.collect.remote.RemoteTool;
import io.allsmi.collect.remote.ShellStarter;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.transport.HandshakeCutException;
import io.allsmi.collect.ssh.transport.SshTransport;
import io.allsmi.collect.ssh.transport.SshjTransport;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.collect.ssh.trust.KnownHosts;
import io.allsmi.core.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Readers of hosts over SSH. Each keeps one connection to its host; hosts behind the same jump host
 * share the connection to that one. Connections are made so many at a time, and never so many to
 * the same server that it would send one away.
 *
 * @since 0.30
 */
public final class SshReaders implements HostReaders {
  private final SshTransport transport;
  private final ConnectGate gate;
  private final JumpHosts jumpHosts;
  private final SshConnector connector;
  private final boolean keepsConnections;
  private final Set<SshHostReader> readers = ConcurrentHashMap.newKeySet();

  /** What the readers are made of, each part to be replaced by a test. */
  record Parts(
      SshTransport transport,
      Function<SshSettings, HostKeyCheck> trust,
      Predicate<HostReadException> isSentAway,
      BiFunction<SshHost, ShellStarter, RemoteReader> remote,
      JumpResolver jumpResolver,
      IntFunction<Duration> pauses,
      Duration quickConnect) {}

  SshReaders(Parts parts, SshOptions options) {
    this.transport = parts.transport;
    this.gate = new ConnectGate(options.concurrency(), parts.quickConnect, readers::size);
    Dialer dialer =
        new Dialer(parts.transport, parts.trust, parts.isSentAway, gate, options, parts.pauses);
    this.keepsConnections = options.keepsConnections();
    this.jumpHosts = new JumpHosts(dialer);
    this.connector = new SshConnector(dialer, jumpHosts, parts.jumpResolver, parts.remote);
  }

  /**
   * Readers of these hosts by sshj; nothing is connected yet.
   *
   * @param hosts say how jump hosts are reached, and are told what was noticed of known hosts
   */
  public static SshReaders open(SshHosts hosts, SshOptions options) {
    KnownHosts known = new KnownHosts(Clock.systemUTC(), hosts::notice);
    RemoteOptions remote = remote(options);
    return new SshReaders(
        new Parts(
            new SshjTransport(System.getenv()),
            known::checkFor,
            HandshakeCutException.class::isInstance,
            (host, shells) -> RemoteHost.of(host.hostId(), host.address(), shells, remote),
            hosts::jump,
            Dialer::pause,
            ConnectGate.QUICK),
        options);
  }

  private static RemoteOptions remote(SshOptions options) {
    RemoteOptions remote =
        RemoteOptions.defaults()
            .withFallbacks(options.fallbacks().stream().map(SshReaders::tool).toList())
            .withMasksSecrets(options.masksSecrets());
    return options.interval().map(remote::withStream).orElse(remote);
  }

  private static RemoteTool tool(Transport transport) {
    return switch (transport) {
      case SSH_NVIDIA_SMI -> RemoteTool.NVIDIA_SMI;
      case SSH_AMD_SMI -> RemoteTool.AMD_SMI;
      case SSH_ROCM_SMI -> RemoteTool.ROCM_SMI;
      default ->
          throw new IllegalArgumentException("tool: expected one over SSH, got " + transport);
    };
  }

  @Override
  public boolean canRead(HostTarget target) {
    return target instanceof SshHost;
  }

  @Override
  public Optional<HostReader> readerOf(HostTarget target) {
    if (!(target instanceof SshHost host)) {
      return Optional.empty();
    }
    SshHostReader reader = new SshHostReader(host, connector, keepsConnections, readers::remove);
    readers.add(reader);
    return Optional.of(reader);
  }

  /**
   * Programs of this host, over a connection that the readers do not share; nothing is connected
   * yet. To be closed before these readers.
   */
  public SshLogin login(SshHost host) {
    return new SshLogin(host, connector);
  }

  /** How many jump hosts are in use. */
  int jumpHostsInUse() {
    return jumpHosts.inUse();
  }

  /** How many wait for their turn to connect. */
  int waiting() {
    return gate.waiting();
  }

  /** Ends every read and every connection. */
  @Override
  public void close() {
    gate.close();
    List.copyOf(readers).forEach(SshHostReader::close);
    jumpHosts.close();
    transport.close();
  }
}
