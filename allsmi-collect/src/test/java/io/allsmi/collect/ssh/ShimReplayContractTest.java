package io.allsmi.collect.ssh;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.util.List;

/** Hosts over SSH without a program of ours that were recorded and are played. */
class ShimReplayContractTest extends ShimSourceContractTest {
  @Override
  protected ClusterSource open(List<HostSnapshot> cluster) throws IOException {
    return played(cluster);
  }
}
