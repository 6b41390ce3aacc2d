package io.allsmi.tui.state;

import java.time.Duration;
import java.time.Instant;

/**
 * A message that borrows the key line for a few seconds.
 *
 * @param text what happened
 * @param file the file it is about, which follows the text and is shortened where there is little
 *     room; may be empty
 * @param failure whether it went wrong
 * @param expires when it goes
 */
public record Toast(String text, String file, boolean failure, Instant expires) {
  private static final Duration SHOWN_FOR = Duration.ofSeconds(6);

  static Toast at(Instant now, String text, String file, boolean failure) {
    return new Toast(text, file, failure, now.plus(SHOWN_FOR));
  }
}
