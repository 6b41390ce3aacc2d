package io.allsmi.core.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.Issue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlurmParsersTest {
  private static final String HEADER =
      "JOBID%JOBID%ARRAY_JOB_ID%ARRAY_TASK_ID%USER%UID%ACCOUNT%PARTITION%QOS%STATE%REASON%NODES"
          + "%CPUS%TRES_PER_NODE%NODELIST%SUBMIT_TIME%START_TIME%END_TIME%TIME_LIMIT%TIME%NAME\n";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SlurmReadings<JobInfo> squeue(String text, String... fields) {
    return SlurmParsers.squeue(bytes(text), List.of(fields), ZoneOffset.UTC);
  }

  /** Rows as the query of ours gives them, with % for the separator. */
  private static SlurmReadings<JobInfo> ours(String rows) {
    return squeue((HEADER + rows).replace('%', '\u001f'));
  }

  private static String row(String ids, String name) {
    return ids
        + "%ann%1001%phys%gpu%(null)%RUNNING%None%2%8%gres:gpu:h100:2%n[1-2]%1700000000"
        + "%1700000060%1700086460%1-00:00:00%1:05%"
        + name
        + "\n";
  }

  @Test
  void aRowHasWhatSlurmSaysAndNothingElse() {
    JobInfo job = ours(row("7602_3%7610%7602%3", "train")).values().get(0);
    assertThat(job)
        .isEqualTo(
            JobInfo.builder("7602_3")
                .rawId(7610)
                .arrayJobId(7602)
                .arrayTask("3")
                .name("train")
                .user("ann")
                .uid(1001)
                .account("phys")
                .partition("gpu")
                .state(JobState.RUNNING)
                .nodes(List.of(JobNode.of("n1"), JobNode.of("n2")))
                .nodeCount(2)
                .asked(List.of(GpuGrant.of("gpu", "h100", 4)))
                .cpus(8)
                .submitTime(Instant.ofEpochSecond(1_700_000_000))
                .startTime(Instant.ofEpochSecond(1_700_000_060))
                .endTime(Instant.ofEpochSecond(1_700_086_460))
                .runTime(Duration.ofSeconds(65))
                .timeLimit(TimeLimit.of(Duration.ofDays(1)))
                .build());
    assertThat(job.gpuCount()).isEqualTo(OptionalInt.of(4));
  }

  @Test
  void theQueryAsksForTheColumnsThatAreRead() {
    String[] letters = SlurmParsers.SQUEUE_FORMAT.split("\u001f");
    assertThat(letters).hasSize(HEADER.split("%").length).endsWith("%j");
    String headerless = row("5%5%5%N/A", "x").replace('%', '\u001f');
    assertThat(squeue(headerless, letters).values())
        .isEqualTo(ours(row("5%5%5%N/A", "x")).values());
  }

  @Test
  void aNameMayHoldAnything() {
    String name = "a|b\tc" + "%" + "d JobId=7";
    SlurmReadings<JobInfo> read =
        ours(row("1%1%1%N/A", name) + "second line\n" + row("2%2%2%N/A", "日本"));
    assertThat(read.issues()).isEmpty();
    assertThat(read.values()).extracting(JobInfo::id).containsExactly("1", "2");
    assertThat(read.values().get(0).name()).contains("a|bcd JobId=7 second line");
    assertThat(read.values().get(1).name()).contains("日本");
  }

  @Test
  void aLineWithoutTheMarkIsTheRestOfAName() {
    String forged = row("9%9%9%N/A", "forged");
    String text =
        "m1%"
            + HEADER
            + "m1%"
            + row("1%1%1%N/A", "a")
            + forged
            + "\nb\n"
            + "m1%"
            + row("2%2%2%N/A", "c");
    SlurmReadings<JobInfo> read = marked(text);
    assertThat(read.issues()).isEmpty();
    assertThat(read.values()).extracting(JobInfo::id).containsExactly("1", "2");
    assertThat(read.values().get(0).name().orElseThrow()).startsWith("a 999N/A").endsWith("b");
  }

  @Test
  void answersWithoutAnyMarkAreReadAsTheyAre() {
    assertThat(marked("squeue: error: no\n").error()).isPresent();
    assertThat(marked(HEADER + row("2%2%2%N/A", "c")).values()).hasSize(1);
    assertThatThrownBy(() -> SlurmParsers.squeueFormat("%i"))
        .hasMessage("mark: expected up to 64 letters and digits");
  }

  private static SlurmReadings<JobInfo> marked(String text) {
    return SlurmParsers.squeueMarked(bytes(text.replace('%', '\u001f')), "m1", ZoneOffset.UTC);
  }

  @Test
  void idsOfArraysAndHeterogeneousJobs() {
    JobInfo waiting = ours(row("5_[2-5%%2]%5%5%2-5", "a").replace("%%", "")).values().get(0);
    assertThat(waiting.arrayJobId()).isEqualTo(OptionalLong.of(5));
    List<JobInfo> jobs =
        squeue("JOBID|STATE\n13+0|RUNNING\n13+1|RUNNING\n5_0|RUNNING\n5_[2-5%2]|PENDING\n9_[3,7\n")
            .values();
    assertThat(jobs).extracting(JobInfo::id).containsExactly("13+0", "13+1", "5_0", "5_[2-5%2]");
    assertThat(jobs).extracting(job -> job.rawId().orElse(-1)).containsExactly(13L, -1L, -1L, -1L);
    assertThat(jobs.get(1).hetOffset()).isEqualTo(OptionalInt.of(1));
    assertThat(jobs.get(3).arrayTask()).contains("2-5%2");
  }

  @Test
  void columnsAreWhereTheHeaderIs() {
    SlurmReadings<JobInfo> read =
        squeue(
            "             JOBID PARTITION     NAME     USER ST       TIME  NODES NODELIST(REASON)\n"
                + "                 7       gpu a b=c Jo    alice  R       1:36      1 node4\n"
                + "         5_[2-5%2]       gpu    array      bob PD       0:00      1"
                + " (Resources)\n");
    assertThat(read.issues()).isEmpty();
    assertThat(read.values().get(0).name()).contains("a b=c Jo");
    assertThat(read.values().get(0).nodes()).containsExactly(JobNode.of("node4"));
    assertThat(read.values().get(1).reason()).contains("Resources");
    assertThat(read.values().get(1).nodes()).isEmpty();
  }

  @Test
  void aCellThatIsTooLongMovesWhatIsBehindIt() {
    SlurmReadings<JobInfo> read =
        squeue(
            "Fri Nov 20 09:41:21 2026\n"
                + "             JOBID       TIME TIME_LIMI  NODES NODELIST(REASON)\n"
                + "                 8       1:36     10:00      1 node4\n"
                + "                 9       1:36 UNLIMITED      1 node4\n"
                + "                 7       1:36 365-00:00:00      2 node[1-2]\n");
    assertThat(read.issues()).isEmpty();
    JobInfo job = read.values().get(2);
    assertThat(job.timeLimit()).isEqualTo(TimeLimit.of(Duration.ofDays(365)));
    assertThat(job.nodeCount()).isEqualTo(OptionalInt.of(2));
    assertThat(job.nodes()).hasSize(2);
  }

  @Test
  void timesAreLocalToTheZoneOrSecondsOfTheEpoch() {
    String text = "JOBID|START_TIME\n1|2026-11-20T09:39:42\n2|1795167582\n3|N/A\n";
    List<JobInfo> jobs =
        SlurmParsers.squeue(bytes(text), List.of(), ZoneId.of("Asia/Tokyo")).values();
    assertThat(jobs)
        .extracting(JobInfo::startTime)
        .containsExactly(
            Optional.of(Instant.parse("2026-11-20T00:39:42Z")),
            Optional.of(Instant.ofEpochSecond(1_795_167_582)),
            Optional.empty());
  }

  private static final String DETAIL =
      "JobId=6 JobName=a b=c JobId=7\n"
          + "   UserId=ann(1001) GroupId=ann(1001) MCS_label=N/A\n"
          + "   Priority=1 Nice=0 Account=(null) QOS=(null)\n"
          + "   JobState=RUNNING Reason=None Dependency=(null)\n"
          + "   RunTime=00:01:37 TimeLimit=UNLIMITED TimeMin=N/A\n"
          + "   StartTime=2026-11-20T09:39:44 EndTime=Unknown Deadline=N/A\n"
          + "   Partition=gpu AllocNode:Sid=localhost:502\n"
          + "   NodeList=n[1-3]\n"
          + "   NumNodes=3 NumCPUs=6 NumTasks=3\n"
          + "   TRES=cpu=6,mem=6G,node=3,billing=6\n"
          + "   JOB_GRES=gpu:h100:4\n"
          + "     Nodes=n[1-2] CPU_IDs=0-1 Mem=2048 GRES=gpu:a100:1(IDX:0),gpu:l40s:2(IDX:4,6)\n"
          + "     Nodes=n3 CPU_IDs=8,32 Mem=2048 GRES=\n"
          + "   MinCPUsNode=1 MinMemoryNode=2G MinTmpDiskNode=0\n"
          + "   Command=/x Nodes=n9 GRES=gpu:8(IDX:0-7)\n"
          + "   WorkDir=/tmp JobState=FAILED\n"
          + "   TresPerNode=gres:gpu:1\n";

  @Test
  void detailsTellTheDevicesOfEachNode() {
    SlurmReadings<JobInfo> read = SlurmParsers.scontrolJob(bytes(DETAIL), ZoneOffset.UTC);
    assertThat(read.issues()).isEmpty();
    JobInfo job = read.values().get(0);
    assertThat(job.name()).contains("a b=c JobId=7");
    assertThat(job.id()).isEqualTo("6");
    assertThat(job.uid()).isEqualTo(OptionalLong.of(1001));
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(job.timeLimit()).isEqualTo(TimeLimit.UNLIMITED);
    assertThat(job.endTime()).isEmpty();
    assertThat(job.memoryBytes()).isEqualTo(OptionalLong.of(6L << 30));
    List<GpuGrant> two =
        List.of(GpuGrant.gpus("a100", List.of(0)), GpuGrant.gpus("l40s", List.of(4, 6)));
    OptionalLong memory = OptionalLong.of(2L << 30);
    assertThat(job.nodes())
        .containsExactly(
            new JobNode("n1", true, two, OptionalInt.of(2), memory),
            new JobNode("n2", true, two, OptionalInt.of(2), memory),
            new JobNode("n3", true, List.of(), OptionalInt.of(2), memory));
    assertThat(job.gpuCount()).isEqualTo(OptionalInt.of(6));
  }

  @Test
  void oneLineSaysTheSameAsABlock() {
    String line = DETAIL.strip().replace("\n  ", "") + " \n";
    assertThat(SlurmParsers.scontrolJob(bytes(line), ZoneOffset.UTC))
        .isEqualTo(SlurmParsers.scontrolJob(bytes(DETAIL), ZoneOffset.UTC));
  }

  @Test
  void aRowAndItsDetailAreOneJob() {
    JobInfo detail = SlurmParsers.scontrolJob(bytes(DETAIL), ZoneOffset.UTC).values().get(0);
    JobInfo row =
        JobInfo.builder("5_1")
            .rawId(6)
            .arrayJobId(5)
            .arrayTask("1")
            .state(JobState.COMPLETING)
            .nodes(List.of(JobNode.of("n1"), JobNode.of("n2"), JobNode.of("n7")))
            .build();
    JobInfo other = JobInfo.builder("8").rawId(8).build();
    List<JobInfo> merged = SlurmParsers.merge(List.of(other, row), List.of(detail));
    assertThat(merged.get(0)).isEqualTo(other);
    JobInfo job = merged.get(1);
    assertThat(job.id()).isEqualTo("5_1");
    assertThat(job.state()).isEqualTo(JobState.COMPLETING);
    assertThat(job.user()).contains("ann");
    assertThat(job.nodes())
        .containsExactly(detail.nodes().get(0), detail.nodes().get(1), JobNode.of("n7"));
    assertThat(job.gpuCount()).isEqualTo(OptionalInt.of(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gpu:h100:2(IDX:0-1); gpu h100 2 [0, 1] true",
        "gpu:2(IDX:1,3); gpu '' 2 [1, 3] true",
        "gpu:l40s:0(IDX:); gpu l40s 0 [] true",
        "gpu:tesla:0(IDX:N/A); gpu tesla 0 [] true",
        "gpu:tesla:4(S:0-1); gpu tesla 4 [] false",
        "gres:gpu:a100:1; gpu a100 1 [] false",
        "gres/gpu=8; gpu '' 8 [] false",
        "gres/gpu:h100=8; gpu h100 8 [] false",
        "gpu; gpu '' 1 [] false",
        "gpu:1g.10gb:7; gpu 1g.10gb 7 [] false",
        "shard:h100:3(2/8,1/8); shard h100 3 [] false"
      })
  void aGrantIsReadInEverySpelling(String text, String expected) {
    GpuGrant grant = GresText.list("cpu=4," + text + ",gres:pfsdir:ess").get(0);
    String type = grant.type().isEmpty() ? "''" : grant.type();
    assertThat(
            String.join(
                " ",
                grant.gres(),
                type,
                "" + grant.count(),
                "" + grant.indices(),
                "" + grant.indicesKnown()))
        .isEqualTo(expected);
  }

  @Test
  void theSumOfTypesIsNotCountedTwice() {
    assertThat(GresText.tres("cpu=1,gres/gpu=4,gres/gpu:a100=1,gres/gpu:l40s=2"))
        .containsExactly(
            GpuGrant.of("gpu", "a100", 1),
            GpuGrant.of("gpu", "l40s", 2),
            GpuGrant.of("gpu", "", 1));
    assertThat(GpuGrant.of("gpu", "a100_3g.20gb", 1).isMig()).isTrue();
    assertThat(GpuGrant.of("gpu", "h100", 1).isWholeGpu()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "bash: squeue: command not found; NOT_INSTALLED",
        "sh: 1: squeue: not found; NOT_INSTALLED",
        "squeue: fatal: Could not establish a configuration source; NO_CONFIGURATION",
        "slurm_load_jobs error: Unable to contact slurm controller (connect failure);"
            + " CONTROLLER_DOWN",
        "slurm_load_jobs error: Socket timed out on send/recv operation; TIMED_OUT",
        "slurm_load_jobs error: Invalid job id specified; INVALID_JOB_ID",
        "squeue: error: Munge encode failed: Failed to access; AUTHENTICATION",
        "slurm_load_jobs error: Access/permission denied; PERMISSION",
        "squeue: error: Invalid user: nosuchuser; OTHER"
      })
  void aMessageOfFailureHasAKind(String message, SlurmFailure failure) {
    assertThat(SlurmParsers.failure("one line before\n" + message + "\n"))
        .map(SlurmError::failure)
        .contains(failure == SlurmFailure.OTHER ? SlurmFailure.OTHER : failure);
    assertThat(squeue(message + "\n").error()).map(SlurmError::failure).contains(failure);
    assertThat(squeue(message + "\n").error()).map(SlurmError::message).contains(message);
    assertThat(SlurmParsers.failure(" \n")).isEmpty();
  }

  @Test
  void anAnswerWithErrorsIsNoAnswer() {
    SlurmReadings<JobInfo> read =
        SlurmParsers.squeueJson(
            bytes(
                "{\"errors\":[{\"description\":\"Failed while looking for jobs\"}],\"jobs\":[]}"));
    assertThat(read.error()).map(SlurmError::failure).contains(SlurmFailure.CONTROLLER_DOWN);
  }

  @Test
  void numbersOfNewerReleasesAreWrapped() {
    JobInfo job =
        SlurmParsers.squeueJson(
                bytes(
                    "{\"jobs\":[{\"job_id\":14,\"het_job_id\":{\"set\":true,\"number\":13},"
                        + "\"het_job_offset\":{\"set\":true,\"number\":1},"
                        + "\"array_task_id\":{\"set\":false,\"number\":0},"
                        + "\"time_limit\":{\"set\":false,\"infinite\":true,\"number\":0},"
                        + "\"job_state\":[\"RUNNING\",\"COMPLETING\"],\"nodes\":\"n[1-2]\","
                        + "\"gres_detail\":[\"gpu:h100:1(IDX:3)\",\"\"]}]}"))
            .values()
            .get(0);
    assertThat(job.id()).isEqualTo("13+1");
    assertThat(job.timeLimit()).isEqualTo(TimeLimit.UNLIMITED);
    assertThat(job.stateFlags()).containsExactly("COMPLETING");
    assertThat(job.nodes())
        .containsExactly(
            JobNode.of("n1", List.of(GpuGrant.gpus("h100", List.of(3)))),
            JobNode.of("n2", List.of()));
  }

  @Test
  void whatCannotBeBelievedIsLeftOutWithItsLine() {
    SlurmReadings<JobInfo> read =
        squeue("JOBID|CPUS|NODELIST|STATE\n1|-4|n[1-|RUNNING\nx|1|n1|RUNNING\n2|3\n3|4|n1|NEW\n");
    assertThat(read.values()).extracting(JobInfo::id).containsExactly("1", "3");
    assertThat(read.values().get(0).cpus()).isEmpty();
    assertThat(read.values().get(0).nodes()).isEmpty();
    assertThat(read.values().get(1).state()).isEqualTo(JobState.UNKNOWN);
    assertThat(read.values().get(1).stateText()).contains("NEW");
    assertThat(read.issues()).extracting(Issue::line).containsExactlyInAnyOrder(2, 2, 3, 4);
  }

  @Test
  void listsAreBounded() {
    StringBuilder text = new StringBuilder("JOBID|NODELIST\n1|n[1-20001]\n");
    for (int i = 2; i < 60; i++) {
      text.append(i).append("|n[1-20000]\n");
    }
    SlurmReadings<JobInfo> read = squeue(text.toString());
    assertThat(read.values()).hasSize(59);
    assertThat(read.values().stream().mapToInt(job -> job.nodes().size()).sum()).isEqualTo(500_000);
    SlurmReadings<JobInfo> many = squeue("JOBID\n" + "7\n".repeat(50_001));
    assertThat(many.values()).hasSize(50_000);
    assertThat(many.issues()).hasSize(1);
  }

  @Test
  void processesOfStepsAndCountersOfMessages() {
    assertThat(
            SlurmParsers.listPids(
                    bytes(
                        "PID      JOBID    STEPID   LOCALID GLOBALID\n"
                            + "1081     2        batch    -       -\n"))
                .values())
        .containsExactly(new StepProcess(1081, 2, "batch"));
    assertThat(
            SlurmParsers.sdiag(
                    bytes(
                        "Remote Procedure Call statistics by message type\n"
                            + "\tREQUEST_JOB_INFO                        ( 2003) count:12    "
                            + " ave_time:155    total_time:1867\n"
                            + "Remote Procedure Call statistics by user\n"
                            + "\troot            (       0) count:9      ave_time:1     "
                            + " total_time:11\n"
                            + "Pending RPC statistics\n"
                            + "\tNo pending RPCs\n"))
                .values())
        .containsExactly(
            new RpcCount(RpcCount.By.TYPE, "REQUEST_JOB_INFO", 2003, 12, 1867),
            new RpcCount(RpcCount.By.USER, "root", 0, 9, 11));
  }
}
