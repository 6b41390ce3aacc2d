package io.allsmi.collect;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import io.allsmi.record.ReplayOptions;
import io.allsmi.record.ReplaySource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that were recorded and are played. */
class ReplaySourceContractTest extends ClusterSourceContract {
  @TempDir Path folder;

  @Override
  protected ClusterSource open(List<HostSnapshot> hosts) throws IOException {
    Path file = folder.resolve("cluster.ndjson.zst");
    ClusterSnapshot cluster =
        new ClusterSnapshot(
            hosts.get(0).takenAt(), ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), hosts);
    try (Recorder recorder = Recorder.open(file, RecorderOptions.defaults())) {
      recorder.record(cluster);
    }
    return ReplaySource.open(file, ReplayOptions.defaults());
  }
}
