package io.allsmi.collect.exporter;

import io.allsmi.core.exposition.EnergyTotal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds power up to energy. Between two readings the power is taken to have changed evenly; over a
 * gap of more than 10 s it is taken to have stayed as it was before, because nothing is known of
 * what it did. Time is an argument.
 */
final class EnergyMeter {
  static final Duration LONGEST_SLOPE = Duration.ofSeconds(10);
  static final int MOST_KEYS = 10_000;
  private static final double MOST_WATTS = 100_000;

  private final Map<Key, Account> accounts = new TreeMap<>();

  /** What draws; GPUs first, each by its UUID. */
  record Key(EnergyTotal.Scope scope, String gpuUuid) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byScope = scope.compareTo(other.scope);
      return byScope != 0 ? byScope : gpuUuid.compareTo(other.gpuUuid);
    }
  }

  private static final class Account {
    double joules;
    boolean running;
    long nanos;
    double watts;
  }

  /** A meter that goes on from totals; the time before its first readings adds nothing. */
  static EnergyMeter goingOn(List<EnergyTotal> totals) {
    EnergyMeter meter = new EnergyMeter();
    for (EnergyTotal total : totals) {
      Account account = meter.account(new Key(total.scope(), total.gpuUuid()));
      if (account != null) {
        account.joules += total.joules();
      }
    }
    return meter;
  }

  /**
   * Adds a reading. One that is not later than the last of its key is dropped.
   *
   * @param nanos when it was taken, on a clock that only goes forward
   * @param watts taken as 0 to 100,000
   */
  void add(Key key, long nanos, double watts) {
    Account account = account(key);
    if (account == null || Double.isNaN(watts)) {
      return;
    }
    double power = Math.min(Math.max(watts, 0), MOST_WATTS);
    long gap = nanos - account.nanos;
    if (account.running && gap <= 0) {
      return;
    }
    if (account.running) {
      boolean slope = gap <= LONGEST_SLOPE.toNanos();
      double mean = slope ? (account.watts + power) / 2 : account.watts;
      account.joules += mean * (gap / 1e9);
    }
    account.running = true;
    account.nanos = nanos;
    account.watts = power;
  }

  private @Nullable Account account(Key key) {
    Account known = accounts.get(key);
    if (known == null && accounts.size() < MOST_KEYS) {
      known = new Account();
      accounts.put(key, known);
    }
    return known;
  }

  /** What every key has drawn: GPUs by UUID, CPU, chassis. */
  List<EnergyTotal> totals() {
    List<EnergyTotal> totals = new ArrayList<>();
    accounts.forEach(
        (key, account) -> totals.add(new EnergyTotal(key.scope(), key.gpuUuid(), account.joules)));
    return totals;
  }
}
