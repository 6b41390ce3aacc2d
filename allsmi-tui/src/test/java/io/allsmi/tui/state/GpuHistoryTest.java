package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.tui.TestCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GpuHistoryTest {
  private static ClusterSnapshot at(int second, GpuInfo... gpus) {
    HostSnapshot host =
        HostSnapshot.builder(
                "n1", TestCluster.NOW.plusSeconds(second), HostStatus.up(Transport.HTTP))
            .gpus(List.of(gpus))
            .build();
    return new ClusterSnapshot(
        TestCluster.NOW.plusSeconds(second),
        ClusterSnapshot.Source.SLURM,
        Duration.ofSeconds(3),
        List.of(host));
  }

  private static GpuInfo gpu(String uuid, double percent) {
    return GpuInfo.builder().uuid(uuid).utilizationPercent(percent).build();
  }

  private static byte[] of(GpuHistory history, ClusterSnapshot snapshot, int place) {
    HostSnapshot host = snapshot.hosts().get(0);
    return history.of(host, host.gpus().get(place));
  }

  @Test
  void theLastReadingsAreKeptAndNoMore() {
    GpuHistory history = GpuHistory.EMPTY;
    for (int i = 0; i <= 90; i++) {
      history = history.plus(at(i, gpu("a", i)));
    }
    byte[] samples = of(history, at(90, gpu("a", 90)), 0);
    assertThat(samples).hasSize(GpuHistory.SAMPLES).endsWith((byte) 89, (byte) 90);
    assertThat(samples[0]).isEqualTo((byte) (91 - GpuHistory.SAMPLES));
  }

  @Test
  void aGpuKeepsItsReadingsWhenItChangesPlaces() {
    GpuHistory history =
        GpuHistory.EMPTY.plus(at(0, gpu("a", 10), gpu("b", 20))).plus(at(3, gpu("b", 21)));
    assertThat(of(history, at(3, gpu("b", 21)), 0)).containsExactly(20, 21);
  }

  @Test
  void aReadingThatIsShownAgainIsOne() {
    ClusterSnapshot same = at(0, gpu("a", 10));
    assertThat(of(GpuHistory.EMPTY.plus(same).plus(same), same, 0)).containsExactly(10);
  }

  @Test
  void unknownIsNotZero() {
    ClusterSnapshot unknown = at(3, GpuInfo.builder().uuid("a").build());
    GpuHistory history = GpuHistory.EMPTY.plus(at(0, gpu("a", 0))).plus(unknown);
    assertThat(of(history, unknown, 0)).containsExactly((byte) 0, GpuHistory.UNKNOWN);
  }

  @Test
  void aJumpBackBeginsAnew() {
    ClusterSnapshot before = at(-60, gpu("a", 5));
    GpuHistory history = GpuHistory.EMPTY.plus(at(0, gpu("a", 10))).plus(before);
    assertThat(of(history, before, 0)).containsExactly(5);
  }

  @Test
  void hostsThatAreGoneAreForgotten() {
    ClusterSnapshot one = at(0, gpu("a", 10));
    ClusterSnapshot none =
        new ClusterSnapshot(one.takenAt().plusSeconds(3), one.source(), one.interval(), List.of());
    assertThat(of(GpuHistory.EMPTY.plus(one).plus(none), one, 0)).isEmpty();
  }
}
