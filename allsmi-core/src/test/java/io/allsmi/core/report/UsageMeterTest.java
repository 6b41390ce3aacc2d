package io.allsmi.core.report;

import static io.allsmi.core.report.Frames.GIB;
import static io.allsmi.core.report.Frames.START;
import static io.allsmi.core.report.Frames.down;
import static io.allsmi.core.report.Frames.frame;
import static io.allsmi.core.report.Frames.gpu;
import static io.allsmi.core.report.Frames.host;
import static io.allsmi.core.report.Frames.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageMeterTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ReportOptions UTC = ReportOptions.in(ZoneOffset.UTC);

  private static UsageReport report(ReportOptions options, ClusterSnapshot... frames) {
    UsageMeter meter = new UsageMeter(options);
    for (ClusterSnapshot frame : frames) {
      meter.add(frame);
    }
    return meter.report();
  }

  /** One frame that holds for an hour. */
  private static UsageReport hourOf(HostSnapshot... hosts) {
    return report(UTC, frame(START, HOUR, hosts));
  }

  private static UsageFigures user(UsageReport report, String name) {
    return named(report.users(), name);
  }

  private static UsageFigures named(List<UsageRow> rows, String name) {
    return rows.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow().figures();
  }

  private static void is(Optional<BigDecimal> actual, String expected) {
    assertThat(actual.orElseThrow()).isEqualByComparingTo(expected);
  }

  @Test
  void userHoldsAGpuWhileHisProcessIsOnIt() {
    UsageReport report =
        hourOf(host("gpu01", List.of(gpu(0, 80, 400), gpu(1, 3, 90)), row("ann", 0, 2 * GIB)));
    UsageFigures ann = user(report, "ann");

    is(ann.gpuHoursHeld(), "1");
    is(ann.gpuHoursShare(), "1");
    is(ann.gpuHoursBusy(), "0.8");
    is(ann.gpuHoursIdle(), "0");
    is(ann.vramGibHours(), "2");
    is(ann.energyKwh(), "0.4");
    is(ann.utilizationPercent(), "80");
    assertThat(ann.gpuHoursAvailable()).isEmpty();
    assertThat(ann.cost()).isEmpty();
    is(report.total().gpuHoursAvailable(), "2");
    is(report.total().gpuHoursHeld(), "1");
    is(report.total().gpuHoursFree(), "1");
    is(report.total().energyKwh(), "0.49");
    is(report.total().unattributedEnergyKwh(), "0.09");
    is(report.total().utilizationPercent(), "41.5");
  }

  @Test
  void aUserWithoutADeviceHoldsNothing() {
    ProcessInfo bare = ProcessInfo.builder(1).user("root").deviceIndex(0).build();
    UsageReport report = hourOf(host("gpu01", List.of(gpu(0, 80, 400)), bare));

    assertThat(report.users()).isEmpty();
    assertThat(report.usersWithoutGpus()).isEqualTo(1);
    is(report.total().gpuHoursFree(), "1");
  }

  @Test
  void aGpuHeldBelowTheThresholdIsIdleHeld() {
    HostSnapshot host =
        host(
            "gpu01",
            List.of(gpu(0, 4.99, 400), gpu(1, 5, 90)),
            row("ann", 0, GIB),
            row("ann", 1, GIB));

    is(user(hourOf(host), "ann").gpuHoursIdle(), "1");
    ReportOptions below1 = new ReportOptions(ZoneOffset.UTC, 1, Optional.empty());
    is(user(report(below1, frame(START, HOUR, host)), "ann").gpuHoursIdle(), "0");
  }

  @Test
  void aSharedGpuIsHeldByBothAndSplitByMemory() {
    UsageReport report =
        hourOf(
            host(
                "gpu01",
                List.of(gpu(0, 90, 300)),
                row("ann", 0, 20 * GIB),
                row("bob", 0, 10 * GIB)));

    is(user(report, "ann").gpuHoursHeld(), "1");
    is(user(report, "bob").gpuHoursHeld(), "1");
    is(user(report, "ann").gpuHoursShare(), "0.666667");
    is(user(report, "bob").gpuHoursShare(), "0.333333");
    is(user(report, "ann").gpuHoursBusy(), "0.6");
    is(user(report, "bob").gpuHoursBusy(), "0.3");
    is(user(report, "ann").energyKwh(), "0.2");
    is(user(report, "bob").energyKwh(), "0.1");
    is(report.total().gpuHoursHeld(), "1");
    is(report.total().gpuHoursBusy(), "0.9");
  }

  @Test
  void aSharedGpuWithoutMemoryReadingsIsSplitInEqualParts() {
    UsageReport report =
        hourOf(
            host(
                "gpu01",
                List.of(gpu(0, 90, 300)),
                row("bob", 0).build(),
                row("ann", 0).build(),
                row("cy", 0).build()));

    is(user(report, "ann").gpuHoursBusy(), "0.3");
    is(user(report, "bob").gpuHoursBusy(), "0.3");
    assertThat(user(report, "bob").vramGibHours()).isEmpty();
    assertThat(user(report, "bob").energyKwh()).isEmpty();
    assertThat(user(report, "bob").gpuHoursWithoutPower()).isEqualByComparingTo("1");
    is(report.total().unattributedEnergyKwh(), "0.3");
  }

  @Test
  void withoutUtilizationHoursAreHeldAndNotBusy() {
    HostSnapshot host =
        host(
            "gpu01",
            List.of(gpu(0).powerWatts(100).build(), gpu(1, 50, 100)),
            row("ann", 0, GIB),
            row("ann", 1, GIB),
            row("bob", 0, GIB));
    UsageReport report = hourOf(host);

    is(user(report, "ann").gpuHoursHeld(), "2");
    is(user(report, "ann").gpuHoursBusy(), "0.5");
    assertThat(user(report, "ann").gpuHoursWithoutUtilization()).isEqualByComparingTo("1");
    is(user(report, "ann").utilizationPercent(), "50");
    is(user(report, "bob").gpuHoursHeld(), "1");
    assertThat(user(report, "bob").gpuHoursBusy()).isEmpty();
    assertThat(user(report, "bob").gpuHoursIdle()).isEmpty();
  }

  @Test
  void anAbsurdUtilizationIsNoReading() {
    UsageReport report = hourOf(host("gpu01", List.of(gpu(0, 4_000_000, 100)), row("ann", 0, GIB)));

    assertThat(user(report, "ann").gpuHoursBusy()).isEmpty();
  }

  @Test
  void withoutPowerThereAreNoKilowattHours() {
    UsageReport report =
        hourOf(
            host("gpu01", List.of(gpu(0).utilizationPercent(50).build()), row("ann", 0, GIB)),
            host("gpu02", List.of(gpu(0, 50, 100)), row("bob", 0, GIB)));

    assertThat(user(report, "ann").energyKwh()).isEmpty();
    assertThat(named(report.hosts(), "gpu01").energyKwh()).isEmpty();
    is(report.total().energyKwh(), "0.1");
    assertThat(report.total().gpuHoursWithoutPower()).isEqualByComparingTo("1");
  }

  @Test
  void kilowattHoursCost() {
    ReportOptions priced =
        new ReportOptions(ZoneOffset.UTC, 5, Optional.of(new BigDecimal("0.30")));
    UsageReport report =
        report(
            priced,
            frame(
                START, HOUR, host("a", List.of(gpu(0, 80, 400), gpu(1, 0, 90)), row("ann", 0, 1))));

    is(user(report, "ann").cost(), "0.12");
    is(report.total().cost(), "0.147");
    is(report.total().unattributedCost(), "0.027");
  }

  @Test
  void aHostThatIsDownContributesNothingAndIsStated() {
    HostStatus stale =
        new HostStatus(HostState.STALE, Transport.HTTP, Optional.empty(), "", 4, Optional.empty());
    HostSnapshot full = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    HostSnapshot old =
        HostSnapshot.builder("gpu03:9090", START, stale)
            .hostname("gpu03")
            .gpus(full.gpus())
            .processes(full.processes())
            .build();
    UsageReport report = hourOf(full, down("gpu02"), old);

    is(report.total().gpuHoursAvailable(), "1");
    is(user(report, "ann").gpuHoursHeld(), "1");
    assertThat(report.total().hostHoursSeen()).isEqualByComparingTo("1");
    assertThat(report.total().hostHoursExpected()).isEqualByComparingTo("3");
    assertThat(report.total().isPartial()).isTrue();
    UsageFigures lost = named(report.hosts(), "gpu02:9090");
    assertThat(lost.gpuHoursAvailable()).isEmpty();
    assertThat(lost.gpuHoursHeld()).isEmpty();
    assertThat(lost.energyKwh()).isEmpty();
    assertThat(lost.gpuHoursFree()).isEmpty();
  }

  @Test
  void whereNoProcessesAreReportedNobodyKnowsWhoHeldAGpu() {
    HostSnapshot host =
        host("gpu01", List.of(gpu(0, 80, 400))).toBuilder()
            .processCollection(ProcessCollection.NOT_COLLECTING)
            .build();
    UsageFigures figures = named(hourOf(host).hosts(), "gpu01");

    is(figures.gpuHoursAvailable(), "1");
    assertThat(figures.gpuHoursHeld()).isEmpty();
    assertThat(figures.gpuHoursFree()).isEmpty();
    assertThat(figures.gpuHoursWithoutProcesses()).isEqualByComparingTo("1");
    is(figures.energyKwh(), "0.4");
    is(figures.utilizationPercent(), "80");
  }

  @Test
  void aDeviceThatTheHostDoesNotListIsHeldAndNotAvailable() {
    UsageReport report =
        hourOf(host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 7).deviceIndex(7).build()));

    is(user(report, "ann").gpuHoursHeld(), "1");
    is(report.total().gpuHoursAvailable(), "1");
    is(report.total().gpuHoursFree(), "1");
    assertThat(report.gpus()).hasSize(2);
    assertThat(report.gpus().get(1).name()).isEqualTo("gpu01:7");
    assertThat(report.gpus().get(1).model()).isEmpty();
  }

  @Test
  void systemAccountsAreMarkedAndTheUnattributedComeLast() {
    UsageReport report =
        hourOf(
            host(
                "gpu01",
                List.of(gpu(0, 80, 400), gpu(1, 80, 400)),
                row("?", 0, GIB),
                row("unknown", 1, GIB),
                row("root", 0, GIB),
                row("ann", 0).uid(1000).gpuMemoryBytes(GIB).build()));

    assertThat(report.users()).extracting(UsageRow::name).containsExactly("ann", "root", "?");
    assertThat(report.users()).extracting(UsageRow::isSystem).containsExactly(false, true, false);
    is(user(report, "?").gpuHoursHeld(), "2");
  }

  @Test
  void aReadingHoldsUntilTheNextFrameAndForThreeIntervalsAtMost() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    Duration five = Duration.ofSeconds(5);
    UsageReport report =
        report(
            UTC,
            frame(START, five, held),
            frame(START.plusSeconds(5), five, held),
            frame(START.plusSeconds(60), five, held));

    assertThat(report.covered()).hasSeconds(25);
    assertThat(report.gaps().count()).isEqualTo(1);
    assertThat(report.gaps().total()).hasSeconds(40);
    assertThat(report.gaps().listed())
        .containsExactly(new Gaps.Gap(START.plusSeconds(20), START.plusSeconds(60)));
    assertThat(report.to()).isEqualTo(START.plusSeconds(65));
    assertThat(user(report, "ann").exactly(Figure.HELD)).isEqualTo(25_000);
  }

  @Test
  void aReadingIsOfTheTimeAfterIt() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    HostSnapshot free = host("gpu01", List.of(gpu(0, 0, 90)));
    UsageReport report =
        report(
            UTC,
            frame(START, HOUR, held),
            frame(START.plusSeconds(5400), HOUR, free),
            frame(START.plusSeconds(7200), HOUR, free));

    is(user(report, "ann").gpuHoursHeld(), "1.5");
    is(report.total().gpuHoursFree(), "1.5");
  }

  @Test
  void withoutAnIntervalTheMedianDistanceIsExpected() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int second : new int[] {0, 10, 20, 30, 130, 140}) {
      frames.add(frame(START.plusSeconds(second), Duration.ZERO, held));
    }
    UsageReport report = report(UTC, frames.toArray(ClusterSnapshot[]::new));

    assertThat(report.gaps().total()).hasSeconds(70);
    assertThat(report.covered()).hasSeconds(80);
  }

  @Test
  void withoutAnIntervalTwoFramesFarApartAreNoRule() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    UsageReport report =
        report(
            UTC,
            frame(START, Duration.ZERO, held),
            frame(START.plusSeconds(86_400), Duration.ZERO, held));

    assertThat(report.covered()).hasMinutes(20);
  }

  @Test
  void aSingleFrameWithoutAnIntervalCoversNothing() {
    UsageReport report =
        report(UTC, frame(START, Duration.ZERO, host("gpu01", List.of(gpu(0, 80, 400)))));

    assertThat(report.covered()).isZero();
    assertThat(report.span()).isZero();
    assertThat(report.hours()).isEmpty();
    assertThat(report.timeline().columns()).isEmpty();
  }

  @Test
  void framesThatAreNoLaterCountForNothing() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    HostSnapshot other = host("gpu01", List.of(gpu(0, 80, 400)), row("bob", 0, GIB));
    UsageReport report =
        report(
            UTC,
            frame(START, HOUR, held),
            frame(START, HOUR, other),
            frame(START.minusSeconds(60), HOUR, other),
            frame(Instant.MAX, HOUR, other),
            frame(START.plusSeconds(1800), HOUR, held));

    assertThat(report.frames()).isEqualTo(2);
    assertThat(report.framesIgnored()).isEqualTo(3);
    assertThat(report.users()).extracting(UsageRow::name).containsExactly("ann");
    is(user(report, "ann").gpuHoursHeld(), "1.5");
  }

  @Test
  void anIntervalIsCutAtTheHour() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    UsageReport report =
        report(ReportOptions.in(ZoneId.of("Asia/Kolkata")), frame(START, HOUR, held));

    assertThat(report.hours())
        .extracting(UsageRow::name)
        .containsExactly("2026-04-20T17:00+05:30", "2026-04-20T18:00+05:30");
    assertThat(report.hours().get(0).figures().exactly(Figure.HELD)).isEqualTo(1_800_000);
  }

  @Test
  void theHourThatComesTwiceIsTwoHours() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    Instant start = Instant.parse("2026-10-24T22:00:00Z");
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      frames.add(frame(start.plus(HOUR.multipliedBy(i)), HOUR, held));
    }
    UsageReport report =
        report(
            ReportOptions.in(ZoneId.of("Europe/Berlin")), frames.toArray(ClusterSnapshot[]::new));

    assertThat(report.days()).hasSize(1);
    is(report.days().get(0).figures().gpuHoursHeld(), "25");
    assertThat(report.hours())
        .hasSize(25)
        .extracting(UsageRow::name)
        .contains("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00");
  }

  @Test
  void theDayWhenClocksGoForwardHas23Hours() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    UsageReport report =
        report(
            ReportOptions.in(ZoneId.of("Europe/Berlin")),
            frame(Instant.parse("2026-03-28T23:00:00Z"), Duration.ofHours(24), held));

    assertThat(report.days())
        .extracting(UsageRow::name)
        .containsExactly("2026-03-29", "2026-03-30");
    is(report.days().get(0).figures().gpuHoursHeld(), "23");
    assertThat(report.hours()).hasSize(24);
  }

  @Test
  void halfAnHourOfSummerTimeIsCutWhereItBegins() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    // On Lord Howe Island clocks go from 2:00 to 2:30 at 15:30 UTC.
    UsageReport report =
        report(
            ReportOptions.in(ZoneId.of("Australia/Lord_Howe")),
            frame(Instant.parse("2026-10-03T15:00:00Z"), Duration.ofMinutes(90), held));

    assertThat(report.hours())
        .extracting(UsageRow::name)
        .containsExactly(
            "2026-10-04T01:00+10:30", "2026-10-04T02:00+11:00", "2026-10-04T03:00+11:00");
    assertThat(report.hours())
        .extracting(r -> r.figures().exactly(Figure.HELD).longValue() / 60_000)
        .containsExactly(30L, 30L, 30L);
  }

  @Test
  void aLongSpanHasFewColumns() {
    HostSnapshot held = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    Duration minute = Duration.ofMinutes(1);
    UsageMeter meter = new UsageMeter(UTC);
    for (int i = 0; i < 3000; i++) {
      meter.add(frame(START.plus(minute.multipliedBy(i)), minute, held));
    }
    UsageTimeline timeline = meter.report().timeline();

    assertThat(timeline.width()).hasMinutes(10);
    assertThat(timeline.start()).isEqualTo(START);
    assertThat(timeline.columns()).hasSize(300);
    assertThat(timeline.users().get(0).values()).allSatisfy(v -> assertThat(v).hasValue(1));
    assertThat(timeline.hosts().get(0).values()).allSatisfy(v -> assertThat(v).hasValue(80));
  }

  @Test
  void sumsStayAtTheLargestNumber() {
    HostSnapshot host =
        host(
            "gpu01",
            List.of(gpu(0, 100, 1e290)),
            row("ann", 0, Long.MAX_VALUE),
            row("bob", 0, Long.MAX_VALUE));
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      frames.add(frame(START.plus(Duration.ofDays(i)), Duration.ofDays(1), host, host));
    }
    UsageReport report = report(UTC, frames.toArray(ClusterSnapshot[]::new));

    assertThat(report.total().energyKwh().orElseThrow()).isPositive();
    is(report.total().gpuHoursHeld(), "2400");
    assertThat(user(report, "ann").vramGibHours().orElseThrow()).isPositive();
    assertThat(user(report, "ann").exactly(Figure.SHARE))
        .isEqualTo(user(report, "bob").exactly(Figure.SHARE));
  }

  @Test
  void moreRowsThanThereMayBeShareOne() {
    UsageMeter meter = new UsageMeter(UTC, 2);
    for (int i = 0; i < 5; i++) {
      meter.add(
          frame(
              START.plus(HOUR.multipliedBy(i)),
              HOUR,
              host("gpu0" + i, List.of(gpu(0, 80, 100)), row("user" + i, 0, GIB))));
    }
    UsageReport report = meter.report();

    for (ReportBy by : List.of(ReportBy.USER, ReportBy.HOST, ReportBy.GPU, ReportBy.HOUR)) {
      List<UsageRow> rows = by.rows(report);
      assertThat(rows).as(by.wireName()).hasSize(3);
      assertThat(rows.get(2).name()).isEqualTo("(others)");
      is(rows.get(2).figures().gpuHoursHeld(), "3");
    }
  }

  @Test
  void sameNamedHostsAreTwoRows() {
    HostSnapshot first = host("gpu01", List.of(gpu(0, 80, 400)), row("ann", 0, GIB));
    HostSnapshot second =
        HostSnapshot.builder("other:9090", START, HostStatus.up(Transport.HTTP))
            .hostname("gpu01")
            .gpus(first.gpus())
            .build();

    assertThat(hourOf(first, second).hosts())
        .extracting(UsageRow::name, UsageRow::hostId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("gpu01", "gpu01:9090"),
            org.assertj.core.groups.Tuple.tuple("gpu01", "other:9090"));
  }

  @Test
  void aMeterReportsOnce() {
    UsageMeter meter = new UsageMeter(UTC);
    assertThat(meter.isEmpty()).isTrue();
    assertThatThrownBy(meter::report).isInstanceOf(IllegalStateException.class);
    meter.add(frame(START, HOUR));
    meter.report();
    assertThatThrownBy(() -> meter.add(frame(START, HOUR)))
        .isInstanceOf(IllegalStateException.class);
  }
}
