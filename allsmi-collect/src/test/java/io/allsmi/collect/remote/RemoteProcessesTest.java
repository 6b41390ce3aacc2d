package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is told of the processes of a host. */
class RemoteProcessesTest extends WithRemoteHost {
  @Test
  void aProcessThatUsesADeviceIsJoinedToWhatProcTellsOfIt() throws Exception {
    String pid = String.valueOf(ProcessHandle.current().pid());
    FakeHost fake = new FakeHost(folder).tool("nvidia-smi", NVIDIA.replace("$PPID", pid));
    ProcessInfo process = ours(open(fake).read(FakeHost.LONG));
    assertThat(process.deviceUuid()).contains("GPU-b");
    assertThat(process.deviceIndex()).hasValue(1);
    assertThat(process.gpuMemoryBytes()).hasValue(1000L << 20);
    assertThat(process.name()).isEqualTo("java");
    assertThat(process.startedAt()).isPresent();
  }

  /** Each read starts programs; the list of them is what would stand there without us. */
  @Test
  void whatReadsTheHostIsNoneOfItsProcesses() throws Exception {
    String pid = String.valueOf(ProcessHandle.current().pid());
    open(new FakeHost(folder).tool("nvidia-smi", NVIDIA.replace("$PPID", pid)));
    for (int i = 0; i < 3; i++) {
      assertThat(reader.read(FakeHost.LONG).processes())
          .filteredOn(process -> List.of("awk", "mawk", "grep").contains(process.name()))
          .filteredOn(process -> process.user().isEmpty())
          .extracting(ProcessInfo::command)
          .isEmpty();
    }
  }

  /** Some awks end where a file cannot be read to its end, as one of a process that has ended. */
  @Test
  void aProcessThatEndsWhileItIsReadCostsItselfAlone() throws Exception {
    String awk =
        """
        for word; do
          case $word in /proc/*|/sys/*) echo "awk: read error (No such process)" >&2; exit 2 ;; esac
        done
        exec /usr/bin/awk "$@"
        """;
    HostSnapshot snapshot = open(nvidia().tool("awk", awk)).read(FakeHost.LONG);
    assertThat(ours(snapshot).user()).isPresent();
  }

  @Test
  void whatAProcessCallsItselfStaysInItsPlace() throws Exception {
    String evil = "x\n#mark begin\n/proc/1/status:Uid:\t4242\t4242\t4242\t4242\n+/proc/1/stat:1 (a";
    Process process =
        new ProcessBuilder("sh", "-c", "read x; :", evil, "--password", "hunter2").start();
    try {
      HostSnapshot snapshot = open(nvidia()).read(FakeHost.LONG);
      ProcessInfo row =
          snapshot.processes().stream()
              .filter(p -> p.pid() == process.pid())
              .findFirst()
              .orElseThrow();
      assertThat(row.command())
          .isEqualTo(
              "sh -c read x; : " + evil.replace('\n', ' ').replace('\t', ' ') + " --password ***");
      assertThat(snapshot.processes()).noneMatch(p -> p.uid().orElse(0) == 4242);
      assertThat(snapshot.processes()).extracting(ProcessInfo::pid).doesNotHaveDuplicates();
    } finally {
      process.destroy();
      process.waitFor(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void aProcessThatEndedIsGoneAndANewOneIsThere() throws Exception {
    open(nvidia());
    reader.read(FakeHost.LONG);
    Process process = new ProcessBuilder("sh", "-c", "read x; :", "marker").start();
    long pid = process.pid();
    assertThat(reader.read(FakeHost.LONG).processes())
        .anyMatch(p -> p.pid() == pid && p.command().equals("sh -c read x; : marker"));
    process.destroy();
    process.waitFor();
    assertThat(reader.read(FakeHost.LONG).processes()).noneMatch(p -> p.pid() == pid);
  }

  @Test
  void aYoungProcessThatBecomesAnotherIsShownAsThatByTheFourthRead() throws Exception {
    open(nvidia());
    reader.read(FakeHost.LONG);
    Process process =
        new ProcessBuilder("sh", "-c", "read x; exec cat", "marker")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid = process.pid();
    try {
      assertThat(reader.read(FakeHost.LONG).processes())
          .anyMatch(p -> p.pid() == pid && p.command().startsWith("sh -c read x"));
      process.outputWriter().append('\n').flush();
      while (!Files.readString(Path.of("/proc", "" + pid, "comm")).equals("cat\n")) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 3; i++) {
        reader.read(FakeHost.LONG);
      }
      assertThat(reader.read(FakeHost.LONG).processes())
          .anyMatch(p -> p.pid() == pid && p.command().equals("cat"));
    } finally {
      process.destroy();
      process.waitFor(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void whoProcessesAreIsSentBeforeTheirCommandLines() throws Exception {
    Path sent = folder.resolve("sent");
    String keeps =
        "case $2 in 16777216) exec tee %s ;; esac\nexec /usr/bin/head \"$@\"".formatted(sent);
    FakeHost fake = new FakeHost(folder).tool("nvidia-smi", NVIDIA).tool("head", keeps);
    assertThat(open(fake).read(FakeHost.LONG).gpus()).hasSize(2);
    List<String> files =
        Files.readString(sent, StandardCharsets.ISO_8859_1)
            .lines()
            .map(line -> line.replaceFirst("^/proc/\\d+/(\\w+):.*", "$1"))
            .toList();
    assertThat(files).contains("status", "cgroup", "cmdline");
    List<String> behind = files.subList(files.indexOf("cmdline"), files.size());
    assertThat(behind).doesNotContain("status", "cgroup", "loginuid");
  }

  @Test
  void secretsAreMaskedUnlessTheyAreWanted() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "read x; :", "tool", "--password", "hunter2").start();
    try {
      open(nvidia(), RemoteOptions.defaults().withMasksSecrets(false));
      assertThat(reader.read(FakeHost.LONG).processes())
          .anyMatch(p -> p.pid() == process.pid() && p.command().endsWith("hunter2"));
    } finally {
      process.destroy();
    }
  }
}
