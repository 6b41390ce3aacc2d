package io.allsmi.record.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The names of a set: {@code out.ndjson.zst} is the newest, {@code out.0001.ndjson.zst} the oldest,
 * and higher numbers are newer.
 */
public final class SegmentName {
  private static final int DIGITS = 4;

  private final Path folder;
  private final String stem;
  private final String rest;

  private SegmentName(Path folder, String stem, String rest) {
    this.folder = folder;
    this.stem = stem;
    this.rest = rest;
  }

  /** The set whose newest file this is. */
  public static SegmentName of(Path active) throws IOException {
    Path folder = active.toAbsolutePath().getParent();
    Path name = active.getFileName();
    if (folder == null || name == null) {
      throw new IOException(active + ": expected a file, got the root of a file system");
    }
    String text = name.toString();
    int dot = text.indexOf('.');
    return dot < 0
        ? new SegmentName(folder, text, "")
        : new SegmentName(folder, text.substring(0, dot), text.substring(dot));
  }

  /** The set that a file belongs to, whichever of it this is. */
  public static SegmentName ofMember(Path file) throws IOException {
    SegmentName own = of(file);
    int digits = 0;
    while (digits + 1 < own.rest.length() && isDigit(own.rest.charAt(digits + 1))) {
      digits++;
    }
    boolean ends = own.rest.length() <= digits + 1 || own.rest.charAt(digits + 1) == '.';
    if (digits < DIGITS || !ends) {
      return own;
    }
    return new SegmentName(own.folder, own.stem, own.rest.substring(digits + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The newest file. */
  public Path active() {
    return folder.resolve(stem + rest);
  }

  /** An older file. */
  public Path numbered(long number) {
    String digits = Long.toString(number);
    return folder.resolve(
        stem + '.' + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + rest);
  }

  /** The highest number there is; 0 when there is none. */
  public long highest() throws IOException {
    NavigableMap<Long, Path> numbered = existing();
    return numbered.isEmpty() ? 0 : numbered.lastKey();
  }

  /** The files of the set that there are, oldest first. */
  public List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(existing().values());
    if (Files.exists(active())) {
      files.add(active());
    }
    return files;
  }

  private NavigableMap<Long, Path> existing() throws IOException {
    NavigableMap<Long, Path> numbered = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return numbered;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        long number = number(String.valueOf(file.getFileName()));
        if (number > 0 && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          numbered.put(number, file);
        }
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return numbered;
  }

  private long number(String name) {
    int length = name.length() - stem.length() - rest.length() - 1;
    if (length < DIGITS || length > 18) {
      return -1;
    }
    String digits = name.substring(stem.length() + 1, stem.length() + 1 + length);
    boolean ours =
        name.startsWith(stem + '.')
            && name.endsWith(rest)
            && digits.chars().allMatch(c -> isDigit((char) c));
    return ours ? Long.parseLong(digits) : -1;
  }
}
