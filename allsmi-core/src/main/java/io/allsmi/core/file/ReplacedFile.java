package io.allsmi.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there with its old text or with its new one, and never with half of either: the
 * new text is written beside it, forced to the disk and put in its place. The file is readable and
 * writable by its owner alone, as {@link NewFile} makes it.
 *
 * @since 0.30.0
 */
public final class ReplacedFile {
  private ReplacedFile() {}

  /** Writes the new text. */
  public interface Content {
    /**
     * Writes all of it.
     *
     * @param out left open
     * @throws IOException when the output does
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file or replaces it. Its folder is made when there is none.
   *
   * @throws IOException when it cannot be written, or when what is there is a folder or a symbolic
   *     link; the old text is then still there
   */
  public static void write(Path path, Content content) throws IOException {
    if (Files.isSymbolicLink(path)) {
      throw new IOException(
          path + ": expected a file, got a symbolic link; name the file it leads to");
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path)) {
      throw new IOException(
          path + ": expected a file, got something else of that name; choose another name");
    }
    Path fresh = null;
    try {
      try (NewFile file = NewFile.unique(folder(path), "." + path.getFileName(), "tmp")) {
        fresh = file.path();
        content.writeTo(file);
      }
      force(fresh);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      fresh = null;
    } finally {
      if (fresh != null) {
        Files.deleteIfExists(fresh);
      }
    }
  }

  private static Path folder(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(path + ": expected a file, got the root of a file system");
    }
    return folder;
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
