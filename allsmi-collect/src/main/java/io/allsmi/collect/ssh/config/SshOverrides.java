package io.allsmi.collect.ssh.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the command line says of all hosts. It wins over every file, as {@code ssh -o} does.
 *
 * @param keys private keys that are tried before those the files name; with one the default keys
 *     are not tried
 * @param userKnownHostsFiles instead of those of the files; empty for theirs
 * @param strictHostKeyChecking instead of what the files say; empty for that
 * @param proxyJump the hosts on the way instead of those of the files, the first one first, each as
 *     {@code [user@]host[:port]} or {@code ssh://…}, or {@code none} alone; empty for theirs
 * @param allowsMatchExec whether the programs of {@code Match exec} are run; where they are not,
 *     such a line never matches
 * @since 0.30
 */
public record SshOverrides(
    List<Path> keys,
    List<Path> userKnownHostsFiles,
    Optional<HostKeyPolicy> strictHostKeyChecking,
    List<String> proxyJump,
    boolean allowsMatchExec) {
  private static final SshOverrides NONE =
      new SshOverrides(List.of(), List.of(), Optional.empty(), List.of(), false);

  /**
   * Checks the arguments and copies the lists.
   *
   * @throws IllegalArgumentException when a host on the way is not one
   */
  public SshOverrides {
    keys = List.copyOf(keys);
    userKnownHostsFiles = List.copyOf(userKnownHostsFiles);
    Objects.requireNonNull(strictHostKeyChecking, "strictHostKeyChecking");
    proxyJump = List.copyOf(proxyJump);
    if (!proxyJump.isEmpty() && !ProxyJumpValue.isValid(String.join(",", proxyJump))) {
      throw new IllegalArgumentException(
          "jump hosts: expected [user@]host[:port], separated by commas, got '"
              + SshConfigException.shown(String.join(",", proxyJump))
              + "'");
    }
  }

  /** Nothing: the files alone decide, and nothing is run. */
  public static SshOverrides none() {
    return NONE;
  }
}
