package io.allsmi.core.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobOrderTest {
  private static final JobAggregation JOBS = JobSamples.jobsAfterFiveHours();

  private static List<String> ids(JobOrder order, List<JobUsage> jobs) {
    return jobs.stream().sorted(order.comparator()).map(job -> job.job().id()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "JOB, 7591 7602_3 7620 7631_[2-5%2]",
    "USER, 7620 7591 7602_3 7631_[2-5%2]",
    "GPUS, 7591 7620 7602_3 7631_[2-5%2]",
    "USED, 7591 7602_3 7620 7631_[2-5%2]",
    "UTIL, 7602_3 7591 7620 7631_[2-5%2]",
    "VRAM, 7591 7602_3 7620 7631_[2-5%2]",
    "POWER, 7591 7602_3 7620 7631_[2-5%2]",
    "ELAPSED, 7591 7602_3 7620 7631_[2-5%2]",
    "WASTED, 7591 7602_3 7620 7631_[2-5%2]"
  })
  void jobsAreSorted(JobOrder order, String ids) {
    assertThat(ids(order, JOBS.jobs())).containsExactly(ids.split(" "));
  }

  @ParameterizedTest
  @EnumSource
  void orderIsTotal(JobOrder order) {
    List<JobUsage> shuffled = new ArrayList<>(JOBS.jobs());
    Collections.shuffle(shuffled, new Random(7));

    assertThat(ids(order, shuffled)).isEqualTo(ids(order, JOBS.jobs()));
  }

  /** The last task to start keeps the number of the array. */
  @Test
  void tasksOfAnArrayStandByTheirNumbers() {
    List<JobInfo> tasks =
        List.of(task("2_10", 2, "10"), task("2_9", 4, "9"), task("2_0", 3, "0"), task("1", 1, ""));
    Instant now = Instant.EPOCH;
    JobList list = new JobList(tasks, Optional.of(now), Optional.empty(), Optional.empty());
    ClusterSnapshot cluster =
        new ClusterSnapshot(now, ClusterSnapshot.Source.SLURM, Duration.ZERO, List.of());

    List<JobUsage> jobs = JobAggregator.aggregate(cluster.withJobs(list)).jobs();

    assertThat(ids(JobOrder.JOB, jobs)).containsExactly("1", "2_0", "2_9", "2_10");
  }

  private static JobInfo task(String id, long rawId, String task) {
    JobInfo.Builder job = JobInfo.builder(id).rawId(rawId).state(JobState.RUNNING);
    return task.isEmpty() ? job.build() : job.arrayJobId(2).arrayTask(task).build();
  }

  private static List<String> shown(JobFilter filter) {
    return JOBS.jobs().stream().map(JobUsage::job).filter(filter).map(JobInfo::id).toList();
  }

  @Test
  void filterTakesWhatIsInEachOfItsSets() {
    Set<String> any = Set.of();
    Set<JobState> anyState = Set.of();
    assertThat(shown(JobFilter.ALL)).hasSize(4);
    assertThat(shown(new JobFilter(any, Set.of("mira"), any, any, anyState)))
        .containsExactly("7602_3", "7631_[2-5%2]");
    assertThat(shown(new JobFilter(any, Set.of("mira"), any, any, Set.of(JobState.RUNNING))))
        .containsExactly("7602_3");
    assertThat(shown(new JobFilter(any, any, Set.of("nlp"), any, anyState)))
        .containsExactly("7591");
    assertThat(shown(new JobFilter(any, any, any, Set.of("long"), anyState)))
        .containsExactly("7631_[2-5%2]");
    assertThat(shown(new JobFilter(Set.of("7602", "7620"), any, any, any, anyState)))
        .containsExactly("7602_3", "7620");
    assertThat(shown(new JobFilter(Set.of("7610"), any, any, any, anyState)))
        .containsExactly("7602_3");
  }
}
