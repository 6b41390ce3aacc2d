package io.allsmi.core.hostlist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folds names one by one; what can share a bracket with the name before it does. */
final class HostFolder {
  private static final Pattern NUMBERED = Pattern.compile("(.*?[^0-9]|)([0-9]{1,15})");

  private final StringBuilder folded = new StringBuilder();

  /** The ranges of the entry that is open, and what is before its bracket. */
  private final StringBuilder ranges = new StringBuilder();

  private String prefix = "";
  private String first = "";
  private long last;
  private boolean isOpen;
  private boolean isSeveral;

  void add(String name) {
    if (name.isEmpty()
        || name.chars().anyMatch(c -> c <= ' ' || c == ',' || c == '[' || c == ']')) {
      throw new IllegalArgumentException(
          "name: expected one without commas, brackets and blanks, got '" + name + "'");
    }
    Matcher parts = NUMBERED.matcher(name);
    if (!parts.matches()) {
      close();
      entry(name);
      return;
    }
    String digits = parts.group(2);
    if (!isOpen || !prefix.equals(parts.group(1))) {
      close();
      prefix = parts.group(1);
      start(digits);
    } else if (HostExpression.padded(last + 1, first.length()).equals(digits)) {
      last++;
    } else {
      closeRange();
      ranges.append(',');
      isSeveral = true;
      start(digits);
    }
  }

  private void start(String digits) {
    first = digits;
    last = Long.parseLong(digits);
    isOpen = true;
  }

  private void closeRange() {
    ranges.append(first);
    if (last != Long.parseLong(first)) {
      ranges.append('-').append(HostExpression.padded(last, first.length()));
      isSeveral = true;
    }
  }

  private void close() {
    if (isOpen) {
      closeRange();
      entry(prefix + (isSeveral ? "[" + ranges + "]" : ranges));
    }
    ranges.setLength(0);
    isOpen = false;
    isSeveral = false;
  }

  private void entry(String text) {
    folded.append(folded.length() == 0 ? "" : ",").append(text);
  }

  @Override
  public String toString() {
    close();
    return folded.toString();
  }
}
