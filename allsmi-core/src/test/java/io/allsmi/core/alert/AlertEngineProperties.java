package io.allsmi.core.alert;

import static io.allsmi.core.alert.Watched.GIB;
import static io.allsmi.core.alert.Watched.cluster;
import static io.allsmi.core.alert.Watched.down;
import static io.allsmi.core.alert.Watched.gpu;
import static io.allsmi.core.alert.Watched.host;
import static io.allsmi.core.alert.Watched.hot;
import static io.allsmi.core.alert.Watched.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class AlertEngineProperties {
  private static final AlertRules RULES =
      AlertRules.defaults()
          .withPower(400)
          .withIdleness(5, Duration.ofSeconds(20), Duration.ofSeconds(30));

  private static List<ClusterSnapshot> frames(Random random) {
    List<ClusterSnapshot> frames = new ArrayList<>();
    long second = 0;
    for (int i = 0; i < 40; i++) {
      second += 1 + random.nextInt(random.nextInt(15) == 0 ? 100 : 5);
      List<HostSnapshot> hosts = new ArrayList<>();
      for (int name = 0; name < 4; name++) {
        hosts.add(
            random.nextInt(8) == 0 ? down("n" + name, second) : up("n" + name, second, random));
      }
      frames.add(cluster(second, hosts));
    }
    return frames;
  }

  private static HostSnapshot up(String name, long second, Random random) {
    List<GpuInfo> gpus = new ArrayList<>();
    List<ProcessInfo> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      GpuInfo.Builder gpu = gpu(i);
      if (random.nextInt(5) != 0) {
        gpu.temperatureCelsius(70 + random.nextInt(30)).powerWatts(300 + random.nextInt(200));
        gpu.utilizationPercent(random.nextInt(3) == 0 ? 40 : 2);
      }
      gpus.add(gpu.build());
      if (random.nextBoolean()) {
        rows.add(row("user" + random.nextInt(3), i, GIB));
      }
    }
    return host(name, second, gpus, rows.toArray(new ProcessInfo[0]));
  }

  private static List<List<Alert>> run(List<ClusterSnapshot> frames) {
    AlertEngine engine = new AlertEngine(RULES);
    return frames.stream().map(engine::next).toList();
  }

  /** Readings that stay above the lower edge and below the next threshold change nothing. */
  @Property(tries = 300)
  void temperatureNeverFlapsWithinTheHysteresis(
      @ForAll @Size(min = 1, max = 30)
          List<@DoubleRange(min = 78.01, max = 89.9) Double> readings) {
    AlertEngine engine = new AlertEngine(AlertRules.defaults());
    engine.next(cluster(0, host("n1", 0, List.of(hot(81)))));
    long second = 0;
    for (double celsius : readings) {
      second += 3;
      assertThat(engine.next(cluster(second, host("n1", second, List.of(hot(celsius)))))).isEmpty();
    }
  }

  @Property(tries = 200)
  void theSameFramesGiveTheSameAlerts(@ForAll Random random) {
    List<ClusterSnapshot> frames = frames(random);
    assertThat(run(frames)).isEqualTo(run(frames));
  }

  @Property(tries = 200)
  void theOrderOfHostsDoesNotMatter(@ForAll Random random) {
    List<ClusterSnapshot> frames = frames(random);
    List<ClusterSnapshot> shuffled = new ArrayList<>();
    for (ClusterSnapshot frame : frames) {
      List<HostSnapshot> hosts = new ArrayList<>(frame.hosts());
      Collections.shuffle(hosts, random);
      shuffled.add(new ClusterSnapshot(frame.takenAt(), frame.source(), frame.interval(), hosts));
    }
    assertThat(run(shuffled)).isEqualTo(run(frames));
  }

  /** Alerts of one GPU and rule are a chain: each begins where the one before it ended. */
  @Property(tries = 200)
  void everyChangeBeginsAtTheLevelThatTheLastOneCameTo(@ForAll Random random) {
    AlertEngine engine = new AlertEngine(RULES);
    Map<String, AlertLevel> levels = new HashMap<>();
    for (ClusterSnapshot frame : frames(random)) {
      for (Alert alert : engine.next(frame)) {
        String key = alert.hostId() + alert.gpuPlace() + alert.rule();
        assertThat(alert.from()).isEqualTo(levels.getOrDefault(key, AlertLevel.OK));
        levels.put(key, alert.to());
      }
      for (Alert alert : engine.holding()) {
        assertThat(levels)
            .containsEntry(alert.hostId() + alert.gpuPlace() + alert.rule(), alert.to());
      }
    }
  }

  /** A host that is down for a while and comes back with the readings it had changes nothing. */
  @Property(tries = 200)
  void theRestartOfAHostDoesNotFire(@ForAll Random random) {
    AlertEngine engine = new AlertEngine(AlertRules.defaults().withPower(400));
    List<ClusterSnapshot> frames = frames(random);
    frames.forEach(engine::next);
    ClusterSnapshot last = frames.get(frames.size() - 1);
    long second = Duration.between(Watched.START, last.takenAt()).toSeconds();
    List<HostSnapshot> seen = new ArrayList<>();
    for (int name = 0; name < 4; name++) {
      seen.add(up("n" + name, second + 3, random));
    }
    engine.next(cluster(second + 3, seen));
    engine.next(cluster(second + 6, down("n0", second + 6), down("n1", second + 6)));
    List<HostSnapshot> back = new ArrayList<>();
    for (HostSnapshot host : seen) {
      back.add(
          host(
              host.hostname(),
              second + 900,
              host.gpus(),
              host.processes().toArray(new ProcessInfo[0])));
    }
    assertThat(engine.next(cluster(second + 900, back))).isEmpty();
  }
}
