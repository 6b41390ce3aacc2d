package io.allsmi.core.alert;

import java.util.Optional;

/**
 * Somewhere alerts go.
 *
 * @implSpec {@link #accept} returns at once, whatever becomes of the alert: what takes time is done
 *     by another thread, and what there is no room for is dropped and counted. Alerts come from one
 *     thread at a time.
 * @since 0.30.0
 */
public interface AlertSink {
  /** One that forgets them. */
  AlertSink NONE =
      new AlertSink() {
        @Override
        public void accept(Alert alert) {}
      };

  /** Takes an alert. */
  void accept(Alert alert);

  /**
   * What went wrong and was not said yet, for people; empty when nothing did. Says each kind of
   * trouble once, however often it is asked. Never contains a secret.
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
