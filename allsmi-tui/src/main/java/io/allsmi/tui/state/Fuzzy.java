package io.allsmi.tui.state;

import java.util.Locale;

/** How well what was typed stands for a text: every word of it, in any order. */
final class Fuzzy {
  /** It does not. */
  static final int NONE = -1;

  private static final int PART = 1000;
  private static final int WORD = 500;
  private static final int LETTERS = 400;

  private Fuzzy() {}

  /** The greater, the better; {@link #NONE} when a word is not there. */
  static int score(String typed, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int sum = 0;
    for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      int one = one(word, lower);
      if (one == NONE) {
        return NONE;
      }
      sum += one;
    }
    return sum;
  }

  /** A part of the text, best at the start of a word; else its letters in this order. */
  private static int one(String word, String text) {
    int at = text.indexOf(word);
    while (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
      int next = text.indexOf(word, at + 1);
      if (next < 0) {
        return PART - Math.min(at, PART / 4);
      }
      at = next;
    }
    if (at >= 0) {
      return PART + WORD - Math.min(at, PART / 4);
    }
    int first = -1;
    int from = 0;
    for (int i = 0; i < word.length(); i++) {
      int found = text.indexOf(word.charAt(i), from);
      if (found < 0) {
        return NONE;
      }
      first = first < 0 ? found : first;
      from = found + 1;
    }
    int spread = from - first - word.length();
    return spread > 2 * word.length() ? NONE : LETTERS - spread;
  }
}
