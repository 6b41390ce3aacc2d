package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.Transport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessBoundTest {
  private static HostSnapshot host(ProcessInfo... rows) {
    return HostSnapshot.builder("h", Instant.EPOCH, HostStatus.up(Transport.LOCAL))
        .processes(List.of(rows))
        .build();
  }

  @Test
  void usersOfDevicesStayBeforeUsersOfCpu() {
    HostSnapshot host =
        host(
            ProcessInfo.builder(1).cpuPercent(900).build(),
            ProcessInfo.builder(2).deviceUuid("GPU-1").gpuMemoryBytes(5).build(),
            ProcessInfo.builder(3).cpuPercent(1).build(),
            ProcessInfo.builder(4).deviceUuid("GPU-1").gpuMemoryBytes(9).build());
    assertThat(new ProcessBound(2).apply(host).processes())
        .extracting(ProcessInfo::pid)
        .containsExactly(2, 4);
    assertThat(new ProcessBound(3).apply(host).processes())
        .extracting(ProcessInfo::pid)
        .containsExactly(1, 2, 4);
    assertThat(new ProcessBound(2).omitted(host)).isEqualTo(2);
    assertThat(new ProcessBound(4).apply(host)).isEqualTo(host);
    assertThat(new ProcessBound(0).apply(host).processes()).isEmpty();
  }

  @Test
  void aLongCommandIsCutAndSaysByHowMuch() {
    ProcessInfo row = cut(ProcessInfo.builder(1).command("c".repeat(300)).build());
    assertThat(row.command()).hasSize(256).endsWith("c...(67 bytes truncated)");
    assertThat(row.user()).isEmpty();
  }

  @Test
  void aLongNameIsCutAndSaysByHowMuch() {
    ProcessInfo row = cut(ProcessInfo.builder(1).name("n".repeat(200)).build());
    assertThat(row.name()).hasSize(128).endsWith("n...(95 bytes truncated)");
  }

  @Test
  void aLongUserIsCutAndSaysByHowMuch() {
    ProcessInfo row = cut(ProcessInfo.builder(1).user("ü".repeat(100)).build());
    assertThat(row.user().orElseThrow().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(128);
    assertThat(row.user().orElseThrow()).matches("ü+\\.\\.\\.\\(\\d+ bytes truncated\\)");
  }

  private static ProcessInfo cut(ProcessInfo row) {
    return new ProcessBound(10).apply(host(row)).processes().get(0);
  }
}
