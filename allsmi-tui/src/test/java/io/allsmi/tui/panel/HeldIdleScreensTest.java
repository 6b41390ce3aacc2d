package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestView;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.JobsFeed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** GPUs that are held and do not work, in Users and in the cards. */
class HeldIdleScreensTest {
  /** The first two GPUs of a host rest, one of them held, and the others work. */
  private static ClusterSnapshot at(long second, boolean rests) {
    HostSnapshot host = TestCluster.host(1, 4, 0);
    HostStatus up = HostStatus.up(Transport.HTTP);
    HostSnapshot now =
        HostSnapshot.builder(host.hostId(), TestCluster.NOW.plusSeconds(second), up)
            .hostname(host.hostname())
            .gpus(
                host.gpus().stream()
                    .map(
                        gpu ->
                            gpu.toBuilder()
                                .utilizationPercent(rests && gpu.index().orElse(9) < 2 ? 0 : 60)
                                .build())
                    .toList())
            .processes(host.processes())
            .build();
    return TestJobs.on(
        new ClusterSnapshot(
            TestCluster.NOW.plusSeconds(second),
            ClusterSnapshot.Source.REMOTE,
            Duration.ofSeconds(3),
            List.of(now)));
  }

  private static TestView after(int columns, long... seconds) {
    JobsFeed feed = new JobsFeed();
    TestView view = new TestView(columns, 20, at(-3, false));
    for (long second : seconds) {
      ClusterSnapshot snapshot = at(second, true);
      view.view(
          new ClusterView(
              snapshot, UserAggregator::aggregate, feed.add(snapshot), view.view().histories()));
    }
    return view.type("V");
  }

  @Test
  void usersSayHowManyGpusTheyHoldIdleAndForHowLong() {
    assertThat(after(120, 0).text()).contains("HELD IDLE").doesNotContain(" for ");
    assertThat(after(120, 0, 240, 480).text()).containsPattern("yeonji .* 1 for 8m ");
  }

  @Test
  void iSortsByThemAtAnyWidth() {
    for (int columns : new int[] {40, 80, 120}) {
      TestView view = after(columns, 0, 240).type("ui");
      assertThat(view.text()).containsPattern("HELD IDLE ?▾").contains("1 for 4m");
      assertThat(view.view().listing(view.state()).rows().get(0).key()).isEqualTo("yeonji");
      assertThat(view.type("u").view().listing(view.state()).rows().get(0).key()).isEqualTo("mira");
    }
  }

  @Test
  void accountsHoldWhatTheirJobsHold() {
    assertThat(after(120, 0, 240).type("b").text()).containsPattern("nlp .* 1 for 4m ");
  }

  @Test
  void cardsCountThoseHeldForLong() {
    assertThat(after(160, 0, 240, 480).text()).doesNotContain("HELD IDLE 1 GPU");
    assertThat(after(160, 0, 240, 480, 600).text()).contains("HELD IDLE 1 GPU");
  }
}
