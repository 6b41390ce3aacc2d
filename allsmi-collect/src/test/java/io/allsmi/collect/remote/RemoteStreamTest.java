package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tools of vendors that hang, or go on by themselves. */
class RemoteStreamTest extends WithRemoteHost {
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
}
