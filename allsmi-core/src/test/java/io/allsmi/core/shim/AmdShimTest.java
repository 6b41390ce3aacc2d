package io.allsmi.core.shim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AmdShimTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> messages(ShimReadings readings) {
    return readings.issues().stream().map(Issue::toString).toList();
  }

  private static ShimReadings read(String sample) {
    return ShimSamples.of(sample).read(ShimSamples.of(sample).text());
  }

  @Test
  void rocmJsonHasCardsByNumberAndAWarningIsReported() {
    ShimReadings readings = read("rocm-json");
    assertThat(messages(readings))
        .containsExactly("line 1: row: expected JSON, got 'WARNING: a card sleeps'");
    assertThat(readings.gpus()).hasSize(2);
    GpuInfo card = readings.gpus().get(0);
    assertThat(card.name()).isEqualTo("Radeon Example");
    assertThat(card.uuid()).hasValue("0xabc1");
    assertThat(card.temperatureCelsius()).hasValue(44.5);
    assertThat(card.powerWatts()).hasValue(33);
    assertThat(card.powerLimitWatts()).hasValue(200);
    assertThat(card.graphicsClockMhz()).hasValue(1300);
    assertThat(card.fanSpeedRpm()).hasValue(700);
    assertThat(card.memoryUsedBytes()).hasValue(1L << 30);
    assertThat(card.numaNode()).isEmpty();
    assertThat(card.detail()).containsEntry("driver_version", "7.1.0");
  }

  @Test
  void rocmMemoryInUseMayBeAPercentageAndANumberIsNoName() {
    GpuInfo card = read("rocm-json").gpus().get(1);
    assertThat(card.index()).hasValue(10);
    assertThat(card.name()).isEmpty();
    assertThat(card.memoryUsedBytes()).hasValue(500);
    assertThat(card.utilizationPercent()).isEmpty();
  }

  @Test
  void rocmProcessesHaveADeviceOnlyWhereThereIsOne() {
    assertThat(read("rocm-json").processes().get(0).name()).isEqualTo("tool, a");
    assertThat(read("rocm-json").processes().get(0).deviceIndex()).isEmpty();
    ShimReadings single =
        ShimParsers.rocmSmiJson(
            bytes(
                "{\"card3\":{\"Unique ID\":\"0x5\"},\"system\":{\"PID7\":\"x, 1, 4096, 0, 0\"}}"));
    assertThat(single.processes().get(0).deviceIndex()).hasValue(3);
    assertThat(single.processes().get(0).deviceUuid()).hasValue("0x5");
    assertThat(single.processes().get(0).gpuMemoryBytes()).hasValue(4096);
  }

  @Test
  void anIdThatTwoDiesShareIsTheKeyOfNeither() {
    ShimReadings readings =
        ShimParsers.rocmSmiJson(
            bytes(
                "{\"card0\":{\"Unique ID\":\"0x5\"},\"card1\":{\"Unique ID\":\"0x5\"},"
                    + "\"card2\":{\"Unique ID\":\"0x6\"}}"));
    assertThat(readings.gpus().get(0).uuid()).isEmpty();
    assertThat(readings.gpus().get(1).uuid()).isEmpty();
    assertThat(readings.gpus().get(1).detail()).containsEntry("unique_id", "0x5");
    assertThat(readings.gpus().get(2).uuid()).hasValue("0x6");
  }

  @Test
  void jsonThatBreaksOffKeepsWhatWasReadAndNoHalfNumber() {
    ShimReadings readings =
        ShimParsers.rocmSmiJson(
            bytes("{\"card0\":{\"GPU use (%)\": 10}, \"card1\": {\"Power (W)\": 10"));
    assertThat(readings.gpus()).hasSize(2);
    assertThat(readings.gpus().get(0).utilizationPercent()).hasValue(10);
    assertThat(readings.gpus().get(1).powerWatts()).isEmpty();
    assertThat(messages(readings)).hasSize(1);
    assertThat(messages(readings).get(0)).startsWith("line 1: JSON: expected more of it");
  }

  @Test
  void jsonIsBoundedInDepth() {
    ShimReadings readings = ShimParsers.rocmSmiJson(bytes("{\"a\":".repeat(100_000)));
    assertThat(readings.gpus()).isEmpty();
    assertThat(readings.issues()).isNotEmpty();
  }

  @Test
  void rocmTableHasPercentagesAndListsWithinCells() {
    ShimReadings readings = read("rocm-table");
    assertThat(readings.issues()).isEmpty();
    assertThat(readings.gpus()).hasSize(2);
    GpuInfo card = readings.gpus().get(0);
    assertThat(card.temperatureCelsius()).hasValue(41);
    assertThat(card.powerWatts()).hasValue(23);
    assertThat(card.powerLimitWatts()).hasValue(327);
    assertThat(card.utilizationPercent()).hasValue(7);
    assertThat(card.graphicsClockMhz()).isEmpty();
    assertThat(card.memoryUsedBytes()).isEmpty();
    assertThat(card.detail()).containsEntry("memory_used_percent", "3");
    assertThat(readings.gpus().get(1).powerWatts()).isEmpty();
  }

  @Test
  void rocmTablesOfOlderReleasesHaveOtherColumns() {
    ShimReadings readings =
        ShimParsers.rocmSmiTable(
            bytes(
                """
                GPU  Temp (DieEdge)  AvgPwr  SCLK    MCLK    Fan   Perf  PwrCap  VRAM%  GPU%
                0    34.0c           36.0W   300Mhz  350Mhz  14.9% auto  225.0W    1%   5%
                1    34.0c           36.0W   300Mhz
                """));
    assertThat(readings.gpus().get(0).powerWatts()).hasValue(36);
    assertThat(readings.gpus().get(0).graphicsClockMhz()).hasValue(300);
    assertThat(messages(readings).get(0)).startsWith("line 3: row: expected 10 columns and not 4");
  }

  @Test
  void rocmOptionsPrintOneReadingALine() {
    ShimReadings readings =
        ShimParsers.rocmSmiTable(
            bytes(
                """
                ====== ROCm System Management Interface ======
                GPU[0]\t\t: GPU use (%): 5
                GPU[0]\t\t: Temperature (Sensor edge) (C): 31.0
                GPU[1]\t\t: Average Graphics Package Power (W): N/A
                GPU[x]\t\t: GPU use (%): 5
                """));
    assertThat(readings.gpus()).hasSize(2);
    assertThat(readings.gpus().get(0).utilizationPercent()).hasValue(5);
    assertThat(readings.gpus().get(0).temperatureCelsius()).hasValue(31);
    assertThat(readings.issues()).hasSize(1);
  }

  @Test
  void amdJsonPutsDocumentsTogether() {
    ShimReadings readings = read("amd-json");
    assertThat(readings.issues()).isEmpty();
    assertThat(readings.gpus()).hasSize(2);
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.name()).isEqualTo("Instinct Example");
    assertThat(gpu.utilizationPercent()).hasValue(42);
    assertThat(gpu.powerWatts()).hasValue(77);
    assertThat(gpu.powerLimitWatts()).hasValue(300);
    assertThat(gpu.temperatureCelsius()).hasValue(51);
    assertThat(gpu.memoryTotalBytes()).hasValue(16L << 30);
    assertThat(gpu.memoryUsedBytes()).hasValue(1L << 30);
    assertThat(gpu.fanSpeedRpm()).isEmpty();
    assertThat(gpu.numaNode()).isEmpty();
    assertThat(readings.gpus().get(1).utilizationPercent()).isEmpty();
    assertThat(readings.processes()).hasSize(1);
    assertThat(readings.processes().get(0).gpuMemoryBytes()).hasValue(4096);
    assertThat(readings.processes().get(0).deviceIndex()).hasValue(0);
  }

  @Test
  void anEntryWithoutANumberCostsItself() {
    ShimReadings readings =
        ShimParsers.amdSmiJson(bytes("[{\"gpu\":0},\n{\"gpu\":\"N/A\"},\n{\"gpu_id\":3}]"));
    assertThat(readings.gpus()).hasSize(1);
    assertThat(messages(readings))
        .containsExactly(
            "line 2: gpu: expected the number of a device, got none",
            "line 3: gpu: expected the number of a device, got none");
    assertThat(messages(ShimParsers.amdSmiJson(bytes("{\"error\":\"x\"}"))))
        .containsExactly("line 1: JSON: expected a list of devices, got none");
    assertThat(ShimParsers.amdSmiJson(bytes("[]")).issues()).isEmpty();
  }

  @Test
  void amdTableHasDevicesAndProcesses() {
    ShimReadings readings = read("amd-table");
    assertThat(readings.issues()).isEmpty();
    assertThat(readings.gpus()).hasSize(2);
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.name()).isEqualTo("Radeon Example");
    assertThat(gpu.powerWatts()).hasValue(77);
    assertThat(gpu.powerLimitWatts()).hasValue(300);
    assertThat(gpu.memoryUsedBytes()).hasValue(1L << 30);
    assertThat(gpu.detail())
        .containsEntry("driver_version", "7.7.7")
        .containsEntry("fan_speed_percent", "40");
    GpuInfo asleep = readings.gpus().get(1);
    assertThat(asleep.powerWatts()).isEmpty();
    assertThat(asleep.powerLimitWatts()).hasValue(300);
    assertThat(asleep.memoryUsedBytes()).isEmpty();
    assertThat(asleep.memoryTotalBytes()).hasValue(16L << 30);
    assertThat(readings.processes()).hasSize(2);
    assertThat(readings.processes().get(0).name()).isEqualTo("my tool");
    assertThat(readings.processes().get(0).gpuMemoryBytes()).hasValue(3L << 29);
    assertThat(readings.processes().get(1).gpuMemoryBytes()).hasValue(54 << 10);
  }

  @Test
  void gaudiDevicesAreNpus() {
    ShimReadings readings = read("hl-csv");
    assertThat(readings.issues()).isEmpty();
    GpuInfo npu = readings.gpus().get(0);
    assertThat(npu.deviceType()).isEqualTo("NPU");
    assertThat(npu.powerWatts()).hasValue(101);
    assertThat(npu.powerLimitMaxWatts()).hasValue(600);
    assertThat(npu.utilizationPercent()).hasValue(7);
    assertThat(readings.gpus().get(1).memoryUsedBytes()).isEmpty();
    assertThat(readings.gpus().get(1).utilizationPercent()).isEmpty();
  }
}
