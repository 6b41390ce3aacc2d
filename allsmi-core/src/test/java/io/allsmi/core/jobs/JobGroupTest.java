package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.ofJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.JobGroupColumns;
import io.allsmi.core.usage.UserGrouping;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JobGroupTest {
  private static final List<GpuInfo> GPUS = List.of(gpu(0, 90), gpu(1, 0), gpu(2, 30));

  /** Two jobs of one account on one node, one of another, one that waits and says nothing. */
  private static final JobAggregation JOBS =
      JobAggregator.aggregate(
          cluster(0, host("n1", 0, GPUS, ofJob(1, 10, 0, 3 * GIB), ofJob(3, 30, 2, GIB)))
              .withJobs(
                  JobList.of(
                      List.of(
                          job(1, 7200, "n1", 0).user("ann").account("nlp").partition("a").build(),
                          job(2, 3600, "n1", 1).user("bob").account("nlp").partition("b").build(),
                          job(3, 60, "n1", 2).user("ann").account("cv").partition("a,b").build(),
                          JobInfo.builder("4").rawId(4).state(JobState.PENDING).build()),
                      at(0))));

  private static JobInfo.Builder job(long number, long seconds, String node, Integer... indices) {
    return JobInfo.builder(Long.toString(number))
        .rawId(number)
        .state(JobState.RUNNING)
        .startTime(at(-seconds))
        .runTime(Duration.ofSeconds(seconds))
        .nodes(List.of(JobNode.of(node, List.of(GpuGrant.gpus("", Arrays.asList(indices))))));
  }

  private static List<JobGroup> by(UserGrouping grouping) {
    return JobGroup.of(JOBS.jobs(), grouping, JOBS.takenAt());
  }

  private static List<String> names(List<JobGroup> groups) {
    return groups.stream().map(JobGroup::name).toList();
  }

  @Test
  void jobsAreWithTheirUserAccountOrPartition() {
    assertThat(names(by(UserGrouping.USER))).containsExactly("ann", "bob", "?");
    assertThat(names(by(UserGrouping.ACCOUNT))).containsExactly("cv", "nlp", "?");
    assertThat(names(by(UserGrouping.PARTITION))).containsExactly("a", "a,b", "b", "?");
  }

  @Test
  void sumsAreThoseOfTheJobs() {
    JobGroup nlp = by(UserGrouping.ACCOUNT).get(1);

    assertThat(nlp.jobs()).extracting(job -> job.job().id()).containsExactly("1", "2");
    assertThat(nlp.nodes()).isEqualTo(1);
    assertThat(nlp.gpus()).hasValue(2);
    assertThat(nlp.gpusUsed()).hasValue(1);
    assertThat(nlp.sums().uses()).isEqualTo(new GpuUseCounts(1, 0, 0, 1, 0));
    assertThat(nlp.sums().utilization().orElseThrow().median()).isEqualTo(45);
    assertThat(nlp.sums().utilizationPercent()).hasValue(45);
    assertThat(nlp.sums().vramUsedBytes()).hasValue(2 * GIB);
    assertThat(nlp.sums().powerMicrowatts()).hasValue(290_000_000);
    assertThat(nlp.givenGpuSeconds()).hasValue(10_800);
  }

  @Test
  void eachGroupAddsUpWhatItsJobsWaste() {
    for (UserGrouping grouping : UserGrouping.values()) {
      long wasted = 0;
      for (JobGroup group : by(grouping)) {
        wasted += group.sums().wastedGpuSeconds().orElse(0);
      }
      assertThat(wasted)
          .isEqualTo(JOBS.jobs().stream().mapToLong(j -> j.wastedGpuSeconds().orElse(0)).sum());
    }
  }

  @Test
  void groupOfJobsThatWaitHoldsNothing() {
    JobGroup none = by(UserGrouping.ACCOUNT).get(2);

    assertThat(none.gpus()).hasValue(0);
    assertThat(none.nodes()).isZero();
    assertThat(none.sums().vramUsedBytes()).isEmpty();
    assertThat(none.givenGpuSeconds()).isEmpty();
  }

  @Test
  void everyOrderOfJobsIsAnOrderOfGroups() {
    List<JobGroup> accounts = by(UserGrouping.ACCOUNT);
    assertThat(names(accounts.stream().sorted(JobGroup.comparator(JobOrder.JOB)).toList()))
        .containsExactly("nlp", "cv", "?");
    assertThat(names(accounts.stream().sorted(JobGroup.comparator(JobOrder.USER)).toList()))
        .containsExactly("cv", "nlp", "?");
    assertThat(names(accounts.stream().sorted(JobGroup.comparator(JobOrder.UTIL)).toList()))
        .containsExactly("cv", "nlp", "?");
    assertThat(names(accounts.stream().sorted(JobGroup.comparator(JobOrder.ELAPSED)).toList()))
        .containsExactly("nlp", "cv", "?");
    for (JobOrder order : JobOrder.values()) {
      assertThat(accounts.stream().sorted(JobGroup.comparator(order)).toList())
          .containsExactlyInAnyOrderElementsOf(accounts);
    }
  }

  @Test
  void absurdCountsDoNotTurnNegative() {
    JobNode many = JobNode.of("n2", List.of(GpuGrant.of("gpu", "", Integer.MAX_VALUE)));
    List<JobInfo> jobs =
        List.of(
            job(1, Long.MAX_VALUE / 4000, "n2", 0).nodes(List.of(many)).build(),
            job(2, 100, "n2", 0).nodes(List.of(many)).build());
    List<JobUsage> usage =
        JobAggregator.aggregate(cluster(0).withJobs(JobList.of(jobs, at(0)))).jobs();
    JobGroup group = JobGroup.of(usage, UserGrouping.USER, at(0)).get(0);

    assertThat(group.gpus()).isEqualTo(OptionalInt.of(Integer.MAX_VALUE));
    assertThat(group.sums().uses().all()).isEqualTo(Integer.MAX_VALUE);
    assertThat(group.givenGpuSeconds()).hasValue(Long.MAX_VALUE);
  }

  @Test
  void csvHasTheNameOfTheGroupingAndBaseUnits() throws IOException {
    StringBuilder csv = new StringBuilder();
    Csv.write(JobGroupColumns.of(UserGrouping.ACCOUNT), by(UserGrouping.ACCOUNT), csv);

    assertThat(csv.toString().lines().toList())
        .startsWith(
            "account,jobs,nodes,gpus,gpus_used,gpus_active,gpus_parked,gpus_idle,gpus_unused,"
                + "gpus_unknown,util_min_percent,util_median_percent,util_max_percent,"
                + "vram_used_bytes,vram_total_bytes,power_watts,given_gpu_seconds,"
                + "wasted_gpu_seconds",
            "cv,1,1,1,1,1,0,0,0,0,30,30,30,1073741824,85899345920,130.000,60,0")
        .contains("?,1,0,0,0,0,0,0,0,0,,,,,,,,0");
  }
}
