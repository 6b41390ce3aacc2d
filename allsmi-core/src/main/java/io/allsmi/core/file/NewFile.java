package io.allsmi.core.file;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that did not exist before, readable and writable by its owner alone (mode 0600 where the
 * file system knows modes). Nothing that exists is overwritten and no symbolic link is followed:
 * neither as the file nor as its folder. A missing folder is made with mode 0700.
 *
 * <pre>{@code
 * try (NewFile file = NewFile.unique(folder, "users-20260420T123456", "csv")) {
 *   file.write(text.getBytes(UTF_8));
 * }
 * }</pre>
 *
 * <p>Not safe for several threads at once.
 *
 * @since 0.30.0
 */
public final class NewFile extends FilterOutputStream {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static final int MOST_NAMES = 1000;

  private final Path path;
  private final SeekableByteChannel channel;

  private NewFile(Path path, SeekableByteChannel channel) {
    super(Channels.newOutputStream(channel));
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes a file.
   *
   * @throws IOException when it exists, when its folder is a symbolic link or no folder, or when it
   *     cannot be made; the message says what to do
   */
  public static NewFile create(Path path) throws IOException {
    prepareFolder(path);
    try {
      return open(path);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          path + ": expected a new file, got one that exists; remove it or choose another name", e);
    }
  }

  /**
   * Makes a file with the first free name of {@code stem.suffix}, {@code stem-2.suffix}, {@code
   * stem-3.suffix} and so on. Two programs that do so at once get two files.
   *
   * @param stem the name without its suffix
   * @param suffix the suffix without its point, such as {@code csv}
   * @throws IOException as {@link #create}, or when a thousand names are taken
   */
  public static NewFile unique(Path folder, String stem, String suffix) throws IOException {
    prepareFolder(folder.resolve(stem));
    FileAlreadyExistsException taken = null;
    for (int i = 1; i <= MOST_NAMES; i++) {
      try {
        return open(folder.resolve(stem + (i == 1 ? "" : "-" + i) + "." + suffix));
      } catch (FileAlreadyExistsException e) {
        taken = e;
      }
    }
    throw new IOException(
        folder.resolve(stem)
            + ": expected a free name, got "
            + MOST_NAMES
            + " files of that name; remove old ones",
        taken);
  }

  /** Where the file is. */
  public Path path() {
    return path;
  }

  /**
   * Forces what was written to the disk, as far as the file system has one.
   *
   * @throws IOException when it cannot
   */
  public void force() throws IOException {
    if (channel instanceof FileChannel file) {
      file.force(true);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  private static NewFile open(Path path) throws IOException {
    FileAttribute<?>[] mode = attributes(path, "rw-------");
    return new NewFile(path, Files.newByteChannel(path, NEW, mode));
  }

  private static void prepareFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + ": expected a file, got the root of a file system");
    }
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      makeFolder(folder);
    }
    if (Files.isSymbolicLink(folder)) {
      throw new IOException(
          folder + ": expected a folder, got a symbolic link; name the folder it leads to");
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          folder + ": expected a folder, got something else; choose another folder");
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder, attributes(folder, "rwx------"));
    } catch (NoSuchFileException e) { // not about a missing parent, which would have been made
      throw new IOException(
          folder + ": expected a place where a folder can be made, got one where none can", e);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String mode) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
