package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturedFilesTest {
  @TempDir Path root;

  private final CapturedFiles files = new CapturedFiles();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static CapturedFiles captured(Path root) throws IOException {
    CapturedFiles files = new CapturedFiles();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put("/" + root.relativize(file), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Whatever machine this is: only files that stay the same while they are read. */
  @Test
  void aMachineIsReadFromWhatItSentAsFromItsFolder() throws IOException {
    FakeMachine machine =
        new FakeMachine(root)
            .units()
            .accounts("root:0", "alice:1001")
            .file("/proc/stat", "cpu  10 0 10 80\ncpu0 10 0 10 80\nbtime 1700000000\n")
            .file("/proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 400 kB\n")
            .file("/proc/uptime", "1000.00 900.00\n")
            .file("/proc/sys/kernel/hostname", "node7\n")
            .file("/proc/self/mounts", "")
            .file("/sys/class/hwmon/hwmon0/name", "coretemp\n")
            .file("/sys/class/hwmon/hwmon0/temp1_input", "45000\n")
            .file("/sys/class/hwmon/hwmon0/temp1_label", "Package id 0\n")
            .file(
                "/proc/42/stat", "42 (python) S 1 1 1 0 -1 0 0 0 0 0 5 5 0 0 20 0 3 0 100 9 7 0\n")
            .file("/proc/42/status", "Name:\tpython\nUid:\t1001\t1001\t1001\t1001\n")
            .file("/proc/42/cmdline", "python\0train.py\0");
    LocalOptions options = LocalOptions.defaults().withRoot(root);
    LocalReading here = LocalHost.open(options).read(FakeMachine.NOW, List.of());
    LocalReading there = LocalHost.of(captured(root), options).read(FakeMachine.NOW, List.of());
    assertThat(there).isEqualTo(here);
    assertThat(there.processes()).hasSize(1);
    assertThat(there.processes().get(0).user()).contains("alice");
    assertThat(there.processes().get(0).command()).contains("python train.py");
  }

  @Test
  void foldersHaveWhatWasSentOfThem() {
    files.put("/sys/class/hwmon/hwmon1/name", bytes("b"));
    files.put("/sys/class/hwmon/hwmon0/name", bytes("a"));
    assertThat(files.names("/sys/class/hwmon")).containsExactly("hwmon0", "hwmon1");
    assertThat(files.names("/sys/class/hwmon/hwmon0")).containsExactly("name");
    assertThat(files.exists("/sys/class")).isTrue();
    assertThat(files.exists("/sys/class/drm")).isFalse();
    assertThat(files.names("/sys/class/drm")).isEmpty();
  }

  @Test
  void aFileThatIsForgottenTakesItsFoldersWithIt() {
    files.put("/proc/7/stat", bytes("7"));
    files.put("/proc/8/stat", bytes("8"));
    files.put("/proc/8/status", bytes("8"));
    files.put("/proc/uptime", bytes("1"));
    files.keepProcesses(Set.of(7));
    assertThat(files.names("/proc")).containsExactly("7", "uptime");
    files.removeProcess(7);
    files.remove("/proc/uptime");
    assertThat(files.listed("/proc")).isEmpty();
    assertThat(files.exists("/proc")).isFalse();
  }

  @Test
  void aFileThatIsSentAgainHasAnotherVersion() {
    files.put("/etc/passwd", bytes("a"));
    long version = files.version("/etc/passwd");
    files.put("/etc/passwd", bytes("a"));
    assertThat(files.version("/etc/passwd")).isNotEqualTo(version);
    assertThat(files.version("/etc/group")).isZero();
  }

  @Test
  void readsAreBoundedByTheirCaller() {
    files.put("/proc/stat", bytes("0123456789"));
    byte[] buffer = new byte[4];
    assertThat(files.read("/proc/stat", buffer)).isEqualTo(4);
    assertThat(files.read("/proc/none", buffer)).isEqualTo(-1);
    assertThat(files.text("/proc/stat", 3)).contains("012");
  }

  @Test
  void disksHaveTheSizesThatWereSent() {
    files.put("/proc/self/mounts", bytes("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /data xfs rw 0 0\n"));
    files.putSize("/data", 1000, 10);
    files.putSize("/", -1, 0);
    LocalReading reading =
        LocalHost.of(files, LocalOptions.defaults()).read(Instant.EPOCH, List.of());
    assertThat(reading.storage()).hasSize(1);
    assertThat(reading.storage().get(0).totalBytes()).hasValue(1000);
    assertThat(reading.storage().get(0).mountPoint()).isEqualTo("/data");
  }

  @Test
  void aPathBeginsAtTheRoot() {
    assertThatThrownBy(() -> files.put("etc/passwd", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("path: expected a slash first, got 'etc/passwd'");
  }
}
