package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertEngine;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.AlertSink;
import java.time.Instant;
import java.util.List;

/**
 * Takes one snapshot after another and remembers their alerts. After a jump back in a recording it
 * knows of none but those that hold where it lands, which nobody is told again. One thread at a
 * time.
 */
public final class AlertFeed {
  private final AlertEngine engine;
  private final AlertSink sink;
  private Instant at = Instant.MIN;
  private AlertLog log;

  /** A feed that tells each alert to a sink as well. */
  public AlertFeed(AlertRules rules, AlertSink sink) {
    this.engine = new AlertEngine(rules);
    this.sink = sink;
    this.log = new AlertLog(rules, List.of(), 0, List.of(), List.of());
  }

  /** The alerts up to the next snapshot. */
  public AlertLog add(ClusterSnapshot snapshot) {
    if (!engine.rules().hasAny()) {
      return log;
    }
    boolean jumped = snapshot.takenAt().isBefore(at);
    at = snapshot.takenAt();
    List<Alert> fired = engine.next(snapshot);
    if (jumped) {
      log = log.anew(fired, engine.holding(), engine.heldIdleUsers());
    } else {
      fired.forEach(sink::accept);
      log = log.plus(fired, engine.holding(), engine.heldIdleUsers());
    }
    return log;
  }
}
