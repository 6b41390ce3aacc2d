package io.allsmi.tui;

/**
 * A set of colours. The same states are also shown by glyphs, so no theme loses any of them.
 *
 * @since 0.30
 */
public enum Theme {
  /** For a dark background. */
  DEFAULT,
  /** For a light background. */
  LIGHT,
  /** Blue, orange and vermilion in place of green, yellow and red. */
  COLOUR_BLIND,
  /** No colour. Also chosen by the environment variable {@code NO_COLOR}. */
  MONO
}
