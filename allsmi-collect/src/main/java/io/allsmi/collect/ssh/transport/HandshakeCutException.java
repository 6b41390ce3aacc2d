package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;

/**
 * A server, or what is in front of it, accepted a connection and ended it before keys were
 * exchanged: what a server does that has too many logins under way. It is worth another try soon.
 *
 * @since 0.30
 */
public final class HandshakeCutException extends HostReadException {
  private static final long serialVersionUID = 1L;

  /** The message is one line without the host's name. */
  public HandshakeCutException(String message) {
    super(FailureKind.UNREACHABLE, message);
  }
}
