package io.allsmi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.ssh.SshHosts;
import io.allsmi.collect.ssh.SshOptions;
import io.allsmi.collect.ssh.SshReaders;
import io.allsmi.collect.ssh.SshTargetList;
import io.allsmi.collect.ssh.config.SshAccount;
import io.allsmi.collect.ssh.config.SshConfig;
import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.usage.UserAggregator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Simulated hosts that tell other than what they are would make every table right. */
@Timeout(300)
class SimulatedClusterTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private SshReaders readers(SshHosts hosts) {
    SshOptions options = SshOptions.defaults().withConnectTimeout(Duration.ofSeconds(2));
    return SshReaders.open(hosts, options.withInterval(Duration.ofMillis(200)));
  }

  private SshHosts hosts(SimulatedCluster cluster, int count) throws IOException {
    return SshHosts.open(
        SshTargetList.parse(List.of()),
        Optional.of(cluster.hostfile(count)),
        SshConfig.open(Optional.of(cluster.config()), SshAccount.current()),
        SshOverrides.none());
  }

  private static List<HostReader> readersOf(SshReaders readers, SshHosts hosts) throws IOException {
    List<HostReader> all = new ArrayList<>();
    for (HostTarget target : hosts.current().targets()) {
      all.add(readers.readerOf(target).orElseThrow());
    }
    return all;
  }

  private static HostSnapshot read(HostReader reader) throws HostReadException {
    return reader.read(LONG, LONG).run();
  }

  @Test
  void theyAreReadAsTheyKnowThemselves() throws Exception {
    try (SimulatedCluster cluster = SimulatedCluster.start(folder, 3)) {
      SshHosts hosts = hosts(cluster, 3);
      try (SshReaders readers = readers(hosts)) {
        for (int round = 0; round < 3; round++) {
          List<HostSnapshot> snapshots = new ArrayList<>();
          for (HostReader reader : readersOf(readers, hosts)) {
            snapshots.add(read(reader));
          }
          assertThat(snapshots).allSatisfy(host -> assertThat(host.issues()).isEmpty());
          assertThat(
                  SimulatedUsers.of(cluster.hosts())
                      .differences(UserAggregator.aggregate(snapshots)))
              .isEmpty();
        }
      }
    }
  }

  @Test
  void theNextAnswerHasOtherReadings() throws Exception {
    try (SimulatedCluster cluster = SimulatedCluster.start(folder, 1)) {
      SshHosts hosts = hosts(cluster, 1);
      try (SshReaders readers = readers(hosts)) {
        HostReader reader = readersOf(readers, hosts).get(0);
        HostSnapshot first = read(reader);
        assertThat(read(reader).gpus()).isNotEqualTo(first.gpus());
      }
    }
  }

  @Test
  void thoseThatFailComeBack() throws Exception {
    try (SimulatedCluster cluster = SimulatedCluster.start(folder, 4, 4)) {
      SshHosts hosts = hosts(cluster, 4);
      try (SshReaders readers = readers(hosts)) {
        List<HostReader> all = readersOf(readers, hosts);
        for (HostReader reader : all) {
          assertThatThrownBy(() -> read(reader)).isInstanceOf(HostReadException.class);
        }
        cluster.recover();
        for (HostReader reader : all) {
          assertThat(read(reader).gpus()).hasSize(SimulatedHost.GPUS);
        }
      }
    }
  }
}
