package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.MemoryInfo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryReaderTest {
  private static final long KIB = 1024;

  @TempDir Path root;
  private FakeMachine machine;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root);
    machine.file(
        "/proc/meminfo",
        """
        MemTotal:       1000000 kB
        MemFree:         100000 kB
        MemAvailable:    600000 kB
        Buffers:          10000 kB
        Cached:          400000 kB
        SwapTotal:        50000 kB
        SwapFree:         20000 kB
        HugePages_Total:      3
        """);
  }

  private MemoryInfo read() throws IOException {
    return new MemoryReader(machine.files(), new ContainerLimits(machine.files())).read();
  }

  @Test
  void usedIsWhatIsNotAvailable() throws IOException {
    MemoryInfo memory = read();
    assertThat(memory.totalBytes()).hasValue(1_000_000 * KIB);
    assertThat(memory.usedBytes()).hasValue(400_000 * KIB);
    assertThat(memory.availableBytes()).hasValue(600_000 * KIB);
    assertThat(memory.freeBytes()).hasValue(100_000 * KIB);
    assertThat(memory.buffersBytes()).hasValue(10_000 * KIB);
    assertThat(memory.cachedBytes()).hasValue(400_000 * KIB);
    assertThat(memory.swapTotalBytes()).hasValue(50_000 * KIB);
    assertThat(memory.swapUsedBytes()).hasValue(30_000 * KIB);
    assertThat(memory.utilizationPercent()).hasValue(40);
  }

  @Test
  void aMachineWithoutSwapHasNone() throws IOException {
    machine.file(
        "/proc/meminfo",
        "MemTotal: 100 kB\nMemAvailable: 40 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
    assertThat(read().swapTotalBytes()).isEmpty();
    assertThat(read().swapUsedBytes()).isEmpty();
    assertThat(read().buffersBytes()).isEmpty();
  }

  @Test
  void anUnreadableFileIsNamed() {
    machine.remove("/proc/meminfo");
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessage("expected the line MemTotal in /proc/meminfo, got none");
  }

  private void containerV2(String path, String own) {
    machine.file("/.dockerenv", "");
    machine.file("/proc/1/cgroup", "0::" + path + "\n");
    machine.file(
        "/proc/self/mountinfo", "30 20 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n");
    machine.file(own + "/memory.max", 200_000 * KIB + "\n");
    machine.file(own + "/memory.current", 150_000 * KIB + "\n");
    machine.file(own + "/memory.stat", "anon 5\nfile 60000000\ninactive_file 51200000\n");
    machine.file(own + "/memory.swap.max", "0\n").file(own + "/memory.swap.current", "0\n");
  }

  @Test
  void aContainersLimitIsItsTotal() throws IOException {
    containerV2("/", "/sys/fs/cgroup");
    MemoryInfo memory = read();
    assertThat(memory.totalBytes()).hasValue(200_000 * KIB);
    assertThat(memory.usedBytes()).hasValue(100_000 * KIB);
    assertThat(memory.availableBytes()).hasValue(100_000 * KIB);
    assertThat(memory.freeBytes()).hasValue(50_000 * KIB);
    assertThat(memory.cachedBytes()).hasValue(60_000_000);
    assertThat(memory.swapTotalBytes()).isEmpty();
    assertThat(memory.utilizationPercent()).hasValue(50);
  }

  @Test
  void theTightestLimitOnTheWayUpCounts() throws IOException {
    containerV2("/init.scope", "/sys/fs/cgroup");
    machine.file("/sys/fs/cgroup/init.scope/memory.max", "max\n");
    assertThat(read().totalBytes()).hasValue(200_000 * KIB);
  }

  @Test
  void aGroupOfThisProgramOutsideOfContainersIsNoLimit() throws IOException {
    containerV2("/", "/sys/fs/cgroup");
    machine.remove("/.dockerenv");
    assertThat(read().totalBytes()).hasValue(1_000_000 * KIB);
  }

  @Test
  void aGroupAtTheTopThatIsNotTheTopIsAContainers() throws IOException {
    containerV2("/", "/sys/fs/cgroup");
    machine.remove("/.dockerenv").file("/sys/fs/cgroup/cgroup.type", "domain\n");
    assertThat(read().totalBytes()).hasValue(200_000 * KIB);
  }

  @Test
  void aPodIsKnownByItsFirstProcess() throws IOException {
    containerV2("/", "/sys/fs/cgroup");
    machine
        .remove("/.dockerenv")
        .file("/proc/1/environ", "A=b\0KUBERNETES_SERVICE_HOST=10.0.0.1\0");
    assertThat(read().totalBytes()).hasValue(200_000 * KIB);
  }

  @Test
  void theOlderHierarchyIsRead() throws IOException {
    String id = "0123456789abcdef".repeat(4);
    machine.file("/proc/1/cgroup", "4:memory:/docker/" + id + "\n0::/\n");
    machine.file(
        "/proc/self/mountinfo",
        "31 20 0:27 /docker/"
            + id
            + " /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n"
            + "32 20 0:28 / /sys/fs/cgroup/unified ro - cgroup2 cgroup2 rw\n");
    String group = "/sys/fs/cgroup/memory";
    machine.file(group + "/memory.limit_in_bytes", 300_000 * KIB + "\n");
    machine.file(group + "/memory.usage_in_bytes", 100_000 * KIB + "\n");
    machine.file(group + "/memory.stat", "cache 1\ntotal_cache 7\ntotal_inactive_file 1024\n");
    MemoryInfo memory = read();
    assertThat(memory.totalBytes()).hasValue(300_000 * KIB);
    assertThat(memory.usedBytes()).hasValue(99_999 * KIB);
    assertThat(memory.cachedBytes()).hasValue(7);
  }

  @Test
  void anUnlimitedContainerHasTheMachinesMemory() throws IOException {
    containerV2("/", "/sys/fs/cgroup");
    machine.file("/sys/fs/cgroup/memory.max", "max\n");
    assertThat(read().totalBytes()).hasValue(1_000_000 * KIB);
    machine.file("/sys/fs/cgroup/memory.max", "9223372036854771712\n");
    assertThat(read().totalBytes()).hasValue(1_000_000 * KIB);
  }
}
