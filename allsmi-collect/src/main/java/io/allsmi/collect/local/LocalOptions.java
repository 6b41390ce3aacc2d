package io.allsmi.collect.local;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What is read of this machine and how.
 *
 * @param root the folder below which /proc, /sys and /etc lie: {@code /}, or a copy for tests
 * @param scope which processes are listed
 * @param masksSecrets whether secrets in command lines become {@code ***}
 * @since 0.30
 */
public record LocalOptions(Path root, ProcessScope scope, boolean masksSecrets) {
  /** Checks the arguments. */
  public LocalOptions {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(scope, "scope");
  }

  /** This machine, all its processes, secrets masked. */
  public static LocalOptions defaults() {
    return new LocalOptions(Path.of("/"), ProcessScope.ALL, true);
  }

  /** These options with another {@link #root()}. */
  public LocalOptions withRoot(Path root) {
    return new LocalOptions(root, scope, masksSecrets);
  }

  /** These options with another {@link #scope()}. */
  public LocalOptions withScope(ProcessScope scope) {
    return new LocalOptions(root, scope, masksSecrets);
  }

  /** These options with another {@link #masksSecrets()}. */
  public LocalOptions withMasksSecrets(boolean masksSecrets) {
    return new LocalOptions(root, scope, masksSecrets);
  }
}
