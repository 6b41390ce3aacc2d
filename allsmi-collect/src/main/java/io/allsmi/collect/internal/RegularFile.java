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
    if (!file.equals(NOTHING) && Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      throw new IOException(file + ": expected a file, got a pipe, a device or a socket");
    }
    return Files.newInputStream(file);
  }
}
