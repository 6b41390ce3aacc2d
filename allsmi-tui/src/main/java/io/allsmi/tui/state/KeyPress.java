package io.allsmi.tui.state;

/**
 * A key, as the keyboard sent it.
 *
 * @param key which one
 * @param character the character of a {@link Key#CHARACTER}, else 0
 * @param ctrl whether Ctrl was down
 * @param alt whether Alt was down
 */
public record KeyPress(Key key, char character, boolean ctrl, boolean alt) {
  /** A printable character. */
  public static KeyPress of(char character) {
    return new KeyPress(Key.CHARACTER, character, false, false);
  }

  /** A character with Ctrl. */
  public static KeyPress ctrl(char character) {
    return new KeyPress(Key.CHARACTER, character, true, false);
  }

  /** Any other key. */
  public static KeyPress of(Key key) {
    return new KeyPress(key, '\0', false, false);
  }

  /** The same key by itself. */
  public KeyPress withoutAlt() {
    return new KeyPress(key, character, ctrl, false);
  }

  /** The key as help names it. */
  public String label() {
    String name = key == Key.CHARACTER ? named(character) : key.label();
    return ctrl ? "Ctrl-" + Character.toUpperCase(character) : name;
  }

  private static String named(char character) {
    return character == ' ' ? "SPACE" : String.valueOf(character);
  }

  /** Whether it is a character to type, not a command; of a pair, as emoji are, a half. */
  boolean isText() {
    return key == Key.CHARACTER && !ctrl && !alt && !Character.isISOControl(character);
  }
}
