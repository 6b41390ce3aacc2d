package io.allsmi.collect.local;

import io.allsmi.core.process.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of /proc/PID/cmdline as people read it, its secrets masked. */
final class CommandLine {
  private CommandLine() {}

  /**
   * The arguments joined by blanks; {@code [name]} for a process without any, such as a thread of
   * the kernel.
   *
   * @param bytes what was read
   * @param length how much of it
   * @param masked whether to mask secrets
   */
  static String of(byte[] bytes, int length, String name, boolean masked) {
    List<String> arguments = arguments(bytes, length);
    if (arguments.isEmpty()) {
      return "[" + visible(name) + "]";
    }
    return visible(masked ? SecretMask.mask(arguments) : String.join(" ", arguments));
  }

  private static List<String> arguments(byte[] bytes, int length) {
    int end = Math.max(0, length);
    if (end == bytes.length) {
      end = wholeArguments(bytes, end);
    }
    while (end > 0 && (bytes[end - 1] == 0 || bytes[end - 1] == ' ')) {
      end--;
    }
    List<String> arguments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= end && end > 0; i++) {
      if (i == end || bytes[i] == 0) {
        arguments.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return arguments;
  }

  /** The end of what was not cut: half of a token does not look like one. */
  private static int wholeArguments(byte[] bytes, int length) {
    int end = length;
    while (end > 0 && bytes[end - 1] != 0 && bytes[end - 1] != ' ') {
      end--;
    }
    return end == 0 ? length : end;
  }

  /** Without control characters, which some put into their arguments. */
  static String visible(String text) {
    StringBuilder visible = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        visible = visible == null ? new StringBuilder(text) : visible;
        visible.setCharAt(i, ' ');
      }
    }
    return visible == null ? text : visible.toString();
  }
}
