package io.allsmi.tui.state;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertLevel;
import io.allsmi.core.alert.AlertRule;
import io.allsmi.core.alert.HeldIdleUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What alerts do to the state. */
final class AlertMoves {
  private static final Duration MARKED_FOR = Duration.ofSeconds(2);

  private AlertMoves() {}

  /** The state after alerts that were not told yet: a message, a mark, a bell. */
  static Transition told(ViewState state, AlertLog log) {
    List<Alert> news = log.since(state.alerts().seen());
    AlertsChoice seen = state.alerts().withSeen(log.count());
    if (news.isEmpty()) {
      return Transition.to(state.withAlerts(seen));
    }
    List<Alert> worse = news.stream().filter(Alert::isWorse).toList();
    if (worse.isEmpty()) {
      String text = news.get(0).message() + others(news);
      return Transition.to(toast(state.withAlerts(seen), text, Toast.Kind.DONE));
    }
    Alert worst = worse.stream().max(Comparator.comparing(Alert::to)).orElseThrow();
    boolean crit = worst.to() == AlertLevel.CRIT;
    ViewState next = state.withAlerts(seen.withMark(Optional.of(mark(state.now(), worse, worst))));
    String text = byUser(worse, log).orElse(worst.message() + others(worse));
    next = toast(next, text, crit ? Toast.Kind.CRITICAL : Toast.Kind.WARNING);
    return crit ? Transition.with(next, new Effect.Ring()) : Transition.to(next);
  }

  private static AlertsChoice.Mark mark(Instant now, List<Alert> worse, Alert worst) {
    return new AlertsChoice.Mark(
        worst.to(),
        worse.stream().map(AlertsChoice::key).collect(Collectors.toSet()),
        now.plus(MARKED_FOR));
  }

  private static ViewState toast(ViewState state, String text, Toast.Kind kind) {
    return state.withToast(Optional.of(Toast.at(state.now(), text, "", kind)));
  }

  private static String others(List<Alert> alerts) {
    return alerts.size() == 1 ? "" : " and " + (alerts.size() - 1) + " more";
  }

  /** Of several GPUs that one user alone holds idle, a word about the user. */
  private static Optional<String> byUser(List<Alert> worse, AlertLog log) {
    List<String> users = worse.get(0).users();
    boolean isOnes =
        worse.size() > 1
            && users.size() == 1
            && worse.stream()
                .allMatch(a -> a.rule() == AlertRule.HELD_IDLE && a.users().equals(users));
    return log.users().stream()
        .filter(user -> isOnes && user.user().equals(users.get(0)))
        .map(HeldIdleUser::message)
        .findFirst();
  }

  /** The state at a later time: what is marked is so for a moment. */
  static ViewState tick(ViewState state, Instant now) {
    Optional<AlertsChoice.Mark> mark = state.alerts().mark().filter(m -> now.isBefore(m.until()));
    return state.withAlerts(state.alerts().withMark(mark));
  }

  static ViewState open(ViewState state) {
    return state.withAlerts(state.alerts().withOpen(true, 0));
  }

  static ViewState close(ViewState state) {
    return state.withAlerts(state.alerts().withOpen(false, 0));
  }

  /** The history with another first line, as far as there are lines. */
  static ViewState scroll(ViewState state, AlertLog log, int wanted) {
    int last = Math.max(0, log.recent().size() - AlertLines.of(state, log).height());
    int top = Math.max(0, Math.min(last, wanted));
    return state.withAlerts(state.alerts().withOpen(true, top));
  }
}
