package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.Testbed;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts whose everyday programs are other ones than those of this machine. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class OtherToolsTest {
  private static final List<String> ALL =
      List.of(
          "sh", "grep", "awk", "cut", "head", "tr", "stat", "df", "timeout", "uname", "sleep",
          "cat");

  @TempDir Path folder;

  private final List<Path> links = new ArrayList<>();

  @AfterEach
  void unlink() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  private void link(FakeHost host, String name, Path program) throws IOException {
    links.add(Files.createSymbolicLink(host.folder().resolve(name), program));
  }

  private FakeHost host(String... login) {
    String pid = String.valueOf(ProcessHandle.current().pid());
    return new FakeHost(folder, login)
        .tool("nvidia-smi", WithRemoteHost.NVIDIA.replace("$PPID", pid));
  }

  /** Reads it as often as everything that is asked now and then is asked twice. */
  private static void assertReads(FakeHost host) throws Exception {
    try (host;
        RemoteHost reader = RemoteHost.of("id", "a", host, RemoteOptions.defaults())) {
      for (int i = 0; i < 18; i++) {
        HostSnapshot snapshot = reader.read(FakeHost.LONG);
        assertThat(snapshot.issues()).extracting(Issue::message).isEmpty();
        assertThat(snapshot.gpus()).hasSize(2);
        assertThat(snapshot.memory()).hasSize(1);
        ProcessInfo ours =
            snapshot.processes().stream()
                .filter(p -> p.pid() == ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow();
        assertThat(ours.user()).contains(System.getProperty("user.name"));
        assertThat(ours.command()).contains("java");
        assertThat(ours.deviceUuid()).contains("GPU-b");
        assertThat(ours.startedAt()).isPresent();
        assertThat(snapshot.processes())
            .filteredOn(p -> p.command().contains("/proc/stat"))
            .extracting(ProcessInfo::command)
            .isEmpty();
      }
    }
  }

  @Test
  void aHostWhoseToolsAreThoseOfBusyboxIsReadAsAnyOther() throws Exception {
    Path busybox = Testbed.need("busybox");
    FakeHost host = host("busybox", "sh", "-c");
    for (String applet : ALL) {
      link(host, applet, busybox);
    }
    assertReads(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mawk", "gawk", "original-awk"})
  void anyAwkWillDo(String awk) throws Exception {
    Path program = Path.of("/usr/bin", awk);
    assumeTrue(Files.isExecutable(program), awk + " is not installed here");
    FakeHost host = host();
    link(host, "awk", program);
    assertReads(host);
  }

  /** Who they are is told of all by one read, and of none again until much later. */
  @Test
  void aHostWithManyProcessesIsReadWhole() throws Exception {
    FakeRoot root = new FakeRoot(folder.resolve("root"));
    root.begins("big", Instant.ofEpochSecond(1_700_000_000), Duration.ofDays(30));
    for (int i = 0; i < 1500; i++) {
      root.process(10 + i, "user" + i % 20, "python3 job" + i, Duration.ofMinutes(i));
    }
    FakeHost host =
        root.host(folder).tool("nvidia-smi", WithRemoteHost.NVIDIA.replace("$PPID", "10"));
    try (host;
        RemoteHost reader = RemoteHost.of("id", "a", host, RemoteOptions.defaults())) {
      for (int i = 0; i < 2; i++) {
        HostSnapshot snapshot = reader.read(FakeHost.LONG);
        Map<Integer, ProcessInfo> rows = new HashMap<>();
        snapshot.processes().forEach(row -> rows.put(row.pid(), row));
        assertThat(rows.size()).isEqualTo(1500);
        for (int j = 0; j < 1500; j++) {
          assertThat(rows.get(10 + j).command()).isEqualTo("python3 job" + j);
          assertThat(rows.get(10 + j).user()).contains("user" + j % 20);
        }
      }
    }
  }
}
