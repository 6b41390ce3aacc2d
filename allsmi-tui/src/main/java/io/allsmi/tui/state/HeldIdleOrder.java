package io.allsmi.tui.state;

import io.allsmi.core.jobs.HeldIdleGpus;
import io.allsmi.core.usage.UserAggregate;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * The order of the users: most GPUs held idle first where that is asked for, then the chosen one.
 */
final class HeldIdleOrder {
  private static final HeldIdleGpus.Share NOTHING = new HeldIdleGpus.Share(0, Duration.ZERO);

  private HeldIdleOrder() {}

  static Comparator<UserAggregate> of(UsersChoice choice, ClusterView view) {
    Comparator<UserAggregate> order = choice.order().comparator();
    if (!choice.idleFirst()) {
      return order;
    }
    Map<String, HeldIdleGpus.Share> shares = view.heldIdle(choice.grouping());
    return Comparator.comparing(
            (UserAggregate user) -> shares.getOrDefault(user.user(), NOTHING),
            Comparator.comparingInt(HeldIdleGpus.Share::gpus)
                .thenComparing(HeldIdleGpus.Share::longest)
                .reversed())
        .thenComparing(order);
  }
}
