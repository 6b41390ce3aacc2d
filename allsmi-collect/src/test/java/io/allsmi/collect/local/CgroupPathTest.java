package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupPathTest {
  private static final String ID = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "6:freezer:/slurm_node1/uid_1001/job_2/step_batch, 2, 1001",
    "5:devices:/slurm/uid_1002/job_3/step_0/task_1, 3, 1002",
    "0::/system.slice/slurmstepd.scope/job_77/step_0/user/task_0, 77, -1",
    "0::/system.slice/gpu07_slurmstepd.scope/job_78/step_extern/user/task_special, 78, -1",
    "0::/system.slice/gpu07_slurmstepd.scope/job_79/step_batch/slurm, 79, -1"
  })
  void slurmJobsAreFoundInAllLayouts(String line, String job, int uid) {
    CgroupPath path = CgroupPath.parse(line + "\n");
    assertThat(path.jobId()).contains(job);
    assertThat(path.jobUid().orElse(-1)).isEqualTo(uid);
    assertThat(path.isJobDaemon()).isEqualTo(line.endsWith("/slurm"));
    assertThat(path.containerId()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0::/system.slice/docker-ID.scope, docker",
    "4:memory:/docker/ID, docker",
    "0::/system.slice/docker-ID.scope/init.scope, docker",
    "0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-ID.scope, containerd",
    "0::/system.slice/containerd.service/kubepods-besteffort-pod1.slice:cri-containerd:ID,"
        + " containerd",
    "0::/kubepods.slice/kubepods-pod1.slice/crio-ID.scope, cri-o",
    "0::/kubepods/burstable/pod8d7/ID, kubernetes",
    "0::/machine.slice/libpod-ID.scope/container, podman",
    "0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope, podman"
  })
  void containersAreFoundByTheirRuntime(String line, String runtime) {
    assertThat(CgroupPath.parse(line.replace("ID", ID) + "\n").containerId())
        .contains(runtime + "://" + ID);
  }

  @Test
  void lxcNamesItsContainers() {
    assertThat(CgroupPath.parse("0::/lxc.payload.web/init.scope").containerId())
        .contains("lxc://web");
    assertThat(CgroupPath.parse("3:cpu:/lxc/web").containerId()).contains("lxc://web");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0::/",
        "",
        "0::/user.slice/user-1000.slice/session-3.scope",
        "0::/job_5/step_0",
        "0::/home/slurmish/job_5",
        "0::/slurm/job_x",
        "0::/libpod-conmon-ID.scope",
        "0::/crio-conmon-ID.scope",
        "0::/something/ID",
        "0::/docker/short",
        "broken"
      })
  void whatIsNotKnownIsNotGuessed(String line) {
    CgroupPath path = CgroupPath.parse(line.replace("ID", ID));
    assertThat(path.jobId()).isEmpty();
    assertThat(path.containerId()).isEmpty();
  }

  @Property
  void anyTextIsTaken(@ForAll String text) {
    CgroupPath.parse(text);
    CgroupPath.parse("0::/slurm/" + text + "/job_1");
    CgroupPath.parse("0::/docker/" + text);
  }

  @Test
  void everyCapturedJobProcessIsFound() throws IOException {
    Optional<Path> data = sharedData();
    assumeTrue(data.isPresent(), "no shared/data folder beside this checkout");
    Path capture = data.get().resolve("slurm/cgroup-v1/job-processes.txt");
    int checked = 0;
    for (String process : Files.readString(capture).split("\n\n")) {
      String job = process.replaceAll("(?s).*\nSLURM_JOB_ID=(\\d+)\n.*", "$1");
      String user = process.contains("SLURM_JOB_USER=alice") ? "1001" : "1002";
      CgroupPath path = CgroupPath.parse(process);
      assertThat(path.jobId()).contains(job);
      assertThat(path.jobUid()).hasValue(Integer.parseInt(user));
      checked++;
    }
    assertThat(checked).isEqualTo(9);
  }

  private static Optional<Path> sharedData() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path data = folder.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }
}
