package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.down;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.process;
import static io.allsmi.core.jobs.Readings.row;
import static io.allsmi.core.jobs.Readings.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuUseWindowTest {
  private final GpuUseWindow window = new GpuUseWindow(Duration.ofSeconds(60), 5);

  private static GpuUse once(GpuInfo gpu, ProcessInfo... rows) {
    return once(host("n1", 0, List.of(gpu), rows));
  }

  private static GpuUse once(HostSnapshot host) {
    return GpuUseWindow.of(cluster(0, host)).use(host, 0, Optional.empty()).use();
  }

  /** Takes a reading of one GPU, and says what it is at. */
  private GpuUseSince see(long second, double percent, ProcessInfo... rows) {
    HostSnapshot host = host("n1", second, List.of(gpu(0, percent)), rows);
    window.add(cluster(second, host));
    return window.use(host, 0, Optional.empty());
  }

  private static GpuUseSince atLeast(GpuUse use, long since) {
    return new GpuUseSince(use, Optional.of(at(since)), true);
  }

  private static GpuUseSince exactly(GpuUse use, long since) {
    return new GpuUseSince(use, Optional.of(at(since)), false);
  }

  @Test
  void gpuThatReachesTheThresholdIsActive() {
    assertThat(once(gpu(0, 5), row(1, 0, GIB))).isEqualTo(GpuUse.ACTIVE);
    assertThat(once(gpu(0, 4.9), row(1, 0, GIB))).isEqualTo(GpuUse.PARKED);
  }

  @Test
  void gpuThatWorksIsActiveWhoeverUsesIt() {
    assertThat(once(gpu(0, 90))).isEqualTo(GpuUse.ACTIVE);
  }

  @Test
  void processWithNeitherWorkNorMemoryIsIdle() {
    assertThat(once(gpu(0, 0), row(1, 0, 0))).isEqualTo(GpuUse.IDLE);
  }

  @Test
  void gpuWithoutProcessIsUnused() {
    assertThat(once(gpu(0, 0))).isEqualTo(GpuUse.UNUSED);
    assertThat(once(silent(0).build())).isEqualTo(GpuUse.UNUSED);
  }

  @Test
  void displayServerIsNoUse() {
    ProcessDetails graphics = ProcessDetails.builder().type("G").build();
    ProcessInfo xorg = process(1, 0).gpuMemoryBytes(GIB).details(graphics).build();

    assertThat(once(gpu(0, 0), xorg)).isEqualTo(GpuUse.UNUSED);
  }

  @Test
  void withoutUtilisationProcessesTellTheirs() {
    GpuInfo gpu = silent(0).build();
    ProcessDetails working = ProcessDetails.builder().gpuUtilizationPercent(80).build();
    ProcessDetails resting = ProcessDetails.builder().gpuUtilizationPercent(0).build();

    assertThat(once(gpu, process(1, 0).gpuMemoryBytes(1).details(working).build()))
        .isEqualTo(GpuUse.ACTIVE);
    assertThat(once(gpu, process(1, 0).gpuMemoryBytes(1).details(resting).build()))
        .isEqualTo(GpuUse.PARKED);
    assertThat(once(gpu, row(1, 0, GIB))).isEqualTo(GpuUse.UNKNOWN);
  }

  @Test
  void withoutMemoryOfProcessesTheDeviceTellsIt() {
    ProcessInfo row = process(1, 0).build();
    GpuInfo empty = silent(0).utilizationPercent(0).memoryUsedBytes(0).build();
    GpuInfo mute = GpuInfo.builder().index(0).uuid("GPU-0").utilizationPercent(0).build();

    assertThat(once(gpu(0, 0), row)).isEqualTo(GpuUse.PARKED);
    assertThat(once(empty, row)).isEqualTo(GpuUse.IDLE);
    assertThat(once(mute, row)).isEqualTo(GpuUse.UNKNOWN);
  }

  @Test
  void hostThatTellsNoProcessesLeavesItOpen() {
    HostSnapshot host = host("n1", 0, List.of(gpu(0, 0)));
    assertThat(once(host.toBuilder().processCollection(ProcessCollection.NOT_COLLECTING).build()))
        .isEqualTo(GpuUse.UNKNOWN);
    assertThat(once(host.toBuilder().processCollection(ProcessCollection.UNDECIDED).build()))
        .isEqualTo(GpuUse.UNKNOWN);
  }

  @Test
  void hostThatIsNotReadIsUnknown() {
    HostSnapshot host = down("n1", 0);
    window.add(cluster(0, host));

    assertThat(window.use(host, 0, Optional.empty())).isEqualTo(GpuUseSince.UNKNOWN);
    assertThat(window.use(host("n2", 0, List.of(gpu(0, 9))), 0, Optional.empty()))
        .isEqualTo(GpuUseSince.UNKNOWN);
  }

  @Test
  void quietReadingsBetweenBatchesAreNotIdle() {
    assertThat(see(0, 90, row(1, 0, GIB))).isEqualTo(atLeast(GpuUse.ACTIVE, 0));
    assertThat(see(30, 0, row(1, 0, GIB))).isEqualTo(atLeast(GpuUse.ACTIVE, 0));
    assertThat(see(60, 0, row(1, 0, GIB))).isEqualTo(atLeast(GpuUse.ACTIVE, 0));
    assertThat(see(61, 0, row(1, 0, GIB))).isEqualTo(exactly(GpuUse.PARKED, 30));
    assertThat(see(70, 50, row(1, 0, GIB))).isEqualTo(exactly(GpuUse.ACTIVE, 70));
  }

  @Test
  void unusedCountsFromTheFirstReadingWithoutProcess() {
    see(0, 90, row(1, 0, GIB));
    see(30, 0);
    see(60, 0);
    assertThat(see(90, 0)).isEqualTo(exactly(GpuUse.UNUSED, 30));
    assertThat(see(120, 0)).isEqualTo(exactly(GpuUse.UNUSED, 30));
  }

  @Test
  void whatWasSoFromTheFirstReadingIsSoAtLeastSince() {
    see(0, 0);
    assertThat(see(500, 0)).isEqualTo(atLeast(GpuUse.UNUSED, 500)); // a gap beyond the window
    assertThat(see(520, 0)).isEqualTo(atLeast(GpuUse.UNUSED, 500));
  }

  @Test
  void jobCountsFromItsOwnStart() {
    see(0, 90, row(1, 0, GIB));
    see(30, 0);
    HostSnapshot host = host("n1", 50, List.of(gpu(0, 0)));
    window.add(cluster(50, host));

    assertThat(window.use(host, 0, Optional.empty()).use()).isEqualTo(GpuUse.ACTIVE);
    assertThat(window.use(host, 0, Optional.of(at(40)))).isEqualTo(exactly(GpuUse.UNUSED, 40));
    assertThat(window.use(host, 0, Optional.of(at(51)))).isEqualTo(GpuUseSince.UNKNOWN);
    assertThat(window.use(host, 0, Optional.of(Instant.MAX))).isEqualTo(GpuUseSince.UNKNOWN);
  }

  @Test
  void readingThatIsShownAgainIsOneReading() {
    HostSnapshot host = host("n1", 0, List.of(gpu(0, 90)), row(1, 0, GIB));
    HostStatus late =
        new HostStatus(HostState.LATE, Transport.HTTP, Optional.empty(), "", 1, Optional.empty());
    HostSnapshot again = HostSnapshot.builder("n1:9090", at(0), late).gpus(host.gpus()).build();
    window.add(cluster(0, host));
    window.add(cluster(9, again));

    assertThat(window.use(again, 0, Optional.empty())).isEqualTo(atLeast(GpuUse.ACTIVE, 0));
  }

  @Test
  void lastReadingThatTellsNothingLeavesWorkAlone() {
    HostSnapshot mute = host("n1", 20, List.of(silent(0).build()), row(1, 0, GIB));
    see(0, 0);
    window.add(cluster(20, mute));
    assertThat(window.use(mute, 0, Optional.empty())).isEqualTo(GpuUseSince.UNKNOWN);

    see(30, 90, row(1, 0, GIB));
    HostSnapshot later = host("n1", 40, List.of(silent(0).build()), row(1, 0, GIB));
    window.add(cluster(40, later));
    assertThat(window.use(later, 0, Optional.empty())).isEqualTo(exactly(GpuUse.ACTIVE, 30));
  }

  @Test
  void jumpBackBeginsAnew() {
    see(100, 90, row(1, 0, GIB));

    assertThat(see(90, 0)).isEqualTo(atLeast(GpuUse.UNUSED, 90));
  }

  @Test
  void gpusAreKnownByUuidWhereverTheyAreListed() {
    window.add(cluster(0, host("n1", 0, List.of(gpu(0, 90), gpu(1, 0)))));
    HostSnapshot other = host("n1", 10, List.of(gpu(1, 0), gpu(0, 0), gpu(2, 0)));
    window.add(cluster(10, other));

    assertThat(window.use(other, 0, Optional.empty())).isEqualTo(atLeast(GpuUse.UNUSED, 0));
    assertThat(window.use(other, 1, Optional.empty())).isEqualTo(atLeast(GpuUse.ACTIVE, 0));
    assertThat(window.use(other, 2, Optional.empty())).isEqualTo(atLeast(GpuUse.UNUSED, 10));
    assertThat(window.use(other, 3, Optional.empty())).isEqualTo(GpuUseSince.UNKNOWN);
  }

  @Test
  void hostsThatAreNoLongerListedAreForgotten() {
    see(0, 90);
    window.add(cluster(61));

    assertThat(window.use(host("n1", 0, List.of(gpu(0, 90))), 0, Optional.empty()))
        .isEqualTo(GpuUseSince.UNKNOWN);
  }

  @Test
  void lengthAndThresholdAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GpuUseWindow(Duration.ofSeconds(-1), 5))
        .withMessage("length: expected 0 to 366 days, got PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GpuUseWindow(Duration.ZERO, 101))
        .withMessage("activeFromPercent: expected 0 to 100, got 101.0");
  }
}
