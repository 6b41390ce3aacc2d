package io.allsmi.tui.state;

import java.util.Locale;

/**
 * Keys as people write them in settings: {@code x}, {@code Ctrl-x}, {@code PgUp}, {@code Space}.
 */
public final class KeyNames {
  private static final String CTRL = "ctrl-";

  /** What Ctrl makes other keys of, and what the terminal or this program keeps for itself. */
  private static final String NO_CTRL = "cchijlmz[";

  private KeyNames() {}

  /**
   * The key of a name.
   *
   * @throws IllegalArgumentException when there is no such key
   */
  public static KeyPress parse(String name) {
    if (name.length() == 1 && name.charAt(0) > ' ' && !isOdd(name.charAt(0))) {
      return KeyPress.of(name.charAt(0));
    }
    String lower = name.strip().toLowerCase(Locale.ROOT);
    if (lower.startsWith(CTRL) && lower.length() == CTRL.length() + 1) {
      char letter = lower.charAt(CTRL.length());
      if (letter >= 'a' && letter <= 'z' && NO_CTRL.indexOf(letter) < 0) {
        return KeyPress.ctrl(letter);
      }
      throw new IllegalArgumentException(
          "expected Ctrl with a letter but c, h, i, j, l, m and z, got '" + shown(name) + "'");
    }
    return switch (lower) {
      case "space" -> KeyPress.of(' ');
      case "up" -> KeyPress.of(Key.UP);
      case "down" -> KeyPress.of(Key.DOWN);
      case "left" -> KeyPress.of(Key.LEFT);
      case "right" -> KeyPress.of(Key.RIGHT);
      case "pgup", "pageup" -> KeyPress.of(Key.PAGE_UP);
      case "pgdn", "pagedown" -> KeyPress.of(Key.PAGE_DOWN);
      case "home" -> KeyPress.of(Key.HOME);
      case "end" -> KeyPress.of(Key.END);
      case "tab" -> KeyPress.of(Key.TAB);
      case "shift-tab" -> KeyPress.of(Key.BACK_TAB);
      case "enter" -> KeyPress.of(Key.ENTER);
      case "esc", "escape" -> KeyPress.of(Key.ESCAPE);
      case "backspace" -> KeyPress.of(Key.BACKSPACE);
      default ->
          throw new IllegalArgumentException(
              "expected a character, Ctrl-x, Space, Up, Down, Left, Right, PgUp, PgDn, Home, End,"
                  + " Tab, Shift-Tab, Enter, Esc or Backspace, got '"
                  + shown(name)
                  + "'");
    };
  }

  /** The name of a key, which {@link #parse} understands. */
  public static String of(KeyPress press) {
    return switch (press.key()) {
      case UP -> "Up";
      case DOWN -> "Down";
      case LEFT -> "Left";
      case RIGHT -> "Right";
      case CHARACTER -> press.character() == ' ' ? "Space" : press.label();
      default -> press.label();
    };
  }

  private static boolean isOdd(char c) {
    return Character.isISOControl(c) || Character.isSurrogate(c);
  }

  private static String shown(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(20)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
