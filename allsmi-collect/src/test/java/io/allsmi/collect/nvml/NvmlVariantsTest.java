package io.allsmi.collect.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.GpuInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlVariantsTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @Test
  void aFunctionThatAnOldDriverLacksCostsItsReading() throws IOException, InterruptedException {
    FakeNvml fake = FakeNvml.build("-DOLD_DRIVER");
    try (Nvml nvml = Nvml.open(fake.library())) {
      NvmlReading reading = nvml.gpus().get(7).read();
      GpuInfo gpu = reading.gpu();
      assertThat(gpu.smOccupancy()).isEmpty();
      assertThat(gpu.gspFirmwareMode()).isEmpty();
      assertThat(gpu.fanSpeedRpm()).isEmpty();
      assertThat(gpu.detail())
          .containsEntry("fan_speed_percent", "33")
          .containsEntry("clock_event_reasons", "hw_slowdown")
          .doesNotContainKeys("architecture", "memory_reserved_bytes");
      assertThat(gpu.memoryUsedBytes())
          .as("with what the driver keeps")
          .hasValue(8 * GIB + GIB / 2);
      assertThat(gpu.utilizationPercent()).hasValue(70);
      assertThat(reading.complaints())
          .containsExactly(
              "nvmlDeviceGetPowerUsage: expected a reading, got 'Unknown Error' (999)");
    }
  }

  @Test
  void rowsOfTheFirstVersionAreHalfAsLong() throws IOException, InterruptedException {
    FakeNvml fake = FakeNvml.build("-DOLD_DRIVER");
    try (Nvml nvml = Nvml.open(fake.library())) {
      assertUses(nvml.gpus().get(0).read().uses(), 3);
    }
  }

  @Test
  void rowsOfDriversThatFillInAFieldMoreAreTold() throws IOException, InterruptedException {
    FakeNvml fake = FakeNvml.build("-DPROTECTED");
    fake.crowd(true);
    try (Nvml nvml = Nvml.open(fake.library())) {
      assertUses(nvml.gpus().get(0).read().uses(), 4 + 298);
      NvmlReading partitioned = nvml.gpus().get(1).read();
      assertThat(partitioned.uses()).extracting(NvmlUse::pid).containsExactly(1100, 1101);
    }
  }

  private static void assertUses(List<NvmlUse> uses, int count) {
    assertThat(uses).hasSize(count);
    assertThat(uses.get(0).pid()).isEqualTo(1000);
    assertThat(uses.get(0).type()).isEqualTo("C+G");
    assertThat(uses.get(0).memoryBytes()).hasValue(5 * GIB);
    assertThat(uses.get(1).memoryBytes()).isEmpty();
    assertThat(uses.get(2).memoryBytes()).hasValue(GIB / 8);
  }

  @Test
  void aLibraryThatIsNotThereIsALinkageError() {
    assertThatThrownBy(() -> JnaNvml.load(folder.resolve("none.so").toString()))
        .isInstanceOf(UnsatisfiedLinkError.class);
  }
}
