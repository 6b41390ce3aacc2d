package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.shim.ShimParsers;
import io.allsmi.core.shim.ShimReadings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What AMD's tools have printed elsewhere, printed by a host: the readings are those of it. */
@EnabledOnOs(OS.LINUX)
@Timeout(300)
class AmdCaptureTest {
  private static final Path CAPTURES = Path.of("../../shared/data/captures/amd");

  @TempDir Path folder;

  private static List<Path> captures(String tool) throws IOException {
    Path captures = CAPTURES.resolve(tool).toAbsolutePath().normalize();
    assumeTrue(Files.isDirectory(captures), "no shared/data folder beside this checkout");
    try (Stream<Path> files = Files.list(captures)) {
      return files.sorted().toList();
    }
  }

  private HostSnapshot read(Path home, String tool, String script) throws Exception {
    try (FakeHost host = new FakeHost(Files.createDirectory(home)).tool(tool, script);
        RemoteHost reader = RemoteHost.of("id", "a", host, RemoteOptions.defaults())) {
      return reader.read(FakeHost.LONG);
    }
  }

  /** Those that say what a device is and does, one line each. */
  private static List<String> shown(List<GpuInfo> gpus) {
    return gpus.stream()
        .map(
            gpu ->
                String.join(
                    " ",
                    gpu.index().toString(),
                    gpu.utilizationPercent().toString(),
                    gpu.memoryUsedBytes().toString(),
                    gpu.memoryTotalBytes().toString(),
                    gpu.temperatureCelsius().toString(),
                    gpu.powerWatts().toString(),
                    gpu.graphicsClockMhz().toString()))
        .toList();
  }

  @Test
  void whatRocmSmiHasPrintedIsReadOnAHost() throws Exception {
    int devices = 0;
    for (Path capture : captures("rocm-smi")) {
      ShimReadings expected = ShimParsers.rocmSmiJson(Files.readAllBytes(capture));
      String name = String.valueOf(capture.getFileName());
      String script = "cat '" + capture + "'";
      if (expected.gpus().isEmpty()) {
        assertThatThrownBy(() -> read(folder.resolve(name), "rocm-smi", script))
            .as(name)
            .isInstanceOf(HostReadException.class)
            .hasMessageEndingWith("rocm-smi: expected devices, got none");
        continue;
      }
      HostSnapshot snapshot = read(folder.resolve(name), "rocm-smi", script);
      assertThat(shown(snapshot.gpus())).as(name).isEqualTo(shown(expected.gpus()));
      devices += snapshot.gpus().size();
    }
    assertThat(devices).isGreaterThan(5);
    System.out.println("corpus: rocm-smi of a host has told of " + devices + " captured devices");
  }

  @Test
  void whatAmdSmiHasPrintedIsReadOnAHost() throws Exception {
    List<Path> captures = captures("amd-smi");
    Path what = named(captures, "static-rx6600.json");
    Path now = named(captures, "metric-rx6600.json");
    String script =
        """
        case $1 in
          static) cat '%s' ;;
          metric) cat '%s' ;;
          list) echo '[{"gpu": 0, "bdf": "0000:2d:00.0"}]' ;;
          *) echo '[]' ;;
        esac
        """
            .formatted(what, now);
    HostSnapshot snapshot = read(folder.resolve("amd"), "amd-smi", script);
    List<GpuInfo> expected = ShimParsers.amdSmiJson(Files.readAllBytes(now)).gpus();
    assertThat(snapshot.gpus()).hasSameSizeAs(expected).isNotEmpty();
    assertThat(snapshot.gpus().get(0).powerWatts()).isEqualTo(expected.get(0).powerWatts());
    assertThat(snapshot.gpus().get(0).temperatureCelsius())
        .isEqualTo(expected.get(0).temperatureCelsius());
    assertThat(snapshot.gpus().get(0).name())
        .isEqualTo(ShimParsers.amdSmiJson(Files.readAllBytes(what)).gpus().get(0).name());
  }

  private static Path named(List<Path> files, String name) {
    return files.stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
  }
}
