package io.allsmi.tui;

import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.AlertSink;
import java.util.Objects;

/**
 * What the view watches GPUs for, and who is told beside the one who looks.
 *
 * @param rules from where on there is an alert; {@link AlertRules#none()} for no alerts
 * @param rings whether the terminal's bell rings when a GPU becomes {@link
 *     io.allsmi.core.alert.AlertLevel#CRIT}; never for a recording
 * @param sink where every alert goes as well; never those of a recording
 * @since 0.30.0
 */
public record AlertOptions(AlertRules rules, boolean rings, AlertSink sink) {
  /** Checks the arguments. */
  public AlertOptions {
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(sink, "sink");
  }

  /** The usual rules, no bell, and nobody else. */
  public static AlertOptions defaults() {
    return new AlertOptions(AlertRules.defaults(), false, AlertSink.NONE);
  }
}
