package com.example.backendai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.backendai.GpuAccounting.Holding;
import com.example.backendai.GpuAccounting.Statement;
import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GpuAccountingTest {
  private static final MockOptions FROZEN = MockOptions.defaults().withFrozen(true);

  private static Map<String, String> environment(MockCluster cluster) {
    String hosts =
        cluster.targets().stream().map(HttpTarget::hostId).collect(Collectors.joining(","));
    return Map.of(GpuAccounting.HOSTS_VARIABLE, hosts);
  }

  private static List<UserAggregate> truth(MockCluster cluster) {
    return UserAggregator.aggregate(cluster.snapshots(Instant.now())).users().stream()
        .filter(user -> user.gpus() > 0)
        .toList();
  }

  @Test
  void statementIsWhatTheClusterTrulyHolds() throws Exception {
    try (MockCluster cluster = MockCluster.start(FROZEN)) {
      Statement statement = GpuAccounting.fromEnvironment(environment(cluster)).read();
      List<Holding> expected =
          truth(cluster).stream()
              .map(user -> new Holding(user.user(), user.gpus(), user.vramBytes()))
              .toList();
      assertFalse(expected.isEmpty());
      assertEquals(expected, statement.holdings());
      assertEquals(List.of(), statement.missing());
    }
  }

  @Test
  void hostThatDoesNotAnswerIsNamed() throws Exception {
    try (MockCluster cluster = MockCluster.start(FROZEN.withFailureNodes(1))) {
      Statement statement = GpuAccounting.fromEnvironment(environment(cluster)).read();
      String last = cluster.targets().get(cluster.targets().size() - 1).address();
      assertEquals(1, statement.missing().size());
      assertTrue(statement.missing().get(0).startsWith(last + ": unreachable"));
    }
  }

  @Test
  void wrongHostsAreRefused() {
    Map<String, String> none = Map.of();
    Map<String, String> wrong = Map.of(GpuAccounting.HOSTS_VARIABLE, "node-1,node-2:port");
    assertThrows(IllegalArgumentException.class, () -> GpuAccounting.fromEnvironment(none));
    assertThrows(IllegalArgumentException.class, () -> GpuAccounting.fromEnvironment(wrong));
  }

  @Test
  void subscriberKeepsTheNewestSnapshot() throws Exception {
    try (MockCluster cluster = MockCluster.start(FROZEN);
        ClusterPoller poller = ClusterPoller.open(cluster.targets());
        NewestSnapshot newest = new NewestSnapshot()) {
      assertTrue(newest.get().isEmpty());
      poller.subscribe(newest);
      ClusterSnapshot first = newest.first().toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertEquals(cluster.targets().size(), first.hosts().size());
      Statement statement =
          GpuAccounting.statement(UserAggregator.aggregate(newest.get().orElseThrow().hosts()));
      assertEquals(truth(cluster).size(), statement.holdings().size());
    }
  }

  @Test
  void subscriberOfAClosedPollerFails() throws Exception {
    MockOptions hanging = FROZEN.withNodes(1).withHangingNodes(1);
    try (MockCluster cluster = MockCluster.start(hanging)) {
      ClusterPoller poller = ClusterPoller.open(cluster.targets());
      NewestSnapshot newest = new NewestSnapshot();
      poller.subscribe(newest);
      poller.close();
      assertThrows(
          ExecutionException.class,
          () -> newest.first().toCompletableFuture().get(30, TimeUnit.SECONDS));
    }
  }
}
