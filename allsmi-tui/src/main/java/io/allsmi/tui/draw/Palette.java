package io.allsmi.tui.draw;

import java.util.EnumMap;
import java.util.Map;

/** How each {@link Role} looks on one kind of terminal. Colours carry state and never alone. */
public final class Palette {
  private static final int BLACK = 1;
  private static final int RED = 2;
  private static final int GREEN = 3;
  private static final int YELLOW = 4;
  private static final int BLUE = 5;
  private static final int MAGENTA = 6;
  private static final int CYAN = 7;

  private final Map<Role, Long> looks = new EnumMap<>(Role.class);

  private Palette() {}

  /** For a dark background. */
  public static Palette standard(boolean colours256) {
    return colours256
        ? coloured(c(246), c(114), c(221), c(203), c(80), c(238), c(235))
        : coloured(0, GREEN, YELLOW, RED, CYAN, 0, 0);
  }

  /** For a light background. */
  public static Palette light(boolean colours256) {
    return colours256
        ? coloured(c(241), c(22), c(94), c(124), c(25), c(250), c(254))
            .set(Role.CHIP, BLACK, c(220), 0)
        : coloured(0, GREEN, MAGENTA, RED, BLUE, 0, 0).set(Role.CHIP, BLACK, YELLOW, 0);
  }

  /** Blue, orange and vermilion in place of green, yellow and red. */
  public static Palette colourBlind(boolean colours256) {
    return colours256
        ? coloured(c(246), c(74), c(178), c(202), c(255), c(238), c(235))
        : coloured(0, BLUE, YELLOW, RED, CYAN, 0, 0);
  }

  /** No colour at all: weight, underline and reverse video. */
  public static Palette mono() {
    return coloured(0, 0, 0, 0, 0, 0, 0)
        .set(Role.GOOD, 0, 0, 0)
        .set(Role.WARN, 0, 0, 0)
        .set(Role.BAD, 0, 0, Cell.BOLD)
        .set(Role.CHIP, 0, 0, Cell.REVERSE)
        .set(Role.TAB, 0, 0, Cell.REVERSE);
  }

  private static Palette coloured(
      int faint, int good, int warn, int bad, int accent, int track, int cursor) {
    int chipText = warn == 0 ? 0 : BLACK;
    return new Palette()
        .set(Role.NORMAL, 0, 0, 0)
        .set(Role.DIM, faint, 0, faint == 0 ? Cell.DIM : 0)
        .set(Role.STRONG, 0, 0, Cell.BOLD)
        .set(Role.ACCENT, accent, 0, Cell.BOLD)
        .set(Role.GOOD, good, 0, 0)
        .set(Role.WARN, warn, 0, 0)
        .set(Role.BAD, bad, 0, Cell.BOLD)
        .set(Role.TRACK, track, 0, track == 0 ? Cell.DIM : 0)
        .set(Role.STALE, faint, 0, faint == 0 ? Cell.DIM : 0)
        .set(Role.CHIP, chipText, warn, 0)
        .set(Role.CURSOR, 0, cursor, Cell.BOLD)
        .set(Role.TAB, accent, 0, Cell.BOLD | Cell.UNDERLINE)
        .set(Role.KEY, accent, 0, 0);
  }

  private static int c(int number) {
    return number + 1;
  }

  private Palette set(Role role, int foreground, int background, int attributes) {
    looks.put(role, Cell.looks(foreground, background, attributes));
    return this;
  }

  long looks(Role role) {
    return looks.getOrDefault(role, 0L);
  }
}
