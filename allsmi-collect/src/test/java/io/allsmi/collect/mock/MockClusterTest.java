package io.allsmi.collect.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.HttpTarget;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.exposition.ScrapeReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class MockClusterTest {
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final Instant LATER = START.plusSeconds(120);
  private static final MockOptions OPTIONS =
      MockOptions.defaults().withNodes(6).withClock(Clock.fixed(START, ZoneOffset.UTC));

  private static HttpURLConnection connect(HttpTarget target, String path) throws IOException {
    URL url = new URL("http", target.host(), target.port(), path);
    return (HttpURLConnection) url.openConnection();
  }

  @Test
  void sameSeedAndTimeGiveTheSamePages() throws IOException {
    try (MockCluster one = MockCluster.start(OPTIONS);
        MockCluster two = MockCluster.start(OPTIONS);
        MockCluster other = MockCluster.start(OPTIONS.withSeed(2))) {
      for (int node = 0; node < 6; node++) {
        assertThat(one.page(node, LATER)).isEqualTo(two.page(node, LATER));
        assertThat(one.page(node, LATER)).isNotEqualTo(other.page(node, LATER));
        assertThat(one.page(node, LATER)).isNotEqualTo(one.page(node, START));
      }
    }
  }

  @Test
  void frozenPagesAreTheSameBytesAtAnyTime() throws IOException {
    MockOptions frozen = MockOptions.defaults().withNodes(1).withFrozen(true);
    try (MockCluster cluster = MockCluster.start(frozen)) {
      byte[] first = connect(cluster.targets().get(0), "/metrics").getInputStream().readAllBytes();
      byte[] second = connect(cluster.targets().get(0), "/").getInputStream().readAllBytes();
      assertThat(first).isEqualTo(second).isEqualTo(cluster.page(0, LATER));
    }
  }

  @ParameterizedTest
  @EnumSource(MockPlatform.class)
  void readingAPageGivesBackTheModel(MockPlatform platform) throws IOException {
    try (MockCluster cluster =
        MockCluster.start(OPTIONS.withPlatform(platform).withNodes(10).withNoProcessNodes(1))) {
      List<HostSnapshot> truth = cluster.snapshots(LATER);
      for (int node = 0; node < truth.size(); node++) {
        HostSnapshot expected = truth.get(node);
        HostSnapshot read = ScrapeReader.read(cluster.page(node, LATER), expected.hostId(), LATER);
        assertThat(read.issues()).isEmpty();
        assertThat(read.hostname()).isEqualTo(expected.hostname());
        assertThat(read.status()).isEqualTo(expected.status());
        assertThat(read.processCollection()).isEqualTo(expected.processCollection());
        assertThat(read.gpus()).isEqualTo(expected.gpus());
        assertThat(read.memory()).isEqualTo(expected.memory());
        assertThat(read.cpus()).isEqualTo(expected.cpus());
        assertThat(read.chassis()).isEqualTo(expected.chassis());
        assertThat(read.storage()).isEqualTo(expected.storage());
        assertThat(shortCommands(read)).isEqualTo(shortCommands(expected));
      }
    }
  }

  /**
   * The rows without what a page cuts; a page has no closing brace, for the sake of other readers.
   */
  private static List<ProcessInfo> shortCommands(HostSnapshot host) {
    return host.processes().stream()
        .sorted(
            Comparator.comparingInt(ProcessInfo::pid)
                .thenComparing(p -> p.deviceIndex().orElse(-1)))
        .map(
            p -> {
              String command = p.command().length() > 150 ? "long" : p.command().replace('}', ')');
              return p.toBuilder().command(command).build();
            })
        .toList();
  }

  @Test
  void clusterHasTheHabitsOfARealOne() throws IOException {
    try (MockCluster cluster = MockCluster.start(OPTIONS)) {
      List<HostSnapshot> hosts = cluster.snapshots(START);
      assertThat(hosts.get(0).hostname()).isEqualTo("node-0001");
      assertThat(hosts).allSatisfy(h -> assertThat(h.processes()).hasSizeBetween(28, 50));
      Set<String> trainers = users(hosts.get(0));
      assertThat(trainers).hasSize(1).isEqualTo(users(hosts.get(1)));
      List<ProcessInfo> all = hosts.stream().flatMap(h -> h.processes().stream()).toList();
      assertThat(all)
          .anyMatch(p -> p.holdsDevice() && p.user().isEmpty())
          .anyMatch(p -> p.holdsDevice() && p.user().equals(java.util.Optional.of("root")))
          .anyMatch(p -> !p.holdsDevice() && p.command().contains("dcgm"))
          .anyMatch(p -> p.command().getBytes(StandardCharsets.UTF_8).length > 256)
          .anyMatch(p -> p.command().contains("}") && p.command().contains("\""))
          .anyMatch(p -> p.command().chars().anyMatch(c -> c > 127));
    }
  }

  private static Set<String> users(HostSnapshot host) {
    return host.processes().stream()
        .filter(ProcessInfo::holdsDevice)
        .map(p -> p.user().orElse("?"))
        .collect(Collectors.toSet());
  }

  @Test
  void troubledNodesAreAtTheEnd() throws IOException {
    MockOptions options = OPTIONS.withFailureNodes(2).withHangingNodes(1).withNoProcessNodes(1);
    try (MockCluster cluster = MockCluster.start(options)) {
      List<HostSnapshot> hosts = cluster.snapshots(START);
      assertThat(hosts.get(1).processCollection()).isEqualTo(ProcessCollection.COLLECTING);
      assertThat(hosts.get(2).processCollection()).isEqualTo(ProcessCollection.NOT_COLLECTING);
      assertThat(hosts.get(2).processes()).isEmpty();
      assertThat(hosts.subList(3, 6))
          .allMatch(h -> h.status().state() == HostState.DOWN)
          .extracting(h -> h.status().failure().orElseThrow())
          .containsExactly(FailureKind.TIMEOUT, FailureKind.HTTP_STATUS, FailureKind.REFUSED);
      assertThat(connect(cluster.targets().get(4), "/metrics").getResponseCode()).isEqualTo(500);
      assertThatThrownBy(() -> connect(cluster.targets().get(5), "/metrics").getResponseCode())
          .isInstanceOf(java.net.ConnectException.class);
    }
  }

  @Test
  void withoutProcessesEveryNodeSaysSo() throws IOException {
    try (MockCluster cluster = MockCluster.start(OPTIONS.withProcesses(false))) {
      assertThat(cluster.snapshots(START))
          .allMatch(h -> h.processCollection() == ProcessCollection.NOT_COLLECTING)
          .allMatch(h -> h.processes().isEmpty());
    }
  }

  @Test
  void pageIsZippedWhenAskedAndOtherPathsAreNotThere() throws IOException {
    try (MockCluster cluster = MockCluster.start(OPTIONS.withNodes(1))) {
      HttpTarget target = cluster.targets().get(0);
      HttpURLConnection zipped = connect(target, "/metrics");
      zipped.setRequestProperty("Accept-Encoding", "gzip");
      assertThat(zipped.getContentEncoding()).isEqualTo("gzip");
      assertThat(new GZIPInputStream(zipped.getInputStream()).readAllBytes())
          .isEqualTo(cluster.page(0, START));
      assertThat(connect(target, "/other").getResponseCode()).isEqualTo(404);
      HttpURLConnection post = connect(target, "/metrics");
      post.setRequestMethod("POST");
      assertThat(post.getResponseCode()).isEqualTo(405);
    }
  }

  @Test
  void takenPortIsNamedAndNothingStaysOpen() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      MockOptions options = OPTIONS.withNodes(1).withFirstPort(taken.getLocalPort());
      assertThatThrownBy(() -> MockCluster.start(options))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("port " + taken.getLocalPort() + ": cannot be had");
    }
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> OPTIONS.withNodes(0)).hasMessage("nodes: expected 1 to 10000, got 0");
    assertThatThrownBy(() -> OPTIONS.withFailureNodes(7))
        .hasMessage("failureNodes: expected 0 to 6, got 7");
    assertThatThrownBy(() -> OPTIONS.withFirstPort(65_535))
        .hasMessage("firstPort + nodes - 1: expected 1 to 65535, got 65540");
  }

  @Test
  void hundredNodesAnswer() throws IOException {
    try (MockCluster cluster = MockCluster.start(MockOptions.defaults().withNodes(100))) {
      for (HttpTarget target : cluster.targets()) {
        assertThat(Objects.requireNonNull(connect(target, "/").getInputStream().readAllBytes()))
            .isNotEmpty();
      }
    }
  }
}
