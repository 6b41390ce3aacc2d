package io.allsmi.core.filter;

import java.util.Locale;

/** Whether a text has a part, in any case. */
final class PartMatcher implements TextTest {
  private final String lower;
  private final char firstLower;
  private final char firstUpper;

  PartMatcher(String part) {
    lower = part.toLowerCase(Locale.ROOT);
    firstLower = lower.isEmpty() ? '\0' : lower.charAt(0);
    firstUpper = Character.toUpperCase(firstLower);
  }

  @Override
  public boolean test(String text) {
    int last = text.length() - lower.length();
    for (int i = 0; i <= last; i++) {
      char c = lower.isEmpty() ? firstLower : text.charAt(i);
      if ((c == firstLower || c == firstUpper || c > 0x7f)
          && text.regionMatches(true, i, lower, 0, lower.length())) {
        return true;
      }
    }
    return false;
  }
}
