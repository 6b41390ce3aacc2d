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
  void anIntervalOfNothingIsRefused() {
    assertThatThrownBy(() -> PacedHosts.local(new Counting(), Duration.ZERO))
        .hasMessage("interval: expected more than 0, got PT0S");
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
