package io.allsmi.core;

import java.util.Objects;

/**
 * Something in an input that could not be used and was left out; the rest of the input stands.
 *
 * @param line the line of the input it was found in, counted from 1; 0 when it concerns no single
 *     line
 * @param message what was expected and what was found; one line, without the input's name
 */
public record Issue(int line, String message) {
  /** Checks the arguments. */
  public Issue {
    if (line < 0) {
      throw new IllegalArgumentException("line: expected at least 0, got " + line);
    }
    Objects.requireNonNull(message, "message");
  }

  /** {@code line 3: expected …}, or the bare message when no line is known. */
  @Override
  public String toString() {
    return line == 0 ? message : "line " + line + ": " + message;
  }
}
