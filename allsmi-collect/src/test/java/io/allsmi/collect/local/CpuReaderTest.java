package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.allsmi.core.CpuInfo;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuReaderTest {
  @TempDir Path root;
  private FakeMachine machine;
  private CpuReader reader;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root);
    reader = new CpuReader(machine.files(), new ContainerLimits(machine.files()));
  }

  /** Two sockets of one core with two threads each. */
  private void twoSockets() {
    machine.file(
        "/proc/cpuinfo",
        """
        processor : 0
        vendor_id : GenuineIntel
        model name : Intel(R)  Xeon(R) CPU @ 2.30GHz
        cpu MHz : 2000.123
        processor : 1
        cpu MHz : 3000.0
        processor : 2
        cpu MHz : 1000.0
        processor : 3
        cpu MHz : 1000.0
        """);
    machine.file("/proc/sys/kernel/arch", "x86_64\n");
    for (int cpu = 0; cpu < 4; cpu++) {
      String folder = "/sys/devices/system/cpu/cpu" + cpu;
      String siblings = cpu < 2 ? "0-1\n" : "2-3\n";
      machine.file(folder + "/topology/physical_package_id", cpu / 2 + "\n");
      machine.file(folder + "/topology/thread_siblings_list", siblings);
      machine
          .file(folder + "/cache/index0/level", "1\n")
          .file(folder + "/cache/index0/size", "48K\n");
      machine
          .file(folder + "/cache/index3/level", "3\n")
          .file(folder + "/cache/index3/size", "32M\n");
      machine.file(folder + "/cache/index3/shared_cpu_list", siblings);
      machine.file(folder + "/cpufreq/cpuinfo_max_freq", "3900000\n");
    }
  }

  private void stat(int busy0, int busy1, int idle) {
    machine.file(
        "/proc/stat",
        "cpu  "
            + (2 * busy0 + 2 * busy1)
            + " 0 0 "
            + 4 * idle
            + " 0 0 0 0 0 0\n"
            + "cpu0 "
            + busy0
            + " 0 0 "
            + idle
            + " 0 0 0 0 99 0\n"
            + "cpu1 "
            + busy0
            + " 0 0 "
            + idle
            + " 0 0 0 0 0 0\n"
            + "cpu2 "
            + busy1
            + " 0 0 "
            + idle
            + " 0 0 0 0 0 0\n"
            + "cpu3 "
            + busy1
            + " 0 0 "
            + idle
            + " 0 0 0 0 0 0\n"
            + "intr 1 2 3\nbtime 1795172565\n");
  }

  private CpuInfo read(double uptime) throws IOException {
    return reader.read(FakeMachine.at(uptime), Hwmon.list(machine.files()));
  }

  @Test
  void processorsAreDescribed() throws IOException {
    twoSockets();
    stat(10, 10, 100);
    CpuInfo cpu = read(100);
    assertThat(cpu.model()).isEqualTo("Intel(R) Xeon(R) CPU @ 2.30GHz");
    assertThat(cpu.architecture()).isEqualTo("x86_64");
    assertThat(cpu.platformType()).isEqualTo("Intel");
    assertThat(cpu.socketCount()).hasValue(2);
    assertThat(cpu.coreCount()).hasValue(2);
    assertThat(cpu.threadCount()).hasValue(4);
    assertThat(cpu.cacheSizeMb()).hasValue(64);
    assertThat(cpu.frequencyMhz()).hasValue(1750);
    assertThat(cpu.baseFrequencyMhz()).hasValue(2300);
    assertThat(cpu.maxFrequencyMhz()).hasValue(3900);
    assertThat(reader.bootSeconds()).hasValue(1795172565);
  }

  @Test
  void theFirstReadHasNoUtilization() throws IOException {
    twoSockets();
    stat(10, 10, 100);
    CpuInfo cpu = read(100);
    assertThat(cpu.utilizationPercent()).isEmpty();
    assertThat(cpu.cores()).isEmpty();
    assertThat(cpu.sockets()).hasSize(2).allMatch(s -> s.utilizationPercent().isEmpty());
  }

  @Test
  void utilizationIsTheDifferenceOfTwoReads() throws IOException {
    twoSockets();
    stat(10, 10, 100);
    read(100);
    stat(60, 10, 150);
    CpuInfo cpu = read(101);
    assertThat(cpu.utilizationPercent().getAsDouble()).isCloseTo(100.0 / 3, within(1e-9));
    assertThat(cpu.sockets().get(0).utilizationPercent()).hasValue(50);
    assertThat(cpu.sockets().get(0).frequencyMhz()).hasValue(2500);
    assertThat(cpu.sockets().get(1).utilizationPercent()).hasValue(0);
    assertThat(cpu.cores()).hasSize(4);
    assertThat(cpu.cores().get(1)).isEqualTo(new CpuInfo.Core(1, "Standard", 50));
  }

  @Test
  void timeThatStandsStillSaysNothing() throws IOException {
    twoSockets();
    stat(10, 10, 100);
    read(100);
    assertThat(read(100).utilizationPercent()).isEmpty();
  }

  @Test
  void powerIsTheDifferenceOfEnergyAndWraps() throws IOException {
    stat(1, 1, 1);
    String domain = "/sys/class/powercap/intel-rapl:0";
    machine
        .file(domain + "/name", "package-0\n")
        .file(domain + "/max_energy_range_uj", "1000000000\n");
    machine.file(domain + "/energy_uj", "900000000\n");
    machine.file("/sys/class/powercap/intel-rapl:0:0/name", "core\n");
    machine.file("/sys/class/powercap/intel-rapl:0:0/energy_uj", "5\n");
    machine.file("/sys/class/powercap/intel-rapl:1/name", "psys\n");
    machine.file("/sys/class/powercap/intel-rapl:1/energy_uj", "5\n");
    assertThat(read(100).powerWatts()).isEmpty();
    machine.file(domain + "/energy_uj", "100000000\n");
    assertThat(read(102).powerWatts()).hasValue(100);
  }

  @Test
  void intelSensorsNameTheirSocket() throws IOException {
    twoSockets();
    stat(1, 1, 1);
    sensor(0, "coretemp", "Package id 0", 61000);
    sensor(1, "coretemp", "Package id 1", 70500);
    CpuInfo cpu = read(100);
    assertThat(cpu.temperatureCelsius()).hasValue(70.5);
    assertThat(cpu.sockets().get(0).temperatureCelsius()).hasValue(61);
  }

  @Test
  void amdSensorsComeInTheOrderOfTheirSockets() throws IOException {
    twoSockets();
    stat(1, 1, 1);
    sensor(9, "k10temp", "Tctl", 50000);
    sensor(10, "k10temp", "Tctl", 55000);
    CpuInfo cpu = read(100);
    assertThat(cpu.sockets().get(0).temperatureCelsius()).hasValue(50);
    assertThat(cpu.sockets().get(1).temperatureCelsius()).hasValue(55);
  }

  private void sensor(int device, String name, String label, int millis) {
    String folder = "/sys/class/hwmon/hwmon" + device;
    machine.file(folder + "/name", name + "\n");
    machine
        .file(folder + "/temp1_label", label + "\n")
        .file(folder + "/temp1_input", millis + "\n");
  }

  @Test
  void withoutSensorsAThermalZoneTells() throws IOException {
    stat(1, 1, 1);
    machine.file("/sys/class/thermal/thermal_zone0/type", "x86_pkg_temp\n");
    machine.file("/sys/class/thermal/thermal_zone0/temp", "44000\n");
    machine.file("/sys/class/thermal/thermal_zone1/type", "acpitz\n");
    machine.file("/sys/class/thermal/thermal_zone1/temp", "99000\n");
    assertThat(read(100).temperatureCelsius()).hasValue(44);
  }

  @Test
  void anArmCoreIsNamedByItsNumbers() throws IOException {
    stat(1, 1, 1);
    machine.file("/proc/sys/kernel/arch", "aarch64\n");
    machine.file("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd4f\n");
    machine.file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "3400000\n");
    CpuInfo cpu = read(100);
    assertThat(cpu.model()).isEqualTo("Neoverse-V2");
    assertThat(cpu.platformType()).isEqualTo("Arm");
    assertThat(cpu.frequencyMhz()).hasValue(3400);
    assertThat(cpu.socketCount()).isEmpty();
  }

  @Test
  void aContainersQuotaIsItsTotal() throws IOException {
    twoSockets();
    stat(10, 10, 100);
    machine.file("/.dockerenv", "");
    machine.file("/proc/1/cgroup", "0::/\n");
    machine.file("/proc/self/mountinfo", mountinfoV2());
    machine.file("/sys/fs/cgroup/cpu.max", "150000 100000\n");
    machine.file("/sys/fs/cgroup/cpu.stat", "usage_usec 1000000\nuser_usec 1\n");
    machine.file("/sys/fs/cgroup/cpuset.cpus.effective", "0,2-3\n");
    assertThat(read(100).utilizationPercent()).isEmpty();
    machine.file("/sys/fs/cgroup/cpu.stat", "usage_usec 4000000\n");
    CpuInfo cpu = read(104);
    assertThat(cpu.threadCount()).hasValue(2);
    assertThat(cpu.utilizationPercent()).hasValue(50);
    assertThat(cpu.sockets()).hasSize(2);
    assertThat(cpu.sockets().get(0).threads()).hasValue(1);
  }

  private static String mountinfoV2() {
    return "30 20 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n";
  }

  @Test
  void withoutTheLinesOfCpusThereIsNoReading() {
    assertThatThrownBy(() -> read(100))
        .isInstanceOf(IOException.class)
        .hasMessage("expected the lines of each CPU in /proc/stat, got none");
  }
}
