package io.allsmi.core.shim;

import java.util.Locale;
import java.util.Set;

/** How tools say that they have no reading. */
final class Absence {
  private static final Set<String> WORDS =
      Set.of(
          "",
          "-",
          "--",
          "n/a",
          "na",
          "nan",
          "null",
          "err!",
          "unknown",
          "unknown error",
          "not supported",
          "unsupported",
          "not available",
          "not found",
          "no data",
          "gpu requires reset",
          "gpu is lost",
          "insufficient permissions",
          "requested functionality has been deprecated");

  private Absence() {}

  /** Whether a cell says so: one of the known words, or any remark in brackets. */
  static boolean is(String text) {
    String word = text.strip();
    return (word.startsWith("[") && word.endsWith("]"))
        || WORDS.contains(word.toLowerCase(Locale.ROOT))
        || word.startsWith("Not available in ");
  }
}
