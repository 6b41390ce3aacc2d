package io.allsmi.core.report;

import static io.allsmi.core.report.Frames.GIB;
import static io.allsmi.core.report.JobFrames.STEP;
import static io.allsmi.core.report.JobFrames.at;
import static io.allsmi.core.report.JobFrames.down;
import static io.allsmi.core.report.JobFrames.frame;
import static io.allsmi.core.report.JobFrames.host;
import static io.allsmi.core.report.JobFrames.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobState;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JobHoursTest {
  private static UsageReport report(List<ClusterSnapshot> frames) {
    UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneId.of("UTC")));
    frames.forEach(meter::add);
    return meter.report();
  }

  /** One hour of a GPU that works and one that nobody touches. */
  private static List<ClusterSnapshot> hour(Function<Integer, JobInfo> job) {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int minute = 0; minute < 60; minute += 5) {
      frames.add(frame(minute, List.of(job.apply(minute)), working(minute)));
    }
    return frames;
  }

  private static HostSnapshot working(int minute) {
    return host(
        "n1",
        minute,
        List.of(Frames.gpu(0, 90, 300), Frames.gpu(1, 0, 100)),
        Frames.row("ann", 0, GIB));
  }

  private static String hours(UsageRow row) {
    JobHours hours = row.figures().jobHours().orElseThrow();
    return row.name()
        + " given "
        + brief(hours.given())
        + " active "
        + brief(hours.active())
        + " parked "
        + brief(hours.parked())
        + " unused "
        + brief(hours.unused())
        + " unknown "
        + brief(hours.unknown());
  }

  private static String brief(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static List<String> jobs(List<ClusterSnapshot> frames) {
    return report(frames).jobs().jobs().stream().map(JobHoursTest::hours).toList();
  }

  @Test
  void hoursAreWhatWasGivenAndWhatWasMadeOfIt() {
    List<ClusterSnapshot> frames = hour(minute -> job(7, "ann", "n1", 0, 1).build());
    UsageFigures figures = report(frames).jobs().jobs().get(0).figures();

    assertThat(jobs(frames)).containsExactly("7 given 2 active 1 parked 0 unused 1 unknown 0");
    assertThat(figures.energyKwh())
        .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("0.4"));
    assertThat(figures.utilizationPercent())
        .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("45"));
    assertThat(figures.jobHours().orElseThrow().wasted()).isEqualByComparingTo("1");
    assertThat(figures.gpuHoursHeld()).isEmpty();
  }

  @Test
  void jobCountsFromItsStartToItsEnd() {
    assertThat(
            jobs(
                hour(
                    minute ->
                        job(7, "ann", "n1", 0, 1)
                            .startTime(at(12))
                            .endTime(at(42))
                            .state(minute < 45 ? JobState.RUNNING : JobState.COMPLETED)
                            .build())))
        // The reading of minute 10 tells nothing of a job that began at minute 12.
        .containsExactly("7 given 1 active 0.45 parked 0 unused 0.45 unknown 0.1");
  }

  @Test
  void jobThatRunsOnBeyondItsEndCounts() {
    assertThat(jobs(hour(minute -> job(7, "ann", "n1", 0).endTime(at(-1)).build())))
        .containsExactly("7 given 1 active 1 parked 0 unused 0 unknown 0");
  }

  @Test
  void nodeThatIsNotReadIsNeitherUsedNorWasted() {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int minute = 0; minute < 60; minute += 5) {
      frames.add(frame(minute, List.of(job(7, "ann", "n1", 0, 1).build()), down("n1", minute)));
    }
    assertThat(jobs(frames)).containsExactly("7 given 2 active 0 parked 0 unused 0 unknown 2");
    assertThat(report(frames).jobs().total().energyKwh()).isEmpty();
  }

  @Test
  void listCountsForFiveMinutesAfterItWasRead() {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int minute = 0; minute < 60; minute += 5) {
      JobList list = JobList.of(List.of(job(7, "ann", "n1", 0).build()), at(2));
      frames.add(Frames.frame(at(minute), STEP, working(minute)).withJobs(list));
    }
    assertThat(report(frames).jobs().covered()).isEqualTo(Duration.ofMinutes(7));
    assertThat(jobs(frames))
        .containsExactly("7 given 0.116667 active 0.116667 parked 0 unused 0 unknown 0");
  }

  @Test
  void gapsCountForNothing() {
    List<JobInfo> job = List.of(job(7, "ann", "n1", 0).build());
    List<ClusterSnapshot> frames =
        List.of(frame(0, job, working(0)), frame(300, job, working(300)));

    // Each list holds for 5 minutes, although a reading holds for 15.
    assertThat(jobs(frames))
        .containsExactly("7 given 0.166667 active 0.166667 parked 0 unused 0 unknown 0");
  }

  @Test
  void jobsAreAddedUpByAccountAndPartition() {
    JobReport report = JobFrames.report().jobs();

    assertThat(report.accounts()).extracting(UsageRow::name).containsExactly("phys", "chem", "?");
    assertThat(report.partitions()).extracting(UsageRow::name).containsExactly("gpu", "long");
  }

  @Test
  void recordingWithoutJobsHasNone() {
    JobReport report = Samples.small().jobs();

    assertThat(report.jobs()).isEmpty();
    assertThat(report.covered()).isZero();
  }

  private static BigDecimal given(List<UsageRow> rows) {
    return rows.stream()
        .map(row -> new BigDecimal(row.figures().exactly(Figure.GIVEN)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Property(tries = 200)
  void everyKindOfRowAddsUpToTheTotal(@ForAll Random random) {
    JobReport report = report(JobFrames.random(random)).jobs();
    BigDecimal total = new BigDecimal(report.total().exactly(Figure.GIVEN));
    JobHours hours = report.total().jobHours().orElseThrow();

    assertThat(given(report.jobs())).isEqualTo(total);
    assertThat(given(report.accounts())).isEqualTo(total);
    assertThat(given(report.partitions())).isEqualTo(total);
    assertThat(hours.active().add(hours.wasted()).add(hours.unknown()))
        .isCloseTo(hours.given(), within(new BigDecimal("0.000005")));
  }
}
