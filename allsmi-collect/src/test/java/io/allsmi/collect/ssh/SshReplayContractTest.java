package io.allsmi.collect.ssh;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.record.Recorder;
import io.allsmi.record.RecorderOptions;
import io.allsmi.record.ReplayOptions;
import io.allsmi.record.ReplaySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Hosts over SSH that were recorded and are played. */
class SshReplayContractTest extends SshSourceContractTest {
  @Override
  protected ClusterSource open(List<HostSnapshot> cluster) throws IOException {
    Path file = folder.resolve("ssh.ndjson.zst");
    try (ClusterPoller poller = poller(cluster);
        Recorder recorder = Recorder.open(file, RecorderOptions.defaults())) {
      recorder.record(poller.readOnce());
    } catch (InterruptedException e) {
      throw new IOException("the test was interrupted", e);
    }
    return ReplaySource.open(file, ReplayOptions.defaults());
  }
}
