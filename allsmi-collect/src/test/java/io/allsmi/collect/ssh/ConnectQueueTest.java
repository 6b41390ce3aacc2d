package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand hosts that are connected to, simulated with a clock of its own. Work that is done side
 * by side takes longer where there is more than the machine can do at a time.
 */
class ConnectQueueTest {
  private static final int PLACES = 32;
  private static final int HOSTS = 1000;
  private static final long STEP = Duration.ofMillis(5).toNanos();

  /** What connecting to a host and reading it takes where nothing else is done. */
  private static final long CONNECT = Duration.ofMillis(250).toNanos();

  private static final long TIMEOUT = Duration.ofSeconds(10).toNanos();
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private enum Kind {
    WELL(CONNECT),
    REFUSES(0),
    HANGS(Long.MAX_VALUE),
    WRONG_KEY(CONNECT / 2),
    BREAKS_OFF(CONNECT);

    final long work;

    Kind(long work) {
      this.work = work;
    }
  }

  /** A host, which comes again when it failed. */
  private final class Host {
    final Kind kind;
    final String server;

    /** No two take the same. */
    final double share;

    int failures;
    long comesAt;
    long left;
    long begunAt;
    ConnectQueue.Turn turn;

    Host(int number, Kind kind) {
      this.kind = kind;
      this.server = "server" + number;
      this.share = 0.5 + number * 7919 % 100 / 100.0;
      come();
    }

    void come() {
      left = (long) (kind.work * share);
      turn =
          new ConnectQueue.Turn(server, failures > 0) {
            @Override
            void called() {
              begunAt = notBefore();
            }
          };
    }
  }

  private final List<Host> hosts = new ArrayList<>();
  private ConnectQueue queue;
  private int well;
  private int most;

  /** So many fail, spread over all, one after the other in another way. */
  private void hosts(int failing, List<Kind> kinds) {
    for (int i = 0; i < HOSTS; i++) {
      boolean fails = failing > 0 && i % (HOSTS / failing) == 0;
      Kind kind = fails ? kinds.get(i / (HOSTS / failing) % kinds.size()) : Kind.WELL;
      hosts.add(new Host(i, kind));
    }
    well = (int) hosts.stream().filter(host -> host.kind == Kind.WELL).count();
  }

  /**
   * Connects.
   *
   * @param atOnce how much work the machine does at a time before all of it gets slower
   * @return how long it takes until all that are well were read, in times of one alone
   */
  private double connects(double atOnce) {
    most = 0;
    queue = new ConnectQueue(PLACES, ConnectGate.QUICK, () -> HOSTS, 0);
    hosts.forEach(host -> queue.enter(host.turn, 0));
    int read = 0;
    for (long now = 0; now < LONGEST; now += STEP) {
      queue.look(now);
      long at = now;
      hosts.stream().filter(host -> host.comesAt != 0 && host.comesAt <= at).forEach(this::comes);
      List<Host> inside = hosts.stream().filter(h -> h.turn.isInside() && h.begunAt <= at).toList();
      long working = inside.stream().filter(host -> host.kind != Kind.HANGS).count();
      most = Math.max(most, (int) inside.stream().filter(h -> !h.turn.isSlow()).count());
      long done = (long) (STEP * Math.min(1, atOnce / Math.max(1, working)));
      for (Host host : inside) {
        host.left -= host.kind == Kind.HANGS ? 0 : done;
        boolean isOver = host.left <= 0 || now - host.begunAt >= TIMEOUT;
        if (isOver) {
          read += leaves(host, now) ? 1 : 0;
        }
      }
      if (read == well) {
        return (double) now / CONNECT;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Whether it was read. */
  private boolean leaves(Host host, long now) {
    queue.leave(host.turn, now);
    if (host.kind == Kind.WELL) {
      return true;
    }
    host.failures++;
    host.comesAt = now + Duration.ofSeconds(Math.min(30, 5L << host.failures - 1)).toNanos();
    return false;
  }

  private void comes(Host host) {
    long now = host.comesAt;
    host.comesAt = 0;
    host.come();
    queue.enter(host.turn, now);
  }

  private double connects(double atOnce, int failing, Kind... kinds) {
    hosts.clear();
    hosts(failing, List.of(kinds));
    return connects(atOnce);
  }

  private static final Kind[] ALL = {Kind.REFUSES, Kind.HANGS, Kind.WRONG_KEY, Kind.BREAKS_OFF};

  @Test
  void eightHundredHostsAreReadInThirtyFiveTimesOneWhileTwoHundredFail() {
    assertThat(connects(HOSTS, 0)).isBetween(31.0, 33.0);
    assertThat(connects(HOSTS, 200, ALL)).isBetween(25.0, 35.0);
    assertThat(well).isEqualTo(800);
    assertThat(most).isEqualTo(PLACES);
  }

  @ParameterizedTest
  @ValueSource(doubles = {8, 2})
  void onABusyMachineHostsThatFailCostNoMoreThanHostsThatAreWell(double atOnce) {
    double allWell = connects(atOnce, 0);
    assertThat(connects(atOnce, 200, ALL)).isLessThan(allWell);
    assertThat(most).isEqualTo(PLACES);
  }

  /** Each holds its place for as long as a quick one takes at most, four times as long as here. */
  @ParameterizedTest
  @CsvSource({"200,55", "500,85"})
  void hostsThatHangLeaveTheirPlacesLongBeforeTheirTimeIsOver(int hanging, double times) {
    double whole = (double) hanging * TIMEOUT / CONNECT / PLACES;
    assertThat(connects(HOSTS, hanging, Kind.HANGS)).isBetween(15.0, times).isLessThan(whole / 4);
  }
}
