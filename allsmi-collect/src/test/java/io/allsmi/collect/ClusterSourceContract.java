package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.usage.Coverage;
import io.allsmi.core.usage.UserAggregate;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every source of a cluster has to do: given {@link FakeCluster}, show the same Users table.
 * One subclass per source.
 */
@Timeout(120)
public abstract class ClusterSourceContract {
  private static final long GIB = 1L << 30;

  private ClusterSource source;

  /** For subclasses. */
  protected ClusterSourceContract() {}

  /** Opens the source over these hosts; what it needs beside it is closed by the subclass. */
  protected abstract ClusterSource open(List<HostSnapshot> hosts) throws Exception;

  @BeforeEach
  void openSource() throws Exception {
    source = open(FakeCluster.hosts());
  }

  @AfterEach
  void closeSource() {
    source.close();
  }

  /** The first snapshot in which every host has answered or failed. */
  private ClusterSnapshot settled() throws Exception {
    while (true) {
      ClusterSnapshot snapshot = source.poll().orElseThrow();
      if (snapshot.hosts().stream().noneMatch(h -> h.status().state() == HostState.PENDING)) {
        return snapshot;
      }
    }
  }

  @Test
  void everyHostHasItsPlaceWhateverBecameOfIt() throws Exception {
    List<HostSnapshot> hosts = settled().hosts();
    assertThat(hosts).hasSize(5);
    assertThat(hosts.subList(0, 4))
        .extracting(HostSnapshot::hostname)
        .containsExactly("busy-1", "busy-2", "idle", "silent");
    assertThat(hosts.subList(0, 4)).allMatch(h -> h.status().state() == HostState.UP);
    HostSnapshot gone = hosts.get(4);
    assertThat(gone.status().state()).isEqualTo(HostState.DOWN);
    assertThat(gone.status().failure()).isPresent();
    assertThat(gone.status().message()).isNotEmpty();
    assertThat(hosts).extracting(HostSnapshot::hostId).doesNotHaveDuplicates();
  }

  @Test
  void usersTableIsTheSame() throws Exception {
    UserAggregation users = UserAggregator.aggregate(settled().hosts());
    assertThat(users.users())
        .extracting(ClusterSourceContract::line)
        .containsExactlyInAnyOrder(
            "jonas nodes=1 gpus=1 procs=1 vram=20 GiB power=100000 mW longest=90000 s vllm serve"
                + " \"m\"",
            "mira nodes=2 gpus=3 procs=3 vram=150 GiB power=725000 mW longest=8000 s python3"
                + " train.py",
            "root nodes=2 gpus=0 procs=2 vram=0 GiB power=0 mW longest=900000 s /sbin/init",
            "? nodes=1 gpus=1 procs=1 vram=10 GiB power=75000 mW longest=60 s ./worker");
    assertThat(users.unattributedPowerMicrowatts()).isEqualTo(660_000_000);
  }

  @Test
  void coverageCountsEveryHost() throws Exception {
    Coverage coverage = UserAggregator.aggregate(settled().hosts()).coverage();
    assertThat(coverage.hosts()).isEqualTo(5);
    assertThat(coverage.reporting()).isEqualTo(3);
    assertThat(coverage.notCollecting()).isEqualTo(1);
    assertThat(coverage.unreachable()).isEqualTo(1);
    assertThat(coverage.undecided()).isZero();
  }

  @Test
  void closeEndsAWaitingPoll() throws Exception {
    settled();
    CompletableFuture<Boolean> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                while (source.poll().isPresent()) {
                  Thread.onSpinWait();
                }
                return true;
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    source.close();
    source.close();
    assertThat(ended.get()).isTrue();
    assertThat(source.poll()).isEmpty();
  }

  private static String line(UserAggregate u) {
    return "%s nodes=%d gpus=%d procs=%d vram=%d GiB power=%d mW longest=%d s %s"
        .formatted(
            u.user(),
            u.nodes(),
            u.gpus(),
            u.procs(),
            u.vramBytes().orElse(-1) / GIB,
            u.powerMicrowatts().orElse(-1) / 1000,
            u.longestSeconds().orElse(-1),
            u.topCommand());
  }
}
