package io.allsmi.collect.ssh.config;

import java.util.Locale;

/** Patterns of {@code ssh_config}: {@code *}, {@code ?}, and lists of them with negation. */
final class Patterns {
  /** Longer ones make a list match nothing, as in OpenSSH. */
  private static final int LONGEST = 1023;

  private Patterns() {}

  /** Whether the whole text is as the pattern says. Never slower than their lengths multiplied. */
  static boolean matches(String text, String pattern) {
    int at = 0;
    int next = 0;
    int star = -1;
    int retry = 0;
    while (at < text.length()) {
      char c = next < pattern.length() ? pattern.charAt(next) : 0;
      if (next < pattern.length() && c == '*') {
        star = next++;
        retry = at;
      } else if (next < pattern.length() && (c == '?' || c == text.charAt(at))) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++retry;
      } else {
        return false;
      }
    }
    while (next < pattern.length() && pattern.charAt(next) == '*') {
      next++;
    }
    return next == pattern.length();
  }

  /** Whether a comma-separated list has a pattern that matches, and no negated one that does. */
  static boolean listMatches(String text, String list) {
    boolean matches = false;
    for (String entry : list.split(",", -1)) {
      boolean isNegated = entry.startsWith("!");
      String pattern = isNegated ? entry.substring(1) : entry;
      if (pattern.length() > LONGEST) {
        return false;
      }
      if (matches(text, pattern)) {
        if (isNegated) {
          return false;
        }
        matches = true;
      }
    }
    return matches;
  }

  /** As {@link #listMatches}, capital letters or not. */
  static boolean hostListMatches(String host, String list) {
    return listMatches(host.toLowerCase(Locale.ROOT), list.toLowerCase(Locale.ROOT));
  }
}
