package io.allsmi.record;

import java.io.IOException;

/**
 * A file that is no recording, or one that this version cannot read. The message says which file,
 * what was expected and what was found.
 *
 * @since 0.30.0
 */
public final class RecordingFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /** One line for people. */
  public RecordingFormatException(String message) {
    super(message);
  }
}
