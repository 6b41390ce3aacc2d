package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.down;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.ofJob;
import static io.allsmi.core.jobs.Readings.process;
import static io.allsmi.core.jobs.Readings.row;
import static io.allsmi.core.jobs.Readings.silent;
import static io.allsmi.core.jobs.Readings.stale;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.MigInfo;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import io.allsmi.core.table.JobColumns;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JobAggregatorTest {
  private static final List<GpuInfo> FOUR = List.of(gpu(0, 90), gpu(1, 80), gpu(2, 0), gpu(3, 70));

  private static JobInfo.Builder job(long number, JobNode... nodes) {
    return JobInfo.builder(Long.toString(number))
        .rawId(number)
        .user("ann")
        .state(JobState.RUNNING)
        .startTime(at(-3600))
        .nodes(List.of(nodes));
  }

  private static JobNode node(String name, Integer... indices) {
    return JobNode.of(name, List.of(GpuGrant.gpus("h100", Arrays.asList(indices))));
  }

  private static JobAggregation all(List<JobInfo> jobs, HostSnapshot... hosts) {
    return JobAggregator.aggregate(cluster(0, hosts).withJobs(JobList.of(jobs, at(0))));
  }

  private static JobUsage one(JobInfo.Builder job, HostSnapshot... hosts) {
    return all(List.of(job.build()), hosts).jobs().get(0);
  }

  private static List<GpuUse> uses(JobUsage job) {
    return gpus(job).stream().map(gpu -> gpu.use().use()).toList();
  }

  private static List<JobGpu> gpus(JobUsage job) {
    return job.nodes().stream().flatMap(node -> node.gpus().stream()).toList();
  }

  private static List<Integer> numbers(JobUsage job) {
    return gpus(job).stream().map(gpu -> gpu.index().orElse(-1)).toList();
  }

  @Test
  void jobHasTheGpusWithItsNumbersAndNoOthers() {
    HostSnapshot host = host("n1", 0, FOUR, ofJob(7, 1, 1, 5 * GIB), ofJob(8, 2, 0, GIB));
    JobUsage job = one(job(7, node("n1", 1, 2)), host);

    assertThat(numbers(job)).containsExactly(1, 2);
    assertThat(uses(job)).containsExactly(GpuUse.ACTIVE, GpuUse.UNUSED);
    assertThat(job.gpus()).hasValue(2);
    assertThat(job.gpusUsed()).hasValue(1);
    assertThat(job.vramUsedBytes()).hasValue(2 * GIB);
    assertThat(job.vramTotalBytes()).hasValue(160 * GIB);
    assertThat(job.powerMicrowatts()).hasValue(280_000_000);
    assertThat(job.nodesRead()).isEqualTo(1);
    assertThat(gpus(job).get(0).ofJob()).extracting(ProcessInfo::pid).containsExactly(1);
  }

  @Test
  void allocationWithoutProcessIsWastedSinceTheJobBegan() {
    GpuUseWindow window = new GpuUseWindow();
    JobInfo job = job(7, node("n1", 2, 3)).startTime(at(10)).build();
    List<GpuInfo> quiet = List.of(gpu(2, 0), gpu(3, 0));
    window.add(cluster(0, host("n1", 0, quiet)));
    var cluster = cluster(110, host("n1", 110, quiet)).withJobs(JobList.of(List.of(job), at(110)));
    window.add(cluster);
    JobUsage usage = JobAggregator.aggregate(cluster, window).jobs().get(0);

    assertThat(usage.uses()).isEqualTo(new GpuUseCounts(0, 0, 0, 2, 0));
    assertThat(usage.gpusUsed()).hasValue(0);
    assertThat(usage.wastedGpuSeconds()).hasValue(200);
    assertThat(usage.longestWasted().orElseThrow().index()).hasValue(2);
    assertThat(usage.longestWasted().orElseThrow().use().since()).contains(at(10));
    assertThat(JobColumns.state(usage)).isEqualTo("unused 1m");
  }

  @Test
  void processesOnTheGpusOfAJobAreItsOwnOthersOrUntold() {
    ProcessInfo bobs = process(2, 0).user("bob").uid(1002).gpuMemoryBytes(GIB).build();
    ProcessInfo daemon = process(3, 0).user("root").uid(0).gpuMemoryBytes(0).build();
    HostSnapshot host =
        host("n1", 0, FOUR, ofJob(7, 1, 0, GIB), bobs, daemon, row(4, 0, 1), ofJob(8, 5, 0, 1));
    JobGpu gpu = gpus(one(job(7, node("n1", 0)), host)).get(0);

    assertThat(gpu.ofJob()).extracting(ProcessInfo::pid).containsExactly(1);
    assertThat(gpu.ofOthers()).extracting(ProcessInfo::pid).containsExactly(2, 5);
    assertThat(gpu.untold()).extracting(ProcessInfo::pid).containsExactly(3, 4);
  }

  @Test
  void nodeThatIsNotReadLeavesItsGpusUnknown() {
    JobAggregation jobs =
        all(
            List.of(job(7, node("n1", 0), node("n2", 0, 1), node("n3", 5)).build()),
            host("n1", 0, FOUR, ofJob(7, 1, 0, GIB)),
            down("n2", 0));
    JobUsage job = jobs.jobs().get(0);

    assertThat(numbers(job)).containsExactly(0, 0, 1, 5);
    assertThat(job.uses()).isEqualTo(new GpuUseCounts(1, 0, 0, 0, 3));
    assertThat(job.gpusUsed()).hasValue(1);
    assertThat(job.nodesRead()).isEqualTo(1);
    assertThat(job.nodesMissing()).isEqualTo(2);
    assertThat(jobs.coverage())
        .isEqualTo(
            new JobCoverage(
                3,
                1,
                List.of(
                    new JobCoverage.Missing("n2", "no answer within 5s"),
                    new JobCoverage.Missing("n3", "no host is this node"))));
  }

  @Test
  void lastReadingsOfAStaleNodeAreKeptAndCountNowhere() {
    HostSnapshot stale =
        stale(host("n2", 0, List.of(gpu(0, 40), gpu(1, 0)), ofJob(7, 2, 0, 3 * GIB)));
    JobUsage job =
        one(job(7, node("n1", 0), node("n2", 0, 1)), host("n1", 0, FOUR, row(1, 0, GIB)), stale);
    JobUsage alone = one(job(7, node("n1", 0)), host("n1", 0, FOUR, row(1, 0, GIB)));
    JobNodeUsage node = job.nodes().get(1);

    assertThat(node.isRead()).isFalse();
    assertThat(node.gpus()).allMatch(gpu -> gpu.reading().isEmpty());
    assertThat(node.shownGpus()).isEqualTo(node.lastGpus());
    assertThat(node.lastGpus()).extracting(JobGpu::use).containsOnly(GpuUseSince.UNKNOWN);
    assertThat(node.lastGpus().get(0).reading()).contains(stale.gpus().get(0));
    assertThat(node.lastGpus().get(0).ofJob()).extracting(ProcessInfo::pid).containsExactly(2);
    assertThat(job.uses()).isEqualTo(new GpuUseCounts(1, 0, 0, 0, 2));
    assertThat(job.vramUsedBytes()).isEqualTo(alone.vramUsedBytes());
    assertThat(job.vramTotalBytes()).isEqualTo(alone.vramTotalBytes());
    assertThat(job.powerMicrowatts()).isEqualTo(alone.powerMicrowatts());
    assertThat(job.utilization()).isEqualTo(alone.utilization());
    assertThat(job.wastedGpuSeconds()).isEqualTo(alone.wastedGpuSeconds());
    assertThat(job.nodesRead()).isEqualTo(1);
  }

  @Test
  void nodeThatIsReadHasNoLastReadingsBesides() {
    JobUsage job = one(job(7, node("n1", 0), node("n2", 0)), host("n1", 0, FOUR), down("n2", 0));

    assertThat(job.nodes()).allMatch(node -> node.lastGpus().isEmpty());
    assertThat(job.nodes()).allMatch(node -> node.shownGpus().equals(node.gpus()));
  }

  @Test
  void whatIsOnAStaleNodeIsNoStray() {
    HostSnapshot n2 = host("n2", 0, FOUR, ofJob(7, 1, 0, GIB));
    JobInfo.Builder job = job(7, node("n1", 0));

    assertThat(one(job, host("n1", 0, FOUR), n2).strays()).hasSize(1);
    assertThat(one(job, host("n1", 0, FOUR), stale(n2)).strays()).isEmpty();
  }

  @Test
  void jobOfWhichNothingIsReadUsesAnUnknownNumber() {
    JobUsage job = one(job(7, node("n2", 0, 1)), down("n2", 0));

    assertThat(job.gpus()).hasValue(2);
    assertThat(job.gpusUsed()).isEmpty();
    assertThat(job.vramUsedBytes()).isEmpty();
    assertThat(job.powerMicrowatts()).isEmpty();
    assertThat(job.utilization()).isEmpty();
    assertThat(job.wastedGpuSeconds()).isEmpty();
  }

  @Test
  void severalHostsOfOneNameAreNotGuessed() {
    HostSnapshot n1 = host("n1", 0, FOUR);
    HostSnapshot twin =
        HostSnapshot.builder("10.0.0.9", at(0), n1.status()).hostname("n9").gpus(FOUR).build();
    HostSnapshot other =
        HostSnapshot.builder("10.0.0.8", at(0), n1.status()).hostname("n9").gpus(FOUR).build();
    JobAggregation jobs = all(List.of(job(7, node("n9", 0)).build()), n1, twin, other);

    assertThat(uses(jobs.jobs().get(0))).containsExactly(GpuUse.UNKNOWN);
    assertThat(jobs.coverage().missing())
        .containsExactly(new JobCoverage.Missing("n9", "several hosts may be this node"));
  }

  @Test
  void numberThatTheHostDoesNotHaveIsUnknown() {
    JobUsage job = one(job(7, node("n1", 3, 7)), host("n1", 0, FOUR));

    assertThat(numbers(job)).containsExactly(3, 7);
    assertThat(uses(job)).containsExactly(GpuUse.ACTIVE, GpuUse.UNKNOWN);
  }

  @Test
  void gpusWithoutNumbersAreAllOrThoseWithProcesses() {
    HostSnapshot host = host("n1", 0, FOUR, ofJob(7, 1, 1, GIB), row(2, 2, GIB));
    JobNode two = JobNode.of("n1", List.of(GpuGrant.of("gpu", "", 2)));
    JobNode four = JobNode.of("n1", List.of(GpuGrant.of("gpu", "", 4)));

    assertThat(numbers(one(job(7, two), host))).containsExactly(1, -1);
    assertThat(uses(one(job(7, two), host))).containsExactly(GpuUse.ACTIVE, GpuUse.UNKNOWN);
    assertThat(numbers(one(job(7, four), host))).containsExactly(0, 1, 2, 3);
  }

  @Test
  void gpusOfANodeThatAreNotToldCountAsUnknown() {
    JobUsage job =
        one(
            job(7, JobNode.of("n1")).asked(List.of(GpuGrant.of("gpu", "", 2))),
            host("n1", 0, FOUR));

    assertThat(job.gpus()).hasValue(2);
    assertThat(job.uses()).isEqualTo(new GpuUseCounts(0, 0, 0, 0, 2));
    assertThat(job.gpusUsed()).isEmpty();
  }

  @Test
  void absurdCountIsBounded() {
    JobNode node = JobNode.of("n1", List.of(GpuGrant.of("gpu", "", Integer.MAX_VALUE)));

    for (JobUsage job :
        List.of(one(job(7, node), host("n1", 0, FOUR)), one(job(7, node), down("n1", 0)))) {
      assertThat(gpus(job)).hasSizeLessThanOrEqualTo(256);
      assertThat(job.uses().all()).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void componentsOfAHeterogeneousJobHaveTheProcessesOnTheirGpus() {
    HostSnapshot n1 = host("n1", 0, FOUR, ofJob(13, 1, 0, GIB));
    HostSnapshot n2 = host("n2", 0, FOUR, ofJob(13, 2, 1, GIB), ofJob(14, 3, 1, GIB));
    JobAggregation jobs =
        all(
            List.of(
                job(13, node("n1", 0)).id("13+0").hetJobId(13).hetOffset(0).build(),
                job(14, node("n2", 1)).id("13+1").hetJobId(13).hetOffset(1).build()),
            n1,
            n2);

    assertThat(gpus(jobs.jobs().get(0)).get(0).ofJob())
        .extracting(ProcessInfo::pid)
        .containsExactly(1);
    assertThat(gpus(jobs.jobs().get(1)).get(0).ofJob())
        .extracting(ProcessInfo::pid)
        .containsExactly(2, 3);
    assertThat(jobs.jobs()).allSatisfy(job -> assertThat(job.strays()).isEmpty());
  }

  @Test
  void processOnAGpuThatItsJobWasNotGivenIsAStray() {
    ProcessInfo stray = ofJob(7, 2, 3, GIB);
    HostSnapshot host = host("n1", 0, FOUR, ofJob(7, 1, 0, GIB), stray, ofJob(99, 3, 2, GIB));
    JobAggregation jobs =
        all(List.of(job(7, node("n1", 0)).build(), job(8, node("n1", 3)).build()), host);

    assertThat(jobs.jobs().get(0).strays())
        .containsExactly(new StrayProcess("n1:9090", "n1", OptionalInt.of(3), stray));
    assertThat(jobs.jobs().get(1).strays()).isEmpty();
    assertThat(gpus(jobs.jobs().get(1)).get(0).ofOthers()).containsExactly(stray);
  }

  @Test
  void processOnANodeThatItsJobDoesNotHaveIsAStrayToo() {
    HostSnapshot n2 = host("n2", 0, FOUR, ofJob(7, 1, 0, GIB));
    JobInfo.Builder known = job(7, node("n1", 0));

    assertThat(one(known, host("n1", 0, FOUR), n2).strays()).hasSize(1);
    assertThat(one(known, n2).strays()).isEmpty(); // n2 may be the node that is not found
    assertThat(one(known.nodeCount(2), host("n1", 0, FOUR), n2).strays()).isEmpty();
  }

  @Test
  void whereTheGpusAreNotToldNothingIsAStray() {
    HostSnapshot host = host("n1", 0, FOUR, ofJob(7, 1, 0, GIB), ofJob(7, 2, 1, GIB));

    assertThat(one(job(7, JobNode.of("n1")), host).strays()).isEmpty();
    assertThat(one(job(7, JobNode.of("n1", List.of(GpuGrant.of("gpu", "", 1)))), host).strays())
        .isEmpty();
  }

  @Test
  void nothingIsAStrayOfAJobWhoseStateIsNotKnown() {
    JobInfo odd = job(7).state(JobState.UNKNOWN).stateText("FROZEN").build();
    HostSnapshot host = host("n1", 5, FOUR, ofJob(7, 1, 0, GIB));

    assertThat(all(List.of(odd), host).jobs().get(0).strays()).isEmpty();
  }

  @Test
  void whatIsLeftOfAnEndedJobIsAStray() {
    JobInfo ended = job(7).state(JobState.COMPLETED).nodeCount(1).build();
    JobInfo waiting = job(8).state(JobState.PENDING).build();
    HostSnapshot host = host("n1", 5, FOUR, ofJob(7, 1, 0, GIB), ofJob(8, 2, 1, GIB));
    var cluster = cluster(5, host).withJobs(JobList.of(List.of(ended, waiting), at(0)));
    List<JobUsage> jobs = JobAggregator.aggregate(cluster).jobs();

    assertThat(jobs.get(0).strays()).extracting(s -> s.process().pid()).containsExactly(1);
    assertThat(jobs.get(0).gpus()).hasValue(0);
    assertThat(jobs.get(0).nodes()).isEmpty();
    assertThat(jobs.get(1).strays()).isEmpty();
  }

  @Test
  void jobThatWaitsHoldsNothing() {
    JobUsage job =
        one(
            JobInfo.builder("5_[2-5%2]")
                .rawId(5)
                .state(JobState.PENDING)
                .asked(List.of(GpuGrant.of("gpu", "", 8))),
            host("n1", 0, FOUR));

    assertThat(job.gpus()).hasValue(0);
    assertThat(job.gpusUsed()).hasValue(0);
    assertThat(job.elapsedSeconds()).isEmpty();
  }

  @Test
  void partitionIsWhereTheProcessesOfTheJobAre() {
    MigInfo mig =
        new MigInfo(
            true,
            List.of(
                new MigInfo.Instance(
                    0,
                    "MIG-0",
                    "1g.10gb",
                    OptionalInt.of(7),
                    OptionalInt.of(0),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(10 * GIB))));
    GpuInfo divided = silent(0).powerWatts(300).mig(mig).build();
    ProcessDetails own =
        ProcessDetails.builder().jobId("7").gpuInstanceId(7).gpuUtilizationPercent(50).build();
    HostSnapshot host =
        host(
            "n1",
            0,
            List.of(divided),
            process(1, 0).gpuMemoryBytes(GIB).details(own).build(),
            ofJob(8, 2, 0, 2 * GIB));
    JobNode node = JobNode.of("n1", List.of(GpuGrant.of("gpu", "1g.10gb", 2)));
    JobUsage job = one(job(7, node), host);

    assertThat(job.gpus()).hasValue(2);
    assertThat(uses(job)).containsExactly(GpuUse.ACTIVE, GpuUse.UNKNOWN);
    assertThat(gpus(job).get(0).part()).isEqualTo(JobGpu.Part.PARTITION);
    assertThat(job.vramUsedBytes()).hasValue(GIB);
    assertThat(job.vramTotalBytes()).hasValue(10 * GIB);
    assertThat(job.powerMicrowatts()).hasValue(100_000_000);
    assertThat(uses(one(job(9, node), host))).containsExactly(GpuUse.UNUSED, GpuUse.UNUSED);
  }

  @Test
  void shareOfAGpuIsNoGpu() {
    JobNode node = JobNode.of("n1", List.of(GpuGrant.of("shard", "", 4)));
    JobUsage job = one(job(7, node), host("n1", 0, FOUR, ofJob(7, 1, 1, GIB), ofJob(8, 2, 1, GIB)));

    assertThat(job.gpus()).hasValue(0);
    assertThat(job.uses()).isEqualTo(GpuUseCounts.NONE);
    assertThat(numbers(job)).containsExactly(1);
    assertThat(gpus(job).get(0).part()).isEqualTo(JobGpu.Part.SHARE);
    assertThat(job.vramUsedBytes()).hasValue(GIB);
    assertThat(job.powerMicrowatts()).hasValue(90_000_000);
  }

  private static Optional<Integer> straggler(double... percents) {
    GpuInfo[] gpus = new GpuInfo[percents.length];
    Integer[] indices = new Integer[percents.length];
    for (int i = 0; i < gpus.length; i++) {
      gpus[i] = gpu(i, percents[i]);
      indices[i] = i;
    }
    return one(job(7, node("n1", indices)), host("n1", 0, List.of(gpus)))
        .utilization()
        .orElseThrow()
        .straggler()
        .map(gpu -> gpu.index().orElseThrow());
  }

  @Test
  void stragglerStandsOut() {
    assertThat(straggler(90, 91, 40, 92)).contains(2);
    assertThat(straggler(90, 60)).isEmpty();
    assertThat(straggler(100, 0)).contains(1);
    assertThat(straggler(90, 91, 50, 92)).isEmpty(); // more than half the median
    assertThat(straggler(30, 12, 30)).isEmpty(); // less than 20 points below
    assertThat(straggler(90, 10, 10, 90, 90)).contains(1);
    assertThat(straggler(0, 0, 0)).isEmpty();
    assertThat(straggler(90)).isEmpty();
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    Utilization load =
        one(job(7, node("n1", 0, 1, 2, 3)), host("n1", 0, FOUR)).utilization().orElseThrow();

    assertThat(load.min()).isZero();
    assertThat(load.median()).isEqualTo(75);
    assertThat(load.max()).isEqualTo(90);
    assertThat(load.straggler().orElseThrow().index()).hasValue(2);
  }

  @Test
  void timeGoesOnSinceTheJobsWereReadAlsoWhileThereIsNoNewerList() {
    JobInfo running = job(7).runTime(Duration.ofSeconds(100)).build();
    JobInfo held = job(8).runTime(Duration.ofSeconds(100)).state(JobState.SUSPENDED).build();
    JobInfo begun = job(9).build();
    JobList list = JobList.of(List.of(running, held, begun), at(0));

    assertThat(elapsed(list)).containsExactly(130L, 100L, 3630L);
    assertThat(elapsed(list.withProblem("squeue: no answer"))).containsExactly(130L, 100L, 3630L);
  }

  @Test
  void timeOfARunningJobNeverGoesBackWithANewList() {
    // The newer list took longer to read: what it says was so ten seconds before.
    JobInfo before = job(7).runTime(Duration.ofSeconds(3600)).build();
    JobInfo after = job(7).runTime(Duration.ofSeconds(3620)).build();

    assertThat(elapsed(JobList.of(List.of(before), at(0)))).containsExactly(3630L);
    assertThat(elapsed(JobList.of(List.of(after), at(30)))).containsExactly(3630L);
    assertThat(elapsed(JobList.of(List.of(after), at(30)).withProblem("squeue: no answer")))
        .containsExactly(3630L);
  }

  private static List<Long> elapsed(JobList list) {
    return JobAggregator.aggregate(cluster(30).withJobs(list)).jobs().stream()
        .map(job -> job.elapsedSeconds().orElseThrow())
        .toList();
  }

  @Test
  void snapshotWithoutJobsHasNone() {
    JobAggregation jobs = JobAggregator.aggregate(cluster(0, host("n1", 0, FOUR)));

    assertThat(jobs.jobs()).isEmpty();
    assertThat(jobs.readAt()).isEmpty();
    assertThat(jobs.coverage()).isEqualTo(new JobCoverage(0, 0, List.of()));
  }
}
