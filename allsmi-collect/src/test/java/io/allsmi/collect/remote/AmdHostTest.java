package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(300)
class AmdHostTest {
  @TempDir Path folder;

  @Test
  void aHostWithRocmSmiTellsItsMemory() throws Exception {
    String json =
        "{\"card0\": {\"GPU use (%)\": \"7\", \"VRAM Total Memory (B)\": \"1000000\","
            + " \"VRAM Total Used Memory (B)\": \"250000\", \"Card series\": \"MI250\"}}";
    try (FakeHost host = new FakeHost(folder).tool("rocm-smi", "echo '" + json + "'");
        RemoteHost reader = RemoteHost.of("id", "a", host, RemoteOptions.defaults())) {
      HostSnapshot snapshot = reader.read(FakeHost.LONG);
      assertThat(snapshot.status().transport()).isEqualTo(Transport.SSH_ROCM_SMI);
      GpuInfo gpu = snapshot.gpus().get(0);
      assertThat(gpu.memoryTotalBytes()).hasValue(1_000_000);
      assertThat(gpu.memoryUsedBytes()).hasValue(250_000);
      assertThat(gpu.powerWatts()).isEmpty();
      assertThat(host.starts("rocm-smi", "--showmeminfo vram")).isEqualTo(1);
    }
  }
}
