package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.Scripts;
import io.allsmi.collect.command.CommandTimeoutException;
import io.allsmi.collect.command.LocalCommands;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tools are shell scripts")
class ToolReaderTest {
  private static final Instant NOW = FakeMachine.NOW;
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  /** One board, as the four commands tell it. */
  private static final String AMD_SMI =
      """
      echo "$1" >> "$(dirname "$0")/asked"
      case $1 in
        static) echo '[{"gpu":0,"asic":{"market_name":"MI300X","asic_serial":"0x1"},
            "bus":{"bdf":"0000:0C:00.0"},"vram":{"size":{"value":196592,"unit":"MB"}}}]';;
        list) echo '[{"gpu":0,"uuid":"aaff74a1-0000-1000-8000-000000000001"}]';;
        metric) echo '[{"gpu":0,"usage":{"gfx_activity":{"value":7,"unit":"%"}},
            "power":{"socket_power":{"value":158,"unit":"W"}}}]';;
        process) echo '[{"gpu":0,"process_list":[{"process_info":{"name":"train","pid":1000,
            "memory_usage":{"vram_mem":{"value":1048576,"unit":"B"}}}}]}]';;
      esac
      """;

  private static final String ROCM_SMI =
      """
      cat <<'END'
      {"card0": {"Card series": "MI100", "Unique ID": "0xaa", "GPU use (%)": "42",
        "PCI Bus": "0000:03:00.0", "VRAM Total Memory (B)": "1000", "VRAM Total Used Memory (B)": "10"}}
      END
      """;

  private static final String HL_SMI =
      """
      [ "$1 $3 $4" = '-Q -f csv,noheader' ] || exit 2
      echo '0, 01P4-HL3090A0-18, HL-325L, 1.22.1-97ec1a4, 131072 MiB, 672 MiB, 130400 MiB, 226 W, 850 W, 36 C, 5 %'
      """;

  @TempDir Path folder;

  private ToolReader reader(DeviceTool tool, Duration limit) {
    return new ToolReader(tool, LocalCommands.in(List.of(folder)), limit);
  }

  private static List<String> messages(DeviceReading reading) {
    return reading.issues().stream().map(Issue::message).toList();
  }

  @Test
  void amdSmiTellsDevicesAndTheirProcesses() throws IOException {
    Scripts.write(folder, "amd-smi", AMD_SMI);
    DeviceReading reading = reader(DeviceTool.AMD_SMI, ENOUGH).read(NOW);
    assertThat(messages(reading)).isEmpty();
    GpuInfo gpu = reading.gpus().get(0);
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.uuid()).contains("aaff74a1-0000-1000-8000-000000000001");
    assertThat(gpu.name()).isEqualTo("MI300X");
    assertThat(gpu.utilizationPercent()).hasValue(7);
    assertThat(gpu.powerWatts()).hasValue(158);
    assertThat(gpu.memoryTotalBytes()).hasValue(196592L << 20);
    assertThat(gpu.detail()).doesNotContainKey("serial");
    DeviceUse use = reading.uses().get(0);
    assertThat(use.pid()).isEqualTo(1000);
    assertThat(use.deviceUuid()).isEqualTo(gpu.uuid());
    assertThat(use.memoryBytes()).hasValue(1 << 20);
  }

  @Test
  void whatDoesNotChangeIsAskedOnce() throws IOException {
    Scripts.write(folder, "amd-smi", AMD_SMI);
    ToolReader reader = reader(DeviceTool.AMD_SMI, ENOUGH);
    reader.read(NOW);
    assertThat(reader.read(NOW.plusSeconds(3)).gpus().get(0).name()).isEqualTo("MI300X");
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .containsExactly("static", "list", "metric", "process", "metric", "process");
  }

  @Test
  void rocmSmiTellsCards() throws IOException {
    Scripts.write(folder, "rocm-smi", ROCM_SMI);
    GpuInfo gpu = reader(DeviceTool.ROCM_SMI, ENOUGH).read(NOW).gpus().get(0);
    assertThat(gpu.uuid()).contains("0xaa");
    assertThat(gpu.utilizationPercent()).hasValue(42);
    assertThat(gpu.memoryUsedBytes()).hasValue(10);
  }

  @Test
  void hlSmiTellsAccelerators() throws IOException {
    Scripts.write(folder, "hl-smi", HL_SMI);
    DeviceReading reading = reader(DeviceTool.HL_SMI, ENOUGH).read(NOW);
    assertThat(messages(reading)).isEmpty();
    GpuInfo gpu = reading.gpus().get(0);
    assertThat(gpu.deviceType()).isEqualTo("NPU");
    assertThat(gpu.name()).isEqualTo("HL-325L");
    assertThat(gpu.memoryUsedBytes()).hasValue(672L << 20);
    assertThat(gpu.powerLimitMaxWatts()).hasValue(850);
  }

  @Test
  void aToolThatHangsIsLeftAloneForAWhileAndItsDevicesStayListed() throws IOException {
    Scripts.write(folder, "rocm-smi", ROCM_SMI);
    AtomicBoolean hangs = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    LocalCommands commands = LocalCommands.in(List.of(folder));
    ToolReader reader =
        new ToolReader(
            DeviceTool.ROCM_SMI,
            (command, limit) -> {
              asked.incrementAndGet();
              if (hangs.get()) {
                throw new CommandTimeoutException(command.get(0), ENOUGH);
              }
              return commands.run(command, limit);
            },
            ENOUGH);
    reader.read(NOW);
    hangs.set(true);
    DeviceReading hung = reader.read(NOW.plusSeconds(3));
    assertThat(messages(hung))
        .containsExactly("rocm-smi: expected it to end within 60.0 s, got no end");
    assertThat(hung.gpus().get(0).uuid()).contains("0xaa");
    assertThat(hung.gpus().get(0).utilizationPercent()).isEmpty();
    assertThat(reader.read(NOW.plusSeconds(6))).isEqualTo(hung);
    assertThat(asked).hasValue(2);
    hangs.set(false);
    assertThat(reader.read(NOW.plusSeconds(60)).gpus().get(0).utilizationPercent()).hasValue(42);
  }

  @Test
  void aToolThatFailsSaysWhy() throws IOException {
    Scripts.write(folder, "hl-smi", "echo 'no driver' >&2; exit 1\n");
    DeviceReading reading = reader(DeviceTool.HL_SMI, ENOUGH).read(NOW);
    assertThat(reading.gpus()).isEmpty();
    assertThat(messages(reading))
        .containsExactly("hl-smi: expected success, got exit status 1: 'no driver'");
  }

  @Test
  void aToolWithoutDevicesIsAnIssue() throws IOException {
    Scripts.write(folder, "hl-smi", "exit 0\n");
    assertThat(messages(reader(DeviceTool.HL_SMI, ENOUGH).read(NOW)))
        .containsExactly("hl-smi: expected devices, got none");
  }

  @Test
  void theFirstReaderThatFindsDevicesIsKept() throws IOException {
    Scripts.write(folder, "amd-smi", "exit 1\n");
    Scripts.write(folder, "rocm-smi", ROCM_SMI);
    PreferredReader preferred =
        new PreferredReader(
            List.of(
                reader(DeviceTool.AMD_SMI, ENOUGH),
                reader(DeviceTool.ROCM_SMI, ENOUGH),
                new NoticeReader(List.of())));
    DeviceReading first = preferred.read(NOW);
    assertThat(first.gpus().get(0).uuid()).contains("0xaa");
    assertThat(messages(first).get(0)).isEqualTo("amd-smi: expected success, got exit status 1");
    Scripts.write(folder, "amd-smi", AMD_SMI);
    DeviceReading second = preferred.read(NOW.plusSeconds(60));
    assertThat(second.gpus().get(0).uuid()).contains("0xaa");
    assertThat(messages(second)).isEmpty();
    preferred.close();
  }
}
