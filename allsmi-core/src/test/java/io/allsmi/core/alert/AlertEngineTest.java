package io.allsmi.core.alert;

import static io.allsmi.core.alert.Watched.GIB;
import static io.allsmi.core.alert.Watched.at;
import static io.allsmi.core.alert.Watched.busy;
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
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertEngineTest {
  private static final Duration OFF = Duration.ZERO;

  private AlertEngine engine = new AlertEngine(AlertRules.defaults());
  private long second;

  private List<String> see(HostSnapshot... hosts) {
    return engine.next(cluster(second, hosts)).stream().map(Alert::message).toList();
  }

  /** What is said of one GPU at some temperatures, 3 s apart. */
  private List<String> changes(double... celsius) {
    List<String> changes = new ArrayList<>();
    for (double reading : celsius) {
      second += 3;
      engine
          .next(cluster(second, host("n1", second, List.of(hot(reading)))))
          .forEach(alert -> changes.add(Math.round(alert.value()) + " " + alert.change()));
    }
    return changes;
  }

  private void idleness(Duration any, Duration held) {
    engine = new AlertEngine(AlertRules.none().withIdleness(5, any, held));
  }

  private List<String> work(double percent, ProcessInfo... rows) {
    return see(host("n1", second, List.of(busy(0, percent)), rows));
  }

  private List<String> workFor(long seconds, double percent, ProcessInfo... rows) {
    List<String> said = new ArrayList<>();
    for (long end = second + seconds; second < end; ) {
      second += 3;
      said.addAll(work(percent, rows));
    }
    return said;
  }

  @Test
  void temperatureIsWarnAndCritFromTheirThresholdsOn() {
    assertThat(changes(79.9, 80, 89.9, 90)).containsExactly("80 ok->warn", "90 warn->crit");
  }

  @Test
  void temperatureIsBackOnlyWhenTheHysteresisBelow() {
    assertThat(changes(91, 88.1, 88, 79, 78.1, 78))
        .containsExactly("91 ok->crit", "88 crit->warn", "78 warn->ok");
  }

  @Test
  void temperatureMayFallFromTheWorstAtOnce() {
    assertThat(changes(95, 60)).containsExactly("95 ok->crit", "60 crit->ok");
  }

  @Test
  void temperatureWithoutOneOfItsThresholdsHasTheOtherLevelOnly() {
    engine = new AlertEngine(AlertRules.none().withTemperatures(0, 90));
    assertThat(changes(85, 90, 88)).containsExactly("90 ok->crit", "88 crit->ok");
    engine = new AlertEngine(AlertRules.none().withTemperatures(80, 0));
    assertThat(changes(85, 120, 70)).containsExactly("85 ok->warn", "70 warn->ok");
  }

  @Test
  void withoutRulesNothingIsSaid() {
    engine = new AlertEngine(AlertRules.none());
    assertThat(changes(200, 1, 200)).isEmpty();
    assertThat(workFor(3600, 0, row("ann", 0, GIB))).isEmpty();
  }

  @Test
  void messagesSayHostGpuRuleChangeAndReading() {
    second = 3;
    assertThat(see(host("node-0199", second, List.of(hot(82)))))
        .containsExactly("node-0199 gpu2 temperature: ok->warn (82C / thr 80C)");
    second = 6;
    assertThat(see(host("node-0199", second, List.of(hot(91)))))
        .containsExactly("node-0199 gpu2 temperature: warn->crit (91C / thr 90C)");
    second = 9;
    assertThat(see(host("node-0199", second, List.of(hot(85)))))
        .containsExactly("node-0199 gpu2 temperature: crit->warn (85C / thr 90C)");
  }

  @Test
  void powerIsCritFromItsThresholdOnAndBackAtOnce() {
    engine = new AlertEngine(AlertRules.none().withPower(700));
    List<String> said = new ArrayList<>();
    for (double watts : new double[] {699.9, 701, 700, 699}) {
      second += 3;
      said.addAll(see(host("h", second, List.of(gpu(0).powerWatts(watts).build()))));
    }
    assertThat(said)
        .containsExactly(
            "h gpu0 power: ok->crit (701W / thr 700W)", "h gpu0 power: crit->ok (699W / thr 700W)");
  }

  @Test
  void idleGpuIsWarnedOfAfterTheWholeTimeAndBackWithTheFirstWork() {
    idleness(Duration.ofMinutes(15), OFF);
    work(5);
    assertThat(workFor(897, 2)).isEmpty();
    assertThat(workFor(3, 2)).containsExactly("n1 gpu0 idle: ok->warn (2% for >= 15m)");
    assertThat(workFor(3, 6)).containsExactly("n1 gpu0 idle: warn->ok (6% / thr 5%)");
    assertThat(workFor(897, 0)).isEmpty();
  }

  @Test
  void timeThatWasNotReadIsNotIdle() {
    idleness(Duration.ofMinutes(15), OFF);
    work(0);
    second += 3000;
    assertThat(work(0)).isEmpty();
    assertThat(workFor(897, 0)).isEmpty();
    assertThat(workFor(3, 0)).hasSize(1);
  }

  @Test
  void utilisationThatIsNotKnownIsNeitherIdleNorWork() {
    idleness(Duration.ofMinutes(1), OFF);
    workFor(60, 0);
    for (int i = 0; i < 100; i++) {
      second += 3;
      assertThat(see(host("n1", second, List.of(gpu(0).build())))).isEmpty();
    }
    assertThat(engine.holding()).isEmpty();
    assertThat(workFor(9, 0)).hasSize(1);
  }

  @Test
  void heldIdleGpuIsWarnedOfAndOneThatNobodyHoldsIsNot() {
    idleness(OFF, Duration.ofMinutes(15));
    work(1, row("mira", 0, GIB));
    assertThat(workFor(897, 1, row("mira", 0, GIB))).isEmpty();
    assertThat(workFor(3, 1, row("mira", 0, GIB)))
        .containsExactly("n1 gpu0 held idle: ok->warn (1% for >= 15m)");
    engine = new AlertEngine(engine.rules());
    assertThat(workFor(3600, 1)).isEmpty();
  }

  @Test
  void heldIdleTakesThePercentageItselfForIdle() {
    idleness(OFF, Duration.ofMinutes(1));
    assertThat(workFor(90, 5, row("mira", 0, GIB))).hasSize(1);
    engine = new AlertEngine(engine.rules());
    assertThat(workFor(90, 5.1, row("mira", 0, GIB))).isEmpty();
  }

  @Test
  void heldIdleEndsWithWorkAndWhenItIsGivenBack() {
    idleness(OFF, Duration.ofMinutes(1));
    workFor(90, 0, row("mira", 0, GIB));
    assertThat(workFor(3, 60, row("mira", 0, GIB)))
        .containsExactly("n1 gpu0 held idle: warn->ok (60% / thr 5%)");
    workFor(90, 0, row("mira", 0, GIB));
    assertThat(engine.holding()).hasSize(1);
    assertThat(workFor(3, 0)).containsExactly("n1 gpu0 held idle: warn->ok (0% / thr 5%)");
  }

  @Test
  void heldIdleDoesNotEndBecauseNobodyLooked() {
    idleness(OFF, Duration.ofMinutes(1));
    workFor(90, 0, row("mira", 0, GIB));
    second += 3600;
    assertThat(workFor(300, 0, row("mira", 0, GIB))).isEmpty();
    assertThat(engine.holding()).hasSize(1);
  }

  @Test
  void displayServerHoldsNothing() {
    idleness(OFF, Duration.ofMinutes(1));
    ProcessInfo drawing =
        row("gdm", 0, GIB).toBuilder().details(ProcessDetails.builder().type("G").build()).build();
    assertThat(workFor(3600, 0, drawing)).isEmpty();
  }

  @Test
  void alertNamesWhoHoldsTheGpuTheMostFirst() {
    second = 3;
    GpuInfo gpu = hot(82);
    ProcessInfo[] rows = {row("ann", 2, GIB), row("mira", 2, 3 * GIB), row("unknown", 2, 2 * GIB)};
    List<Alert> alerts = engine.next(cluster(second, host("n1", second, List.of(gpu), rows)));
    assertThat(alerts)
        .singleElement()
        .satisfies(a -> assertThat(a.users()).containsExactly("mira", "?", "ann"));
  }

  @Test
  void usersWhoHoldGpusIdleAreNamedWithTheNumberAndTheLongest() {
    idleness(OFF, Duration.ofMinutes(15));
    for (second = 0; second <= 2460; second += 3) {
      ProcessInfo late = row("mira", 1, second >= 1000 ? GIB : 0);
      engine.next(
          cluster(
              second,
              host(
                  "n1",
                  second,
                  List.of(busy(0, 0), busy(1, 0), busy(2, 50)),
                  row("mira", 0, GIB),
                  late,
                  row("ann", 2, GIB))));
    }
    assertThat(engine.heldIdleUsers())
        .extracting(HeldIdleUser::message)
        .containsExactly("mira 2 GPUs held idle for 41m");
  }

  @Test
  void hostsWithTheSameUuidAreToldApart() {
    second = 3;
    GpuInfo cool = hot(40);
    GpuInfo warm = hot(85);
    assertThat(see(host("n1", second, List.of(cool)), host("n2", second, List.of(warm))))
        .hasSize(1);
    second = 6;
    assertThat(see(host("n1", second, List.of(cool)), host("n2", second, List.of(warm)))).isEmpty();
  }

  @Test
  void gpusOfOneHostWithTheSameUuidAreToldApartByIndex() {
    GpuInfo cool = hot(40).toBuilder().index(0).uuid("N/A").build();
    GpuInfo warm = hot(85).toBuilder().index(1).uuid("N/A").build();
    second = 3;
    assertThat(see(host("n1", second, List.of(cool, warm)))).hasSize(1);
    second = 6;
    assertThat(see(host("n1", second, List.of(cool, warm)))).isEmpty();
  }

  @Test
  void gpuThatMovesToAnotherPlaceKeepsItsLevel() {
    second = 3;
    see(host("n1", second, List.of(hot(85), busy(1, 3))));
    second = 6;
    assertThat(see(host("n1", second, List.of(busy(1, 3), hot(85))))).isEmpty();
  }

  @Test
  void hostThatComesBackDoesNotWarnAgain() {
    changes(85);
    second += 3;
    assertThat(see(down("n1", second))).isEmpty();
    assertThat(engine.holding()).isEmpty();
    second += 600;
    assertThat(see(host("n1", second, List.of(hot(85))))).isEmpty();
    assertThat(engine.holding()).hasSize(1);
  }

  @Test
  void hostThatIsLeftOutForAWhileGoesOnWhereItWas() {
    changes(85);
    second += 600;
    see(host("n2", second, List.of()));
    second += 3;
    assertThat(see(host("n1", second, List.of(hot(85))))).isEmpty();
  }

  @Test
  void gpuThatIsGoneForGoodIsForgotten() {
    changes(85);
    second += 3;
    see(host("n1", second, List.of()));
    assertThat(engine.holding()).isEmpty();
    second += 3700;
    see(host("n1", second, List.of()));
    second += 3;
    assertThat(see(host("n1", second, List.of(hot(85))))).hasSize(1);
  }

  @Test
  void namesThatChangeWithEveryReadingAreNotAllKept() {
    List<GpuInfo> before = gpusNamed("a");
    second = 3;
    see(host("n1", second, before));
    for (String name : List.of("b", "c", "d")) {
      second += 3;
      see(host("n1", second, gpusNamed(name)));
    }
    second += 3;
    assertThat(see(host("n1", second, before))).hasSize(before.size());
  }

  private static List<GpuInfo> gpusNamed(String name) {
    return IntStream.range(0, 200)
        .mapToObj(i -> hot(85).toBuilder().index(i).uuid(name + i).build())
        .toList();
  }

  @Test
  void readingThatIsShownAgainIsOneReading() {
    idleness(Duration.ofMinutes(1), OFF);
    HostSnapshot first = host("n1", 0, List.of(busy(0, 0)));
    HostSnapshot late =
        new HostSnapshot(
            first.hostId(),
            first.hostname(),
            first.address(),
            first.takenAt(),
            new HostStatus(
                HostState.LATE, Transport.HTTP, Optional.empty(), "", 1, Optional.empty()),
            first.processCollection(),
            first.gpus(),
            first.cpus(),
            first.memory(),
            first.chassis(),
            first.storage(),
            first.processes(),
            first.issues());
    for (second = 0; second < 600; second += 3) {
      assertThat(see(late)).isEmpty();
    }
  }

  @Test
  void afterAJumpBackAllBeginsAnew() {
    changes(85, 85);
    second -= 3;
    assertThat(see(host("n1", second, List.of(hot(85))))).hasSize(1);
  }

  @Test
  void alertsOfOneSnapshotAreInTheOrderOfHostsAndGpus() {
    second = 3;
    List<GpuInfo> gpus = List.of(hot(85).toBuilder().index(0).uuid("a").build(), hot(95));
    ClusterSnapshot cluster = cluster(3, host("n2", 3, gpus), host("n1", 3, gpus));
    assertThat(engine.next(cluster))
        .extracting(alert -> alert.host() + alert.gpuPlace())
        .containsExactly("n1" + 0, "n1" + 1, "n2" + 0, "n2" + 1);
    assertThat(engine.holding()).hasSize(4);
    assertThat(engine.holding().get(0).time()).isEqualTo(at(3));
  }
}
