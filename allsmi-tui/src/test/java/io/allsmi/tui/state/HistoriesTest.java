package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.state.ClusterHistory.Metric;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  private static ClusterSnapshot at(long second, HostSnapshot... hosts) {
    return new ClusterSnapshot(
        TestCluster.NOW.plusSeconds(second),
        ClusterSnapshot.Source.REMOTE,
        Duration.ofSeconds(3),
        List.of(hosts));
  }

  private static Histories seen(Histories before, ClusterSnapshot snapshot) {
    return before.plus(snapshot, Totals.of(snapshot.hosts()));
  }

  private static int samples(Histories histories) {
    return histories.cluster().of(Metric.UTILISATION).length;
  }

  @Test
  void theLastFiguresAreKeptAndNoMore() {
    Histories all = Histories.EMPTY;
    for (int i = 0; i < ClusterHistory.SAMPLES + 50; i++) {
      all = seen(all, at(3L * i, TestCluster.host(1, 2, i)));
    }
    assertThat(samples(all)).isEqualTo(ClusterHistory.SAMPLES);
  }

  @Test
  void theNewestFigureIsWhatTheCardsSay() {
    ClusterSnapshot last = at(3, TestCluster.host(1, 4, 5), TestCluster.host(2, 3, 9));
    Totals totals = Totals.of(last.hosts());
    Histories all = seen(seen(Histories.EMPTY, at(0, TestCluster.host(1, 2, 0))), last);
    for (Metric metric : Metric.values()) {
      assertThat(all.cluster().of(metric)[1])
          .as(metric.name())
          .isEqualTo((float) metric.of(totals).orElseThrow());
    }
  }

  @Test
  void whatIsNotKnownIsNotZero() {
    HostSnapshot bare = TestCluster.host(1, 0, 0).toBuilder().cpus(List.of()).build();
    ClusterHistory cluster = seen(Histories.EMPTY, at(0, bare)).cluster();
    assertThat(cluster.of(Metric.UTILISATION)).containsExactly(Float.NaN);
    assertThat(cluster.of(Metric.CPU)).containsExactly(Float.NaN);
    assertThat(cluster.of(Metric.HOST_MEMORY)[0]).isBetween(40f, 41f);
  }

  @Test
  void theSameSnapshotAgainAddsNothing() {
    ClusterSnapshot same = at(0, TestCluster.host(1, 2, 0));
    assertThat(samples(seen(seen(Histories.EMPTY, same), same))).isEqualTo(1);
  }

  @Test
  void aJumpBackOrFarOnBeginsAnew() {
    Histories two = seen(seen(Histories.EMPTY, at(0)), at(3));
    assertThat(samples(seen(two, at(6)))).isEqualTo(3);
    assertThat(samples(seen(two, at(3 + 60)))).isEqualTo(3);
    assertThat(samples(seen(two, at(3 + 61)))).isEqualTo(1);
    assertThat(samples(seen(two, at(2)))).isEqualTo(1);
  }

  @Test
  void aPauseIsMeasuredInIntervals() {
    ClusterSnapshot first = at(0);
    ClusterSnapshot slow =
        new ClusterSnapshot(
            first.takenAt().plusSeconds(300), first.source(), Duration.ofSeconds(30), List.of());
    assertThat(samples(seen(seen(Histories.EMPTY, first), slow))).isEqualTo(2);
  }

  @Test
  void aHostIsDownSinceTheFirstSnapshotInARow() {
    Histories down =
        seen(seen(Histories.EMPTY, at(0, TestCluster.down(5))), at(3, TestCluster.down(5)));
    String id = TestCluster.down(5).hostId();
    assertThat(down.cluster().downSince(id)).contains(TestCluster.NOW);
    Histories up = seen(down, at(6, TestCluster.host(5, 1, 0)));
    assertThat(up.cluster().downSince(id)).isEmpty();
    assertThat(seen(up, at(9, TestCluster.down(5))).cluster().downSince(id))
        .contains(TestCluster.NOW.plusSeconds(9));
  }

  @Test
  void aGpuIsQuietSinceItsFirstReadingBelowTheThreshold() {
    Histories all = Histories.EMPTY;
    double[] percent = {80, 4.9, 0, 3};
    HostSnapshot last = TestCluster.host(1, 1, 0);
    for (int i = 0; i < percent.length; i++) {
      last = reading(percent[i], 30 * i);
      all = seen(all, at(30L * i, last));
    }
    assertThat(all.gpus().quiet(last, last.gpus().get(0))).contains(Duration.ofSeconds(60));
    HostSnapshot busy = reading(5, 120);
    Histories after = seen(all, at(120, busy));
    assertThat(after.gpus().quiet(busy, busy.gpus().get(0))).isEmpty();
  }

  private static HostSnapshot reading(double percent, int second) {
    HostSnapshot host = TestCluster.host(1, 1, 0);
    return HostSnapshot.builder(host.hostId(), TestCluster.NOW.plusSeconds(second), host.status())
        .gpus(List.of(host.gpus().get(0).toBuilder().utilizationPercent(percent).build()))
        .build();
  }
}
