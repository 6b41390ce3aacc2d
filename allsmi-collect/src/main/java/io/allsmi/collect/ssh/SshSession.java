package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.collect.ssh.transport.SshConnection;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * A host that is connected: how it is read, the connection, its place among those that connect, and
 * what the connection goes through.
 */
record SshSession(
    RemoteReader reader,
    SshConnection connection,
    ConnectGate.Pass place,
    Optional<JumpHosts.Lease> way)
    implements AutoCloseable {
  /** As long as the Rust tool waits for a program of the host. */
  static final Duration READ_TIME = Duration.ofSeconds(15);

  /** The first read tries tools and starts one several times. */
  static final Duration FIRST_READ_TIME = READ_TIME.multipliedBy(3);

  /** Reads; after the first time another host may connect. */
  HostSnapshot read() throws HostReadException, InterruptedException {
    try {
      return reader.read(place.isHeld() ? FIRST_READ_TIME : READ_TIME);
    } finally {
      place.close();
    }
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Ends what runs on the host first, as long as it can be told to. */
  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      try {
        connection.close();
      } finally {
        place.close();
        way.ifPresent(JumpHosts.Lease::close);
      }
    }
  }
}
