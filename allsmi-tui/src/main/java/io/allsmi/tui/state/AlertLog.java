package io.allsmi.tui.state;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.HeldIdleUser;
import java.util.ArrayList;
import java.util.List;

/**
 * The alerts until now.
 *
 * @param rules what they go by
 * @param recent the newest, newest first, at most 50
 * @param count how many there ever were; those that are no longer in the list included
 * @param holding those that hold now
 * @param users who holds GPUs idle now, the longest first
 */
public record AlertLog(
    AlertRules rules,
    List<Alert> recent,
    long count,
    List<Alert> holding,
    List<HeldIdleUser> users) {
  /** No alerts and no rules. */
  public static final AlertLog EMPTY =
      new AlertLog(AlertRules.none(), List.of(), 0, List.of(), List.of());

  private static final int MOST = 50;

  /** Copies the lists. */
  public AlertLog {
    recent = List.copyOf(recent);
    holding = List.copyOf(holding);
    users = List.copyOf(users);
  }

  /**
   * This log after a snapshot.
   *
   * @param fired what changed, in its order
   */
  AlertLog plus(List<Alert> fired, List<Alert> nowHolding, List<HeldIdleUser> nowUsers) {
    List<Alert> all = new ArrayList<>();
    for (int i = fired.size() - 1; i >= 0 && all.size() < MOST; i--) {
      all.add(fired.get(i));
    }
    all.addAll(recent.subList(0, Math.min(recent.size(), MOST - all.size())));
    return new AlertLog(rules, all, count + fired.size(), nowHolding, nowUsers);
  }

  /**
   * A log that begins here: what holds is in it and is no news.
   *
   * @param fired how what holds came to do so
   */
  AlertLog anew(List<Alert> fired, List<Alert> nowHolding, List<HeldIdleUser> nowUsers) {
    AlertLog empty = new AlertLog(rules, List.of(), count - fired.size(), List.of(), List.of());
    return empty.plus(fired, nowHolding, nowUsers);
  }

  /** The newest that came behind so many, newest first. */
  List<Alert> since(long seen) {
    return recent.subList(0, (int) Math.max(0, Math.min(recent.size(), count - seen)));
  }

  /** Whether an alert is how its GPU came to the level that it is at. */
  public boolean holds(Alert alert) {
    return holding.contains(alert);
  }
}
