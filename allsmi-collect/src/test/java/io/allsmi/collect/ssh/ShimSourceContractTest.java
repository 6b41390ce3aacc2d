package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.FakeCluster;
import io.allsmi.collect.remote.FakeHost;
import io.allsmi.collect.remote.FakeRoot;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.source.ClusterSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Hosts over SSH that have nvidia-smi and no program of ours: real shells run on them. */
class ShimSourceContractTest extends SshSourceContractTest {
  private static final Duration UP = Duration.ofDays(30);

  @Override
  FakeHost host(Path folder, HostSnapshot host) {
    FakeRoot root = new FakeRoot(folder.resolve("root"));
    root.begins(host.hostname(), FakeCluster.TAKEN_AT.minus(UP), UP);
    if (host.processCollection() == ProcessCollection.COLLECTING) {
      root.file("/proc/4242/stat", "4242 (ended while it was re\n");
    }
    for (ProcessInfo process : host.processes()) {
      Duration before = Duration.between(process.startedAt().orElseThrow(), FakeCluster.TAKEN_AT);
      root.process(process.pid(), process.user().orElse(""), process.command(), UP.minus(before));
    }
    return root.host(folder).tool("nvidia-smi", nvidiaSmi(host));
  }

  /** Answers each column that it is asked for by name, and who uses the devices. */
  private static String nvidiaSmi(HostSnapshot host) {
    String rows =
        host.gpus().stream().map(ShimSourceContractTest::row).collect(Collectors.joining());
    String apps =
        host.processes().stream()
            .filter(process -> process.deviceUuid().isPresent())
            .map(ShimSourceContractTest::app)
            .collect(Collectors.joining());
    return """
        row() {
          cells=''
          IFS=,
          for column in $columns; do
            case $column in
              index) cell=$1 ;;
              uuid) cell=$2 ;;
              name) cell=$3 ;;
              utilization.gpu) cell=$4 ;;
              memory.used) cell=$5 ;;
              memory.total) cell=$6 ;;
              power.draw) cell=$7 ;;
              *) cell='[N/A]' ;;
            esac
            cells="$cells, $cell"
          done
          unset IFS
          echo "${cells#, }"
        }
        columns=${1#--query-gpu=}
        case $1 in
          -L) echo 'GPU 0: NVIDIA H200 (UUID: GPU-x)' ;;
          --query-gpu=*)
            :
        %s    ;;
          --query-compute-apps=gpu_uuid,pid,used_memory)
            :
        %s    ;;
        esac
        """
        .formatted(rows, apps);
  }

  private static String row(GpuInfo gpu) {
    return "    row %d '%s' '%s' %d %d %d %.2f%n"
        .formatted(
            gpu.index().orElseThrow(),
            gpu.uuid().orElseThrow(),
            gpu.name(),
            (long) gpu.utilizationPercent().orElseThrow(),
            gpu.memoryUsedBytes().orElseThrow() >> 20,
            gpu.memoryTotalBytes().orElseThrow() >> 20,
            gpu.powerWatts().orElseThrow());
  }

  private static String app(ProcessInfo process) {
    return "    echo '%s, %d, %d'%n"
        .formatted(
            process.deviceUuid().orElseThrow(),
            process.pid(),
            process.gpuMemoryBytes().orElseThrow() >> 20);
  }

  @Test
  void theToolOfTheVendorIsWhatIsRead() throws Exception {
    try (ClusterSource source = poller(FakeCluster.hosts())) {
      ClusterSnapshot snapshot = source.poll().orElseThrow();
      while (snapshot.hosts().stream().limit(4).anyMatch(host -> host.gpus().isEmpty())) {
        snapshot = source.poll().orElseThrow();
      }
      assertThat(snapshot.hosts().subList(0, 4))
          .extracting(host -> host.status().transport())
          .containsOnly(Transport.SSH_NVIDIA_SMI);
    }
  }
}
