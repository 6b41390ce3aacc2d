package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertEngine;
import io.allsmi.core.alert.AlertRules;
import java.util.List;
import java.util.Optional;

/**
 * Alerts on the way of one search. Forwards every snapshot from the one that is shown counts, so
 * that idleness is found once it has lasted long enough on the way. Backwards two neighbours are
 * held against each other, which finds what crosses a threshold.
 */
final class AlertFinder {
  private final AlertRules rules;
  private final AlertEngine ahead;

  /** A search that begins at a snapshot. */
  AlertFinder(AlertRules rules, ClusterSnapshot here) {
    this.rules = rules;
    ahead = new AlertEngine(rules);
    forward(here);
  }

  /** What the next snapshot ahead brings, for people; empty when nothing. */
  Optional<String> forward(ClusterSnapshot next) {
    return rules.hasAny() ? message(ahead.next(next)) : Optional.empty();
  }

  /** What a snapshot brings after the one before it. */
  Optional<String> between(ClusterSnapshot before, ClusterSnapshot after) {
    if (!rules.hasAny()) {
      return Optional.empty();
    }
    AlertEngine pair = new AlertEngine(rules);
    pair.next(before);
    return message(pair.next(after));
  }

  private static Optional<String> message(List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return Optional.empty();
    }
    int more = alerts.size() - 1;
    return Optional.of(alerts.get(0).message() + (more == 0 ? "" : " and " + more + " more"));
  }
}
