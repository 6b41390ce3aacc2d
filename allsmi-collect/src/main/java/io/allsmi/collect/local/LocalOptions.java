package io.allsmi.collect.local;

import io.allsmi.core.json.SnapshotSection;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of this machine and how.
 *
 * @param root the folder below which /proc, /sys and /etc lie: {@code /}, or a copy for tests
 * @param sections what is read; a part that is not asked for is absent and costs nothing, unless
 *     another part is worked out from it
 * @param scope which processes are listed; none without their section
 * @param masksSecrets whether secrets in command lines become {@code ***}
 * @param nvmlLibrary NVIDIA's library; where it is absent it is looked for where drivers put it
 * @since 0.30
 */
public record LocalOptions(
    Path root,
    Set<SnapshotSection> sections,
    ProcessScope scope,
    boolean masksSecrets,
    Optional<Path> nvmlLibrary) {
  /** Checks the arguments. */
  public LocalOptions {
    Objects.requireNonNull(root, "root");
    sections = Set.copyOf(sections);
    scope = sections.contains(SnapshotSection.PROCESS) ? scope : ProcessScope.NONE;
    Objects.requireNonNull(nvmlLibrary, "nvmlLibrary");
  }

  /** This machine, all its processes, secrets masked. */
  public static LocalOptions defaults() {
    return new LocalOptions(
        Path.of("/"), SnapshotSection.all(), ProcessScope.ALL, true, Optional.empty());
  }

  /** These options with another {@link #root()}. */
  public LocalOptions withRoot(Path root) {
    return new LocalOptions(root, sections, scope, masksSecrets, nvmlLibrary);
  }

  /** These options with other {@link #sections()}. */
  public LocalOptions withSections(Set<SnapshotSection> sections) {
    return new LocalOptions(root, sections, scope, masksSecrets, nvmlLibrary);
  }

  /** These options with another {@link #scope()}. */
  public LocalOptions withScope(ProcessScope scope) {
    return new LocalOptions(root, sections, scope, masksSecrets, nvmlLibrary);
  }

  /** These options with another {@link #masksSecrets()}. */
  public LocalOptions withMasksSecrets(boolean masksSecrets) {
    return new LocalOptions(root, sections, scope, masksSecrets, nvmlLibrary);
  }

  /** These options with another {@link #nvmlLibrary()}. */
  public LocalOptions withNvmlLibrary(Path nvmlLibrary) {
    return new LocalOptions(root, sections, scope, masksSecrets, Optional.of(nvmlLibrary));
  }
}
