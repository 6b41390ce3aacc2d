package io.allsmi.tui;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of colours. The same states are also shown by glyphs, so no theme loses any of them.
 *
 * @since 0.30
 */
public enum Theme {
  /** For a dark background. */
  DEFAULT("default"),
  /** For a light background. */
  LIGHT("light"),
  /** Blue, orange and vermilion in place of green, yellow and red. */
  COLOUR_BLIND("colour-blind"),
  /** No colour. Also chosen by the environment variable {@code NO_COLOR}. */
  MONO("mono");

  private final String wireName;

  Theme(String wireName) {
    this.wireName = wireName;
  }

  /** The name that people write: lower case, with a hyphen between words. */
  public String wireName() {
    return wireName;
  }

  /** The theme of a name, in any case; {@code colour_blind} is understood as well. */
  public static Optional<Theme> ofName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return Stream.of(values()).filter(t -> t.wireName.equals(wanted)).findFirst();
  }
}
