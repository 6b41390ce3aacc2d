package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.local.LocalHost;
import io.allsmi.collect.local.LocalOptions;
import io.allsmi.collect.local.LocalReading;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
@Timeout(300)
class RemoteHostTest {
  /** Answers each column that it is asked for by name. */
  static final String NVIDIA =
      """
      case "$1" in
        -L) echo 'GPU 0: NVIDIA H100 (UUID: GPU-a)'; echo 'GPU 1: NVIDIA H100 (UUID: GPU-b)' ;;
        --query-gpu=*)
          for i in 0 1; do
            row=''
            IFS=,
            for column in ${1#--query-gpu=}; do
              case $column in
                index) cell=$i ;;
                uuid) [ $i = 0 ] && cell=GPU-a || cell=GPU-b ;;
                name) cell='NVIDIA H100' ;;
                memory.used) cell=$((i * 1000)) ;;
                memory.total) cell=81559 ;;
                power.draw) cell=100.50 ;;
                utilization.gpu) cell=[N/A] ;;
                clocks_throttle_reasons.active) cell=0x0000000000000004 ;;
                clocks.sm) cell=1980 ;;
                ecc.errors.uncorrected.volatile.total) cell=3 ;;
                pstate) cell=P2 ;;
                clocks_event_reasons.active)
                  echo 'Field "clocks_event_reasons.active" is not a valid field to query.'
                  exit 2 ;;
                *) cell='[N/A]' ;;
              esac
              row="$row, $cell"
            done
            unset IFS
            echo "${row#, }"
          done ;;
        --query-compute-apps=*) echo "GPU-b, $PPID, 1000" ;;
      esac
      """;

  @TempDir Path folder;

  private FakeHost host;
  private RemoteHost reader;

  @BeforeEach
  void begin() {
    host = new FakeHost(folder);
    reader = RemoteHost.of("none", "none", host, RemoteOptions.defaults());
  }

  private RemoteHost open(FakeHost fake) {
    return open(fake, RemoteOptions.defaults());
  }

  private RemoteHost open(FakeHost fake, RemoteOptions options) {
    host = fake;
    reader = RemoteHost.of("alice@node7:22", "node7", fake, options);
    return reader;
  }

  private FakeHost nvidia(String... login) {
    return new FakeHost(folder, login).tool("nvidia-smi", NVIDIA);
  }

  @AfterEach
  void close() {
    reader.close();
    host.close();
  }

  private static List<String> messages(HostSnapshot snapshot) {
    return snapshot.issues().stream().map(Issue::message).toList();
  }

  private static ProcessInfo ours(HostSnapshot snapshot) {
    long pid = ProcessHandle.current().pid();
    return snapshot.processes().stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
  }

  @Test
  void aHostWithNvidiaSmiShowsItsDevicesAndWhatIsAroundThem() throws Exception {
    HostSnapshot snapshot = open(nvidia()).read(FakeHost.LONG);
    assertThat(messages(snapshot)).isEmpty();
    assertThat(snapshot.hostId()).isEqualTo("alice@node7:22");
    assertThat(snapshot.address()).isEqualTo("node7");
    assertThat(snapshot.status().transport()).isEqualTo(Transport.SSH_NVIDIA_SMI);
    assertThat(snapshot.processCollection()).isEqualTo(ProcessCollection.COLLECTING);
    assertThat(snapshot.gpus())
        .extracting(gpu -> gpu.uuid().orElse(""))
        .containsExactly("GPU-a", "GPU-b");
    GpuInfo gpu = snapshot.gpus().get(1);
    assertThat(gpu.powerWatts()).hasValue(100.5);
    assertThat(gpu.memoryUsedBytes()).hasValue(1000L << 20);
    assertThat(gpu.utilizationPercent()).isEmpty();
    assertThat(gpu.performanceState()).hasValue(2);
    assertThat(gpu.detail())
        .containsEntry("clock_event_reasons", "sw_power_cap")
        .containsEntry("sm_clock_mhz", "1980")
        .containsEntry("ecc_errors_uncorrected", "3");
    assertThat(snapshot.cpus()).hasSize(1);
    assertThat(snapshot.memory()).hasSize(1);
  }

  /** The same code reads both, so what does not change between two reads is the same. */
  @Test
  void whatIsAroundTheDevicesIsAsTheReaderOfThisMachineHasIt() throws Exception {
    HostSnapshot there = open(nvidia()).read(FakeHost.LONG);
    LocalReading here = LocalHost.open(LocalOptions.defaults()).read(Instant.now(), List.of());
    assertThat(there.hostname()).isEqualTo(here.hostname());
    assertThat(there.cpus().get(0).model()).isEqualTo(here.cpus().get(0).model());
    assertThat(there.cpus().get(0).threadCount()).isEqualTo(here.cpus().get(0).threadCount());
    assertThat(there.cpus().get(0).coreCount()).isEqualTo(here.cpus().get(0).coreCount());
    assertThat(there.cpus().get(0).socketCount()).isEqualTo(here.cpus().get(0).socketCount());
    assertThat(there.cpus().get(0).cacheSizeMb()).isEqualTo(here.cpus().get(0).cacheSizeMb());
    assertThat(there.cpus().get(0).architecture()).isEqualTo(here.cpus().get(0).architecture());
    assertThat(there.memory().get(0).totalBytes()).isEqualTo(here.memory().get(0).totalBytes());
    assertThat(there.chassis().map(c -> c.detail())).isEqualTo(here.chassis().map(c -> c.detail()));
    assertThat(there.storage())
        .extracting(StorageInfo::mountPoint)
        .isEqualTo(here.storage().stream().map(StorageInfo::mountPoint).toList());
    assertThat(there.storage())
        .extracting(StorageInfo::totalBytes)
        .isEqualTo(here.storage().stream().map(StorageInfo::totalBytes).toList());
    long pid = ProcessHandle.current().pid();
    ProcessInfo own =
        here.processes().stream().filter(p -> p.pid() == pid).findFirst().orElseThrow();
    assertThat(ours(there).user()).isEqualTo(own.user());
    assertThat(ours(there).uid()).isEqualTo(own.uid());
    assertThat(ours(there).name()).isEqualTo(own.name());
    assertThat(ours(there).command()).isEqualTo(own.command());
    assertThat(ours(there).startedAt()).isEqualTo(own.startedAt());
    assertThat(ours(there).details().parentPid()).isEqualTo(own.details().parentPid());
    assertThat(ours(there).details().containerId()).isEqualTo(own.details().containerId());
  }

  @Test
  void aProcessThatUsesADeviceIsJoinedToWhatProcTellsOfIt() throws Exception {
    String pid = String.valueOf(ProcessHandle.current().pid());
    FakeHost fake = new FakeHost(folder).tool("nvidia-smi", NVIDIA.replace("$PPID", pid));
    ProcessInfo process = ours(open(fake).read(FakeHost.LONG));
    assertThat(process.deviceUuid()).contains("GPU-b");
    assertThat(process.deviceIndex()).hasValue(1);
    assertThat(process.gpuMemoryBytes()).hasValue(1000L << 20);
    assertThat(process.name()).isEqualTo("java");
    assertThat(process.startedAt()).isPresent();
  }

  /** Each read starts programs; the list of them is what would stand there without us. */
  @Test
  void whatReadsTheHostIsNoneOfItsProcesses() throws Exception {
    String pid = String.valueOf(ProcessHandle.current().pid());
    open(new FakeHost(folder).tool("nvidia-smi", NVIDIA.replace("$PPID", pid)));
    for (int i = 0; i < 3; i++) {
      assertThat(reader.read(FakeHost.LONG).processes())
          .filteredOn(process -> List.of("awk", "mawk", "grep").contains(process.name()))
          .filteredOn(process -> process.user().isEmpty())
          .extracting(ProcessInfo::command)
          .isEmpty();
    }
  }

  @Test
  void aProgramThatDoesNotWorkIsNamed() throws Exception {
    HostSnapshot snapshot = open(nvidia().tool("awk", "exit 127")).read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(snapshot.issues())
        .extracting(Issue::message)
        .contains("host: expected the program awk, got none that works");
  }

  /** Some awks end where a file cannot be read to its end, as one of a process that has ended. */
  @Test
  void aProcessThatEndsWhileItIsReadCostsItselfAlone() throws Exception {
    String awk =
        """
        for word; do
          case $word in /proc/*|/sys/*) echo "awk: read error (No such process)" >&2; exit 2 ;; esac
        done
        exec /usr/bin/awk "$@"
        """;
    HostSnapshot snapshot = open(nvidia().tool("awk", awk)).read(FakeHost.LONG);
    assertThat(ours(snapshot).user()).isPresent();
  }

  @Test
  void aFieldThatTheDriverRejectsIsAskedNoMore() throws Exception {
    open(nvidia());
    reader.read(FakeHost.LONG);
    assertThat(host.starts("nvidia-smi", "clocks_event_reasons.active")).isEqualTo(1);
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    assertThat(host.starts("nvidia-smi", "clocks_event_reasons.active")).isEqualTo(1);
    assertThat(host.starts("nvidia-smi", "--query-gpu")).isEqualTo(3);
  }

  @Test
  void whoUsesTheDevicesIsAskedAgainWhenTheirMemoryIsUsedOtherwise() throws Exception {
    Path amount = Files.writeString(folder.resolve("amount"), "1000");
    String pid = String.valueOf(ProcessHandle.current().pid());
    open(
        new FakeHost(folder)
            .tool(
                "nvidia-smi",
                NVIDIA.replace("$PPID", pid).replace("$((i * 1000))", "$(cat " + amount + ")")));
    reader.read(FakeHost.LONG);
    long before = host.starts("nvidia-smi", "--query-compute-apps");
    assertThat(ours(reader.read(FakeHost.LONG)).deviceUuid()).contains("GPU-b");
    assertThat(host.starts("nvidia-smi", "--query-compute-apps")).isEqualTo(before);
    Files.writeString(amount, "2000");
    reader.read(FakeHost.LONG);
    assertThat(host.starts("nvidia-smi", "--query-compute-apps")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fish", "tcsh", "bash", "dash"})
  void anyLoginShellWillDo(String shell) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + shell)), shell + " is not installed here");
    HostSnapshot snapshot = open(nvidia(shell, "-c")).read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(messages(snapshot)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec dash", "exec bash --posix", "exec busybox sh"})
  void anyPosixShellRunsTheScript(String shell) throws Exception {
    String program = shell.split(" ", -1)[1];
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/" + program)), program + " is not installed here");
    FakeHost fake = nvidia("dash", "-c", shell);
    HostSnapshot snapshot = open(fake).read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(messages(snapshot)).isEmpty();
    assertThat(ours(snapshot).user()).contains(System.getProperty("user.name"));
  }

  @Test
  void whatALoginPrintsIsPassedOver() throws Exception {
    FakeHost fake = nvidia("dash", "-c", "echo '# begin'; echo '{noise}'; printf 'no end'; sh");
    assertThat(open(fake).read(FakeHost.LONG).gpus()).hasSize(2);
  }

  @Test
  void whatAProcessCallsItselfStaysInItsPlace() throws Exception {
    String evil = "x\n#mark begin\n/proc/1/status:Uid:\t4242\t4242\t4242\t4242\n+/proc/1/stat:1 (a";
    Process process =
        new ProcessBuilder("sh", "-c", "read x; :", evil, "--password", "hunter2").start();
    try {
      HostSnapshot snapshot = open(nvidia()).read(FakeHost.LONG);
      ProcessInfo row =
          snapshot.processes().stream()
              .filter(p -> p.pid() == process.pid())
              .findFirst()
              .orElseThrow();
      assertThat(row.command())
          .isEqualTo(
              "sh -c read x; : " + evil.replace('\n', ' ').replace('\t', ' ') + " --password ***");
      assertThat(snapshot.processes()).noneMatch(p -> p.uid().orElse(0) == 4242);
      assertThat(snapshot.processes()).extracting(ProcessInfo::pid).doesNotHaveDuplicates();
    } finally {
      process.destroy();
      process.waitFor(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void cpuUtilizationIsTheDifferenceOfTwoReads() throws Exception {
    open(nvidia());
    assertThat(reader.read(FakeHost.LONG).cpus().get(0).utilizationPercent()).isEmpty();
    HostSnapshot second = reader.read(FakeHost.LONG);
    while (second.cpus().get(0).utilizationPercent().isEmpty()) {
      second = reader.read(FakeHost.LONG);
    }
    assertThat(second.cpus().get(0).utilizationPercent().getAsDouble()).isBetween(0.0, 100.0);
  }

  @Test
  void aProcessThatEndedIsGoneAndANewOneIsThere() throws Exception {
    open(nvidia());
    reader.read(FakeHost.LONG);
    Process process = new ProcessBuilder("sh", "-c", "read x; :", "marker").start();
    long pid = process.pid();
    assertThat(reader.read(FakeHost.LONG).processes())
        .anyMatch(p -> p.pid() == pid && p.command().equals("sh -c read x; : marker"));
    process.destroy();
    process.waitFor();
    assertThat(reader.read(FakeHost.LONG).processes()).noneMatch(p -> p.pid() == pid);
  }

  @Test
  void aYoungProcessThatBecomesAnotherIsShownAsThatByTheFourthRead() throws Exception {
    open(nvidia());
    reader.read(FakeHost.LONG);
    Process process =
        new ProcessBuilder("sh", "-c", "read x; exec cat", "marker")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long pid = process.pid();
    try {
      assertThat(reader.read(FakeHost.LONG).processes())
          .anyMatch(p -> p.pid() == pid && p.command().startsWith("sh -c read x"));
      process.outputWriter().append('\n').flush();
      while (!Files.readString(Path.of("/proc", "" + pid, "comm")).equals("cat\n")) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < 3; i++) {
        reader.read(FakeHost.LONG);
      }
      assertThat(reader.read(FakeHost.LONG).processes())
          .anyMatch(p -> p.pid() == pid && p.command().equals("cat"));
    } finally {
      process.destroy();
      process.waitFor(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void whichToolsThereAreComesWithTheFirstAnswer() throws Exception {
    Path asked = folder.resolve("asked");
    FakeHost fake = nvidia("sh", "-c", "tee " + asked + " | sh");
    open(fake).read(FakeHost.LONG);
    reader.close();
    assertThat(host.hasEnded()).isTrue();
    assertThat(Files.readString(asked)).contains("facts\ntry nvidia-smi\n");
  }

  @Test
  void whoProcessesAreIsSentBeforeTheirCommandLines() throws Exception {
    Path sent = folder.resolve("sent");
    String keeps =
        "case $2 in 16777216) exec tee %s ;; esac\nexec /usr/bin/head \"$@\"".formatted(sent);
    FakeHost fake = new FakeHost(folder).tool("nvidia-smi", NVIDIA).tool("head", keeps);
    assertThat(open(fake).read(FakeHost.LONG).gpus()).hasSize(2);
    List<String> files =
        Files.readString(sent, StandardCharsets.ISO_8859_1)
            .lines()
            .map(line -> line.replaceFirst("^/proc/\\d+/(\\w+):.*", "$1"))
            .toList();
    assertThat(files).contains("status", "cgroup", "cmdline");
    List<String> behind = files.subList(files.indexOf("cmdline"), files.size());
    assertThat(behind).doesNotContain("status", "cgroup", "loginuid");
  }

  @Test
  void aToolThatHangsIsWaitedForAndNoSecondOneIsStarted() throws Exception {
    Path gate = folder.resolve("gate");
    Path open = folder.resolve("open");
    new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
    String once = "[ -e " + open + " ] || { read x <" + gate + "; : >" + open + "; }";
    open(
        new FakeHost(folder)
            .tool("nvidia-smi", "case $1 in --query-gpu*) " + once + " ;; esac\n" + NVIDIA));
    assertThatThrownBy(() -> readUntilAsked())
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT));
    assertThatThrownBy(() -> reader.read(Duration.ofMillis(20)))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT));
    assertThat(host.starts("nvidia-smi", "--query-gpu")).isLessThanOrEqualTo(1);
    Files.writeString(gate, "go\n");
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
  }

  @Test
  void aToolThatGoesOnIsEndedWhenWeLeaveEvenWhileItIsSilent() throws Exception {
    Path gate = folder.resolve("gate");
    Path begun = folder.resolve("begun");
    new ProcessBuilder("mkfifo", gate.toString(), begun.toString()).start().waitFor();
    String hangs = "case $* in *-lms*) echo $$ >%s; exec cat <>%s ;; esac\n".formatted(begun, gate);
    open(
        new FakeHost(folder).tool("nvidia-smi", hangs + NVIDIA),
        RemoteOptions.defaults().withStream(Duration.ofMillis(100)));
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    ProcessHandle tool =
        ProcessHandle.of(Long.parseLong(Files.readString(begun).strip())).orElseThrow();
    reader.close();
    ProcessHandle ended = tool.onExit().get(1, TimeUnit.MINUTES);
    assertThat(ended.isAlive()).isFalse();
  }

  @Test
  void aToolThatGoesOnIsEndedWhenWeLeaveEvenWhileItIsStopped() throws Exception {
    Path begun = folder.resolve("begun");
    new ProcessBuilder("mkfifo", begun.toString()).start().waitFor();
    String stops =
        "case $* in *-lms*) echo $$ >%s; kill -STOP $$; exec cat ;; esac\n".formatted(begun);
    open(
        new FakeHost(folder).tool("nvidia-smi", stops + NVIDIA),
        RemoteOptions.defaults().withStream(Duration.ofMillis(100)));
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    ProcessHandle tool =
        ProcessHandle.of(Long.parseLong(Files.readString(begun).strip())).orElseThrow();
    reader.close();
    assertThat(tool.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
  }

  /** Reads for short whiles until the tool hangs. */
  private HostSnapshot readUntilAsked() throws Exception {
    while (host.starts("nvidia-smi", "--query-gpu") == 0) {
      try {
        return reader.read(Duration.ofMillis(50));
      } catch (HostReadException e) {
        if (e.kind() != FailureKind.TIMEOUT) {
          throw e;
        }
      }
    }
    return reader.read(Duration.ofMillis(20));
  }

  @Test
  void aDriverThatFailsCostsItsReadingsOnly() throws Exception {
    Path broken = folder.resolve("broken");
    String failure =
        "[ -e "
            + broken
            + " ] && { echo 'NVIDIA-SMI has failed because of\nthe driver'; exit 9; }\n";
    open(new FakeHost(folder).tool("nvidia-smi", failure + NVIDIA));
    assertThat(reader.read(FakeHost.LONG).gpus().get(0).powerWatts()).isPresent();
    Files.writeString(broken, "");
    HostSnapshot snapshot = reader.read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(snapshot.gpus().get(0).powerWatts()).isEmpty();
    assertThat(snapshot.gpus().get(0).uuid()).contains("GPU-a");
    assertThat(messages(snapshot))
        .contains(
            "nvidia-smi: expected success, got exit status 9: 'NVIDIA-SMI has failed because of'");
    assertThat(snapshot.cpus()).hasSize(1);
  }

  @Test
  void aShellThatEndsIsUnreachable() throws Exception {
    open(nvidia()).read(FakeHost.LONG);
    host.kill();
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNREACHABLE));
  }

  @Test
  void closingEndsTheShellOnTheHost() throws Exception {
    open(nvidia()).read(FakeHost.LONG);
    reader.close();
    reader.close();
    assertThat(host.hasEnded()).isTrue();
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOf(HostReadException.class)
        .hasMessage("connection: expected it open, got it closed");
  }

  @Test
  void aHostWithoutToolsIsUnsupportedAndLeftAloneForAWhile() {
    open(new FakeHost(folder).tool("nvidia-smi", "echo 'No devices were found'; exit 6"));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> reader.read(FakeHost.LONG))
          .isInstanceOfSatisfying(
              HostReadException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(FailureKind.UNSUPPORTED);
                assertThat(e.text())
                    .isEqualTo(
                        "host: expected one of allsmi, nvidia-smi, amd-smi, rocm-smi on it, got none"
                            + " that works: nvidia-smi: expected success, got exit status 6: 'No"
                            + " devices were found'");
              });
    }
    assertThat(starts("-L")).isEqualTo(1);
  }

  private long starts(String argument) {
    try {
      return host.starts("nvidia-smi", argument);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aToolIsOnlyTriedWhenItIsWanted() {
    open(nvidia(), RemoteOptions.defaults().withFallbacks(List.of()));
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOf(HostReadException.class)
        .hasMessage("host: expected one of allsmi on it, got none that works");
    assertThat(starts("")).isZero();
  }

  @Test
  void aToolThatGoesOnIsStartedOnce() throws Exception {
    String looping =
        NVIDIA.replace("clocks_event_reasons.active)", "never)")
            + "case $* in *-lms*) while sleep 0.1; do PPID=$PPID \"$0\" \"$1\" once || exit; done ;; esac\n";
    Path once = folder.resolve("bin/nvidia-smi");
    open(
        new FakeHost(folder).tool("nvidia-smi", looping.replace("\"$0\"", once.toString())),
        RemoteOptions.defaults().withStream(Duration.ofMillis(100)));
    Instant last = Instant.MIN;
    for (int i = 0; i < 5; i++) {
      HostSnapshot snapshot = reader.read(FakeHost.LONG);
      assertThat(snapshot.gpus()).hasSize(2);
      assertThat(messages(snapshot)).isEmpty();
      assertThat(snapshot.takenAt()).isAfter(last);
      last = snapshot.takenAt();
    }
    assertThat(host.starts("nvidia-smi", "-lms")).isEqualTo(1);
    reader.close();
    assertThat(host.hasEnded()).isTrue();
  }

  @Test
  void anOldReadingOfAToolThatGoesOnIsPassedOverForTheNext() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_800_000_000));
    Semaphore arrived = new Semaphore(0);
    InstantSource source =
        () -> {
          Instant instant = now.get();
          if (Thread.currentThread().getName().equals("fake-host")) {
            arrived.release();
          }
          return instant;
        };
    Path gate = folder.resolve("gate");
    new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
    String goesOn =
        "case $* in *-lms*) %1$s \"$1\" once; read x <%2$s; %1$s \"$1\" once; exec cat <>%2$s ;; esac\n"
            .formatted(folder.resolve("bin/nvidia-smi"), gate);
    open(
        new FakeHost(folder)
            .tool("nvidia-smi", goesOn + NVIDIA.replace("clocks_event_reasons.active)", "never)")),
        RemoteOptions.defaults()
            .withStream(Duration.ofSeconds(10))
            .withClock(source.withZone(ZoneOffset.UTC)));
    reader.read(FakeHost.LONG);
    // Facts, one tried, one tick, and the first of those that come by themselves.
    assertThat(arrived.tryAcquire(4, TimeUnit.MINUTES)).isTrue();
    Instant later = now.get().plusSeconds(9);
    now.set(later);
    Files.writeString(gate, "go\n");
    assertThat(reader.read(FakeHost.LONG).takenAt()).isEqualTo(later);
  }

  @Test
  void aToolIsNotLeftRunningForReadsThatAreFarApart() throws Exception {
    open(nvidia(), RemoteOptions.defaults().withStream(Duration.ofSeconds(11)));
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    assertThat(host.starts("nvidia-smi", "-lms")).isZero();
  }

  @Test
  void aToolThatDoesNotGoOnIsStartedForEachRead() throws Exception {
    open(nvidia(), RemoteOptions.defaults().withStream(Duration.ofMillis(100)));
    for (int i = 0; i < 4; i++) {
      assertThat(reader.read(FakeHost.LONG).gpus()).hasSize(2);
    }
    assertThat(host.starts("nvidia-smi", "-lms")).isEqualTo(1);
    assertThat(host.starts("nvidia-smi", "--query-gpu")).isGreaterThanOrEqualTo(4);
    assertThat(host.shells()).isEqualTo(1);
  }

  @Test
  void secretsAreMaskedUnlessTheyAreWanted() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", "read x; :", "tool", "--password", "hunter2").start();
    try {
      open(nvidia(), RemoteOptions.defaults().withMasksSecrets(false));
      assertThat(reader.read(FakeHost.LONG).processes())
          .anyMatch(p -> p.pid() == process.pid() && p.command().endsWith("hunter2"));
    } finally {
      process.destroy();
    }
  }
}
