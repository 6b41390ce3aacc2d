package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.Issue;
import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessReaderTest {
  private static final ProcessReader.Machine MACHINE =
      new ProcessReader.Machine(OptionalLong.of(10_240_000), OptionalLong.of(1_700_000_000));

  @TempDir Path root;
  private final List<Issue> issues = new ArrayList<>();
  private FakeMachine machine;
  private ProcessReader reader;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root).units().accounts("root:0", "alice:1001");
    machine.file("/proc/uptime", "1000.00 1.00\n");
    reader = reader(ProcessReader.MOST_PROCESSES);
  }

  private ProcessReader reader(int most) {
    SystemFiles files = machine.files();
    Accounts accounts = new Accounts(files, path -> "", new Patience(Duration.ofMinutes(1)));
    return new ProcessReader(files, accounts, (pids, now) -> Map.of(), true, most);
  }

  private List<ProcessInfo> read(double uptime, ProcessScope scope, DeviceUse... uses)
      throws IOException {
    return reader.read(FakeMachine.at(uptime), scope, List.of(uses), MACHINE, issues::add);
  }

  private List<ProcessInfo> read(double uptime) throws IOException {
    return read(uptime, ProcessScope.ALL);
  }

  private static DeviceUse use(int pid, String uuid, int index, long memory) {
    return new DeviceUse(
        pid,
        Optional.of(uuid),
        OptionalInt.of(index),
        OptionalLong.of(memory),
        OptionalDouble.of(7));
  }

  @Test
  void aProcessIsReadWhole() throws IOException {
    machine.process(42).uid(1001).parent(7).ticks(400).startTicks(90_000).state("R").write();
    ProcessInfo process = read(1000).get(0);
    assertThat(process)
        .isEqualTo(
            ProcessInfo.builder(42)
                .user("alice")
                .uid(1001)
                .name("python")
                .command("python train.py")
                .startedAt(Instant.ofEpochSecond(1_700_000_900))
                .cpuPercent(4)
                .details(
                    ProcessDetails.builder()
                        .parentPid(7)
                        .state("R")
                        .cpuTimeSeconds(4)
                        .residentBytes(1_024_000)
                        .virtualBytes(8_192_000)
                        .memoryPercent(10)
                        .nice(5)
                        .priority(20)
                        .threads(7)
                        .build())
                .build());
  }

  @Test
  void cpuPercentIsTheDifferenceOfTwoReads() throws IOException {
    machine.process(42).ticks(400).write();
    read(1000);
    machine.process(42).ticks(900).write();
    assertThat(read(1002).get(0).cpuPercent()).hasValue(250);
    assertThat(read(1002).get(0).cpuPercent()).isEmpty();
  }

  @Test
  void anotherProcessWithTheNumberOfOneThatEndedIsNew() throws IOException {
    machine.process(42).uid(1001).ticks(4000).write();
    read(1000);
    machine.process(42).uid(0).arguments("other").startTicks(90_000).ticks(100).write();
    ProcessInfo process = read(1000).get(0);
    assertThat(process.user()).contains("root");
    assertThat(process.command()).isEqualTo("other");
    assertThat(process.cpuPercent()).hasValue(1);
  }

  @Test
  void aProcessThatRunsAnotherProgramIsLookedUpAgain() throws IOException {
    machine.process(42).name("bash").arguments("bash").write();
    read(1000);
    machine.process(42).name("python").arguments("python", "--token", "x").write();
    assertThat(read(1001).get(0).command()).isEqualTo("python --token ***");
  }

  @Test
  void whatIsKeptIsLookedUpAgainAfterAWhile() throws IOException {
    machine.process(42).arguments("before").write();
    read(1000);
    machine.process(42).arguments("after").write();
    List<String> commands = new ArrayList<>();
    for (int i = 1; i <= 16; i++) {
      commands.add(read(1000 + i).get(0).command());
    }
    assertThat(commands).startsWith("before").endsWith("after");
  }

  @Test
  void aProcessThatEndsCostsItselfOnly() throws IOException {
    machine.process(41).write();
    machine.process(42).write();
    machine.file("/proc/43/cmdline", "");
    machine.file("/proc/44/stat", "44 (cut");
    assertThat(read(1000)).extracting(ProcessInfo::pid).containsExactly(41, 42);
    machine.remove("/proc/41");
    assertThat(read(1001)).extracting(ProcessInfo::pid).containsExactly(42);
    assertThat(issues).isEmpty();
  }

  @Test
  void anUnknownAccountIsItsNumberAsText() throws IOException {
    machine.process(42).uid(5000).write();
    ProcessInfo process = read(1000).get(0);
    assertThat(process.user()).contains("5000");
    assertThat(process.uid()).hasValue(5000);
  }

  @Test
  void anAccountThatIsNotToldIsAbsent() throws IOException {
    machine.process(42).write().remove("/proc/42/status");
    assertThat(read(1000).get(0).user()).isEmpty();
  }

  @Test
  void withoutThePageSizeResidentMemoryIsAbsent() throws IOException {
    machine.remove("/proc/self/auxv");
    reader = reader(10);
    machine.process(42).write();
    assertThat(read(1000).get(0).details().residentBytes()).isEmpty();
    assertThat(read(1000).get(0).details().memoryPercent()).isEmpty();
  }

  @Test
  void aProcessHasARowForEachDevice() throws IOException {
    machine.process(41).write();
    machine.process(42).uid(1001).write();
    List<ProcessInfo> rows =
        read(1000, ProcessScope.ALL, use(42, "GPU-b", 1, 20), use(42, "GPU-a", 0, 10));
    assertThat(rows).extracting(ProcessInfo::pid).containsExactly(41, 42, 42);
    assertThat(rows.get(0).holdsDevice()).isFalse();
    assertThat(rows.get(1).deviceUuid()).contains("GPU-a");
    assertThat(rows.get(1).gpuMemoryBytes()).hasValue(10);
    assertThat(rows.get(1).details().gpuUtilizationPercent()).hasValue(7);
    assertThat(rows.get(2).deviceIndex()).hasValue(1);
    assertThat(rows.get(2).user()).contains("alice");
  }

  @Test
  void aDeviceThatIsToldTwiceIsOneRowWithTheLargerFigures() throws IOException {
    machine.process(42).write();
    List<ProcessInfo> rows =
        read(1000, ProcessScope.ALL, use(42, "GPU-a", 0, 10), use(42, "GPU-a", 0, 30));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).gpuMemoryBytes()).hasValue(30);
  }

  @Test
  void onlyDeviceUsersAreReadWhenAskedFor() throws IOException {
    machine.process(41).write();
    machine.process(42).write();
    assertThat(read(1000, ProcessScope.DEVICE_USERS, use(42, "GPU-a", 0, 10)))
        .extracting(ProcessInfo::pid)
        .containsExactly(42);
    assertThat(read(1001, ProcessScope.NONE, use(42, "GPU-a", 0, 10))).isEmpty();
  }

  @Test
  void aDeviceUserThatProcDoesNotShowKeepsItsMemoryAndHasNoUser() throws IOException {
    ProcessInfo row = read(1000, ProcessScope.DEVICE_USERS, use(42, "GPU-a", 0, 10)).get(0);
    assertThat(row.user()).isEmpty();
    assertThat(row.gpuMemoryBytes()).hasValue(10);
  }

  @Test
  void moreProcessesThanTheLimitAreAnIssue() throws IOException {
    reader = reader(2);
    for (int pid = 41; pid <= 43; pid++) {
      machine.process(pid).write();
    }
    assertThat(read(1000)).hasSize(2);
    assertThat(issues)
        .extracting(Issue::message)
        .containsExactly("processes: expected at most 2, got 3");
  }

  @Test
  void aMachineWithoutProcIsAFailure() {
    machine.remove("/proc");
    assertThatThrownBy(() -> read(1000))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("expected the folder /proc");
  }

  @Test
  void aStartDoesNotWaverWithTheSecondOfTheBoot() throws IOException {
    machine.process(42).startTicks(100).write();
    Instant start = read(1000).get(0).startedAt().orElseThrow();
    ProcessReader.Machine later =
        new ProcessReader.Machine(OptionalLong.empty(), OptionalLong.of(1_700_000_001));
    ProcessReader.Machine setAnew =
        new ProcessReader.Machine(OptionalLong.empty(), OptionalLong.of(1_700_003_600));
    assertThat(startWith(later)).isEqualTo(start);
    assertThat(startWith(setAnew)).isEqualTo(start.plusSeconds(3600));
  }

  private Instant startWith(ProcessReader.Machine facts) throws IOException {
    return reader
        .read(FakeMachine.at(1001), ProcessScope.ALL, List.of(), facts, issues::add)
        .get(0)
        .startedAt()
        .orElseThrow();
  }
}
