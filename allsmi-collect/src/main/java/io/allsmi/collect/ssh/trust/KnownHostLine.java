package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.ssh.key.SshKey;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A line of a file of known hosts that is about a host.
 *
 * @param file where it stands
 * @param line its number, from 1
 * @param marker what its key means
 * @param isHashed whether the host's name is hashed
 * @param key the key
 * @since 0.30
 */
public record KnownHostLine(Path file, int line, Marker marker, boolean isHashed, SshKey key) {
  /** Checks the arguments. */
  public KnownHostLine {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(marker, "marker");
    Objects.requireNonNull(key, "key");
    if (line < 1) {
      throw new IllegalArgumentException("line: expected at least 1, got " + line);
    }
  }

  /** What the key of a line means. */
  public enum Marker {
    /** It is the host's. */
    NONE(""),
    /** It signs the keys of hosts. */
    CERT_AUTHORITY("@cert-authority"),
    /** It must not be trusted. */
    REVOKED("@revoked");

    private final String word;

    Marker(String word) {
      this.word = word;
    }

    /** As it stands in the file; empty for none. */
    @Override
    public String toString() {
      return word;
    }
  }

  /** {@code file:line}. */
  public String place() {
    return file + ":" + line;
  }
}
