package io.allsmi.core.filter;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a regular expression matches somewhere in a text. It reads the text once. Where it can be
 * after each character is worked out when that is first needed and kept, up to a limit.
 */
final class PatternMatcher implements TextTest {
  private static final int MOST_PLACES = 256;
  private static final int ASCII = 0x80;

  private final PatternProgram program;
  private final Map<BitSet, Places> known = new HashMap<>();
  private final BitSet restart;
  private final Places start;

  /** Where the machine is: the steps that wait for a character or for the end. */
  private static final class Places {
    final BitSet steps;
    final boolean found;
    final boolean foundAtEnd;
    final @Nullable Places[] next = new Places[ASCII];

    Places(BitSet steps, boolean found, boolean foundAtEnd) {
      this.steps = steps;
      this.found = found;
      this.foundAtEnd = foundAtEnd;
    }
  }

  PatternMatcher(PatternProgram program) {
    this.program = program;
    BitSet first = new BitSet();
    follow(0, true, false, first);
    restart = new BitSet();
    follow(0, false, false, restart);
    start = new Places(first, isFound(first), isFoundAtEnd(first, true));
  }

  @Override
  public boolean test(String text) {
    Places at = start;
    for (int i = 0; i < text.length() && !at.found; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      at = next(at, codePoint);
    }
    return at.found || at.foundAtEnd;
  }

  private Places next(Places at, int codePoint) {
    if (codePoint >= ASCII) {
      return moved(at, codePoint);
    }
    Places next = at.next[codePoint];
    if (next == null) {
      next = moved(at, codePoint);
      at.next[codePoint] = next;
    }
    return next;
  }

  private Places moved(Places at, int codePoint) {
    BitSet steps = (BitSet) restart.clone();
    for (int i = at.steps.nextSetBit(0); i >= 0; i = at.steps.nextSetBit(i + 1)) {
      if (program.step(i) == PatternProgram.Step.TAKE && program.takes(i, codePoint)) {
        follow(i + 1, false, false, steps);
      }
    }
    Places same = known.get(steps);
    if (same != null) {
      return same;
    }
    if (known.size() >= MOST_PLACES) {
      forget();
    }
    Places made = new Places(steps, isFound(steps), isFoundAtEnd(steps, false));
    known.put(steps, made);
    return made;
  }

  private void forget() {
    known.values().forEach(places -> Arrays.fill(places.next, null));
    Arrays.fill(start.next, null);
    known.clear();
  }

  private boolean isFound(BitSet steps) {
    return steps.get(program.size() - 1);
  }

  private boolean isFoundAtEnd(BitSet steps, boolean atStart) {
    BitSet ended = new BitSet();
    for (int i = steps.nextSetBit(0); i >= 0; i = steps.nextSetBit(i + 1)) {
      follow(i, atStart, true, ended);
    }
    return isFound(ended);
  }

  /** Adds the steps that are reached without a character. */
  private void follow(int from, boolean atStart, boolean atEnd, BitSet into) {
    BitSet seen = new BitSet();
    int[] stack = new int[2 * program.size() + 2];
    int size = 0;
    stack[size++] = from;
    while (size > 0) {
      int step = stack[--size];
      if (seen.get(step)) {
        continue;
      }
      seen.set(step);
      boolean goesOn =
          switch (program.step(step)) {
            case SPLIT, JUMP -> true;
            case START -> atStart;
            case END -> atEnd;
            case TAKE, FOUND -> false;
          };
      if (!goesOn) {
        into.set(step);
        continue;
      }
      for (int target : program.targets(step)) {
        stack[size++] = target;
      }
    }
  }
}
