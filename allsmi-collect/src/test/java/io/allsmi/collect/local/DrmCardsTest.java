package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.allsmi.core.GpuInfo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrmCardsTest {
  private static final String PCI_IDS =
      """
      # names
      1002  Advanced Micro Devices, Inc. [AMD/ATI]
      \t73ff  Navi 23 [Radeon RX 6600]
      \t\t1043 05d5  A board
      8086  Intel Corporation
      \t56c0  Data Center GPU Flex 170
      \t73ff  Not of AMD
      """;

  @TempDir Path root;
  private FakeMachine machine;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root);
  }

  private String card(int number, String maker, String device, String address) {
    String folder = "/sys/class/drm/card" + number;
    machine.file(folder + "/device/vendor", maker + "\n");
    machine.file(folder + "/device/device", device + "\n");
    machine.file(folder + "/device/uevent", "DRIVER=x\nPCI_SLOT_NAME=" + address + "\n");
    return folder;
  }

  private String amd() {
    String folder = card(1, "0x1002", "0x73ff", "0000:0b:00.0");
    String device = folder + "/device/";
    machine.file(device + "unique_id", "5c7d0123456789ab\n");
    machine.file(device + "gpu_busy_percent", "37\n").file(device + "mem_busy_percent", "5\n");
    machine.file(device + "mem_info_vram_total", "8573157376\n");
    machine.file(device + "mem_info_vram_used", "1073741824\n");
    machine.file(device + "current_link_speed", "16.0 GT/s PCIe\n");
    machine.file(device + "current_link_width", "16\n").file(device + "numa_node", "-1\n");
    machine.file(device + "pp_dpm_sclk", "0: 500Mhz *\n1: 2900Mhz\n");
    machine.file(device + "pp_dpm_mclk", "0: 96Mhz *\n1: 875Mhz\n");
    machine.file(device + "vbios_version", "115-D534P00-100\n");
    String sensors = device + "hwmon/hwmon4/";
    machine.file(sensors + "name", "amdgpu\n");
    machine.file(sensors + "temp1_input", "44000\n").file(sensors + "temp1_label", "edge\n");
    machine.file(sensors + "temp1_crit", "100000\n").file(sensors + "temp1_emergency", "105000\n");
    machine.file(sensors + "temp2_input", "51000\n").file(sensors + "temp2_label", "junction\n");
    machine.file(sensors + "temp3_input", "46000\n").file(sensors + "temp3_label", "mem\n");
    machine.file(sensors + "power1_average", "31500000\n");
    machine.file(sensors + "power1_cap", "100000000\n");
    machine.file(sensors + "power1_cap_max", "120000000\n");
    machine.file(sensors + "freq1_input", "512000000\n").file(sensors + "fan1_input", "1260\n");
    return folder;
  }

  @Test
  void anAmdGpuIsReadFromFiles() {
    amd();
    machine.file("/usr/share/misc/pci.ids", PCI_IDS);
    GpuInfo gpu = new AmdCards(machine.files()).read(FakeMachine.NOW).gpus().get(0);
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.uuid()).contains("0x5c7d0123456789ab");
    assertThat(gpu.name()).isEqualTo("Navi 23 [Radeon RX 6600]");
    assertThat(gpu.utilizationPercent()).hasValue(37);
    assertThat(gpu.memoryTotalBytes()).hasValue(8573157376L);
    assertThat(gpu.memoryUsedBytes()).hasValue(1L << 30);
    assertThat(gpu.temperatureCelsius()).hasValue(44);
    assertThat(gpu.powerWatts()).hasValue(31.5);
    assertThat(gpu.powerLimitWatts()).hasValue(100);
    assertThat(gpu.powerLimitMaxWatts()).hasValue(120);
    assertThat(gpu.graphicsClockMhz()).hasValue(512);
    assertThat(gpu.graphicsClockMaxMhz()).hasValue(2900);
    assertThat(gpu.memoryClockMaxMhz()).hasValue(875);
    assertThat(gpu.fanSpeedRpm()).hasValue(1260);
    assertThat(gpu.pcieGeneration()).hasValue(4);
    assertThat(gpu.pcieWidth()).hasValue(16);
    assertThat(gpu.numaNode()).isEmpty();
    assertThat(gpu.thresholds().slowdown()).hasValue(100);
    assertThat(gpu.thresholds().shutdown()).hasValue(105);
    assertThat(gpu.detail())
        .containsEntry("pci_bus_id", "0000:0b:00.0")
        .containsEntry("hotspot_temperature_celsius", "51")
        .containsEntry("memory_temperature_celsius", "46")
        .containsEntry("memory_utilization_percent", "5")
        .containsEntry("vbios_version", "115-D534P00-100");
  }

  @Test
  void theMakersNameComesFirst() {
    machine.file(amd() + "/device/product_name", "Instinct MI210\n");
    machine.file("/usr/share/misc/pci.ids", PCI_IDS);
    assertThat(new AmdCards(machine.files()).read(FakeMachine.NOW).gpus().get(0).name())
        .isEqualTo("Instinct MI210");
  }

  @Test
  void whatACardDoesNotTellIsAbsent() {
    card(0, "0x1002", "0x73ff", "0000:03:00.0");
    GpuInfo gpu = new AmdCards(machine.files()).read(FakeMachine.NOW).gpus().get(0);
    assertThat(gpu.name()).isEqualTo("AMD GPU");
    assertThat(gpu.uuid()).isEmpty();
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.memoryTotalBytes()).isEmpty();
    assertThat(gpu.temperatureCelsius()).isEmpty();
    assertThat(gpu.powerWatts()).isEmpty();
  }

  @Test
  void cardsAreNumberedByTheirPlaceAndSocketsAreNone() {
    card(0, "0x1002", "0x1", "0000:c3:00.0");
    card(1, "0x1002", "0x1", "0000:03:00.0");
    card(2, "0x1a03", "0x1", "0000:01:00.0");
    machine.file("/sys/class/drm/card0-DP-1/device/vendor", "0x1002\n");
    List<GpuInfo> gpus = new AmdCards(machine.files()).read(FakeMachine.NOW).gpus();
    assertThat(gpus)
        .extracting(gpu -> gpu.detail().get("pci_bus_id"))
        .containsExactly("0000:03:00.0", "0000:c3:00.0");
  }

  @Test
  void anIntelGpuIsReadFromFilesAndItsRatesFromTwoReads() {
    String folder = card(0, "0x8086", "0x56c0", "0000:4d:00.0");
    String sensors = folder + "/device/hwmon/hwmon2/";
    machine.file("/usr/share/hwdata/pci.ids", PCI_IDS).file("/proc/uptime", "100.00 1.00\n");
    machine.file(folder + "/gt_act_freq_mhz", "1950\n").file(folder + "/gt_RP0_freq_mhz", "2050\n");
    machine.file(folder + "/lmem_total_bytes", "17179869184\n");
    machine.file(folder + "/lmem_avail_bytes", "16106127360\n");
    machine.file(folder + "/gt/gt0/rc6_residency_ms", "50000\n");
    machine.file(sensors + "name", "i915\n").file(sensors + "energy1_input", "1000000000\n");
    machine.file(sensors + "power1_max", "150000000\n");
    machine.file(sensors + "temp1_input", "48000\n");
    IntelCards cards = new IntelCards(machine.files());
    GpuInfo first = cards.read(FakeMachine.NOW).gpus().get(0);
    assertThat(first.name()).isEqualTo("Data Center GPU Flex 170");
    assertThat(first.graphicsClockMhz()).hasValue(1950);
    assertThat(first.graphicsClockMaxMhz()).hasValue(2050);
    assertThat(first.memoryTotalBytes()).hasValue(16L << 30);
    assertThat(first.memoryUsedBytes()).hasValue(1L << 30);
    assertThat(first.powerLimitWatts()).hasValue(150);
    assertThat(first.temperatureCelsius()).hasValue(48);
    assertThat(first.utilizationPercent()).isEmpty();
    assertThat(first.powerWatts()).isEmpty();
    machine.file("/proc/uptime", "110.00 1.00\n");
    machine.file(folder + "/gt/gt0/rc6_residency_ms", "54000\n");
    machine.file(sensors + "energy1_input", "1900000000\n");
    GpuInfo second = cards.read(FakeMachine.NOW.plusSeconds(10)).gpus().get(0);
    assertThat(second.utilizationPercent().getAsDouble()).isCloseTo(60, within(1e-9));
    assertThat(second.powerWatts().getAsDouble()).isCloseTo(90, within(1e-9));
  }

  @Test
  void aNewerIntelDriverHasItsFilesElsewhere() {
    String folder = card(0, "0x8086", "0xe20b", "0000:03:00.0");
    machine.file("/proc/uptime", "100.00 1.00\n");
    machine.file(folder + "/device/tile0/gt0/freq0/act_freq", "2850\n");
    machine.file(folder + "/device/tile0/gt0/freq0/rp0_freq", "2850\n");
    machine.file(folder + "/device/tile0/gt0/gtidle/idle_residency_ms", "1000\n");
    String sensors = folder + "/device/hwmon/hwmon2/";
    machine.file(sensors + "name", "xe\n");
    machine.file(sensors + "temp2_input", "45000\n").file(sensors + "temp2_label", "pkg\n");
    machine.file(sensors + "temp3_input", "52000\n").file(sensors + "temp3_label", "vram\n");
    IntelCards cards = new IntelCards(machine.files());
    GpuInfo gpu = cards.read(FakeMachine.NOW).gpus().get(0);
    assertThat(gpu.name()).isEqualTo("Intel GPU");
    assertThat(gpu.graphicsClockMhz()).hasValue(2850);
    assertThat(gpu.temperatureCelsius()).hasValue(45);
    assertThat(gpu.detail()).containsEntry("memory_temperature_celsius", "52");
    machine.file("/proc/uptime", "102.00 1.00\n");
    machine.file(folder + "/device/tile0/gt0/gtidle/idle_residency_ms", "3000\n");
    assertThat(cards.read(FakeMachine.NOW).gpus().get(0).utilizationPercent()).hasValue(0);
  }

  @Test
  void whoUsesACardTheKernelTells() {
    amd();
    machine.file("/proc/uptime", "100.00 1.00\n");
    machine.link("/proc/42/fd/3", "/dev/dri/renderD128");
    machine.file(
        "/proc/42/fdinfo/3",
        "drm-driver:\tamdgpu\ndrm-client-id:\t1\ndrm-pdev:\t0000:0b:00.0\ndrm-memory-vram:\t2048 KiB\n");
    DrmUses uses = new DrmUses(DrmClients.open(root));
    DeviceReading reading = uses.joinedTo(new AmdCards(machine.files())).read(FakeMachine.NOW);
    DeviceUse use = reading.uses().get(0);
    assertThat(use.pid()).isEqualTo(42);
    assertThat(use.deviceUuid()).contains("0x5c7d0123456789ab");
    assertThat(use.deviceIndex()).hasValue(0);
    assertThat(use.memoryBytes()).hasValue(2048 * 1024);
  }
}
