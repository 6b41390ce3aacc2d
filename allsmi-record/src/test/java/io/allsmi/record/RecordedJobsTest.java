package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobAggregator;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs in recordings. */
class RecordedJobsTest {
  @TempDir Path folder;

  private static final JobInfo TASK =
      JobInfo.builder("7602_3")
          .rawId(7610)
          .arrayJobId(7602)
          .arrayTask("3")
          .name("acme merger")
          .user("mira")
          .uid(1004)
          .account("chemistry")
          .partition("gpu,secret")
          .qos("vip")
          .state(JobState.RUNNING)
          .reason("node-0 is down")
          .nodes(
              List.of(
                  JobNode.of("node-0", List.of(GpuGrant.gpus("h200", List.of(0)))),
                  JobNode.of("node-9", List.of(GpuGrant.gpus("h200", List.of(0))))))
          .build();

  private static List<ClusterSnapshot> frames() {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ClusterSnapshot plain = Frames.frame(i);
      JobList list = JobList.of(List.of(TASK), Frames.START.plusSeconds(i / 10 * 30L));
      if (i % 3 == 0) {
        frames.add(plain);
      } else {
        frames.add(plain.withJobs(i % 5 == 0 ? list.withProblem("squeue: no answer") : list));
      }
    }
    return frames;
  }

  @ParameterizedTest
  @EnumSource
  void replayGivesTheJobsOfEachMoment(Compression compression) throws IOException {
    Path file = folder.resolve("jobs");
    Recordings.write(file, compression, 7, frames());

    assertThat(Recordings.replay(file)).isEqualTo(frames());
  }

  @Test
  void compactedAndSlicedRecordingsKeepThem() throws IOException {
    Path file = folder.resolve("jobs");
    Recordings.write(file, Compression.GZIP, 7, frames());
    Path compact = folder.resolve("jobs.zst");
    RecordingTools.compact(file, compact);
    assertThat(Recordings.replay(compact)).isEqualTo(frames());

    Path part = folder.resolve("part");
    RecordingTools.slice(
        compact,
        Frames.START,
        Frames.START.plusSeconds(30),
        Optional.empty(),
        part,
        Compression.NONE);
    assertThat(Recordings.replay(part)).isEqualTo(frames().subList(0, 11));
  }

  private static ClusterSnapshot withProcess(ClusterSnapshot frame) {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (HostSnapshot host : frame.hosts()) {
      List<ProcessInfo> rows = new ArrayList<>(host.processes());
      rows.add(
          ProcessInfo.builder(7)
              .user("mira")
              .deviceUuid("GPU-" + hosts.size())
              .gpuMemoryBytes(1)
              .details(ProcessDetails.builder().jobId("7610").build())
              .build());
      hosts.add(host.toBuilder().processes(rows).build());
    }
    return new ClusterSnapshot(
        frame.takenAt(), frame.source(), frame.interval(), hosts, frame.issues(), frame.jobs());
  }

  private static String described(JobUsage job) {
    return job.gpus()
        + " "
        + job.uses()
        + " "
        + job.vramUsedBytes()
        + " "
        + job.strays().size()
        + " "
        + job.nodes().get(0).gpus().get(0).ofJob().size();
  }

  @Test
  void anonymousJobsStillFitTheirHostsAndProcesses() throws IOException {
    ClusterSnapshot frame = withProcess(frames().get(5));
    Path file = folder.resolve("jobs");
    Recordings.write(file, Compression.NONE, 7, List.of(frame));
    Path part = folder.resolve("part");
    RecordingTools.slice(
        file,
        Frames.START,
        Frames.START.plusSeconds(99),
        Optional.of(Pseudonyms.of(new byte[32])),
        part,
        Compression.NONE);
    String text = Files.readString(part);
    for (String name :
        List.of(
            "7602",
            "7610",
            "acme",
            "mira",
            "1004",
            "chemistry",
            "secret",
            "vip",
            "node-",
            "squeue")) {
      assertThat(text).doesNotContain(name);
    }
    ClusterSnapshot hidden = Recordings.replay(part).get(0);
    JobAggregation before = JobAggregator.aggregate(frame);
    JobAggregation after = JobAggregator.aggregate(hidden);

    assertThat(after.coverage().read()).isEqualTo(before.coverage().read()).isEqualTo(1);
    assertThat(described(after.jobs().get(0))).isEqualTo(described(before.jobs().get(0)));
    assertThat(after.jobs().get(0).nodes().get(0).gpus().get(0).ofJob()).isNotEmpty();
    assertThat(hidden.jobs().orElseThrow().jobs().get(0).user())
        .isEqualTo(hidden.hosts().get(0).processes().get(0).user());
  }
}
