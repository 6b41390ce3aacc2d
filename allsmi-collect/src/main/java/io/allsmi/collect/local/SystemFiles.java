package io.allsmi.collect.local;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bounded reads of the files in which a kernel tells what it knows: those of this machine, or those
 * that another one sent.
 *
 * <p>Such a file may be missing, forbidden to this account, or gone when its process or device is:
 * all three mean that the reading is not available, so they are absence here and no failure.
 *
 * <p>For one thread, but for {@link #exists}. A path begins with a slash.
 */
abstract class SystemFiles {
  /** Enough for every file that describes one thing. */
  static final int USUAL_LIMIT = 64 << 10;

  static final int MOST_NAMES = 4096;

  private static final int LINE_LIMIT = 4 << 10;

  /** Whether they are those of the machine that this program runs on. */
  abstract boolean isThisMachine();

  abstract boolean exists(String path);

  /** Reads into a buffer until it is full; the bytes read, -1 when the file cannot be read. */
  abstract int read(String path, byte[] buffer);

  /** The file's text, cut at a limit in bytes; empty when it cannot be read. */
  abstract Optional<String> text(String path, int limit);

  /** All names in a folder, in any order; empty when there is no such folder. */
  abstract Optional<String[]> listed(String path);

  /** A number that is another one when the file has changed; 0 when there is none. */
  abstract long version(String path);

  /** The names in a folder, sorted, in a list of the caller's own; none when it has none. */
  abstract List<String> names(String path);

  /** The file's first line without the blanks around it; empty when there is none. */
  final Optional<String> line(String path) {
    Optional<String> text = text(path, LINE_LIMIT);
    if (text.isEmpty()) {
      return text;
    }
    int end = text.get().indexOf('\n');
    String line = (end < 0 ? text.get() : text.get().substring(0, end)).strip();
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  /** The whole number that is the file's first line. */
  final OptionalLong number(String path) {
    Optional<String> line = line(path);
    return line.isEmpty() ? OptionalLong.empty() : Numbers.whole(line.get());
  }
}
