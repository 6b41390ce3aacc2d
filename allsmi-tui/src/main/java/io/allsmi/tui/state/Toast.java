package io.allsmi.tui.state;

import java.time.Duration;
import java.time.Instant;

/**
 * A message that borrows the key line for a few seconds.
 *
 * @param text what happened
 * @param failure whether it went wrong
 * @param expires when it goes
 */
public record Toast(String text, boolean failure, Instant expires) {
  private static final Duration SHOWN_FOR = Duration.ofSeconds(6);

  static Toast at(Instant now, String text, boolean failure) {
    return new Toast(text, failure, now.plus(SHOWN_FOR));
  }
}
