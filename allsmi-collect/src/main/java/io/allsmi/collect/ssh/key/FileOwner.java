package io.allsmi.collect.ssh.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may read a private key. */
final class FileOwner {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  /** A folder that belongs to whoever looks at it. */
  private static final Path SELF = Path.of("/proc/self");

  private FileOwner() {}

  /**
   * Whether others may read or write a file of ours. A file of somebody else, such as one that root
   * has put there for all, is theirs to guard.
   */
  static boolean isOpenToOthers(Path path) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null) {
      return false; // a file system without such permissions
    }
    PosixFileAttributes attributes = view.readAttributes();
    return !OWNERS.containsAll(attributes.permissions()) && isOurs(path, attributes);
  }

  private static boolean isOurs(Path path, PosixFileAttributes attributes) throws IOException {
    if (Files.exists(SELF)) {
      return Files.getAttribute(path, "unix:uid").equals(Files.getAttribute(SELF, "unix:uid"));
    }
    return attributes.owner().getName().equals(System.getProperty("user.name"));
  }
}
