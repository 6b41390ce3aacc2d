package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.exposition.ScrapeLimits;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClusterPollerHttpTest {
  private static final PollOptions OPTIONS =
      PollOptions.defaults()
          .withInterval(Duration.ofSeconds(4))
          .withLimits(ScrapeLimits.defaults().withPageBytes(1 << 20));

  private static TinyServer endless() throws Exception {
    byte[] line = "all_smi_up{instance=\"a\"} 1\n".repeat(2000).getBytes(StandardCharsets.UTF_8);
    return TinyServer.start(
        (request, out) -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          for (long sent = 0; sent < 200L << 20; sent += line.length) {
            out.write(line);
          }
          return false;
        });
  }

  private static byte[] noise() {
    byte[] bytes = new byte[100_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void goodHostsAppearAmongBadOnesEachWithItsOwnFailure() throws Exception {
    try (MockCluster good =
            MockCluster.start(MockOptions.defaults().withNodes(3).withFrozen(true));
        Socket refusing = TinyServer.refusing();
        TinyServer hanging = TinyServer.hanging();
        TinyServer failing = TinyServer.fixed("HTTP/1.1 500 No\r\nContent-Length: 0", new byte[0]);
        TinyServer endless = endless();
        TinyServer binary = TinyServer.page(noise());
        TinyServer web =
            TinyServer.page(
                "<!doctype html>\n<html><body>hi</body></html>\n"
                    .getBytes(StandardCharsets.UTF_8))) {
      List<HttpTarget> targets = new ArrayList<>();
      targets.add(HttpTarget.of("127.0.0.1", refusing.getLocalPort()));
      targets.add(good.targets().get(0));
      targets.add(hanging.target());
      targets.add(failing.target());
      targets.add(good.targets().get(1));
      targets.add(endless.target());
      targets.add(binary.target());
      targets.add(web.target());
      targets.add(good.targets().get(2));

      try (ClusterPoller poller = ClusterPoller.open(targets, OPTIONS)) {
        ClusterSnapshot first = poller.poll().orElseThrow();
        assertThat(first.hosts())
            .extracting(HostSnapshot::hostId)
            .isEqualTo(targets.stream().map(HttpTarget::hostId).toList());
        ClusterSnapshot seen = first;
        while (seen.hosts().stream().anyMatch(h -> h.status().state() == HostState.PENDING)) {
          seen = poller.poll().orElseThrow();
        }
        for (int i : new int[] {1, 4, 8}) {
          assertThat(seen.hosts().get(i).status().state()).isEqualTo(HostState.UP);
          assertThat(seen.hosts().get(i).gpus()).hasSize(8);
        }
        assertDown(seen, 0, FailureKind.REFUSED, "connection refused");
        assertDown(seen, 2, FailureKind.TIMEOUT, "no answer within 4s");
        assertDown(seen, 3, FailureKind.HTTP_STATUS, "HTTP 500");
        assertDown(seen, 5, FailureKind.TOO_LARGE, "answer larger than 1 MiB");
        assertDown(seen, 6, FailureKind.MALFORMED_REPLY, "page: expected Prometheus text");
        assertDown(seen, 7, FailureKind.MALFORMED_REPLY, "page: expected Prometheus text");
      }
    }
  }

  private static void assertDown(ClusterSnapshot seen, int host, FailureKind kind, String text) {
    HostSnapshot h = seen.hosts().get(host);
    assertThat(h.status().state()).isEqualTo(HostState.DOWN);
    assertThat(h.status().failure()).contains(kind);
    assertThat(h.status().message()).startsWith(text);
  }

  @Test
  void goodHostsDoNotWaitForAHungOne() throws Exception {
    PollOptions patient =
        OPTIONS.withInterval(Duration.ofHours(1)).withDeadline(Duration.ofHours(1));
    try (MockCluster cluster =
            MockCluster.start(MockOptions.defaults().withNodes(4).withHangingNodes(1));
        ClusterPoller poller = ClusterPoller.open(cluster.targets(), patient)) {
      ClusterSnapshot seen = poller.poll().orElseThrow();
      while (seen.hosts().stream().filter(h -> h.status().state() == HostState.UP).count() < 3) {
        seen = poller.poll().orElseThrow();
      }
      assertThat(seen.hosts().get(3).status().state()).isEqualTo(HostState.PENDING);
    }
  }

  @Test
  void clusterIsReadOnceAndAgain() throws Exception {
    try (MockCluster cluster = MockCluster.start(MockOptions.defaults().withNodes(40));
        ClusterPoller poller = ClusterPoller.open(cluster.targets())) {
      ClusterSnapshot seen = poller.readOnce();
      assertThat(seen.hosts()).allMatch(h -> h.status().state() == HostState.UP);
      assertThat(seen.hosts())
          .extracting(HostSnapshot::hostname)
          .startsWith("node-0001")
          .endsWith("node-0040");
      assertThat(seen.hosts()).allMatch(h -> h.issues().isEmpty());
      assertThat(poller.readOnce().hosts()).hasSize(40);
    }
  }
}
