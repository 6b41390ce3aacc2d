package io.allsmi.collect.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.MigInfo;
import io.allsmi.core.NvLink;
import io.allsmi.core.VgpuInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NvmlTest {
  private static final long GIB = 1L << 30;

  private static FakeNvml fake;

  private Nvml nvml;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    fake = FakeNvml.build();
  }

  @BeforeEach
  void open() throws NvmlException {
    fake.reset();
    nvml = Nvml.open(fake.library());
  }

  @AfterEach
  void close() {
    nvml.close();
    assertThat(fake.library().call("fake_samples")).as("samples left").isZero();
  }

  private NvmlReading read(int gpu) {
    return nvml.gpus().get(gpu).read();
  }

  @Test
  void structsHaveTheSizesThatACompilerGivesThem() {
    int[] sizes = new int[32];
    int count = fake.library().call("fake_sizes", (Object) sizes);
    assertThat(
            List.of(
                NvmlLayout.PCI_INFO,
                NvmlLayout.UTILIZATION,
                NvmlLayout.MEMORY,
                NvmlLayout.MEMORY_V2,
                NvmlLayout.PROCESS_V1,
                NvmlLayout.PROCESS_V2,
                NvmlLayout.PROCESS_PROTECTED,
                NvmlLayout.PROCESS_SAMPLE,
                NvmlLayout.FAN_SPEED,
                NvmlLayout.TEMPERATURE,
                NvmlLayout.FIELD_VALUE,
                NvmlLayout.ATTRIBUTES,
                NvmlLayout.VGPU_SAMPLE,
                NvmlLayout.VGPU_SCHEDULER,
                NvmlLayout.VGPU_SCHEDULER_CAPABILITIES,
                NvmlLayout.GPM_SUPPORT,
                NvmlLayout.GPM_METRIC,
                NvmlLayout.GPM_REQUEST))
        .containsExactlyElementsOf(Arrays.stream(sizes, 0, count).boxed().toList());
  }

  @Test
  void aGpuIsNamedAndNumberedAsTheDriverDoes() {
    assertThat(nvml.gpus()).extracting(NvmlGpu::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    GpuInfo gpu = read(0).gpu();
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.uuid()).contains("GPU-00000000-aaaa-bbbb-cccc-000000000000");
    assertThat(gpu.name()).isEqualTo("NVIDIA H200");
    assertThat(gpu.deviceType()).isEqualTo("GPU");
  }

  @Test
  void readingsAreInTheUnitsOfTheModel() {
    GpuInfo gpu = read(2).gpu();
    assertThat(gpu.utilizationPercent()).hasValue(20);
    assertThat(gpu.memoryTotalBytes()).hasValue(140 * GIB);
    assertThat(gpu.memoryUsedBytes()).hasValue(3 * GIB);
    assertThat(gpu.temperatureCelsius()).hasValue(42);
    assertThat(gpu.powerWatts()).hasValue(102.5);
    assertThat(gpu.powerLimitWatts()).hasValue(650);
    assertThat(gpu.powerLimitMaxWatts()).hasValue(700);
    assertThat(gpu.graphicsClockMhz()).hasValue(1902);
    assertThat(gpu.graphicsClockMaxMhz()).hasValue(1980);
    assertThat(gpu.memoryClockMaxMhz()).hasValue(3201);
    assertThat(gpu.performanceState()).hasValue(2);
    assertThat(gpu.thresholds().slowdown()).hasValue(90);
    assertThat(gpu.thresholds().shutdown()).hasValue(95);
    assertThat(gpu.thresholds().maxOperating()).hasValue(87);
    assertThat(gpu.thresholds().acoustic()).hasValue(83);
    assertThat(gpu.pcieGeneration()).hasValue(4);
    assertThat(gpu.pcieWidth()).hasValue(8);
    assertThat(gpu.numaNode()).hasValue(1);
    assertThat(gpu.gspFirmwareMode()).hasValue(1);
    assertThat(gpu.gspFirmwareVersion()).contains("580.82.07");
  }

  @Test
  void textsAreTheDetailsThatOtherReadersHave() {
    assertThat(read(0).gpu().detail())
        .containsEntry("driver_version", "580.82.07")
        .containsEntry("cuda_version", "13.1")
        .containsEntry("lib_name", "CUDA")
        .containsEntry("lib_version", "13.1")
        .containsEntry("pci_bus_id", "00000000:10:00.0")
        .containsEntry("vbios_version", "96.00.A5.00.01")
        .containsEntry("brand", "NVIDIA")
        .containsEntry("architecture", "Hopper")
        .containsEntry("compute_capability", "9.0")
        .containsEntry("compute_mode", "Default")
        .containsEntry("persistence_mode", "Enabled")
        .containsEntry("ecc_mode_current", "Disabled")
        .containsEntry("ecc_mode_pending", "Enabled")
        .containsEntry("ecc_errors_corrected", "2")
        .containsEntry("ecc_errors_uncorrected", "1")
        .containsEntry("power_limit_default", "700")
        .containsEntry("power_limit_min", "200")
        .containsEntry("pcie_gen_max", "5")
        .containsEntry("pcie_width_max", "16")
        .containsEntry("memory_reserved_bytes", "536870912")
        .containsEntry("memory_temperature_celsius", "61")
        .containsEntry("memory_clock_mhz", "2619")
        .containsEntry("memory_utilization_percent", "3")
        .containsEntry("encoder_utilization_percent", "4")
        .containsEntry("decoder_utilization_percent", "5")
        .containsEntry("jpeg_utilization_percent", "6")
        .containsEntry("ofa_utilization_percent", "7")
        .containsEntry("clock_event_reasons", "sw_power_cap,sw_thermal_slowdown")
        .containsEntry("mig_mode_current", "Disabled")
        .containsEntry("mig_mode_pending", "Enabled")
        .doesNotContainKey("serial");
  }

  @Test
  void reasonsWithoutANameAreKeptAsBits() {
    assertThat(read(6).gpu().detail()).containsEntry("clock_event_reasons", "gpu_idle,0x1000");
    assertThat(read(7).gpu().detail()).containsEntry("clock_event_reasons", "none");
  }

  @Test
  void theNewerCallForATemperatureIsAskedWhereTheOldOneIsNotSupported() {
    assertThat(read(6).gpu().temperatureCelsius()).hasValue(66);
  }

  @Test
  void theFastestFanCounts() {
    GpuInfo gpu = read(6).gpu();
    assertThat(gpu.fanSpeedRpm()).hasValue(1500);
    assertThat(gpu.detail()).containsEntry("fan_speed_percent", "45");
    assertThat(read(0).gpu().fanSpeedRpm()).isEmpty();
  }

  @Test
  void linksThatAreUpSayWhatTheyLeadTo() {
    List<NvLink> links = read(0).gpu().nvLinks();
    assertThat(links).as("of 18 one is down and one out of use").hasSize(16);
    assertThat(links.get(15)).isEqualTo(new NvLink(16, "switch", OptionalInt.of(26016)));
    assertThat(read(6).gpu().nvLinks())
        .hasSize(4)
        .contains(new NvLink(3, "gpu", OptionalInt.of(14000)));
    assertThat(read(7).gpu().nvLinks()).isEmpty();
  }

  @Test
  void countersNeedTwoReads() {
    GpuInfo first = read(0).gpu();
    assertThat(first.smOccupancy()).isEmpty();
    GpuInfo second = read(0).gpu();
    assertThat(second.smOccupancy()).hasValue(0.425);
    assertThat(second.memoryBandwidthUtilization()).hasValue(0.31);
    assertThat(read(7).gpu().smOccupancy()).isEmpty();
  }

  @Test
  void partitionsHaveTheirOwnMemoryAndProcesses() {
    read(1);
    NvmlReading reading = read(1);
    MigInfo mig = reading.gpu().mig().orElseThrow();
    assertThat(mig.enabled()).isTrue();
    assertThat(mig.instances()).extracting(MigInfo.Instance::index).containsExactly(0, 2);
    MigInfo.Instance first = mig.instances().get(0);
    assertThat(first.uuid()).isEqualTo("MIG-00000001-aaaa-bbbb-cccc-000000000001");
    assertThat(first.profile()).isEqualTo("3g.40gb");
    assertThat(first.gpuInstanceId()).hasValue(5);
    assertThat(first.computeInstanceId()).hasValue(0);
    assertThat(first.memoryTotalBytes()).hasValue(40 * GIB);
    assertThat(first.memoryUsedBytes()).hasValue(GIB);
    assertThat(first.utilizationPercent()).hasValue(75);
    assertThat(mig.instances().get(1).profile()).isEqualTo("1c.2g.20gb");
    assertThat(mig.instances().get(1).utilizationPercent()).hasValue(77);
    assertThat(reading.uses()).extracting(NvmlUse::pid).containsExactly(1100, 1101);
    assertThat(reading.uses().get(0).memoryBytes()).as("in two partitions").hasValue(3 * GIB);
    assertThat(reading.uses().get(1).gpuInstance()).hasValue(7);
    assertThat(reading.gpu().utilizationPercent()).isEmpty();
    assertThat(reading.complaints()).isEmpty();
  }

  @Test
  void aGpuThatCannotBePartitionedHasNoPartitions() {
    assertThat(read(0).gpu().mig()).contains(new MigInfo(false, List.of()));
    assertThat(read(7).gpu().mig()).isEmpty();
  }

  @Test
  void virtualGpusSayWhoseTheyAre() {
    VgpuInfo vgpu = read(2).gpu().vgpu().orElseThrow();
    assertThat(vgpu.hostMode()).contains("Sriov");
    assertThat(vgpu.schedulerState()).hasValue(1);
    assertThat(vgpu.schedulerPolicy()).hasValue(2);
    assertThat(vgpu.adaptiveRoundRobinSupported()).contains(true);
    assertThat(vgpu.instances()).extracting(VgpuInfo.Instance::id).containsExactly(71, 72);
    VgpuInfo.Instance first = vgpu.instances().get(0);
    assertThat(first.uuid()).isEqualTo("VGPU-71");
    assertThat(first.type()).isEqualTo("NVIDIA H200-35C");
    assertThat(first.vmId()).isEqualTo("vm-71");
    assertThat(first.utilizationPercent()).hasValue(33);
    assertThat(first.memoryUtilizationPercent()).hasValue(44);
    assertThat(first.memoryUsedBytes()).hasValue(GIB);
    assertThat(first.memoryTotalBytes()).hasValue(35 * GIB);
    assertThat(first.active()).isEqualTo(Optional.of(true));
    assertThat(vgpu.instances().get(1).utilizationPercent()).isEmpty();
    assertThat(read(0).gpu().vgpu()).isEmpty();
  }

  @Test
  void aProcessInSeveralListsIsOneUse() {
    List<NvmlUse> uses = read(0).uses();
    assertThat(uses).extracting(NvmlUse::pid).containsExactly(1000, 1001, 1002, 1003);
    assertThat(uses).extracting(NvmlUse::type).containsExactly("C+G", "C", "G", "M+C");
    assertThat(uses.get(0).memoryBytes()).hasValue(5 * GIB);
    assertThat(uses.get(1).memoryBytes()).as("not available").isEmpty();
    assertThat(uses.get(0).gpuInstance()).isEmpty();
  }

  @Test
  void howBusyAProcessIsTheNewestSampleSays() {
    List<NvmlUse> uses = read(0).uses();
    assertThat(uses.get(0).utilizationPercent()).hasValue(55);
    assertThat(uses.get(1).utilizationPercent()).as("120 percent").isEmpty();
    assertThat(uses.get(2).utilizationPercent()).hasValue(7);
    assertThat(uses.get(3).utilizationPercent()).as("no sample").isEmpty();
    assertThat(read(0).uses().get(0).utilizationPercent()).as("no newer sample").isEmpty();
  }

  @Test
  void aListThatGrowsIsReadWhole() {
    fake.crowd(true);
    assertThat(read(0).uses()).hasSize(302);
  }

  @Test
  void whatABoardDoesNotTellIsAbsentAndNoComplaint() {
    NvmlReading reading = read(3);
    GpuInfo gpu = reading.gpu();
    assertThat(gpu.uuid()).isPresent();
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.memoryUsedBytes()).isEmpty();
    assertThat(gpu.temperatureCelsius()).isEmpty();
    assertThat(gpu.powerWatts()).isEmpty();
    assertThat(gpu.graphicsClockMhz()).isEmpty();
    assertThat(gpu.mig()).isEmpty();
    assertThat(reading.complaints()).isEmpty();
  }

  @Test
  void aGpuWithoutMemoryOfItsOwnSaysSo() {
    NvmlReading reading = read(4);
    assertThat(reading.sharesMemory()).isTrue();
    assertThat(reading.gpu().memoryTotalBytes()).isEmpty();
    assertThat(read(0).sharesMemory()).isFalse();
  }

  @Test
  void whatNoDeviceCanHaveIsRejectedAndCounted() {
    NvmlReading reading = read(5);
    GpuInfo gpu = reading.gpu();
    assertThat(gpu.name()).isEqualTo("Bad[31mName");
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.temperatureCelsius()).isEmpty();
    assertThat(gpu.powerWatts()).isEmpty();
    assertThat(gpu.graphicsClockMhz()).isEmpty();
    assertThat(gpu.memoryUsedBytes()).isEmpty();
    assertThat(gpu.memoryTotalBytes()).hasValue(140 * GIB);
    assertThat(gpu.performanceState()).as("unknown state").isEmpty();
    assertThat(reading.complaints())
        .contains(
            "nvmlDeviceGetUtilizationRates: expected 0 to 100, got 250",
            "nvmlDeviceGetTemperature: expected 0 to 250, got 4294967295")
        .hasSize(6);
  }

  @Test
  void aReadingThatFailsCostsItselfAndIsAComplaint() {
    NvmlReading reading = read(7);
    assertThat(reading.gpu().powerWatts()).isEmpty();
    assertThat(reading.gpu().temperatureCelsius()).isPresent();
    assertThat(reading.isLost()).isFalse();
    assertThat(reading.complaints())
        .containsExactly("nvmlDeviceGetPowerUsage: expected a reading, got 'Unknown Error' (999)");
  }

  @Test
  void ofAGpuThatIsLostOnlyItsIdentityStays() {
    read(6);
    fake.lose(6, 15);
    NvmlReading reading = read(6);
    assertThat(reading.isLost()).isTrue();
    assertThat(reading.gpu().uuid()).contains("GPU-00000006-aaaa-bbbb-cccc-000000000000");
    assertThat(reading.gpu().powerWatts()).isEmpty();
    assertThat(reading.uses()).isEmpty();
    assertThat(reading.complaints())
        .containsExactly(
            "nvmlDeviceGetMemoryInfo_v2: expected a reading, got 'GPU is lost' (15);"
                + " nothing more is asked of it");
  }

  @Test
  void aGpuWithoutHandleHasNoReadingsButAComplaint() throws NvmlException {
    fake.lose(2, 4);
    try (Nvml again = Nvml.open(fake.library())) {
      NvmlReading reading = again.gpus().get(2).read();
      assertThat(reading.isLost()).isTrue();
      assertThat(reading.gpu().uuid()).isEmpty();
      assertThat(reading.complaints())
          .containsExactly("expected a handle, got 'Insufficient Permissions' (4)");
      assertThat(again.gpus().get(3).read().gpu().uuid()).isPresent();
    }
  }

  @Test
  void aDriverThatCannotBeAskedSaysWhy() {
    fake.failInit(18);
    assertThatThrownBy(() -> Nvml.open(fake.library()))
        .isInstanceOf(NvmlException.class)
        .hasMessage(
            "nvmlInit_v2: expected the driver to answer, got 'Driver/library version mismatch' (18)");
  }
}
