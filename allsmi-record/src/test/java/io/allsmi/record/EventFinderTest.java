package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFinderTest {
  private static ClusterSnapshot hosts(int count) {
    return Frames.cluster(0, Frames.START, count, 1);
  }

  @Test
  void aHostThatIsMissingIsGoneAndANewOneAppeared() {
    assertThat(EventFinder.between(hosts(4), hosts(4))).isEmpty();
    assertThat(EventFinder.between(hosts(4), hosts(3))).hasValue("node-3 is gone");
    assertThat(EventFinder.between(hosts(3), hosts(4))).hasValue("node-3 appeared");
  }

  @Test
  void aHostThatIsDownIsNotGone() {
    ClusterSnapshot down = Frames.cluster(6, Frames.START, 2, 1);
    assertThat(EventFinder.between(hosts(2), down)).hasValue("node-1 went down");
    assertThat(EventFinder.between(down, hosts(2))).hasValue("node-1 came back");
  }

  @Test
  void aHostThatWasNotAskedYetIsNotNew() {
    ClusterSnapshot whole = hosts(2);
    List<HostSnapshot> hosts = new ArrayList<>(whole.hosts());
    HostSnapshot second = hosts.get(1);
    hosts.set(
        1,
        HostSnapshot.builder(second.hostId(), Frames.START, HostStatus.pending(Transport.HTTP))
            .build());
    ClusterSnapshot waiting =
        new ClusterSnapshot(Frames.START, whole.source(), whole.interval(), hosts);
    assertThat(EventFinder.between(waiting, whole)).isEmpty();
    assertThat(EventFinder.between(whole, waiting)).isEmpty();
  }
}
