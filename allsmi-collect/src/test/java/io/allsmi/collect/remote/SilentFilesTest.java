package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.Testbed;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files of a host's kernel that do not answer: here they are pipes that nobody writes to. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class SilentFilesTest {
  private static final Duration UP = Duration.ofDays(30);

  @TempDir Path folder;

  private FakeRoot root;
  private FakeHost host;
  private RemoteHost reader;

  /** The limits of this host are a second each. */
  @BeforeEach
  void open() {
    Testbed.need("timeout");
    root = new FakeRoot(folder.resolve("root"));
    root.begins("node7", Instant.ofEpochSecond(1_700_000_000), UP)
        .process(1, "root", "/sbin/init", Duration.ZERO)
        .process(42, "alice", "python3 train.py", Duration.ofHours(1))
        .process(77, "bob", "python3 stuck.py", Duration.ofHours(2))
        .process(99, "carol", "sleep 99", Duration.ofHours(3));
    host =
        root.host(folder)
            .tool(
                "timeout",
                "case $1 in -k) shift 3 ;; *) shift ;; esac; exec /usr/bin/timeout 1 \"$@\"")
            // What is ended has handed on what it had read.
            .tool("grep", "/usr/bin/grep \"$@\" | sed -u 's#" + folder.resolve("root") + "##g'")
            .tool("nvidia-smi", WithRemoteHost.NVIDIA);
    reader = RemoteHost.of("id", "node7", host, RemoteOptions.defaults());
  }

  @AfterEach
  void close() {
    reader.close();
    host.close();
  }

  private Path silence(String path) throws Exception {
    Path file = folder.resolve("root" + path);
    Files.deleteIfExists(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    return file;
  }

  private boolean isRead(Path file) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .anyMatch(process -> process.info().commandLine().orElse("").contains(file.toString()));
  }

  private static ProcessInfo process(HostSnapshot snapshot, int pid) {
    return snapshot.processes().stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
  }

  @Test
  void aHostWhoseLoadsDoNotAnswerIsLateAndNothingOfOursStaysThere() throws Exception {
    String text = Files.readString(folder.resolve("root/proc/stat"));
    Path silent = silence("/proc/stat");
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOfSatisfying(
            HostReadException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
              assertThat(e.text()).contains("a file of /proc or /sys does not answer");
            });
    while (isRead(silent)) {
      Thread.onSpinWait();
    }
    Files.delete(silent);
    root.file("/proc/stat", text);
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    assertThat(host.shells()).isEqualTo(1);
  }

  @Test
  void aHostWhoseLoadsDoNotAnswerIsLateForWhoWaitsLess() throws Exception {
    silence("/proc/uptime");
    reader.close();
    reader = RemoteHost.of("id", "node7", host, RemoteOptions.defaults());
    assertThatThrownBy(() -> reader.read(Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT));
  }

  @Test
  void aProcessThatDoesNotAnswerCostsWhatProcessesAreAndNotTheHost() throws Exception {
    Path silent = silence("/proc/77/cmdline");
    HostSnapshot snapshot = reader.read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(snapshot.processes()).extracting(ProcessInfo::pid).contains(1, 42, 77, 99);
    assertThat(process(snapshot, 42).user()).contains("alice");
    assertThat(process(snapshot, 42).command()).isEqualTo("python3 train.py");
    assertThat(process(snapshot, 77).user()).contains("bob");
    assertThat(snapshot.issues())
        .extracting(Issue::message)
        .contains(
            "processes: expected their owners and command lines in time, got a part; /proc does not"
                + " answer for one of them");
    while (isRead(silent)) {
      Thread.onSpinWait();
    }
    // It is not asked again at once.
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
  }
}
