package io.allsmi.collect.ssh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host as a user names it for SSH: what of it is not said, {@code ssh_config} may say.
 *
 * <pre>{@code
 * SshTarget.parse("dgx-01");
 * SshTarget.parse("ann@dgx-01:2222");
 * SshTarget.parse("[fd00::5]:2222");            // or fd00::5, without a port
 * SshTarget.parse("ssh://ann@dgx-01:2222/");
 * }</pre>
 *
 * @param user the account there; empty when not said
 * @param host a name, an alias of {@code ssh_config} or an address, without brackets
 * @param port 1–65535; empty when not said
 * @param keys private keys that are tried first on this host; unmodifiable
 * @param jumps the hosts on the way to this one, the first one first, each as {@code
 *     [user@]host[:port]}; empty when not said; unmodifiable
 * @since 0.30
 */
public record SshTarget(
    Optional<String> user, String host, OptionalInt port, List<Path> keys, List<String> jumps) {
  /**
   * Checks the arguments and copies the lists.
   *
   * @throws IllegalArgumentException when the user or the host has characters that a shell or a
   *     terminal could take for something else, or begins with a dash; or when the port is not one
   */
  public SshTarget {
    if (user.filter(name -> !TargetText.isUser(name)).isPresent()) {
      throw new IllegalArgumentException(
          "user: expected an account name, got '" + TargetText.shown(user.get()) + "'");
    }
    if (!TargetText.isHost(host)) {
      throw new IllegalArgumentException(
          "host: expected a name or an address, got '" + TargetText.shown(host) + "'");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw new IllegalArgumentException("port: expected 1 to 65535, got " + port.getAsInt());
    }
    keys = List.copyOf(keys);
    jumps = List.copyOf(jumps);
  }

  /** A host of which no keys and no way are said. */
  public SshTarget(Optional<String> user, String host, OptionalInt port) {
    this(user, host, port, List.of(), List.of());
  }

  /**
   * Reads {@code [user@]host[:port]} or {@code ssh://[user@]host[:port][/]}. An IPv6 address may
   * stand without brackets where no port follows it.
   *
   * @throws IllegalArgumentException when the text is anything else, such as a list of hosts; the
   *     message names the text, what was expected and what was found
   */
  public static SshTarget parse(String text) {
    return TargetText.of(text).one();
  }

  /** {@code [user@]host[:port]} with what was said, an IPv6 address in brackets. */
  @Override
  public String toString() {
    String where = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return user.map(name -> name + "@").orElse("")
        + where
        + (port.isPresent() ? ":" + port.getAsInt() : "");
  }
}
