package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens connections: the seam between hosts over SSH and the library that speaks the protocol.
 *
 * @implSpec Safe for use by several threads.
 */
public interface SshTransport extends AutoCloseable {
  /**
   * Connects, checks the host's key and logs in. Blocks; interrupting the thread ends it soon.
   *
   * @param settings where to and as whom; {@code proxyJump} is not looked at
   * @param trust decides about the host's key
   * @param via a connection to go through; empty for a connection of its own
   * @param timeout how long all of it may take
   * @throws HostReadException when it fails; its kind is {@code TIMEOUT}, {@code REFUSED}, {@code
   *     UNRESOLVED}, {@code UNREACHABLE} (broke off), {@code HOST_KEY_REJECTED}, {@code
   *     UNAUTHORIZED}, {@code UNSUPPORTED} (the server has only old algorithms) or {@code
   *     MALFORMED_REPLY} (what answers does not speak SSH)
   * @throws InterruptedException when this thread was interrupted; nothing stays open
   */
  SshConnection connect(
      SshSettings settings, HostKeyCheck trust, Optional<SshConnection> via, Duration timeout)
      throws HostReadException, InterruptedException;

  /** Ends every connection. */
  @Override
  void close();
}
