package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of processes on other hosts, by the list that the host's slurmd has. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class RemoteStepsTest {
  private static final int PID = 4_000_042;
  private static final Duration LATER = Duration.ofMinutes(50);
  private static final String LIST =
      "echo 'PID      JOBID    STEPID   LOCALID GLOBALID'; echo '" + PID + " 7602 batch 0 0'";

  /** One board and a process on it. */
  private static final String AMD =
      """
      case "$1 $2" in
        'list --json') echo '[{"gpu":0,"uuid":"aaff74a1-0000-1000-8000-000000000001"}]' ;;
        static*) echo '[{"gpu":0,"asic":{"market_name":"MI300X"}}]' ;;
        metric*) echo '[{"gpu":0,"usage":{"gfx_activity":{"value":7,"unit":"%%"}}}]' ;;
        process*) echo '[{"gpu":0,"process_list":[{"process_info":{"name":"train","pid":%d,
            "memory_usage":{"vram_mem":{"value":1048576,"unit":"B"}}}}]}]' ;;
      esac
      """
          .formatted(PID);

  @TempDir Path folder;
  private FakeRoot root;
  private FakeHost host;
  private RemoteHost reader;

  @BeforeEach
  void begin() {
    root =
        new FakeRoot(folder.resolve("root"))
            .begins("node7", Instant.parse("2026-01-05T10:00:00Z"), Duration.ofHours(1))
            .process(9, "root", "/usr/sbin/slurmd", Duration.ofMinutes(1))
            .file("/proc/9/comm", "slurmd\n")
            .process(PID, "ann", "python train.py", LATER);
    host =
        root.host(folder)
            .tool("nvidia-smi", RemoteHostTest.NVIDIA.replace("$PPID", "" + PID))
            .tool("scontrol", LIST);
    reader = RemoteHost.of("node7", "node7", host, RemoteOptions.defaults());
  }

  @AfterEach
  void close() {
    reader.close();
    host.close();
  }

  private Optional<String> job(HostSnapshot snapshot) {
    return snapshot.processes().stream()
        .filter(process -> process.pid() == PID)
        .findFirst()
        .orElseThrow()
        .details()
        .jobId();
  }

  @Test
  void itIsAskedOnceForAProcessThatNothingElseTells() throws Exception {
    for (int i = 0; i < 6; i++) {
      assertThat(job(reader.read(FakeHost.LONG))).contains("7602");
    }
    assertThat(host.starts("scontrol", "listpids")).isEqualTo(1);
  }

  @Test
  void whoUsesTheDevicesOfAmdIsAskedForLikewise() throws Exception {
    host = root.host(folder.resolve("amd")).tool("scontrol", LIST).tool("amd-smi", AMD);
    try (RemoteHost amd = RemoteHost.of("node7", "node7", host, RemoteOptions.defaults())) {
      for (int i = 0; i < 3; i++) {
        assertThat(job(amd.read(FakeHost.LONG))).contains("7602");
      }
    }
    assertThat(host.starts("scontrol", "listpids")).isEqualTo(1);
  }

  @Test
  void itIsNotAskedWhereTheGroupsTell() throws Exception {
    root.file("/proc/" + PID + "/cgroup", "6:freezer:/slurm/uid_1001/job_5/step_0\n");
    assertThat(job(reader.read(FakeHost.LONG))).contains("5");
    assertThat(host.starts("scontrol", "")).isZero();
  }

  @Test
  void itIsNotAskedWhereAParentTells() throws Exception {
    root.process(20, "root", "slurmstepd: [8.batch]", LATER)
        .file("/proc/20/stat", stat(20, "slurmstepd", 1))
        .file("/proc/" + PID + "/stat", stat(PID, "a) b (c", 20));
    assertThat(job(reader.read(FakeHost.LONG))).contains("8");
    assertThat(host.starts("scontrol", "")).isZero();
  }

  private static String stat(int pid, String name, int parent) {
    return "%d (%s) S %d 1 1 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 300000 8192000 250 0%n"
        .formatted(pid, name, parent);
  }

  @Test
  void itIsNotAskedWhereNoSlurmdIs() throws Exception {
    root.file("/proc/9/comm", "sleep\n");
    assertThat(job(reader.read(FakeHost.LONG))).isEmpty();
    assertThat(host.starts("scontrol", "")).isZero();
  }

  @Test
  void aListThatFailsCostsTheJobAlone() throws Exception {
    host.tool("scontrol", "echo 'scontrol: error: no' >&2; exit 1");
    HostSnapshot snapshot = reader.read(FakeHost.LONG);
    assertThat(job(snapshot)).isEmpty();
    assertThat(snapshot.issues()).noneMatch(issue -> issue.message().contains("scontrol"));
    assertThat(snapshot.gpus()).hasSize(2);
  }
}
