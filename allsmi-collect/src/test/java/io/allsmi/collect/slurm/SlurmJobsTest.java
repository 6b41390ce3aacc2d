package io.allsmi.collect.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Issue;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmJobsTest {
  private final FakeSlurm slurm = new FakeSlurm();

  private SlurmJobs jobs() {
    return FakeSlurm.jobs(slurm, SlurmOptions.defaults());
  }

  private void job(long id, String nodes, String gres) {
    slurm.jobs.put(id, new FakeSlurm.Job("ann", nodes, gres));
  }

  private static List<List<GpuGrant>> grants(JobInfo job) {
    return job.nodes().stream().map(node -> node.gpus()).toList();
  }

  @Test
  void askedEverySecondForTenMinutesSlurmAnswersLessThanTwentyOneTimes() throws Exception {
    job(1, "node[1-2]", "gpu:h100:2(IDX:0-1)");
    job(2, "node3", "gpu:h100:1(IDX:4)");
    SlurmJobs jobs = jobs();
    for (int second = 0; second < 600; second++) {
      assertThat(jobs.current().jobs()).hasSize(2);
      slurm.advance(Duration.ofSeconds(1));
    }
    // At once, then every 33 s: 30 s, and half of the fifth that it may be later.
    assertThat(slurm.count("squeue")).isEqualTo(19);
    assertThat(slurm.count("scontrol")).as("each job's details once").isEqualTo(2);
  }

  @Test
  void viewsShareOneQuestion() throws Exception {
    job(1, "node1", "gpu:h100:2(IDX:0-1)");
    SlurmJobs jobs = jobs();
    assertThat(jobs.newest().readAt()).isEmpty();
    JobList list = jobs.current();
    assertThat(jobs.current()).isSameAs(list);
    assertThat(jobs.newest()).isSameAs(list);
    assertThat(list.readAt()).contains(FakeSlurm.START.plusMillis(20));
  }

  @Test
  void jobHasItsGpusOnEachNode() throws Exception {
    job(7, "node[1-2]", "gpu:h100:2(IDX:1,3)");
    JobInfo job = jobs().current().jobs().get(0);
    assertThat(job.name()).contains("a|b");
    assertThat(job.nodes()).extracting("name").containsExactly("node1", "node2");
    GpuGrant two = GpuGrant.gpus("h100", List.of(1, 3));
    assertThat(grants(job)).containsExactly(List.of(two), List.of(two));
  }

  @Test
  void aNameForgesNoJob() throws Exception {
    String row = String.join("\u001f", "99", "99", "root", "RUNNING", "node9", "x");
    slurm.names.put(1L, "a\n" + row + "\nb\r\u001b[2K");
    job(1, "node1", "gpu:h100:1(IDX:0)");
    job(2, "node2", "gpu:h100:1(IDX:1)");
    List<JobInfo> jobs = jobs().current().jobs();
    assertThat(jobs).extracting(JobInfo::id).containsExactly("1", "2");
    assertThat(jobs.get(0).name().orElseThrow()).startsWith("a 99").endsWith("x b[2K");
  }

  @Test
  void theMarkOfEachQuestionIsAnother() throws Exception {
    job(1, "node1", "gpu:h100:1(IDX:0)");
    SlurmJobs jobs = jobs();
    jobs.current();
    List<String> first = slurm.asked.get(0);
    slurm.advance(Duration.ofSeconds(40));
    jobs.current();
    assertThat(slurm.last()).contains("squeue").isNotEqualTo(first);
  }

  @Test
  void aNameForgesNoDevicesOfAnotherJob() throws Exception {
    for (long id = 1; id <= 6; id++) {
      job(id, "node" + id, "gpu:h100:1(IDX:" + id + ")");
    }
    slurm.names.put(
        4L,
        "a\n"
            + "JobId=5 JobName=b\n"
            + "   NodeList=node5\n"
            + "     Nodes=node5 CPU_IDs=0 Mem=1 GRES=gpu:h100:8(IDX:0-7)");
    List<JobInfo> jobs = jobs().current().jobs();
    assertThat(jobs).hasSize(6);
    assertThat(grants(jobs.get(4))).containsExactly(List.of(GpuGrant.gpus("h100", List.of(5))));
    assertThat(slurm.count("scontrol"))
        .as("all at once, then the one that is there twice")
        .isEqualTo(2);
  }

  @Test
  void manyNewJobsAreAskedForAtOnceAndFewByTheirIds() throws Exception {
    for (long id = 1; id <= 5; id++) {
      job(id, "node" + id, "gpu:h100:1(IDX:0)");
    }
    SlurmJobs jobs = jobs();
    assertThat(jobs.current().jobs()).allSatisfy(job -> assertThat(grants(job)).isNotEmpty());
    assertThat(slurm.last()).endsWith("show", "job");
    job(6, "node6", "gpu:h100:1(IDX:6)");
    slurm.advance(Duration.ofSeconds(40));
    assertThat(jobs.current().jobs()).hasSize(6);
    assertThat(slurm.last()).endsWith("show", "job", "6");
    assertThat(slurm.count("scontrol")).isEqualTo(2);
  }

  @Test
  void jobThatGotOtherNodesIsAskedForAgain() throws Exception {
    job(1, "node[1-2]", "gpu:h100:1(IDX:0)");
    SlurmJobs jobs = jobs();
    jobs.current();
    job(1, "node1", "gpu:h100:1(IDX:5)");
    slurm.advance(Duration.ofSeconds(40));
    assertThat(grants(jobs.current().jobs().get(0)))
        .containsExactly(List.of(GpuGrant.gpus("h100", List.of(5))));
  }

  @Test
  void jobsStayWithTheirDateWhileSlurmDoesNotAnswer() throws Exception {
    job(1, "node1", "gpu:h100:1(IDX:0)");
    SlurmJobs jobs = jobs();
    JobList before = jobs.current();
    slurm.complaint =
        "slurm_load_jobs error: Unable to contact slurm controller (connect failure)\n";
    slurm.advance(Duration.ofSeconds(40));
    JobList after = jobs.current();
    assertThat(after.jobs()).isEqualTo(before.jobs());
    assertThat(after.readAt()).isEqualTo(before.readAt());
    assertThat(after.problem().orElseThrow()).contains("Unable to contact slurm controller");
    assertThat(after.problem().orElseThrow()).doesNotContain("\n");
    JobNodes nodes = JobNodes.of(jobs, NodeAddress.url("{node}"));
    assertThat(nodes.current().targets()).hasSize(1);
    assertThat(nodes.current().issues())
        .singleElement()
        .asString()
        .endsWith("(connect failure); the jobs of 2026-01-05T10:00:00Z are kept");
  }

  @Test
  void answersWithStatusZeroAndAnErrorInsideAreFailures() throws Exception {
    job(1, "node1", "gpu:h100:1(IDX:0)");
    SlurmJobs jobs = jobs();
    jobs.current();
    slurm.complaint = "squeue: error: Invalid user: nobody-knows\n";
    slurm.exitStatus = 0;
    slurm.advance(Duration.ofSeconds(40));
    assertThat(jobs.current().problem()).isPresent();
    assertThat(jobs.newest().jobs()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello world\n",
        "{\"errors\":[{\"description\":\"Failed while looking for jobs\"}],\"jobs\":[]}\n",
        "JOBID\u001fJOBID\u001fUSER\u001fSTATE\u001fNODELIST\u001fNAME\nx\u001fy\u001fz\n"
      })
  void answersThatCannotBeReadDoNotSayThatThereAreNoJobs(String printed) throws Exception {
    job(1, "node1", "gpu:h100:1(IDX:0)");
    SlurmJobs jobs = jobs();
    JobList before = jobs.current();
    slurm.printed = Optional.of(printed);
    slurm.advance(Duration.ofSeconds(40));
    JobList after = jobs.current();
    assertThat(after.jobs()).isEqualTo(before.jobs()).hasSize(1);
    assertThat(after.problem().orElseThrow()).startsWith("squeue: expected an answer, got ");
    assertThat(after.readAt()).isEqualTo(before.readAt());
  }

  @Test
  void headerAloneSaysThatThereAreNoJobs() throws Exception {
    JobList none = jobs().current();
    assertThat(none.jobs()).isEmpty();
    assertThat(none.problem()).isEmpty();
  }

  @Test
  void jobThatIsListedTwiceCountsOnce() throws Exception {
    String row = "7\u001f7\u001fmira\u001fRUNNING\u001fnode1\u001f";
    slurm.printed =
        Optional.of(
            "JOBID\u001fJOBID\u001fUSER\u001fSTATE\u001fNODELIST\u001fNAME\n"
                + row
                + "first\n"
                + row
                + "second\n");
    SlurmJobs jobs = jobs();
    assertThat(jobs.current().jobs()).extracting(JobInfo::name).hasSize(1);
    assertThat(jobs.issues())
        .extracting(Issue::message)
        .contains("squeue: expected each job once, got 7 again");
  }

  @Test
  void failuresAreFollowedByTwoFourAndEightIntervals() throws Exception {
    slurm.complaint = "slurm_load_jobs error: Unable to contact slurm controller\n";
    slurm.exitStatus = 1;
    SlurmJobs jobs = jobs();
    for (int second = 0; second < 1800; second++) {
      jobs.current();
      slurm.advance(Duration.ofSeconds(1));
    }
    // After 66 s, 132 s and then 264 s each.
    assertThat(slurm.count("squeue")).isEqualTo(9);
  }

  @Test
  void slowAnswersTakeNoMoreThanATwentiethOfTheTime() throws Exception {
    slurm.takes = Duration.ofSeconds(5);
    SlurmJobs jobs = jobs();
    for (int second = 0; second < 1050; second++) {
      jobs.current();
      slurm.advance(Duration.ofSeconds(1));
    }
    assertThat(slurm.count("squeue")).isEqualTo(10);
  }

  @Test
  void answerMakesUpForFailures() throws Exception {
    SlurmJobs jobs = jobs();
    slurm.complaint = "slurm_load_jobs error: Unable to contact slurm controller\n";
    jobs.current();
    slurm.complaint = "";
    slurm.advance(Duration.ofSeconds(70));
    assertThat(jobs.current().problem()).isEmpty();
    slurm.advance(Duration.ofSeconds(34));
    jobs.current();
    assertThat(slurm.count("squeue")).isEqualTo(3);
  }

  @Test
  void gpusAreUnknownWithoutDetailsAndAskedForAgain() throws Exception {
    job(1, "node1", "gpu:h100:1(IDX:0)");
    slurm.isControlBroken = true;
    SlurmJobs jobs = jobs();
    assertThat(jobs.current().jobs().get(0).nodes().get(0).gpusKnown()).isFalse();
    assertThat(jobs.issues()).singleElement().asString().contains("is not known");
    slurm.isControlBroken = false;
    slurm.advance(Duration.ofSeconds(40));
    assertThat(jobs.current().jobs().get(0).nodes().get(0).gpusKnown()).isTrue();
    assertThat(jobs.issues()).isEmpty();
  }

  @Test
  void missingSqueueIsOneLine() throws Exception {
    slurm.isMissing = true;
    JobNodes nodes = JobNodes.of(jobs(), NodeAddress.url("{node}"));
    assertThatThrownBy(nodes::current)
        .isInstanceOf(IOException.class)
        .hasMessage("squeue: expected a program of that name, got none");
  }

  @Test
  void whatEnvSaysOfAMissingSqueueIsOneLineToo() throws Exception {
    slurm.exitStatus = 127;
    slurm.complaint = "env: 'squeue': No such file or directory\n";
    assertThat(jobs().current().problem())
        .contains(
            "squeue: expected an answer, got no program of that name; ask on a login node of the"
                + " cluster");
  }

  @Test
  void onesOwnRunningJobsAreAskedForByDefault() throws Exception {
    jobs().current();
    assertThat(slurm.last())
        .contains("squeue", "--me", "--states=RUNNING")
        .doesNotContain("--json");
  }

  @Test
  void choiceIsWhatSqueueIsAskedFor() {
    JobChoice choice =
        JobChoice.ofUsers(List.of("ann", "bob"))
            .withJobs(List.of("7602_3", "13+0"))
            .withPartitions(List.of("gpu"))
            .withAccounts(List.of("physics"))
            .withStates(List.of(JobState.RUNNING, JobState.PENDING));
    assertThat(SlurmCommands.squeue(choice, "m1"))
        .contains(
            "--user=ann,bob",
            "--jobs=7602_3,13+0",
            "--partition=gpu",
            "--account=physics",
            "--states=RUNNING,PENDING")
        .doesNotContain("--me");
    assertThat(SlurmCommands.squeue(JobChoice.everybodys(), "m1")).doesNotContain("--me");
    assertThatThrownBy(() -> JobChoice.mine().withJobs(List.of("1;reboot")))
        .hasMessage("job: expected an id such as 7602, 7602_3 or 13+0, got '1;reboot'");
    assertThatThrownBy(() -> JobChoice.ofUsers(List.of("--all")))
        .hasMessage("user: expected an account name, got '--all'");
  }

  @Test
  void nodesOfAllJobsAreHostsInTheOrderOfTheJobsEachOnce() throws Exception {
    job(1, "node[2-3]", "gpu:h100:1(IDX:0)");
    job(2, "node[1-2]", "gpu:h100:1(IDX:1)");
    JobNodes nodes = JobNodes.of(jobs(), NodeAddress.url("https://{node}:9443/gpu/"));
    assertThat(nodes.current().targets())
        .extracting(HostTarget::hostId)
        .containsExactly(
            "https://node2:9443/gpu/metrics",
            "https://node3:9443/gpu/metrics",
            "https://node1:9443/gpu/metrics");
    assertThat(nodes.names()).containsExactly("node2", "node3", "node1");
  }

  @Test
  void nodeIsReadThroughOnesOwnJobAndTheSameOneWhileItRuns() throws Exception {
    slurm.jobs.put(1L, new FakeSlurm.Job("bob", "node1", "gpu:h100:1(IDX:0)"));
    slurm.jobs.put(2L, new FakeSlurm.Job("ann", "node1", "gpu:h100:2(IDX:4-5)"));
    JobNodes nodes = JobNodes.of(jobs(), NodeAddress.step("ann"));
    SrunHost before =
        new SrunHost("node1", 2, OptionalInt.empty(), Optional.empty(), List.of(4, 5));
    assertThat(nodes.current().targets()).containsExactly(before);
    slurm.jobs.put(3L, new FakeSlurm.Job("ann", "node1", "gpu:h100:1(IDX:1)"));
    slurm.advance(Duration.ofSeconds(40));
    assertThat(nodes.current().targets()).containsExactly(before);
    slurm.jobs.remove(2L);
    slurm.advance(Duration.ofSeconds(40));
    assertThat(nodes.current().targets())
        .containsExactly(
            new SrunHost("node1", 3, OptionalInt.empty(), Optional.empty(), List.of(1)));
  }

  @Test
  void rootStepsIntoAJobAsItsOwner() throws Exception {
    job(1, "node1", "gpu:h100:1(IDX:0)");
    SrunHost host =
        (SrunHost) JobNodes.of(jobs(), NodeAddress.step("root")).current().targets().get(0);
    assertThat(StepShell.srun(host, "sh"))
        .startsWith("runuser", "-u", "ann", "--", "srun", "--overlap", "--jobid=1")
        .endsWith("--nodelist=node1", "--quiet", "sh");
  }

  @Test
  void componentOfAHeterogeneousJobIsSteppedIntoThroughTheWhole() {
    JobInfo part =
        JobInfo.builder("4+1").rawId(5).hetJobId(4).hetOffset(1).state(JobState.RUNNING).build();
    SrunHost host = (SrunHost) NodeAddress.step("ann").of("node3", List.of(part)).orElseThrow();
    assertThat(StepShell.srun(host, "sh")).contains("--jobid=4", "--het-group=1");
  }

  @Test
  void addressWithoutTheNodesNameIsRefused() {
    assertThatThrownBy(() -> NodeAddress.url("http://gpu:9090"))
        .hasMessageContaining("expected an address with {node} in it")
        .hasMessageContaining("got 'http://gpu:9090'");
  }
}
