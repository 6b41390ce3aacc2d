package io.allsmi.collect.ssh.auth;

import io.allsmi.collect.ssh.key.SshKey;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * One key, or one certificate, that a server is asked whether it takes.
 *
 * @param source who signs with it
 * @param file the file of the key, or what names it; empty for a key that only the agent knows
 * @param offered what the server is shown; empty only for a file that has to be opened with its
 *     passphrase before its public half is known
 * @param held the key as the agent lists it, which is what the agent is asked to sign with; empty
 *     for a file
 * @param needsPassphrase whether the file has to be opened with a passphrase
 * @since 0.30
 */
public record Identity(
    Source source,
    Optional<Path> file,
    Optional<SshKey> offered,
    Optional<SshKey> held,
    boolean needsPassphrase) {
  /** Who has the private half. */
  public enum Source {
    /** The agent. */
    AGENT,
    /** The file. */
    FILE
  }

  /** Checks the arguments. */
  public Identity {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(offered, "offered");
    if (source == Source.AGENT ? held.isEmpty() : file.isEmpty()) {
      throw new IllegalArgumentException(
          "source: expected a key that the agent holds or a file, got neither");
    }
  }

  /** For people: the file, or the type and the fingerprint of what only the agent knows. */
  public String label() {
    return file.map(Path::toString)
        .orElseGet(() -> "agent's " + offered.map(SshKey::toString).orElse("key"));
  }
}
