package io.allsmi.core.shim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import io.allsmi.core.MigInfo;
import io.allsmi.core.ProcessInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NvidiaShimTest {
  private static final long MIB = 1 << 20;

  private static ShimReadings devices(String text, String... query) {
    return ShimParsers.nvidiaSmiCsv(bytes(text), List.of(query));
  }

  private static ShimReadings processes(String text, String... query) {
    return ShimParsers.nvidiaSmiAppsCsv(bytes(text), List.of(query));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> messages(ShimReadings readings) {
    return readings.issues().stream().map(Issue::toString).toList();
  }

  private static ShimReadings clean(String sample) {
    ShimSamples.Sample of = ShimSamples.of(sample);
    ShimReadings readings = of.read(of.text());
    assertThat(readings.issues()).isEmpty();
    return readings;
  }

  @Test
  void csvWithHeaderAndUnits() {
    ShimReadings readings = clean("device-csv");
    assertThat(readings.gpus()).hasSize(3);
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.uuid()).hasValue("GPU-11111111-aaaa");
    assertThat(gpu.name()).isEqualTo("Example X1");
    assertThat(gpu.utilizationPercent()).hasValue(37);
    assertThat(gpu.memoryUsedBytes()).hasValue(1024 * MIB);
    assertThat(gpu.memoryTotalBytes()).hasValue(24576 * MIB);
    assertThat(gpu.temperatureCelsius()).hasValue(61);
    assertThat(gpu.powerWatts()).hasValue(120.5);
    assertThat(gpu.performanceState()).hasValue(2);
    assertThat(gpu.mig().orElseThrow().enabled()).isFalse();
    assertThat(gpu.detail())
        .containsEntry("driver_version", "600.10.01")
        .containsEntry("fan_speed_percent", "40");
  }

  @Test
  void whatAToolDoesNotKnowIsAbsentAndZeroIsZero() {
    ShimReadings readings = clean("device-csv");
    GpuInfo unknown = readings.gpus().get(1);
    assertThat(unknown.utilizationPercent()).isEmpty();
    assertThat(unknown.memoryUsedBytes()).isEmpty();
    assertThat(unknown.temperatureCelsius()).isEmpty();
    assertThat(unknown.powerWatts()).isEmpty();
    assertThat(unknown.mig()).isEmpty();
    assertThat(unknown.detail()).doesNotContainKey("fan_speed_percent");
    GpuInfo idle = readings.gpus().get(2);
    assertThat(idle.utilizationPercent()).hasValue(0);
    assertThat(idle.memoryUsedBytes()).hasValue(0);
    assertThat(idle.detail()).containsEntry("fan_speed_percent", "0");
  }

  @Test
  void csvWithoutHeaderHasTheColumnsThatTheCallerNames() {
    ShimReadings readings = devices("Example, 5, 77\r\n", "name", "utilization.gpu", "unheard.of");
    assertThat(readings.issues()).isEmpty();
    assertThat(readings.gpus().get(0).name()).isEqualTo("Example");
    assertThat(readings.gpus().get(0).utilizationPercent()).hasValue(5);
    assertThat(readings.gpus().get(0).index()).isEmpty();
  }

  @Test
  void csvWithoutHeaderAndWithoutNamesHasTheUsualColumns() {
    ShimReadings readings = devices("3, N/A, Old One, 470.1, 9, 10, 20, 30, 400, 50.5");
    assertThat(readings.issues()).isEmpty();
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.index()).hasValue(3);
    assertThat(gpu.uuid()).isEmpty();
    assertThat(gpu.memoryTotalBytes()).hasValue(20 * MIB);
    assertThat(gpu.graphicsClockMhz()).hasValue(400);
    assertThat(gpu.powerWatts()).hasValue(50.5);
  }

  @Test
  void negativeAndAbsurdReadingsAreReportedAndAbsent() {
    ShimReadings readings =
        devices(
            "0, 900, -5 W, 99999999999999 MiB, 12 V, x\n",
            "index",
            "utilization.gpu",
            "power.draw",
            "memory.used",
            "power.limit",
            "memory.total");
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.powerWatts()).isEmpty();
    assertThat(gpu.memoryUsedBytes()).isEmpty();
    assertThat(messages(readings))
        .containsExactly(
            "line 1: utilization.gpu: expected a percentage from 0 to 100, got '900'",
            "line 1: power.draw: expected a power, got '-5 W'",
            "line 1: memory.used: expected an amount of memory, got '99999999999999 MiB'",
            "line 1: power.limit: expected a power, got '12 V'",
            "line 1: memory.total: expected an amount of memory, got 'x'");
  }

  @Test
  void minusZeroIsZero() {
    ShimReadings readings = devices("0, -0.0", "index", "power.draw");
    assertThat(readings.gpus().get(0).powerWatts().orElseThrow()).isEqualTo(0.0);
    assertThat(readings.issues()).isEmpty();
  }

  @Test
  void aRowWithTooManyOrTooFewColumnsIsRefusedAndNeverShifted() {
    ShimReadings readings =
        devices("0, 1, 2, 3\n0, 5\nno comma\n0, 7, 8\n", "index", "temperature.gpu", "power.draw");
    assertThat(readings.gpus()).hasSize(1);
    assertThat(readings.gpus().get(0).temperatureCelsius()).hasValue(7);
    assertThat(messages(readings))
        .containsExactly(
            "line 1: row: expected 3 columns (index,temperature.gpu,power.draw) and not 4, got '0, 1, 2, 3'",
            "line 2: row: expected 3 columns (index,temperature.gpu,power.draw) and not 2, got '0, 5'",
            "line 3: row: expected 3 columns, got 'no comma'");
  }

  @Test
  void aCommaInTheNameOfADeviceIsPutTogetherOnlyWhereTheRestFits() {
    String[] query = {"index", "name", "power.draw"};
    ShimReadings good = devices("0, Example, Inc. X1, 5\n", query);
    assertThat(good.issues()).isEmpty();
    assertThat(good.gpus().get(0).name()).isEqualTo("Example, Inc. X1");
    assertThat(good.gpus().get(0).powerWatts()).hasValue(5);
    assertThat(devices("0, Example, 4, 5\n", query).gpus()).isEmpty();
    assertThat(devices("0, Example, Inc., x\n", query).gpus()).isEmpty();
  }

  @Test
  void aLostDeviceCostsItsRow() {
    ShimReadings readings =
        devices(
            "0, Example, 5\nUnable to reach a device\n[Unknown Error], [GPU is lost], ERR!\n",
            "index",
            "name",
            "power.draw");
    assertThat(readings.gpus()).hasSize(1);
    assertThat(messages(readings)).hasSize(2);
    assertThat(messages(readings).get(0)).contains("'Unable to reach a device'");
    assertThat(messages(readings).get(1)).startsWith("line 3: row: expected readings of a device");
  }

  @Test
  void powerIsTheDrawElseTheAverageElseTheInstant() {
    String[] query = {"index", "power.draw.instant", "power.draw", "power.draw.average"};
    assertThat(devices("0, 3, 1, 2", query).gpus().get(0).powerWatts()).hasValue(1);
    assertThat(devices("0, 3, N/A, 2", query).gpus().get(0).powerWatts()).hasValue(2);
    assertThat(devices("0, 3, N/A, [N/A]", query).gpus().get(0).powerWatts()).hasValue(3);
  }

  @Test
  void controlCharactersAndLongTextsDoNotGetThrough() {
    ShimReadings readings = devices("0, \u001b[31mred\u0007" + "x".repeat(300), "index", "name");
    assertThat(readings.gpus().get(0).name()).startsWith("[31mredx").hasSize(128);
    assertThat(messages(readings))
        .containsExactly("line 1: name: expected at most 128 bytes, got 307; the rest is left out");
  }

  @Test
  void devicesAboveTheCapAreLeftOutAndKnownOnesKeepUpdating() {
    StringBuilder text = new StringBuilder("index, power.draw\n");
    for (int i = 0; i < 300; i++) {
      text.append(i).append(", 1\n");
    }
    text.append("7, 2\n");
    ShimReadings readings = devices(text.toString());
    assertThat(readings.gpus()).hasSize(257);
    assertThat(readings.gpus().get(256).powerWatts()).hasValue(2);
    assertThat(messages(readings))
        .containsExactly("line 258: devices: expected at most 256; the others are left out");
  }

  @Test
  void processesOfCsv() {
    ShimReadings readings = clean("process-csv");
    assertThat(readings.processes()).hasSize(3);
    ProcessInfo first = readings.processes().get(0);
    assertThat(first.pid()).isEqualTo(501);
    assertThat(first.deviceUuid()).hasValue("GPU-11111111-aaaa");
    assertThat(first.gpuMemoryBytes()).hasValue(512 * MIB);
    assertThat(first.name()).isEqualTo("/opt/train");
    assertThat(first.user()).isEmpty();
    ProcessInfo hidden = readings.processes().get(1);
    assertThat(hidden.name()).isEmpty();
    assertThat(hidden.gpuMemoryBytes()).isEmpty();
    assertThat(readings.processes().get(2).command()).isEqualTo("tool --list=1,2,3 --fast");
  }

  @Test
  void processesWithoutHeaderMayLackTheDevice() {
    assertThat(processes("501, python, 3\n").processes().get(0).gpuMemoryBytes()).hasValue(3 * MIB);
    assertThat(processes("GPU-1, 501, python, 3\n").processes().get(0).deviceUuid())
        .hasValue("GPU-1");
    assertThat(processes("501, [Not Found]\n", "pid", "process_name").processes()).hasSize(1);
    ShimReadings nobody = processes("none, python, 3\n", "pid", "name", "used_memory");
    assertThat(nobody.processes()).isEmpty();
    assertThat(messages(nobody))
        .containsExactly(
            "line 1: pid: expected a number, got 'none'",
            "line 1: process: expected a process id, got none");
  }

  @Test
  void xmlHasDevicesPartitionsAndProcesses() {
    ShimReadings readings = clean("xml");
    assertThat(readings.gpus()).hasSize(2);
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.powerWatts()).hasValue(120.5);
    assertThat(gpu.thresholds().slowdown()).hasValue(88);
    assertThat(gpu.detail()).containsEntry("cuda_version", "14.0");
    MigInfo.Instance part = gpu.mig().orElseThrow().instances().get(0);
    assertThat(part.gpuInstanceId()).hasValue(5);
    assertThat(part.memoryUsedBytes()).hasValue(100 * MIB);
    assertThat(gpu.memoryUsedBytes()).hasValue(1024 * MIB);
    ProcessInfo process = readings.processes().get(0);
    assertThat(process.deviceUuid()).hasValue("GPU-11111111-aaaa");
    assertThat(process.deviceIndex()).hasValue(0);
    assertThat(process.command()).isEqualTo("train --a=1, --b=<2>");
    assertThat(process.details().gpuInstanceId()).hasValue(5);
    assertThat(process.details().type()).isEqualTo("C");
  }

  @Test
  void devicesOfAnIncompleteListHaveNoIndex() {
    String text = ShimSamples.XML.replace("<attached_gpus>2<", "<attached_gpus>4<");
    assertThat(ShimParsers.nvidiaSmiXml(bytes(text)).gpus())
        .hasSize(2)
        .allMatch(gpu -> gpu.index().isEmpty());
  }

  @Test
  void xmlReachesForNothingAndExpandsNothing() {
    String hostile =
        """
        <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b "bbbbbbbbbb">
         <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
        <nvidia_smi_log><gpu><product_name>A&x;B&d;C</product_name><uuid>GPU-1</uuid></gpu></nvidia_smi_log>
        """;
    ShimReadings readings = ShimParsers.nvidiaSmiXml(bytes(hostile));
    assertThat(readings.toString()).doesNotContain("root:").doesNotContain("bbbbbbbbbb");
    String deep = "<nvidia_smi_log>" + "<a>".repeat(100_000);
    assertThat(messages(ShimParsers.nvidiaSmiXml(bytes(deep)))).hasSize(1);
  }

  @Test
  void aDamagedDocumentTypeIsAComplaint() {
    for (int at = 0; at < 60; at++) {
      StringBuilder text = new StringBuilder(ShimSamples.XML);
      text.setCharAt(text.indexOf("<!DOCTYPE") + at, '\u0000');
      assertThat(ShimParsers.nvidiaSmiXml(bytes(text.toString())).issues())
          .as(at + "")
          .isNotEmpty();
    }
  }

  @Test
  void whatStandsBeforeAFaultInXmlIsKept() {
    String cut = ShimSamples.XML.substring(0, ShimSamples.XML.indexOf("Example X2"));
    ShimReadings readings = ShimParsers.nvidiaSmiXml(bytes(cut));
    assertThat(readings.gpus()).hasSize(1);
    assertThat(readings.processes()).hasSize(1);
    assertThat(messages(readings).get(0)).contains("XML: expected more of it");
  }

  @Test
  void tableHasDevicesPartitionsAndProcesses() {
    ShimReadings readings = clean("table");
    assertThat(readings.gpus()).hasSize(3);
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.name()).isEqualTo("Example X1");
    assertThat(gpu.powerWatts()).hasValue(120);
    assertThat(gpu.powerLimitWatts()).hasValue(300);
    assertThat(gpu.memoryTotalBytes()).hasValue(24576 * MIB);
    assertThat(gpu.detail())
        .containsEntry("driver_version", "600.10.01")
        .containsEntry("cuda_version", "14.0")
        .containsEntry("pci_bus_id", "00000000:0A:00.0");
    GpuInfo second = readings.gpus().get(1);
    assertThat(second.name()).isEqualTo("Example With A Long Na...");
    assertThat(second.powerWatts()).isEmpty();
    assertThat(second.utilizationPercent()).isEmpty();
    assertThat(second.mig().orElseThrow().instances().get(0).gpuInstanceId()).hasValue(5);
    GpuInfo lost = readings.gpus().get(2);
    assertThat(lost.index()).hasValue(2);
    assertThat(lost.name()).isEmpty();
    assertThat(lost.temperatureCelsius()).isEmpty();
    assertThat(readings.processes()).hasSize(2);
    assertThat(readings.processes().get(1).command())
        .isEqualTo("...Program Files\\My App\\app.exe");
    assertThat(readings.processes().get(1).gpuMemoryBytes()).isEmpty();
    assertThat(readings.processes().get(1).details().computeInstanceId()).hasValue(1);
  }

  @Test
  void linesOfADeviceWhoseNameIsDamagedGoToNoOther() {
    for (String damage : List.of("|   x  Example", "    1  Example", "|   1  Example")) {
      String text = ShimSamples.TABLE.replace("|   1  Example", damage);
      ShimReadings readings = ShimParsers.nvidiaSmiTable(bytes(text));
      assertThat(readings.gpus().get(0).temperatureCelsius()).as(damage).hasValue(61);
      assertThat(readings.gpus().get(0).mig().orElseThrow().enabled()).isFalse();
    }
  }

  @Test
  void readingsBelowADamagedNameGoToNoOtherDevice() {
    String text = ShimSamples.TEXT.replace("\nGPU 00000000:0B", "\nGPx 00000000:0B");
    assertThat(ShimParsers.nvidiaSmiQ(bytes(text)).gpus())
        .extracting(GpuInfo::name)
        .containsExactly("Example X1");
    String list = "GPx" + ShimSamples.LIST.substring(3);
    ShimReadings readings = ShimParsers.nvidiaSmiList(bytes(list));
    assertThat(readings.gpus()).hasSize(1);
    assertThat(readings.gpus().get(0).mig()).isEmpty();
    assertThat(readings.issues()).hasSize(3);
  }

  @Test
  void processesOfATableWithADamagedHeadingAreNotShifted() {
    String text = ShimSamples.TABLE.replace("  GPU   GI   CI ", "  GPU   xx   xx ");
    assertThat(ShimParsers.nvidiaSmiTable(bytes(text)).processes()).isEmpty();
  }

  @Test
  void tablesOfOldDriversNameNoInstances() {
    String old =
        """
        | NVIDIA-SMI 390.10                 Driver Version: 390.10                    |
        | GPU  Name        Persistence-M| Bus-Id        Disp.A | Volatile Uncorr. ECC |
        | Fan  Temp  Perf  Pwr:Usage/Cap|         Memory-Usage | GPU-Util  Compute M. |
        |===============================+======================+======================|
        |   0  Example Old         Off  | 00000000:02:00.0 Off |                  N/A |
        | 23%   36C    P8     8W / 250W |  Not Supported       |      0%      Default |
        +-------------------------------+----------------------+----------------------+
        | Processes:                                                       GPU Memory |
        |  GPU       PID   Type   Process name                             Usage      |
        |=============================================================================|
        |    0      1234      C   python                                       123MiB |
        """;
    ShimReadings readings = ShimParsers.nvidiaSmiTable(bytes(old));
    assertThat(readings.issues()).isEmpty();
    assertThat(readings.gpus().get(0).memoryUsedBytes()).isEmpty();
    assertThat(readings.processes().get(0).pid()).isEqualTo(1234);
    assertThat(readings.processes().get(0).gpuMemoryBytes()).hasValue(123 * MIB);
  }

  @Test
  void textHasDevicesPartitionsAndProcesses() {
    ShimReadings readings = clean("text");
    assertThat(readings.gpus()).hasSize(2);
    GpuInfo gpu = readings.gpus().get(0);
    assertThat(gpu.index()).hasValue(0);
    assertThat(gpu.uuid()).hasValue("GPU-11111111-aaaa");
    assertThat(gpu.memoryTotalBytes()).hasValue(24576 * MIB);
    assertThat(gpu.powerWatts()).hasValue(120.5);
    assertThat(gpu.thresholds().shutdown()).isEmpty();
    assertThat(gpu.mig().orElseThrow().instances()).hasSize(1);
    assertThat(gpu.mig().orElseThrow().instances().get(0).memoryTotalBytes()).hasValue(4096 * MIB);
    assertThat(readings.processes()).hasSize(2);
    assertThat(readings.processes().get(0).command()).isEqualTo("/opt/train : resumed");
    assertThat(readings.processes().get(0).details().gpuInstanceId()).hasValue(5);
    assertThat(readings.processes().get(1).gpuMemoryBytes()).isEmpty();
    assertThat(readings.processes().get(1).details().gpuInstanceId()).isEmpty();
    assertThat(readings.gpus().get(1).name()).isEqualTo("Example X2");
  }

  @Test
  void monitorOfProcessesHasARowEachAndIdleDevicesHaveNone() {
    ShimReadings readings = clean("pmon");
    assertThat(readings.processes()).extracting(ProcessInfo::pid).containsExactly(501, 503, 501);
    assertThat(readings.processes().get(0).details().gpuUtilizationPercent()).hasValue(37);
    assertThat(readings.processes().get(1).name()).isEqualTo("my long app.exe");
    assertThat(readings.processes().get(1).details().gpuUtilizationPercent()).isEmpty();
  }

  @Test
  void monitorOfDevicesHasARowEach() {
    ShimReadings readings = clean("dmon");
    assertThat(readings.gpus()).hasSize(3);
    assertThat(readings.gpus().get(0).powerWatts()).hasValue(120);
    assertThat(readings.gpus().get(1).powerWatts()).isEmpty();
    assertThat(readings.gpus().get(1).graphicsClockMhz()).isEmpty();
    assertThat(readings.gpus().get(2).detail()).containsEntry("memory_clock_mhz", "9000");
  }

  @Test
  void listHasUuidsAndProfiles() {
    ShimReadings readings = clean("list");
    assertThat(readings.gpus()).hasSize(2);
    assertThat(readings.gpus().get(1).name()).isEqualTo("Example X2 (beta)");
    List<MigInfo.Instance> parts = readings.gpus().get(0).mig().orElseThrow().instances();
    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).profile()).isEqualTo("1g.5gb");
    assertThat(parts.get(1).uuid()).isEqualTo("MIG-11111111-0002");
    assertThat(readings.gpus().get(1).mig()).isEmpty();
  }
}
