package io.allsmi.core.hostlist;

import io.allsmi.core.internal.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of a host list: texts and brackets in turn. */
final class HostExpression {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_SHOWN = 80;

  /** Digits that always fit into a long. */
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

  private final String text;

  HostExpression(String text) {
    this.text = text;
  }

  /** Adds the names, so that there are at most so many in the list. */
  void expandInto(List<String> names, int most) {
    if (text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw failure("no blanks and control characters in a name", text);
    }
    List<String> heads = List.of("");
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('[', at);
      String literal = text.substring(at, open < 0 ? text.length() : open);
      if (literal.indexOf(']') >= 0) {
        throw failure("a '[' before each ']'", text);
      }
      int close = open < 0 ? text.length() : text.indexOf(']', open);
      if (close < 0) {
        throw failure("a ']' after each '['", text);
      }
      List<String> tails =
          open < 0
              ? List.of(literal)
              : numbers(literal, text.substring(open + 1, close), most - names.size());
      heads = product(heads, tails, most - names.size());
      at = close + 1;
    }
    if (heads.size() > most - names.size()) {
      throw tooMany(most);
    }
    names.addAll(heads);
  }

  private List<String> product(List<String> heads, List<String> tails, int room) {
    if ((long) heads.size() * tails.size() > room) {
      throw tooMany(room);
    }
    List<String> all = new ArrayList<>(heads.size() * tails.size());
    for (String head : heads) {
      for (String tail : tails) {
        if (head.length() + tail.length() > LONGEST_NAME) {
          throw failure("names of at most " + LONGEST_NAME + " characters", text);
        }
        all.add(head + tail);
      }
    }
    return all;
  }

  private List<String> numbers(String prefix, String ranges, int room) {
    List<String> numbers = new ArrayList<>();
    for (String range : ranges.split(",", -1)) {
      Matcher found = RANGE.matcher(range);
      if (!found.matches()) {
        throw failure("numbers and ranges such as [1,3-5] in brackets", range);
      }
      String from = found.group(1);
      long first = Long.parseLong(from);
      long last = found.group(2) == null ? first : Long.parseLong(found.group(2));
      if (last < first) {
        throw failure("a range from a lower number to a higher one", range);
      }
      if (last - first >= room - numbers.size()) {
        throw tooMany(room);
      }
      for (long number = first; number <= last; number++) {
        numbers.add(prefix + padded(number, from.length()));
      }
    }
    return numbers;
  }

  static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private IllegalArgumentException tooMany(int most) {
    return failure("at most " + Math.max(0, most) + " more names", text);
  }

  private IllegalArgumentException failure(String expected, String got) {
    return new IllegalArgumentException(
        shown(text) + ": expected " + expected + ", got '" + shown(got) + "'");
  }

  private static String shown(String s) {
    return Shown.marked(s, LONGEST_SHOWN);
  }
}
