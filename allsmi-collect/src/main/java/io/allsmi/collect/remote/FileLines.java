package io.allsmi.collect.remote;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Files as {@code grep -H ''} writes them: each line behind the path of its file. A line of a
 * process that is young begins with a plus.
 */
final class FileLines {
  private static final int MOST_FILES = 400_000;
  private static final int LONGEST_PATH = 256;
  private static final String POWERCAP = "/sys/class/powercap/";

  private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();
  private final Set<String> young = new HashSet<>();

  private FileLines() {}

  /** Reads a section. A line that begins with no path is left out. */
  static FileLines parse(byte[] bytes) {
    FileLines lines = new FileLines();
    int from = 0;
    while (from < bytes.length) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      lines.line(bytes, from, end);
      from = end + 1;
    }
    return lines;
  }

  private void line(byte[] bytes, int from, int end) {
    boolean isYoung = from < end && bytes[from] == '+';
    int start = isYoung ? from + 1 : from;
    int colon = colon(bytes, start, end);
    if (colon < 0) {
      return;
    }
    String path = text(bytes, start, colon);
    ByteArrayOutputStream file = files.get(path);
    if (file == null) {
      if (files.size() >= MOST_FILES) {
        return;
      }
      file = new ByteArrayOutputStream(end - colon);
      files.put(path, file);
    }
    file.write(bytes, colon + 1, end - colon - 1);
    file.write('\n');
    if (isYoung) {
      young.add(path);
    }
  }

  /** The colon behind the path: folders of powercap have one in their names. */
  private static int colon(byte[] bytes, int from, int end) {
    if (from >= end || bytes[from] != '/') {
      return -1;
    }
    int at = from;
    if (startsWith(bytes, from, end, POWERCAP)) {
      at = from + POWERCAP.length();
      while (at < end && bytes[at] != '/') {
        at++;
      }
    }
    int last = Math.min(end, from + LONGEST_PATH);
    while (at < last && bytes[at] != ':') {
      at++;
    }
    return at < last ? at : -1;
  }

  private static boolean startsWith(byte[] bytes, int from, int end, String start) {
    if (end - from < start.length()) {
      return false;
    }
    for (int i = 0; i < start.length(); i++) {
      if (bytes[from + i] != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  /** The files by path; each line of them ends with a line end. */
  Map<String, ByteArrayOutputStream> files() {
    return files;
  }

  /** Whether a file is of a process that is young. */
  boolean isYoung(String path) {
    return young.contains(path);
  }
}
