package io.allsmi.collect.ssh;

import io.allsmi.collect.ssh.config.SshSettings;
import java.io.IOException;

/** Says how a jump host is reached. */
@FunctionalInterface
interface JumpResolver {
  /**
   * Settings of a jump host.
   *
   * @param spec {@code [user@]host[:port]} or {@code ssh://…}
   * @throws IOException when the configuration does not allow it
   * @throws IllegalArgumentException when the text names no host
   */
  SshSettings resolve(String spec) throws IOException;
}
