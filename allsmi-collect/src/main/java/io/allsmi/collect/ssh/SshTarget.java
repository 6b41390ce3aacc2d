package io.allsmi.collect.ssh;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host as a user names it for SSH: what of it is not said, {@code ssh_config} may say.
 *
 * @param user the account there; empty when not said
 * @param host a name, an alias of {@code ssh_config} or an address, without brackets
 * @param port 1–65535; empty when not said
 * @since 0.30
 */
public record SshTarget(Optional<String> user, String host, OptionalInt port) {
  /** Checks the arguments. */
  public SshTarget {
    Objects.requireNonNull(user, "user");
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host: expected a name or an address, got ''");
    }
    port.ifPresent(
        number -> {
          if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("port: expected 1 to 65535, got " + number);
          }
        });
  }
}
