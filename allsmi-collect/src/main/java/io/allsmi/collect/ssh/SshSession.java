package io.allsmi.collect.ssh;

import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.collect.ssh.transport.SshConnection;
import java.util.Optional;

/** A host that is connected: how it is read, the connection, and what that goes through. */
record SshSession(RemoteReader reader, SshConnection connection, Optional<JumpHosts.Lease> way)
    implements AutoCloseable {
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
        way.ifPresent(JumpHosts.Lease::close);
      }
    }
  }
}
