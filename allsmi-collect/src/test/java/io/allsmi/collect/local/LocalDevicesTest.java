package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.Issue;
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
