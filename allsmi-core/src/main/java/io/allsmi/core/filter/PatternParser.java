package io.allsmi.core.filter;

import java.util.ArrayList;
import java.util.List;

/** Reads a regular expression into a program. */
final class PatternParser {
  private static final int DEEPEST = 32;

  private final String text;
  private final PatternProgram program;
  private boolean anyCase;
  private int at;
  private int depth;

  PatternParser(String text, PatternProgram program) {
    this.text = text;
    this.program = program;
  }

  void parse() throws FilterSyntaxException {
    if (text.startsWith("(?i)")) {
      anyCase = true;
      at = 4;
    }
    alternatives();
    if (at < text.length()) {
      throw wrong("a ( before it");
    }
  }

  private FilterSyntaxException wrong(String expected) {
    String got =
        at < text.length()
            ? FilterSyntaxException.quoted(text.substring(at, text.offsetByCodePoints(at, 1)))
            : "the end of the pattern";
    return new FilterSyntaxException(at, expected, got);
  }

  private boolean isAt(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void alternatives() throws FilterSyntaxException {
    int start = program.size();
    sequence();
    List<Integer> ends = new ArrayList<>();
    while (isAt('|')) {
      at++;
      program.insert(start, PatternProgram.Step.SPLIT);
      ends.add(program.add(PatternProgram.Step.JUMP));
      program.aim(start, start + 1, program.size());
      int next = program.size();
      sequence();
      start = next;
    }
    for (int end : ends) {
      program.aim(end, program.size());
    }
  }

  private void sequence() throws FilterSyntaxException {
    while (at < text.length() && !isAt('|') && !isAt(')')) {
      int start = program.size();
      boolean repeats = atom();
      repeat(start, repeats);
      if (program.size() > PatternProgram.MOST_STEPS) {
        throw wrong("a pattern of at most " + PatternProgram.MOST_STEPS + " steps");
      }
    }
  }

  /** Whether what was read can be repeated. */
  private boolean atom() throws FilterSyntaxException {
    int c = text.codePointAt(at);
    switch (c) {
      case '(' -> group();
      case '[' -> program.take(new SetReader().read());
      case '.' -> single(CharacterSet.ALL);
      case '^', '$' -> {
        at++;
        program.add(c == '^' ? PatternProgram.Step.START : PatternProgram.Step.END);
        return false;
      }
      case '*', '+', '?', '{' -> throw wrong("something to repeat before it");
      case '\\' -> {
        int[] escaped = new int[1];
        List<int[]> ranges = escape(escaped);
        boolean isOne = ranges.isEmpty();
        program.take(
            isOne
                ? CharacterSet.of(escaped[0], anyCase)
                : new CharacterSet(ranges, false, anyCase));
      }
      default -> {
        at += Character.charCount(c);
        program.take(CharacterSet.of(c, anyCase));
      }
    }
    return true;
  }

  private void single(CharacterSet set) {
    at++;
    program.take(set);
  }

  private void group() throws FilterSyntaxException {
    at++;
    if (isAt('?')) {
      at++;
      if (!isAt(':')) {
        throw wrong("(?: or, at the start, (?i)");
      }
      at++;
    }
    depth++;
    if (depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " groups in each other");
    }
    alternatives();
    depth--;
    if (!isAt(')')) {
      throw wrong("a ) for the group");
    }
    at++;
  }

  /** The ranges of a class such as {@code \d}; none for a character that stands for itself. */
  private List<int[]> escape(int[] itself) throws FilterSyntaxException {
    at++;
    if (at >= text.length()) {
      throw wrong("a character after \\");
    }
    int c = text.codePointAt(at);
    List<int[]> named = CharacterSet.named(Character.toLowerCase(c));
    boolean isOwn = named.isEmpty() && Character.isLetterOrDigit(c);
    if (isOwn) {
      throw wrong("one of d w s D W S or a punctuation mark after \\");
    }
    at += Character.charCount(c);
    itself[0] = c;
    return named.isEmpty() || Character.isLowerCase(c) ? named : CharacterSet.others(named);
  }

  private void repeat(int start, boolean can) throws FilterSyntaxException {
    if (at >= text.length() || "*+?{".indexOf(text.charAt(at)) < 0) {
      return;
    }
    if (!can) {
      throw wrong("something to repeat before it");
    }
    int least = 0;
    int most = -1;
    switch (text.charAt(at)) {
      case '+' -> least = 1;
      case '?' -> most = 1;
      case '{' -> {
        at++;
        least = number();
        most = least;
        if (isAt(',')) {
          at++;
          most = isAt('}') ? -1 : number();
        }
        if (!isAt('}') || (most >= 0 && most < least)) {
          throw wrong("{n}, {n,} or {n,m}");
        }
      }
      default -> {}
    }
    at++;
    if (isAt('?')) {
      at++; // the shortest match is a match as any other
    }
    if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
      throw wrong("at most one repetition");
    }
    repeat(start, least, most);
  }

  private int number() throws FilterSyntaxException {
    int start = at;
    while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && at - start < 4) {
      at++;
    }
    int most = PatternProgram.mostRepeats();
    boolean isNumber = at > start && text.substring(start, at).chars().allMatch(c -> c < 0x80);
    int number = isNumber ? Integer.parseInt(text.substring(start, at)) : most + 1;
    if (number > most) {
      at = start;
      throw wrong("a number up to " + most);
    }
    return number;
  }

  private void repeat(int start, int least, int most) throws FilterSyntaxException {
    int end = program.size();
    int part = end - start;
    int copies = most < 0 ? Math.max(1, least) : most;
    if ((long) (part + 2) * copies > PatternProgram.MOST_STEPS) {
      throw wrong("a pattern of at most " + PatternProgram.MOST_STEPS + " steps");
    }
    if (most == 0) {
      program.cut(start);
      return;
    }
    for (int copy = 1; copy < copies; copy++) {
      boolean optional = copy >= least && most >= 0;
      if (optional) {
        int split = program.add(PatternProgram.Step.SPLIT);
        program.copy(start, end);
        program.aim(split, split + 1, program.size());
      } else {
        program.copy(start, end);
      }
    }
    if (most < 0) {
      int last = program.size() - part;
      int split = program.add(PatternProgram.Step.SPLIT);
      program.aim(split, last, split + 1);
    }
    if (least == 0) {
      program.insert(start, PatternProgram.Step.SPLIT);
      program.aim(start, start + 1, program.size());
    }
  }

  /** Reads {@code [a-z_]}. */
  private final class SetReader {
    private final List<int[]> ranges = new ArrayList<>();

    CharacterSet read() throws FilterSyntaxException {
      at++;
      boolean negated = isAt('^');
      at += negated ? 1 : 0;
      boolean first = true;
      while (first || !isAt(']')) {
        if (at >= text.length()) {
          throw wrong("a ] for the set");
        }
        range();
        first = false;
      }
      at++;
      return new CharacterSet(List.copyOf(ranges), negated, anyCase);
    }

    private void range() throws FilterSyntaxException {
      int from = one();
      if (from < 0) {
        return;
      }
      boolean isRange = isAt('-') && at + 1 < text.length() && text.charAt(at + 1) != ']';
      int to = from;
      if (isRange) {
        at++;
        to = one();
      }
      if (to < from) {
        throw wrong("the end of a range after its start");
      }
      ranges.add(new int[] {from, to});
    }

    /** A character; -1 for a class, which is added at once. */
    private int one() throws FilterSyntaxException {
      int c = text.codePointAt(at);
      if (c != '\\') {
        at += Character.charCount(c);
        return c;
      }
      int[] itself = new int[1];
      List<int[]> named = escape(itself);
      ranges.addAll(named);
      return named.isEmpty() ? itself[0] : -1;
    }
  }
}
