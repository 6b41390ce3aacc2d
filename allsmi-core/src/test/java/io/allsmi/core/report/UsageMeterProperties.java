package io.allsmi.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class UsageMeterProperties {
  private static final Figure[] ADDITIVE = {Figure.SHARE, Figure.BUSY, Figure.MEMORY, Figure.POWER};

  private static UsageReport report(List<ClusterSnapshot> frames) {
    UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneId.of("Europe/Berlin")));
    frames.forEach(meter::add);
    return meter.report();
  }

  private static BigInteger sum(List<UsageRow> rows, Figure figure) {
    return rows.stream()
        .map(r -> r.figures().exactly(figure))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Property(tries = 300)
  void usersAndUnattributedAreTheTotal(@ForAll long seed) {
    UsageReport report = report(Frames.random(seed));

    for (Figure figure : ADDITIVE) {
      BigInteger unattributed =
          figure == Figure.POWER
              ? report.total().exactly(Figure.UNATTRIBUTED_POWER)
              : BigInteger.ZERO;
      assertThat(sum(report.users(), figure).add(unattributed))
          .as("%s", figure)
          .isEqualTo(report.total().exactly(figure));
    }
  }

  @Property(tries = 300)
  void hostsGpusDaysAndHoursAreEachTheTotal(@ForAll long seed) {
    UsageReport report = report(Frames.random(seed));

    for (Figure figure : Figure.values()) {
      BigInteger total = report.total().exactly(figure);
      assertThat(sum(report.hosts(), figure)).as("%s", figure).isEqualTo(total);
      assertThat(sum(report.days(), figure)).as("%s", figure).isEqualTo(total);
      assertThat(sum(report.hours(), figure)).as("%s", figure).isEqualTo(total);
      if (figure != Figure.EXPECTED && figure != Figure.SEEN) {
        assertThat(sum(report.gpus(), figure)).as("%s", figure).isEqualTo(total);
      }
    }
  }

  @Property(tries = 200)
  void orderOfHostsAndRowsChangesNothing(@ForAll long seed) {
    List<ClusterSnapshot> frames = Frames.random(seed);

    assertThat(report(Frames.shuffled(frames, new Random(seed)))).isEqualTo(report(frames));
  }

  @Property(tries = 200)
  void coveredTimeAndGapsAreTheSpan(@ForAll long seed) {
    UsageReport report = report(Frames.random(seed));

    assertThat(report.covered().plus(report.gaps().total())).isEqualTo(report.span());
    assertThat(
            report.gaps().listed().stream()
                .map(Gaps.Gap::length)
                .reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(report.gaps().total());
  }

  @Property(tries = 200)
  void noFigureIsMoreThanWhatItIsAPartOf(@ForAll long seed) {
    UsageReport report = report(Frames.random(seed));

    report.users().forEach(row -> check(row.figures()));
    report.gpus().forEach(row -> check(row.figures()));
    report.hours().forEach(row -> check(row.figures()));
  }

  private static void check(UsageFigures figures) {
    assertThat(figures.exactly(Figure.IDLE)).isLessThanOrEqualTo(figures.exactly(Figure.HELD));
    assertThat(figures.exactly(Figure.BUSY)).isLessThanOrEqualTo(figures.exactly(Figure.SHARE));
    assertThat(figures.exactly(Figure.SHARE))
        .isLessThanOrEqualTo(
            figures.exactly(Figure.HELD).multiply(BigInteger.valueOf(Figure.WHOLE)));
    assertThat(figures.exactly(Figure.COLLECTED))
        .isLessThanOrEqualTo(figures.exactly(Figure.AVAILABLE));
    assertThat(figures.exactly(Figure.SEEN).min(figures.exactly(Figure.EXPECTED)))
        .isLessThanOrEqualTo(figures.exactly(Figure.SEEN));
  }

  @Property(tries = 100)
  void theTimelineIsTheUseOfTheReport(@ForAll long seed) {
    UsageReport report = report(Frames.random(seed));
    UsageTimeline timeline = report.timeline();
    double hours = 0;
    for (UsageTimeline.Series user : timeline.users()) {
      for (int i = 0; i < timeline.columns().size(); i++) {
        hours +=
            user.values().get(i).orElse(0)
                * timeline.columns().get(i).covered()
                * timeline.width().toMillis()
                / 3.6e6;
      }
    }

    assertThat(timeline.columns()).hasSizeLessThanOrEqualTo(400);
    assertThat(hours)
        .isCloseTo(
            report.total().exactly(Figure.SHARE).doubleValue() / 3.6e12,
            org.assertj.core.data.Offset.offset(1e-6));
  }
}
