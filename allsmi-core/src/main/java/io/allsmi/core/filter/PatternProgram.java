package io.allsmi.core.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A regular expression as steps of a machine that can be in several places at once, so that no
 * pattern makes it go back. Known are {@code . [] [^] () (?:) | * + ? {m,n} ^ $ \d \w \s \D \W \S}
 * and {@code (?i)} at the start.
 */
final class PatternProgram {
  /** More steps than a filter is likely to need. */
  static final int MOST_STEPS = 1000;

  private static final int MOST_REPEATS = 100;

  /** What a step does. */
  enum Step {
    /** Takes a character of a set and goes on. */
    TAKE,
    /** Goes on in two places. */
    SPLIT,
    /** Goes on elsewhere. */
    JUMP,
    /** Goes on at the start of the text. */
    START,
    /** Goes on at the end of the text. */
    END,
    /** Has found it. */
    FOUND
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<int[]> targets = new ArrayList<>();
  private final List<CharacterSet> sets = new ArrayList<>();

  private PatternProgram() {}

  /** The program of a pattern. */
  static PatternProgram of(String pattern) throws FilterSyntaxException {
    PatternProgram program = new PatternProgram();
    new PatternParser(pattern, program).parse();
    program.add(Step.FOUND);
    return program;
  }

  /** The program of a pattern that has been read before. */
  static PatternProgram known(String pattern) {
    try {
      return of(pattern);
    } catch (FilterSyntaxException e) {
      throw new IllegalStateException("pattern: expected one that was read before", e);
    }
  }

  int size() {
    return steps.size();
  }

  Step step(int at) {
    return steps.get(at);
  }

  /** Where a step goes on. */
  int[] targets(int at) {
    return targets.get(at);
  }

  /** Whether a step takes a character. */
  boolean takes(int at, int codePoint) {
    return sets.get(at).has(codePoint);
  }

  int add(Step step) {
    steps.add(step);
    targets.add(new int[] {steps.size()});
    sets.add(CharacterSet.NONE);
    return steps.size() - 1;
  }

  void take(CharacterSet set) {
    sets.set(add(Step.TAKE), set);
  }

  void aim(int at, int... places) {
    targets.set(at, places);
  }

  /** Puts a step before those from a place on. */
  void insert(int at, Step step) {
    steps.add(at, step);
    targets.add(at, new int[] {at + 1});
    sets.add(at, CharacterSet.NONE);
    for (int i = at + 1; i < steps.size(); i++) {
      targets.set(i, Arrays.stream(targets.get(i)).map(t -> t >= at ? t + 1 : t).toArray());
    }
  }

  /** Repeats the steps of a part once more at the end. */
  void copy(int from, int to) {
    int moved = steps.size() - from;
    for (int i = from; i < to; i++) {
      steps.add(steps.get(i));
      targets.add(Arrays.stream(targets.get(i)).map(t -> t + moved).toArray());
      sets.add(sets.get(i));
    }
  }

  /** Takes the steps from a place on away. */
  void cut(int from) {
    while (steps.size() > from) {
      int last = steps.size() - 1;
      steps.remove(last);
      targets.remove(last);
      sets.remove(last);
    }
  }

  static int mostRepeats() {
    return MOST_REPEATS;
  }
}
