package io.allsmi.core.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Some characters.
 *
 * @param ranges the first and the last of each range
 * @param negated whether it is all others
 * @param anyCase whether a letter stands for its other case too
 */
record CharacterSet(List<int[]> ranges, boolean negated, boolean anyCase) {
  static final CharacterSet NONE = new CharacterSet(List.of(), false, false);
  static final CharacterSet ALL = new CharacterSet(List.of(), true, false);

  boolean has(int codePoint) {
    boolean found = contains(codePoint);
    if (!found && anyCase) {
      found =
          contains(Character.toLowerCase(codePoint)) || contains(Character.toUpperCase(codePoint));
    }
    return found != negated;
  }

  private boolean contains(int codePoint) {
    for (int i = 0; i < ranges.size(); i++) {
      if (codePoint >= ranges.get(i)[0] && codePoint <= ranges.get(i)[1]) {
        return true;
      }
    }
    return false;
  }

  static CharacterSet of(int codePoint, boolean anyCase) {
    return new CharacterSet(List.of(new int[] {codePoint, codePoint}), false, anyCase);
  }

  /** The ranges of {@code \d \w \s}; empty for any other letter. */
  static List<int[]> named(int letter) {
    return switch (letter) {
      case 'd' -> List.of(new int[] {'0', '9'});
      case 'w' ->
          List.of(
              new int[] {'0', '9'},
              new int[] {'A', 'Z'},
              new int[] {'_', '_'},
              new int[] {'a', 'z'});
      case 's' -> List.of(new int[] {'\t', '\r'}, new int[] {' ', ' '});
      default -> List.of();
    };
  }

  /** All that is in none of some ranges, which ascend. */
  static List<int[]> others(List<int[]> ranges) {
    List<int[]> others = new ArrayList<>();
    int next = 0;
    for (int[] range : ranges) {
      others.add(new int[] {next, range[0] - 1});
      next = range[1] + 1;
    }
    others.add(new int[] {next, Character.MAX_CODE_POINT});
    return others;
  }
}
