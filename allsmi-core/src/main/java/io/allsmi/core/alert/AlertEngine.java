package io.allsmi.core.alert;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.HeldIdle;
import io.allsmi.core.jobs.HeldIdleGpus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes the snapshots of a cluster one after another and says which GPUs went from one level of a
 * rule to another. The same snapshots give the same alerts.
 *
 * <pre>{@code
 * AlertEngine engine = new AlertEngine(AlertRules.defaults());
 * for (ClusterSnapshot snapshot : snapshots) {
 *   engine.next(snapshot).forEach(alert -> System.out.println(alert.message()));
 * }
 * }</pre>
 *
 * <p>A temperature is {@code warn} or {@code crit} from the threshold on, and back when it is the
 * hysteresis below it: with 80 °C and 2 °C, readings of 79, 80, 79, 78 are ok, warn, warn, ok.
 * Power is {@code crit} from its threshold on and has no hysteresis. A GPU is idle once its
 * utilisation was at most the percentage for the whole time, and no longer with the first reading
 * above it; held idle as {@link HeldIdle} finds it, until it works or nobody holds it.
 *
 * <p>A reading that is missing changes nothing, and neither does a host that does not answer: its
 * GPUs stay at their levels and go on from there when it is back. Time that was not read, more than
 * a minute and more than 3 intervals between two readings, does not count as idle. When a snapshot
 * is older than the one before it, as after a jump back in a recording, all begins anew.
 *
 * <p>GPUs are told apart by host and UUID, by index where there is no UUID of their own. Those that
 * are no longer listed are forgotten after an hour, or earlier when there are too many. For one
 * thread at a time.
 *
 * @since 0.30.0
 */
public final class AlertEngine {
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  private static final int INTERVALS = 3;
  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final long KEPT = Duration.ofHours(1).toMillis();

  /** Hosts that are remembered beside those that are listed. */
  private static final int MOST_MISSING = 1024;

  private static final Comparator<Alert> BY_HOST =
      Comparator.comparing(Alert::host).thenComparing(Alert::hostId);
  private static final Comparator<Alert> BY_PLACE =
      BY_HOST.thenComparingInt(Alert::gpuPlace).thenComparing(Alert::rule);

  private static final Comparator<HeldIdleUser> LONGEST_FIRST =
      Comparator.comparing(HeldIdleUser::longest).reversed().thenComparing(HeldIdleUser::user);

  private final AlertRules rules;
  private final Map<String, HostWatch> hosts = new HashMap<>();
  private final HeldIdle tracker;
  private HeldIdleGpus held = HeldIdleGpus.NONE;
  private long at = Long.MIN_VALUE;

  /** An engine that has seen nothing yet. */
  public AlertEngine(AlertRules rules) {
    this.rules = Objects.requireNonNull(rules, "rules");
    // The tracker looks for less than a percentage, the rules for that or less.
    this.tracker = new HeldIdle(Math.min(100, Math.nextUp(rules.idleAtMostPercent())));
  }

  /** The rules it goes by. */
  public AlertRules rules() {
    return rules;
  }

  /**
   * Takes in the next snapshot.
   *
   * @return what changed, by host name, GPU and rule, whatever the order of the hosts; unmodifiable
   */
  public List<Alert> next(ClusterSnapshot snapshot) {
    long now = millis(snapshot.takenAt());
    if (now < at) {
      hosts.clear();
    }
    at = now;
    long gap = gap(snapshot.interval());
    held = rules.heldIdleAfter().isPresent() ? tracker.add(snapshot) : HeldIdleGpus.NONE;
    hosts.values().forEach(host -> host.counts = false);
    List<Alert> fired = new ArrayList<>();
    for (HostSnapshot host : snapshot.hosts()) {
      HostWatch watch = hosts.computeIfAbsent(host.hostId(), id -> new HostWatch());
      watch.listedAt = now;
      watch.counts = host.status().state().countsInSums();
      if (watch.counts) {
        watch.add(host, rules, held, gap, KEPT, fired);
      }
    }
    forget(snapshot.hosts().size(), now);
    fired.sort(BY_PLACE);
    return List.copyOf(fired);
  }

  /** Milliseconds that can be subtracted: a time beyond the years 1 to 9999 is at their end. */
  static long millis(Instant time) {
    long second = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, time.getEpochSecond()));
    return second * 1000 + time.getNano() / 1_000_000;
  }

  private static long gap(Duration interval) {
    Duration known = interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval;
    return Math.max(SHORTEST_GAP.toMillis(), INTERVALS * known.toMillis());
  }

  private void forget(int listed, long now) {
    if (hosts.size() > listed) {
      boolean tooMany = hosts.size() > listed + MOST_MISSING;
      hosts.values().removeIf(h -> tooMany ? h.listedAt < now : now - h.listedAt > KEPT);
    }
  }

  /**
   * The alerts that hold: how each GPU that is not {@link AlertLevel#OK} by a rule came to be so,
   * of the hosts whose readings count in the last snapshot. In the order of {@link #next};
   * unmodifiable.
   */
  public List<Alert> holding() {
    List<Alert> holding = new ArrayList<>();
    hosts.values().stream().filter(host -> host.counts).forEach(host -> host.holding(holding));
    holding.sort(BY_PLACE);
    return List.copyOf(holding);
  }

  /**
   * Who holds GPUs idle in the last snapshot for longer than the rule allows, the longest first.
   * Empty where the rule is off; unmodifiable.
   */
  public List<HeldIdleUser> heldIdleUsers() {
    List<HeldIdleUser> users = new ArrayList<>();
    rules
        .heldIdleAfter()
        .ifPresent(
            after ->
                held.byUser(after)
                    .forEach(
                        (user, share) ->
                            users.add(new HeldIdleUser(user, share.gpus(), share.longest()))));
    users.sort(LONGEST_FIRST);
    return List.copyOf(users);
  }
}
