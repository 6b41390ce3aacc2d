package io.allsmi.collect.ssh.trust;

import java.io.IOException;

/**
 * A server's key is not trusted.
 *
 * @since 0.30
 */
public final class HostKeyRejectedException extends IOException {
  private static final long serialVersionUID = 1;

  /** The message is one line that names the file, its line, and what to do. */
  public HostKeyRejectedException(String message) {
    super(message);
  }
}
