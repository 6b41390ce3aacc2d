package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HostList;
import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.PollOptions;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.core.source.HostSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalReadersTest {
  @TempDir Path root;

  private final AtomicInteger reads = new AtomicInteger();
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private HostReader reader(HostSource machine) {
    return new LocalReaders(() -> machine, Clock.systemUTC())
        .readerOf(new LocalTarget("here"))
        .orElseThrow();
  }

  private HostSource machine(boolean hangs) {
    return new HostSource() {
      @Override
      public HostSnapshot read(Instant takenAt) {
        reads.incrementAndGet();
        reading.countDown();
        if (hangs) {
          await(goesOn);
        }
        return HostSnapshot.builder("here", takenAt, HostStatus.up(Transport.LOCAL)).build();
      }

      @Override
      public void close() {
        closed.countDown();
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HostSnapshot run(HostReader reader) throws HostReadException {
    return reader.read(Duration.ofSeconds(1), Duration.ofSeconds(1)).run();
  }

  @Test
  void theFirstReadLooksTwiceSoThatThereAreRates() throws HostReadException {
    try (HostReader reader = reader(machine(false))) {
      assertThat(run(reader).hostId()).isEqualTo("here");
      assertThat(reads).hasValue(2);
      HostSnapshot unused = run(reader);
      assertThat(reads).hasValue(3);
    }
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void aMachineThatHangsIsClosedByWhoReadsIt() throws InterruptedException {
    HostReader reader = reader(machine(true));
    Thread thread =
        new Thread(
            () ->
                assertThatThrownBy(() -> run(reader))
                    .isInstanceOf(HostReadException.class)
                    .hasMessage("cut off"));
    thread.start();
    reading.await();
    reader.close();
    assertThat(closed.getCount()).isOne();
    goesOn.countDown();
    closed.await();
    thread.join();
    assertThat(reads).hasValue(1);
    assertThatThrownBy(() -> run(reader)).isInstanceOf(HostReadException.class);
  }

  @Test
  void thisMachineHasItsPlaceAmongOtherHosts() throws IOException, InterruptedException {
    Path name = root.resolve("proc/sys/kernel/hostname");
    Files.createDirectories(root.resolve("proc/sys/kernel"));
    Files.writeString(name, "login-1\n");
    LocalOptions options = LocalOptions.defaults().withRoot(root);
    HostList list = HostList.of(List.of(LocalTarget.of(options), HttpTarget.of("127.0.0.1", 1)));
    try (ClusterPoller poller =
        ClusterPoller.open(() -> list, PollOptions.defaults(), List.of(LocalReaders.of(options)))) {
      List<HostSnapshot> hosts = poller.readOnce().hosts();
      assertThat(hosts).extracting(HostSnapshot::hostId).containsExactly("login-1", "127.0.0.1:1");
      assertThat(hosts)
          .extracting(host -> host.status().state())
          .containsExactly(HostState.UP, HostState.DOWN);
      assertThat(hosts.get(0).status().transport()).isEqualTo(Transport.LOCAL);
    }
  }

  @Test
  void aMachineWithoutANameHasOneAllTheSame() {
    LocalOptions options = LocalOptions.defaults().withRoot(root);
    assertThat(LocalTarget.of(options).hostId()).isEqualTo("localhost");
    assertThat(LocalReaders.of(options).canRead(HttpTarget.of("a", 1))).isFalse();
  }
}
