package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.down;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.in;
import static io.allsmi.core.jobs.Readings.ofJob;
import static io.allsmi.core.jobs.Readings.process;
import static io.allsmi.core.jobs.Readings.row;
import static io.allsmi.core.jobs.Readings.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.HeldIdleGpus.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HeldIdleTest {
  private final HeldIdle tracker = new HeldIdle(5);

  /** Takes a reading of one GPU. */
  private HeldIdleGpus see(long second, double percent, ProcessInfo... rows) {
    return tracker.add(cluster(second, host("n1", second, List.of(gpu(0, percent)), rows)));
  }

  private static ProcessInfo of(String user, int pid, int gpu) {
    return process(pid, gpu).user(user).gpuMemoryBytes(GIB).build();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static List<Instant> since(HeldIdleGpus idle) {
    return idle.gpus().stream().map(HeldIdleGpu::since).toList();
  }

  @Test
  void memoryHeldWithoutWorkIsHeldIdleFromItsFirstReadingOn() {
    see(0, 90, row(1, 0, GIB));
    see(3, 1, row(1, 0, GIB));
    HeldIdleGpus idle = see(6, 0, row(1, 0, GIB));

    assertThat(idle.gpus())
        .containsExactly(
            new HeldIdleGpu(
                "n1:9090",
                "n1",
                0,
                0,
                Optional.of("GPU-0"),
                at(3),
                at(6),
                List.of(new HeldIdleGpu.Holder("ann", OptionalLong.empty(), at(3)))));
    assertThat(idle.gpus().get(0).length()).isEqualTo(seconds(3));
  }

  @Test
  void oneQuietReadingIsNotEnough() {
    assertThat(see(0, 0, row(1, 0, GIB)).gpus()).isEmpty();
    assertThat(see(3, 50, row(1, 0, GIB)).gpus()).isEmpty();
    assertThat(see(6, 0, row(1, 0, GIB)).gpus()).isEmpty();
  }

  @Test
  void workEndsIt() {
    see(0, 0, row(1, 0, GIB));
    assertThat(see(3, 4.9, row(1, 0, GIB)).gpus()).hasSize(1);
    assertThat(see(6, 5, row(1, 0, GIB)).gpus()).isEmpty();
    see(9, 0, row(1, 0, GIB));
    assertThat(since(see(12, 0, row(1, 0, GIB)))).containsExactly(at(9));
  }

  @Test
  void memoryThatIsGivenBackEndsIt() {
    see(0, 0, row(1, 0, GIB));
    see(3, 0, row(1, 0, GIB));
    assertThat(see(6, 0).gpus()).isEmpty();
    assertThat(see(9, 0, row(1, 0, 0)).gpus()).isEmpty();
    assertThat(see(12, 0, row(1, 0, GIB)).gpus()).isEmpty();
  }

  @Test
  void displayServerHoldsNothing() {
    ProcessDetails graphics = ProcessDetails.builder().type("G").build();
    ProcessInfo xorg = process(7, 0).user("gdm").gpuMemoryBytes(GIB).details(graphics).build();
    see(0, 0, xorg);
    assertThat(see(3, 0, xorg).gpus()).isEmpty();

    see(6, 0, xorg, row(1, 0, GIB));
    assertThat(see(9, 0, xorg, row(1, 0, GIB)).byUser(Duration.ZERO)).containsOnlyKeys("ann");
  }

  @Test
  void holdersWhoseMemoryIsNotToldCountWhereNobodyTellsHis() {
    ProcessInfo mute = process(8, 0).user("bob").build();
    see(0, 0, mute);
    assertThat(see(3, 0, mute).byUser(Duration.ZERO)).containsOnlyKeys("bob");

    see(6, 0, mute, row(1, 0, GIB));
    assertThat(see(9, 0, mute, row(1, 0, GIB)).byUser(Duration.ZERO)).containsOnlyKeys("ann");
  }

  @Test
  void readingThatDoesNotTellIsPassedOver() {
    see(0, 0, row(1, 0, GIB));
    see(3, 0, row(1, 0, GIB));
    HostSnapshot mute = host("n1", 6, List.of(silent(0).build()), row(1, 0, GIB));

    assertThat(tracker.add(cluster(6, mute)).gpus()).isEmpty();
    assertThat(since(see(9, 0, row(1, 0, GIB)))).containsExactly(at(0));
  }

  @Test
  void hostThatDoesNotCountIsLeftOutAndGoesOnWhereItWas() {
    HostSnapshot read = host("n1", 3, List.of(gpu(0, 0)), row(1, 0, GIB));
    see(0, 0, row(1, 0, GIB));
    tracker.add(cluster(3, read));

    assertThat(since(tracker.add(cluster(9, in(HostState.LATE, read))))).containsExactly(at(0));
    assertThat(tracker.add(cluster(60, in(HostState.STALE, read))).gpus()).isEmpty();
    assertThat(tracker.add(cluster(63, down("n1", 63))).gpus()).isEmpty();
    assertThat(since(see(90, 0, row(1, 0, GIB)))).containsExactly(at(0));
  }

  @Test
  void readingThatIsShownAgainIsOneReading() {
    HostSnapshot read = host("n1", 0, List.of(gpu(0, 0)), row(1, 0, GIB));
    tracker.add(cluster(0, read));
    assertThat(tracker.add(cluster(3, in(HostState.LATE, read))).gpus()).isEmpty();
  }

  @Test
  void longGapBeginsAnew() {
    see(0, 0, row(1, 0, GIB));
    assertThat(since(see(300, 0, row(1, 0, GIB)))).containsExactly(at(0));
    assertThat(see(601, 0, row(1, 0, GIB)).gpus()).isEmpty();
    assertThat(since(see(604, 0, row(1, 0, GIB)))).containsExactly(at(601));
  }

  @Test
  void jumpBackBeginsAnew() {
    see(0, 0, row(1, 0, GIB));
    see(100, 0, row(1, 0, GIB));
    assertThat(see(50, 0, row(1, 0, GIB)).gpus()).isEmpty();
  }

  @Test
  void userWhoComesLaterHoldsItFromThenOn() {
    see(0, 0, of("ann", 1, 0));
    see(60, 0, of("ann", 1, 0), of("bob", 2, 0));
    HeldIdleGpus idle = see(90, 0, of("bob", 2, 0));

    assertThat(since(idle)).containsExactly(at(0));
    assertThat(idle.byUser(Duration.ZERO)).isEqualTo(Map.of("bob", new Share(1, seconds(30))));
  }

  @Test
  void userOfSeveralGpusHoldsThemForAsLongAsTheFirst() {
    List<GpuInfo> gpus = List.of(gpu(0, 0), gpu(1, 0), gpu(2, 90));
    List<GpuInfo> before = List.of(gpu(0, 0), gpu(1, 80), gpu(2, 90));
    ProcessInfo[] rows = {of("ann", 1, 0), of("ann", 2, 1), of("ann", 3, 2), of("bob", 4, 1)};
    tracker.add(cluster(0, host("n1", 0, before, rows)));
    tracker.add(cluster(60, host("n1", 60, gpus, rows)));
    HeldIdleGpus idle = tracker.add(cluster(63, host("n1", 63, gpus, rows)));

    assertThat(idle.byUser(Duration.ZERO))
        .isEqualTo(Map.of("ann", new Share(2, seconds(63)), "bob", new Share(1, seconds(3))));
    assertThat(idle.byUser(seconds(10))).isEqualTo(Map.of("ann", new Share(1, seconds(63))));
    assertThat(idle.count(Duration.ZERO)).isEqualTo(2);
    assertThat(idle.count(seconds(63))).isEqualTo(1);
    assertThat(idle.count(seconds(64))).isZero();
  }

  @Test
  void holdersTellTheirJobs() {
    ProcessInfo[] rows = {ofJob(71, 1, 0, GIB), ofJob(72, 2, 0, GIB)};
    see(0, 0, ofJob(71, 1, 0, GIB));
    see(3, 0, rows);
    HeldIdleGpus idle = see(6, 0, rows);

    assertThat(idle.gpus().get(0).holders())
        .containsExactly(
            new HeldIdleGpu.Holder("ann", OptionalLong.of(71), at(0)),
            new HeldIdleGpu.Holder("ann", OptionalLong.of(72), at(3)));
    assertThat(idle.byUser(Duration.ZERO)).isEqualTo(Map.of("ann", new Share(1, seconds(6))));
    assertThat(idle.by(holder -> "job " + holder.job().orElse(-1), Duration.ZERO))
        .isEqualTo(Map.of("job 71", new Share(1, seconds(6)), "job 72", new Share(1, seconds(3))));
  }

  @Test
  void gpuIsFoundByHostAndPlace() {
    List<GpuInfo> gpus = List.of(gpu(0, 90), gpu(1, 0));
    tracker.add(cluster(0, host("n1", 0, gpus, row(1, 1, GIB))));
    HeldIdleGpus idle = tracker.add(cluster(3, host("n1", 3, gpus, row(1, 1, GIB))));

    assertThat(idle.find("n1:9090", 1)).contains(idle.gpus().get(0));
    assertThat(idle.find("n1:9090", 0)).isEmpty();
    assertThat(idle.find("n2:9090", 1)).isEmpty();
  }

  @Test
  void gpuIsKnownByItsUuidWhereverItIsListed() {
    tracker.add(cluster(0, host("n1", 0, List.of(gpu(0, 90), gpu(1, 0)), row(1, 1, GIB))));
    HostSnapshot turned = host("n1", 3, List.of(gpu(1, 0), gpu(0, 90)), row(1, 1, GIB));

    HeldIdleGpus idle = tracker.add(cluster(3, turned));
    assertThat(since(idle)).containsExactly(at(0));
    assertThat(idle.find("n1:9090", 0)).isPresent();
  }

  @Test
  void thresholdIsAPercentage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeldIdle(101))
        .withMessage("belowPercent: expected 0 to 100, got 101.0");
    assertThatIllegalArgumentException().isThrownBy(() -> new HeldIdle(Double.NaN));
  }
}
