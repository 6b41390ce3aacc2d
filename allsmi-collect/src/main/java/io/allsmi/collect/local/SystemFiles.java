package io.allsmi.collect.local;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bounded reads of the files in which the kernel tells what it knows, below a root folder.
 *
 * <p>Such a file may be missing, forbidden to this account, or gone when its process or device is:
 * all three mean that the reading is not available, so they are absence here and no failure.
 *
 * <p>For one thread, but for {@link #file} and {@link #exists}.
 */
final class SystemFiles {
  /** Enough for every file that describes one thing. */
  static final int USUAL_LIMIT = 64 << 10;

  private static final int LINE_LIMIT = 4 << 10;
  private static final int MOST_NAMES = 4096;

  private final String root;

  /** Grows to the largest file that was read. */
  private byte[] scratch = new byte[8 << 10];

  SystemFiles(Path root) {
    String folder = root.toAbsolutePath().normalize().toString();
    this.root = folder.equals("/") ? "" : folder;
  }

  /** Whether the root is this machine's own, and not a tree that resembles one. */
  boolean isThisMachine() {
    return root.isEmpty();
  }

  /** The file as this program opens it; {@code path} begins with a slash. */
  File file(String path) {
    return new File(root + path);
  }

  boolean exists(String path) {
    return file(path).exists();
  }

  /** Reads into a buffer until it is full; the bytes read, -1 when the file cannot be read. */
  int read(String path, byte[] buffer) {
    try (FileInputStream in = new FileInputStream(root + path)) {
      int length = 0;
      while (length < buffer.length) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read <= 0) {
          break;
        }
        length += read;
      }
      return length;
    } catch (IOException e) {
      return -1; // not available: see above
    }
  }

  /** The file's text, cut at a limit in bytes; empty when it cannot be read. */
  Optional<String> text(String path, int limit) {
    int length = read(path, scratch);
    while (length == scratch.length && length < limit) {
      scratch = new byte[Math.min(limit, scratch.length * 8)];
      length = read(path, scratch);
    }
    return length < 0
        ? Optional.empty()
        : Optional.of(new String(scratch, 0, Math.min(length, limit), StandardCharsets.UTF_8));
  }

  /** The file's first line without the blanks around it; empty when there is none. */
  Optional<String> line(String path) {
    Optional<String> text = text(path, LINE_LIMIT);
    if (text.isEmpty()) {
      return text;
    }
    int end = text.get().indexOf('\n');
    String line = (end < 0 ? text.get() : text.get().substring(0, end)).strip();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  /** The whole number that is the file's first line. */
  OptionalLong number(String path) {
    Optional<String> line = line(path);
    return line.isEmpty() ? OptionalLong.empty() : Numbers.whole(line.get());
  }

  /** The names in a folder, sorted, in a list of the caller's own; none when it has none. */
  List<String> names(String path) {
    String[] names = file(path).list();
    if (names == null) {
      return new ArrayList<>();
    }
    Arrays.sort(names);
    return new ArrayList<>(Arrays.asList(names).subList(0, Math.min(names.length, MOST_NAMES)));
  }
}
