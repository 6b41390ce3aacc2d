package io.allsmi.collect.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Files that somebody names, of which one that is no file must not be waited for. */
public final class RegularFile {
  private static final Path NOTHING = Path.of("/dev/null");

  private RegularFile() {}

  /**
   * Opens a file; {@code /dev/null} is one without content.
   *
   * @throws IOException when it is a pipe, a device or a socket, which may never end
   */
  public static InputStream open(Path file) throws IOException {
    check(file);
    return Files.newInputStream(file);
  }

  /**
   * Refuses what is there and no file; {@code /dev/null} and a folder are let pass.
   *
   * @throws IOException when it is a pipe, a device or a socket, or is not there
   */
  public static void check(Path file) throws IOException {
    if (!file.equals(NOTHING) && Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      throw new NoFileException(file);
    }
  }

  /** What was named is a pipe, a device or a socket. */
  public static final class NoFileException extends IOException {
    private static final long serialVersionUID = 1;

    NoFileException(Path file) {
      super(file + ": expected a file, got a pipe, a device or a socket");
    }
  }
}
