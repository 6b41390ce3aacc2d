package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.alert.AlertRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Hosts that get hot, and one whose GPUs are held and do nothing. */
public final class TestAlerts {
  /** Held idle after a minute, so that a test need not see a quarter of an hour. */
  public static final AlertRules RULES =
      AlertRules.defaults().withPower(690).withIdleness(5, Duration.ZERO, Duration.ofMinutes(1));

  private TestAlerts() {}

  /** Two hosts, so many seconds before {@link TestCluster#NOW}, of one temperature. */
  public static ClusterSnapshot at(long secondsBefore, double celsius) {
    Instant at = TestCluster.NOW.minusMillis(400).minusSeconds(secondsBefore);
    List<HostSnapshot> hosts =
        List.of(
            host(TestCluster.host(1, 4, 0), at, celsius, 60),
            host(TestCluster.host(2, 4, 0), at, 41, 1));
    return new ClusterSnapshot(at, ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), hosts);
  }

  private static HostSnapshot host(HostSnapshot host, Instant at, double celsius, double load) {
    List<GpuInfo> gpus = new ArrayList<>();
    for (int i = 0; i < host.gpus().size(); i++) {
      gpus.add(
          host.gpus().get(i).toBuilder()
              .temperatureCelsius(i == 2 ? celsius : 55)
              .utilizationPercent(load)
              .powerWatts(320)
              .build());
    }
    return new HostSnapshot(
        host.hostId(),
        host.hostname(),
        host.address(),
        at,
        host.status(),
        host.processCollection(),
        gpus,
        host.cpus(),
        host.memory(),
        host.chassis(),
        host.storage(),
        host.processes(),
        host.issues());
  }

  /** A view that has watched for five minutes: warm, hot, warm again, and one host held idle. */
  public static TestView watched(int columns, int rows) {
    TestView view = new TestView(columns, rows, at(300, 55)).watching(RULES);
    for (long before = 297; before >= 0; before -= 3) {
      view.snapshot(at(before, before > 240 ? 55 : before > 120 ? 84 : before > 60 ? 93 : 86));
    }
    return view;
  }
}
