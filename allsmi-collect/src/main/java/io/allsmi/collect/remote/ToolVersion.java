package io.allsmi.collect.remote;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a program of ours, or of the same snapshots, is new enough to be asked for one. */
final class ToolVersion {
  private static final int MAJOR = 0;
  private static final int MINOR = 22;

  /** {@code 0.30.0}, {@code v0.22-rc.1}, {@code 1}. */
  private static final Pattern VERSION =
      Pattern.compile("v?(\\d{1,9})(?:\\.(\\d{1,9})([.+-].*)?)?");

  private ToolVersion() {}

  /** By what it says of its version: the last word of the first line. What is no version is not. */
  static boolean isSupported(String output) {
    String first = output.split("\n", 2)[0].strip();
    Matcher version = VERSION.matcher(first.substring(lastBlank(first) + 1));
    if (!version.matches()) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
    return major > MAJOR || (major == MAJOR && minor >= MINOR);
  }

  private static int lastBlank(String text) {
    int at = text.length() - 1;
    while (at >= 0 && !Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at;
  }
}
