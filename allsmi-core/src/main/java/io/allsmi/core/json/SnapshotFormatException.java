package io.allsmi.core.json;

/**
 * A line that is no snapshot of a schema that is read. Its message says what was expected and what
 * was found, in one line.
 *
 * @since 0.30.0
 */
public final class SnapshotFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message what was expected and what was found, one line
   */
  public SnapshotFormatException(String message) {
    super(message);
  }
}
