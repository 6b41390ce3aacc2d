package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.nvml.FakeNvml;
import io.allsmi.collect.nvml.NvmlLibrary;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaReaderTest {
  private static final long GIB = 1L << 30;
  private static final Instant NOW = FakeMachine.NOW;
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  /** Long enough for a driver that answers, as it does at once. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final String SIX = "GPU-00000006-aaaa-bbbb-cccc-000000000000";

  private static FakeNvml fake;

  @TempDir Path root;
  private FakeMachine machine;
  private NvidiaReader reader;

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    fake = FakeNvml.build();
  }

  @BeforeEach
  void machine() {
    fake.reset();
    machine = new FakeMachine(root);
    reader = reader(ENOUGH);
  }

  @AfterEach
  void close() {
    fake.reset();
    reader.close();
    assertThat(fake.opened()).as("left open").isZero();
  }

  private NvidiaReader reader(Duration limit) {
    return new NvidiaReader(fake::library, machine.files(), limit);
  }

  private static List<String> messages(DeviceReading reading) {
    return reading.issues().stream().map(Issue::message).toList();
  }

  private static GpuInfo gpu(DeviceReading reading, int index) {
    return reading.gpus().stream()
        .filter(gpu -> gpu.index().orElse(-1) == index)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void allGpusAreReadAndTheirFaultsNamed() {
    DeviceReading reading = reader.read(NOW);
    assertThat(reading.gpus())
        .extracting(gpu -> gpu.index().orElseThrow())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(gpu(reading, 2).powerWatts()).hasValue(102.5);
    assertThat(messages(reading))
        .hasSize(7)
        .contains(
            "nvidia: GPU 7 (GPU-00000007-aaaa-bbbb-cccc-000000000000): nvmlDeviceGetPowerUsage:"
                + " expected a reading, got 'Unknown Error' (999)");
  }

  @Test
  void usesNameTheirDeviceInBothWays() {
    DeviceReading reading = reader.read(NOW);
    DeviceUse first = reading.uses().get(0);
    assertThat(first.pid()).isEqualTo(1000);
    assertThat(first.deviceUuid()).contains("GPU-00000000-aaaa-bbbb-cccc-000000000000");
    assertThat(first.deviceIndex()).hasValue(0);
    assertThat(first.memoryBytes()).hasValue(5 * GIB);
    assertThat(first.type()).isEqualTo("C+G");
    DeviceUse inPartition = reading.uses().get(reading.uses().size() - 1);
    assertThat(inPartition.pid()).isEqualTo(1101);
    assertThat(inPartition.gpuInstanceId()).isEqualTo(OptionalInt.of(7));
  }

  @Test
  void aGpuWithoutMemoryOfItsOwnHasThatOfTheMachine() {
    machine.file("/proc/meminfo", "MemTotal: 1000 kB\nMemAvailable: 400 kB\n");
    GpuInfo gpu = gpu(reader.read(NOW), 4);
    assertThat(gpu.memoryTotalBytes()).hasValue(1000 * 1024);
    assertThat(gpu.memoryUsedBytes()).hasValue(600 * 1024);
    assertThat(gpu.detail()).containsEntry("memory_type", "unified");
  }

  @Test
  void theNodeOfAGpuIsThatOfItsPlaceOnTheBusWhereTheDriverHasNone() {
    machine.file("/sys/bus/pci/devices/0000:13:00.0/numa_node", "1\n");
    assertThat(gpu(reader.read(NOW), 3).numaNode()).hasValue(1);
    machine.file("/sys/bus/pci/devices/0000:13:00.0/numa_node", "-1\n");
    assertThat(gpu(reader.read(NOW), 3).numaNode()).isEmpty();
  }

  @Test
  void aLostGpuStaysListedByWhatItIsAndComesBack() {
    reader.read(NOW);
    fake.lose(6, 15);
    DeviceReading lost = reader.read(NOW.plusSeconds(1));
    assertThat(lost.gpus()).hasSize(8);
    assertThat(gpu(lost, 6).uuid()).contains(SIX);
    assertThat(gpu(lost, 6).powerWatts()).isEmpty();
    assertThat(gpu(lost, 6).memoryTotalBytes()).hasValue(140 * GIB);
    assertThat(gpu(lost, 0).powerWatts()).isPresent();
    assertThat(messages(lost).get(messages(lost).size() - 2))
        .startsWith("nvidia: GPU 6 (" + SIX + "): ")
        .contains("'GPU is lost' (15)");
    fake.lose(6, 0);
    DeviceReading back = reader.read(NOW.plusSeconds(60));
    assertThat(gpu(back, 6).powerWatts()).isPresent();
    assertThat(fake.opened()).as("closed before it was opened again").isEqualTo(1);
  }

  @Test
  void aGpuThatIsLostFromTheStartIsListedByItsNumber() {
    fake.lose(6, 15);
    DeviceReading lost = reader.read(NOW);
    assertThat(lost.gpus()).hasSize(8);
    assertThat(gpu(lost, 6)).isEqualTo(GpuInfo.builder().index(6).build());
    fake.lose(6, 0);
    DeviceReading back = reader.read(NOW.plusSeconds(60));
    assertThat(back.gpus()).hasSize(8);
    assertThat(gpu(back, 6).uuid()).contains(SIX);
  }

  @Test
  void aGpuThatFellOffTheBusStaysListedWithoutTheNumberThatAnotherHas() {
    reader.read(NOW);
    fake.lose(7, 15);
    reader.read(NOW.plusSeconds(1));
    fake.count(7);
    DeviceReading reading = reader.read(NOW.plusSeconds(60));
    assertThat(reading.gpus()).hasSize(8);
    assertThat(gpu(reading, 7).uuid()).contains("GPU-00000007-aaaa-bbbb-cccc-000000000000");
    assertThat(gpu(reading, 7).temperatureCelsius()).isEmpty();
    assertThat(messages(reading))
        .contains(
            "nvidia: GPU-00000007-aaaa-bbbb-cccc-000000000000: expected it where it was,"
                + " got no such GPU");
  }

  @Test
  void aGpuThatHangsCostsItsOwnReadingsAndIsNotAskedAgainBeforeItAnswered() {
    reader = reader(SHORT);
    reader.read(NOW);
    fake.hang(6, true);
    DeviceReading hung = reader.read(NOW);
    assertThat(hung.gpus()).hasSize(8);
    assertThat(gpu(hung, 6).uuid()).contains(SIX);
    assertThat(gpu(hung, 6).powerWatts()).isEmpty();
    assertThat(gpu(hung, 5).uuid()).isPresent();
    assertThat(gpu(hung, 0).powerWatts()).isPresent();
    String issue = "nvidia: GPU 6 (" + SIX + "): expected an answer within 2.0 s, got nothing";
    assertThat(messages(hung)).contains(issue);
    for (int i = 0; i < 20; i++) {
      assertThat(messages(reader.read(NOW))).contains(issue);
    }
    assertThat(fake.waiting()).as("calls that hang").isEqualTo(1);
    fake.hang(6, false);
    DeviceReading back = reader.read(NOW);
    while (messages(back).contains(issue)) {
      back = reader.read(NOW);
    }
    assertThat(gpu(back, 6).powerWatts()).isPresent();
  }

  @Test
  void aGpuThatHangsFromTheStartCostsOnlyItself() {
    reader = reader(SHORT);
    fake.hang(0, true);
    DeviceReading others = reader.read(NOW);
    assertThat(others.gpus())
        .extracting(gpu -> gpu.index().orElseThrow())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(gpu(others, 0)).isEqualTo(GpuInfo.builder().index(0).build());
    assertThat(messages(others))
        .contains("nvidia: GPU 0: expected an answer within 2.0 s, got nothing");
    fake.hang(0, false);
    DeviceReading back = reader.read(NOW);
    while (gpu(back, 0).uuid().isEmpty()) {
      back = reader.read(NOW);
    }
    assertThat(back.gpus()).hasSize(8);
    assertThat(gpu(back, 0).uuid()).isPresent();
  }

  /** The fake, but that it opens when it is told to. */
  private record Slow(NvmlLibrary library, CountDownLatch opens) implements NvmlLibrary {
    @Override
    public int call(String function, Object... arguments) {
      if (function.equals("nvmlInit_v2")) {
        try {
          opens.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return library.call(function, arguments);
    }

    @Override
    public boolean has(String function) {
      return library.has(function);
    }
  }

  @Test
  void aDriverThatHangsWhileItIsOpenedIsReadWhenItHasOpened() {
    CountDownLatch opens = new CountDownLatch(1);
    Duration soon = Duration.ofMillis(100);
    reader = new NvidiaReader(() -> new Slow(fake.library(), opens), machine.files(), soon);
    DeviceReading nothing = reader.read(NOW);
    assertThat(nothing.gpus()).isEmpty();
    assertThat(messages(nothing))
        .containsExactly("nvidia: expected the driver to answer within 0.1 s, got nothing");
    opens.countDown();
    DeviceReading back = reader.read(NOW);
    while (back.gpus().stream().filter(gpu -> gpu.uuid().isPresent()).count() < 8) {
      back = reader.read(NOW);
    }
    assertThat(gpu(back, 0).powerWatts()).isPresent();
  }

  /** The fake, but that a partitioned GPU is more than its reader can take. */
  private record Broken(NvmlLibrary library) implements NvmlLibrary {
    @Override
    public int call(String function, Object... arguments) {
      if (function.equals("nvmlDeviceGetMaxMigDeviceCount")) {
        throw new IllegalArgumentException("broken");
      }
      return library.call(function, arguments);
    }

    @Override
    public boolean has(String function) {
      return library.has(function);
    }
  }

  @Test
  void whatTheReaderOfAGpuDidNotExpectCostsThatGpuOnly() {
    reader = new NvidiaReader(() -> new Broken(fake.library()), machine.files(), ENOUGH);
    DeviceReading reading = reader.read(NOW);
    assertThat(reading.gpus())
        .extracting(gpu -> gpu.index().orElseThrow())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(gpu(reading, 1)).isEqualTo(GpuInfo.builder().index(1).build());
    assertThat(messages(reading))
        .contains(
            "nvidia: GPU 1: nvml-1: expected an answer, got java.lang.IllegalArgumentException:"
                + " broken");
  }

  @Test
  void aDriverThatIsNotLoadedIsAnIssueUntilItIs() {
    fake.failInit(9);
    DeviceReading reading = reader.read(NOW);
    assertThat(reading.gpus()).isEmpty();
    assertThat(messages(reading))
        .containsExactly(
            "nvidia: nvmlInit_v2: expected the driver to answer, got 'Driver Not Loaded' (9)");
    fake.failInit(0);
    assertThat(reader.read(NOW).gpus()).hasSize(8);
  }

  @Test
  void aLibraryThatCannotBeLoadedIsAnIssue() {
    NvidiaReader none = NvidiaReader.of(root.resolve("none.so").toString(), machine.files());
    assertThat(messages(none.read(NOW)))
        .singleElement()
        .asString()
        .startsWith("nvidia: expected a library that can be loaded, got: ");
    none.close();
  }

  @Test
  void aMachineWithoutJnaSaysWhatToAdd() {
    NvidiaReader none =
        new NvidiaReader(
            () -> {
              throw new NoClassDefFoundError("com/sun/jna/NativeLibrary");
            },
            machine.files(),
            ENOUGH);
    assertThat(messages(none.read(NOW)))
        .containsExactly(
            "nvidia: expected net.java.dev.jna:jna among the libraries, got none;"
                + " add it to read NVIDIA GPUs");
    none.close();
  }
}
