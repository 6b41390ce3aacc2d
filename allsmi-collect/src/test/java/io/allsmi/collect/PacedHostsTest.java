package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.source.HostSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacedHostsTest {
  /** Counts what is asked of it. */
  private static final class Counting implements HostSource {
    final List<Instant> reads = new ArrayList<>();
    int closes;

    @Override
    public HostSnapshot read(Instant takenAt) {
      reads.add(takenAt);
      return HostSnapshot.builder("this", takenAt, HostStatus.up(Transport.LOCAL)).build();
    }

    @Override
    public void close() {
      closes++;
    }
  }

  @Test
  void thisMachineIsReadTwiceBeforeItIsShown() throws Exception {
    Counting machine = new Counting();
    try (PacedHosts source = PacedHosts.local(machine, Duration.ofSeconds(3))) {
      ClusterSnapshot first = source.poll().orElseThrow();
      assertThat(machine.reads).hasSize(2);
      assertThat(first.source()).isEqualTo(ClusterSnapshot.Source.LOCAL);
      assertThat(first.interval()).isEqualTo(Duration.ofSeconds(3));
      assertThat(first.hosts().get(0).takenAt()).isEqualTo(machine.reads.get(1));
    }
    assertThat(machine.closes).isEqualTo(1);
  }

  @Test
  void everyLaterPollReadsOnce() throws Exception {
    Counting machine = new Counting();
    try (PacedHosts source = PacedHosts.local(machine, Duration.ofMillis(5))) {
      source.poll();
      source.poll();
      source.poll();
      assertThat(machine.reads).hasSize(4);
    }
  }

  @Test
  void closingTwiceClosesTheHostOnce() {
    Counting machine = new Counting();
    PacedHosts source = PacedHosts.local(machine, Duration.ofSeconds(3));
    source.close();
    source.close();
    assertThat(machine.closes).isEqualTo(1);
    assertThat(machine.reads).isEmpty();
  }

  @Test
  void anIntervalBeyondReasonIsRefused() {
    assertThatThrownBy(() -> PacedHosts.local(new Counting(), Duration.ZERO))
        .hasMessage("interval: expected more than 0 and at most a day, got PT0S");
    assertThatThrownBy(() -> PacedHosts.local(new Counting(), Duration.ofDays(200_000)))
        .hasMessageContaining("at most a day");
  }

  @Test
  void closingDoesNotWaitForAReading() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answers = new CountDownLatch(1);
    CountDownLatch hostClosed = new CountDownLatch(1);
    HostSource stuck =
        new HostSource() {
          @Override
          public HostSnapshot read(Instant takenAt) {
            asked.countDown();
            try {
              answers.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return HostSnapshot.builder("stuck", takenAt, HostStatus.up(Transport.LOCAL)).build();
          }

          @Override
          public void close() {
            hostClosed.countDown();
          }
        };
    PacedHosts source = PacedHosts.local(stuck, Duration.ofSeconds(3));
    CompletableFuture<Optional<ClusterSnapshot>> polled =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return source.poll();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    asked.await();
    source.close();
    assertThat(hostClosed.getCount()).isEqualTo(1);
    answers.countDown();
    assertThat(polled.get()).isEmpty();
    hostClosed.await();
  }

  @Test
  void aSnapshotIsDatedAfterItsHosts() throws Exception {
    try (PacedHosts source = PacedHosts.local(new Counting(), Duration.ofSeconds(3))) {
      ClusterSnapshot cluster = source.poll().orElseThrow();
      assertThat(cluster.takenAt()).isAfterOrEqualTo(cluster.hosts().get(0).takenAt());
    }
  }

  /** The same cluster as every source shows. */
  @Nested
  class Contract extends ClusterSourceContract {
    @Override
    protected ClusterSource open(List<HostSnapshot> hosts) {
      return new PacedHosts(
          hosts.stream().map(PacedHostsTest::always).toList(),
          ClusterSnapshot.Source.LOCAL,
          Duration.ofMillis(50),
          Duration.ZERO,
          Clock.systemUTC());
    }
  }

  private static HostSource always(HostSnapshot host) {
    return new HostSource() {
      @Override
      public HostSnapshot read(Instant takenAt) {
        return host;
      }

      @Override
      public void close() {}
    };
  }
}
