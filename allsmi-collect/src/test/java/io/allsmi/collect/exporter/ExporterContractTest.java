package io.allsmi.collect.exporter;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.ClusterSourceContract;
import io.allsmi.collect.HttpTarget;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Hosts behind our own exporter. */
class ExporterContractTest extends ClusterSourceContract {
  private final List<Served> exporters = new ArrayList<>();

  @Override
  protected ClusterSource open(List<HostSnapshot> hosts) throws Exception {
    List<HttpTarget> targets = new ArrayList<>();
    for (HostSnapshot host : hosts) {
      Served served = Served.start(new ScriptedSource(at -> host), Served.options());
      targets.add(HttpTarget.of("127.0.0.1", served.exporter.ports().get(0)));
      if (host.status().state() == HostState.UP) {
        exporters.add(served.ready());
      } else {
        served.close();
      }
    }
    return ClusterPoller.open(targets);
  }

  @AfterEach
  void closeExporters() throws IOException {
    for (Served served : exporters) {
      served.close();
    }
  }
}
