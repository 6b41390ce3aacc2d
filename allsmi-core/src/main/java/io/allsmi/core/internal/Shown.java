package io.allsmi.core.internal;

import java.util.regex.Pattern;

/** Texts from outside in messages for people: they do nothing to a terminal, nor to a line. */
public final class Shown {
  /** Control characters of ASCII and beyond, line ends, and what turns the direction of text. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private static final Pattern RUNS = Pattern.compile(CONTROLS.pattern() + "+");

  private Shown() {}

  /** Cut to so many characters, with a question mark for each that is not to be shown. */
  public static String marked(String text, int most) {
    return CONTROLS.matcher(cut(text, most)).replaceAll("?");
  }

  /** On one line, with a blank for what is not to be shown, cut to so many characters. */
  public static String line(String text, int most) {
    return cut(RUNS.matcher(text).replaceAll(" ").strip(), most);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
