package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.Scripts;
import io.allsmi.core.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDevicesTest {
  @TempDir Path root;
  private FakeMachine machine;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root);
  }

  private List<DeviceReader> find(String system, Map<String, String> environment) {
    LocalOptions options = LocalOptions.defaults().withRoot(root);
    return new LocalDevices(options, environment, system).find();
  }

  private List<DeviceReader> find() {
    return find("Linux", Map.of());
  }

  private static List<String> messages(DeviceReader reader) {
    return reader.read(FakeMachine.NOW).issues().stream().map(Issue::message).toList();
  }

  @Test
  void aMachineWithoutDevicesHasNoReaders() {
    assertThat(find()).isEmpty();
  }

  @Test
  void theLibraryIsFoundWhereDistributionsPutIt() {
    machine.file("/usr/lib64/libnvidia-ml.so.1", "");
    assertThat(find()).singleElement().isInstanceOf(NvidiaReader.class);
    assertThat(new NvmlFinder(machine.files(), Map.of()).find())
        .contains(root + "/usr/lib64/libnvidia-ml.so.1");
  }

  @Test
  void theLibraryIsFoundWhereTheLoaderIsConfiguredToLook() {
    machine.file("/etc/ld.so.conf.d/a.conf", "# ours\n/opt/driver/lib\n");
    machine.file("/opt/driver/lib/libnvidia-ml.so.1", "");
    assertThat(new NvmlFinder(machine.files(), Map.of()).find())
        .contains(root + "/opt/driver/lib/libnvidia-ml.so.1");
  }

  @Test
  void theEnvironmentComesFirst() {
    machine.file("/usr/lib64/libnvidia-ml.so.1", "").file("/x/libnvidia-ml.so.1", "");
    Map<String, String> environment = Map.of("LD_LIBRARY_PATH", "/none:" + root + "/x");
    assertThat(new NvmlFinder(machine.files(), environment).find())
        .contains(root + "/x/libnvidia-ml.so.1");
  }

  @Test
  void aDriverWhoseLibraryIsNotFoundIsLeftToTheLoader() {
    machine.file("/proc/driver/nvidia/version", "NVRM version: 580.82.07\n");
    assertThat(find()).singleElement().isInstanceOf(NvidiaReader.class);
  }

  @Test
  void anNvidiaGpuWithoutADriverIsAnIssue() {
    machine.file("/sys/class/drm/card0/device/vendor", "0x10de\n");
    machine.file("/sys/class/drm/card0-DP-1/status", "connected\n");
    assertThat(messages(find().get(0)))
        .containsExactly(
            "nvidia: expected the driver's library libnvidia-ml.so.1 to read the GPU in this"
                + " machine, got none; install the driver");
  }

  @Test
  void toolsAreLookedForOnThePathAndWhereRocmPutsThem() throws IOException {
    machine.file("/sys/class/drm/card1/device/vendor", "0x1002\n");
    Scripts.write(
        root.resolve("opt/rocm/bin"), "rocm-smi", "echo '{\"card0\":{\"GPU use (%)\":\"7\"}}'\n");
    Scripts.write(root.resolve("bin"), "amd-smi", "exit 1\n");
    List<DeviceReader> readers = find("Linux", Map.of("PATH", root + "/bin"));
    DeviceReading reading = readers.get(0).read(FakeMachine.NOW);
    assertThat(reading.gpus().get(0).utilizationPercent()).hasValue(7);
    assertThat(reading.issues())
        .extracting(Issue::message)
        .contains("amd-smi: expected success, got exit status 1");
  }

  @Test
  void amdAndIntelWithoutToolsAreReadFromFiles() {
    machine.file("/sys/class/drm/card0/device/vendor", "0x8086\n");
    machine.file("/sys/class/drm/card1/device/vendor", "0x1002\n");
    List<DeviceReader> readers = find();
    assertThat(readers).hasSize(2);
    assertThat(readers.get(0).read(FakeMachine.NOW).gpus().get(0).name()).isEqualTo("AMD GPU");
    assertThat(readers.get(1).read(FakeMachine.NOW).gpus().get(0).name()).isEqualTo("Intel GPU");
  }

  @Test
  void anAcceleratorWithoutItsToolIsAnIssue() throws IOException {
    machine.file("/sys/class/accel/accel0/device/vendor", "0x1da3\n");
    assertThat(messages(find().get(0)))
        .containsExactly(
            "gaudi: expected the program hl-smi to read the accelerators in this machine,"
                + " got none; install it or put it on the PATH");
    Scripts.write(root.resolve("bin"), "hl-smi", "exit 1\n");
    assertThat(find("Linux", Map.of("PATH", root + "/bin")))
        .singleElement()
        .isInstanceOf(ToolReader.class);
  }

  @Test
  void elsewhereThanOnLinuxOnlyNvidiaIsRead() {
    machine.file("/windows/System32/nvml.dll", "");
    List<DeviceReader> readers = find("Windows 11", Map.of("SystemRoot", root + "/windows"));
    assertThat(readers.get(0)).isInstanceOf(NvidiaReader.class);
    assertThat(messages(readers.get(1)))
        .containsExactly(
            "devices: expected Linux to read GPUs of all makers, got Windows 11, where those of"
                + " NVIDIA alone are read; this is untested");
    assertThat(find("Mac OS X", Map.of())).singleElement().isInstanceOf(NoticeReader.class);
  }
}
