package io.allsmi.tui.state;

import java.time.Duration;
import java.time.Instant;

/**
 * A message that borrows the key line for a few seconds.
 *
 * @param text what happened
 * @param file the file it is about, which follows the text and is shortened where there is little
 *     room; may be empty
 * @param kind how it went
 * @param expires when it goes
 */
public record Toast(String text, String file, Kind kind, Instant expires) {
  private static final Duration SHOWN_FOR = Duration.ofSeconds(6);

  /** How it went. */
  public enum Kind {
    /** What was asked for is done. */
    DONE,
    /** It went wrong. */
    FAILED,
    /** Something to know. */
    NOTE,
    /** Something to try. */
    HINT,
    /** Something to look at. */
    WARNING,
    /** Something to look at now. */
    CRITICAL
  }

  static Toast at(Instant now, String text, String file, Kind kind) {
    return new Toast(text, file, kind, now.plus(SHOWN_FOR));
  }
}
