package com.example.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.slurm.IdleGpus.Holding;
import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleGpusTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final long GIB = 1L << 30;

  private static GpuInfo gpu(int index, double utilization, double watts) {
    return GpuInfo.builder()
        .index(index)
        .uuid("GPU-" + index)
        .utilizationPercent(utilization)
        .powerWatts(watts)
        .build();
  }

  private static ProcessInfo process(int pid, String user, int gpu, long bytes) {
    return ProcessInfo.builder(pid)
        .user(user)
        .deviceUuid("GPU-" + gpu)
        .deviceIndex(gpu)
        .gpuMemoryBytes(bytes)
        .build();
  }

  private static HostSnapshot host(List<GpuInfo> gpus, ProcessInfo... processes) {
    return HostSnapshot.builder("node-1:9090", NOW, HostStatus.up(Transport.HTTP))
        .hostname("node-1")
        .gpus(gpus)
        .processes(List.of(processes))
        .build();
  }

  @Test
  void onlyGpusThatAreHeldAndDoNothingCount() {
    GpuInfo silent = GpuInfo.builder().index(3).uuid("GPU-3").build();
    HostSnapshot host =
        host(
            List.of(gpu(0, 0, 90), gpu(1, 80, 600), gpu(2, 4.9, 60), silent),
            process(1, "ann", 0, 20 * GIB),
            process(2, "bob", 0, 10 * GIB),
            process(3, "ann", 1, 30 * GIB),
            process(4, "ann", 2, GIB),
            process(5, "ann", 3, GIB),
            process(6, "eve", 2, 0));
    List<String> node = List.of("node-1");
    assertEquals(
        List.of(
            new Holding(
                "ann", 2, OptionalLong.of(21 * GIB), OptionalLong.of(120_000_000), node),
            new Holding("bob", 1, OptionalLong.of(10 * GIB), OptionalLong.of(30_000_000), node)),
        IdleGpus.holdings(List.of(host)));
  }

  @Test
  void lineSaysWhoWhatAndWhere() {
    Holding holding =
        new Holding(
            "ann", 2, OptionalLong.of(21 * GIB), OptionalLong.empty(), List.of("n1", "n2"));
    assertEquals("ann holds 2 idle GPUs (21.0 GiB, ? W) on n1, n2", holding.line());
  }

  @Test
  void wholeClusterIsNeverLessThanItsIdlePart() throws Exception {
    MockOptions options = MockOptions.defaults().withFrozen(true).withFailureNodes(1);
    try (MockCluster cluster = MockCluster.start(options)) {
      List<Holding> holdings = new IdleGpus(cluster.targets()).read();
      assertFalse(holdings.isEmpty());
      assertEquals(IdleGpus.holdings(cluster.snapshots(NOW)).size(), holdings.size());
      Map<String, UserAggregate> users = new HashMap<>();
      UserAggregator.aggregate(cluster.snapshots(NOW))
          .users()
          .forEach(user -> users.put(user.user(), user));
      for (Holding holding : holdings) {
        UserAggregate user = users.get(holding.user());
        assertTrue(holding.gpus() <= user.gpus());
        assertTrue(holding.vramBytes().orElseThrow() <= user.vramBytes().orElseThrow());
        assertTrue(
            holding.powerMicrowatts().orElseThrow() <= user.powerMicrowatts().orElseThrow());
      }
    }
  }

  @Test
  void nodesAreReadAtTheGivenPort() throws Exception {
    MockOptions options = MockOptions.defaults().withFrozen(true).withNodes(5);
    try (MockCluster cluster = MockCluster.start(options)) {
      for (int node = 0; node < 5; node++) {
        HttpTarget target = cluster.targets().get(node);
        List<Holding> expected = IdleGpus.holdings(List.of(cluster.snapshots(NOW).get(node)));
        assertEquals(expected, IdleGpus.of(List.of(target.host()), target.port()).read());
      }
    }
  }
}
