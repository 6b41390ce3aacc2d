package io.allsmi.collect.ssh;

import static io.allsmi.collect.ssh.FakeTransport.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshReadersTest {
  private final FakeTransport network = new FakeTransport();
  private final FakeRemote remote = new FakeRemote();
  private final Map<String, SshSettings> jumpHosts = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private SshReaders readers = readers(SshOptions.defaults());

  private SshReaders readers(SshOptions options) {
    return new SshReaders(
        new SshReaders.Parts(
            network,
            settings -> TrustsAll.TRUSTS_ALL,
            FakeTransport::isSentAway,
            remote::reader,
            spec -> jumpHosts.getOrDefault(spec, Settings.of(spec)),
            tries -> Duration.ofNanos(tries),
            Duration.ofDays(1)),
        options);
  }

  @AfterEach
  void nothingIsLeft() throws InterruptedException {
    release.countDown();
    readers.close();
    readers.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(network.open).isEmpty();
    assertThat(network.isClosed).isTrue();
    assertThat(remote.closed).hasValue(remote.made.get());
    assertThat(readers.jumpHostsInUse()).isZero();
    assertThat(readers.waiting()).isZero();
  }

  private HostReader reader(SshSettings settings) {
    return readers.readerOf(new SshHost(settings)).orElseThrow();
  }

  private static HostReader.Read read(HostReader reader) {
    return reader.read(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  private CompletableFuture<HostSnapshot> start(HostReader.Read read) {
    CompletableFuture<HostSnapshot> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(read.run());
              } catch (HostReadException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    threads.add(thread);
    thread.start();
    return result;
  }

  private static HostReadException failureOf(CompletableFuture<HostSnapshot> result) {
    try {
      throw new AssertionError("expected a failure, got " + result.get());
    } catch (ExecutionException e) {
      return (HostReadException) e.getCause();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theConnectionIsKept() throws Exception {
    HostReader gpu = reader(Settings.of("gpu"));
    assertThat(gpu.isReady()).isFalse();
    assertThat(gpu.ownDeadline().orElseThrow()).isGreaterThan(Duration.ofMinutes(5));
    assertThat(read(gpu).run().hostname()).isEqualTo("gpu");
    assertThat(gpu.isReady()).isTrue();
    assertThat(gpu.ownDeadline()).contains(Duration.ofSeconds(17));
    read(gpu).run();
    assertThat(network.connects).containsExactly("gpu");
    assertThat(network.timeouts).containsExactly(Duration.ofSeconds(10));
    assertThat(remote.made).hasValue(1);
    gpu.close();
    assertThat(network.open).isEmpty();
    assertThatThrownBy(() -> read(gpu).run()).hasMessage("cut off");
  }

  @Test
  void aConnectionThatIsNotKeptEndsWithItsRead() throws Exception {
    readers.close();
    readers = readers(SshOptions.defaults().withKeepsConnections(false));
    HostReader gpu = reader(Settings.of("gpu"));
    assertThat(read(gpu).run().hostname()).isEqualTo("gpu");
    assertThat(network.open).isEmpty();
    assertThat(read(gpu).run().hostname()).isEqualTo("gpu");
    assertThat(network.connects).containsExactly("gpu", "gpu");
  }

  @Test
  void aConnectionThatBrokeIsMadeAnew() throws Exception {
    HostReader gpu = reader(Settings.of("gpu"));
    read(gpu).run();
    network.connection("gpu").close();
    assertThat(gpu.isReady()).isFalse();
    read(gpu).run();
    assertThat(network.connects).containsExactly("gpu", "gpu");
    remote.does =
        host -> {
          throw failure(FailureKind.UNREACHABLE, "connection broke off");
        };
    assertThatThrownBy(() -> read(gpu).run()).hasMessage("connection broke off");
    assertThat(network.open).isEmpty();
    remote.does = FakeRemote::answer;
    read(gpu).run();
    assertThat(network.connects).hasSize(3);
  }

  @Test
  void aHostThatIsOnlySlowOrHasNothingKeepsItsConnection() throws Exception {
    HostReader gpu = reader(Settings.of("gpu"));
    for (FailureKind kind : List.of(FailureKind.TIMEOUT, FailureKind.UNSUPPORTED)) {
      remote.does =
          host -> {
            throw failure(kind, "no");
          };
      assertThatThrownBy(() -> read(gpu).run()).hasMessage("no");
      assertThat(gpu.isReady()).isTrue();
    }
    assertThat(network.connects).containsExactly("gpu");
  }

  @Test
  void aFaultOfOursCostsTheConnection() throws Exception {
    HostReader gpu = reader(Settings.of("gpu"));
    remote.does =
        host -> {
          throw new IllegalStateException("a fault");
        };
    assertThatThrownBy(() -> read(gpu).run()).hasMessage("a fault");
    assertThat(network.open).isEmpty();
  }

  @Test
  void sixtyHostsBehindOneJumpHostShareOneConnection() throws Exception {
    network.does = FakeTransport.waitsFor(release, host -> Optional.empty());
    List<HostReader> hosts =
        IntStream.range(0, 60).mapToObj(i -> reader(Settings.behind("gpu" + i, "door"))).toList();
    List<CompletableFuture<HostSnapshot>> reads = hosts.stream().map(h -> start(read(h))).toList();
    release.countDown();
    for (CompletableFuture<HostSnapshot> read : reads) {
      read.get();
    }
    assertThat(network.connects.stream().filter("door"::equals)).hasSize(1);
    assertThat(network.openWays()).hasSize(61).contains("door", "door>gpu59");
    hosts.subList(1, 60).forEach(HostReader::close);
    assertThat(network.openWays()).containsExactly("door", "door>gpu0");
    hosts.get(0).close();
    assertThat(network.open).isEmpty();
    assertThat(readers.jumpHostsInUse()).isZero();
  }

  @Test
  void chainsThatBeginAlikeShareTheirBeginning() throws Exception {
    jumpHosts.put("a", Settings.behind("a", "door"));
    HostReader one = reader(Settings.behind("one", "a", "b"));
    HostReader two = reader(Settings.behind("two", "a"));
    read(one).run();
    read(two).run();
    assertThat(network.connects)
        .containsExactly("door", "door>a", "door>a>b", "door>a>b>one", "door>a>two");
    one.close();
    assertThat(network.openWays()).containsExactly("door", "door>a", "door>a>two");
    two.close();
    assertThat(network.open).isEmpty();
  }

  @Test
  void aJumpHostThatBrokeIsOpenedAgain() throws Exception {
    HostReader one = reader(Settings.behind("one", "door"));
    HostReader two = reader(Settings.behind("two", "door"));
    read(one).run();
    read(two).run();
    network.connection("door").close();
    network.connection("door>one").close();
    read(one).run();
    assertThat(network.connects)
        .containsExactly("door", "door>one", "door>two", "door", "door>one");
    network.connection("door>two").close();
    read(two).run();
    assertThat(network.connects).hasSize(6).last().isEqualTo("door>two");
  }

  @Test
  void aJumpHostThatFailsIsNamedAndTriedOnceForAllThatWait() throws Exception {
    CountDownLatch firstWaits = new CountDownLatch(1);
    network.does =
        host -> {
          firstWaits.countDown();
          release.await();
          return Optional.of(failure(FailureKind.UNAUTHORIZED, "no key was accepted"));
        };
    CompletableFuture<HostSnapshot> first = start(read(reader(Settings.behind("gpu1", "door"))));
    firstWaits.await();
    CompletableFuture<HostSnapshot> second = start(read(reader(Settings.behind("gpu2", "door"))));
    awaitWaiting(threads.get(1));
    release.countDown();
    for (CompletableFuture<HostSnapshot> read : List.of(first, second)) {
      HostReadException why = failureOf(read);
      assertThat(why.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(why).hasMessage("jump host door: no key was accepted");
    }
    assertThat(network.connects).containsExactly("door");
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anotherHostTakesOverWhenTheOneThatOpensTheJumpHostIsCut() throws Exception {
    BlockingQueue<String> connecting = new LinkedBlockingQueue<>();
    network.does =
        host -> {
          connecting.add(host.alias());
          release.await();
          return Optional.empty();
        };
    HostReader.Read first = read(reader(Settings.behind("gpu1", "door")));
    CompletableFuture<HostSnapshot> firstResult = start(first);
    assertThat(connecting.take()).isEqualTo("door");
    CompletableFuture<HostSnapshot> second = start(read(reader(Settings.behind("gpu2", "door"))));
    awaitWaiting(threads.get(1));
    first.cut();
    assertThat(failureOf(firstResult)).hasMessage("cut off");
    assertThat(connecting.take()).isEqualTo("door");
    release.countDown();
    assertThat(second.get().hostname()).isEqualTo("gpu2");
  }

  @Test
  void neverMoreThanEightAtOnceToOneServerAndThirtyTwoInAll() throws Exception {
    CountDownLatch allPlacesTaken = new CountDownLatch(32);
    network.does =
        host -> {
          allPlacesTaken.countDown();
          release.await();
          return Optional.empty();
        };
    List<CompletableFuture<HostSnapshot>> reads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String server = "server" + i % 4;
      reads.add(start(read(reader(Settings.on("gpu" + i, server, List.of())))));
    }
    allPlacesTaken.await();
    release.countDown();
    for (CompletableFuture<HostSnapshot> read : reads) {
      read.get();
    }
    assertThat(network.mostInAll).hasValue(32);
    assertThat(network.mostAtOnce.values()).hasSize(4).containsOnly(8);
    assertThat(network.timeouts).hasSize(100).containsOnly(Duration.ofSeconds(10));
  }

  @Test
  void theFirstReadBelongsToConnecting() throws Exception {
    readers.close();
    readers = readers(SshOptions.defaults().withConcurrency(1));
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    remote.does =
        host -> {
          asked.add(host.settings().alias());
          release.await();
          return FakeRemote.answer(host);
        };
    HostReader first = reader(Settings.of("first"));
    CompletableFuture<HostSnapshot> firstRead = start(read(first));
    assertThat(asked.take()).isEqualTo("first");
    CompletableFuture<HostSnapshot> secondRead = start(read(reader(Settings.of("second"))));
    while (readers.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertThat(network.connects).containsExactly("first");
    release.countDown();
    firstRead.get();
    secondRead.get();
    assertThat(network.connects).containsExactly("first", "second");
    read(first).run();
    assertThat(remote.deadlines)
        .containsExactly(
            SshSession.FIRST_READ_TIME, SshSession.FIRST_READ_TIME, SshSession.READ_TIME);
  }

  @Test
  void whoBrokeOffWhileItWasReadConnectsAfterThoseNeverTried() throws Exception {
    readers.close();
    readers = readers(SshOptions.defaults().withConcurrency(1));
    HostReader broken = reader(Settings.of("broken"));
    remote.does =
        host -> {
          throw failure(FailureKind.UNREACHABLE, "connection broke off");
        };
    assertThatThrownBy(() -> read(broken).run()).isInstanceOf(HostReadException.class);
    remote.does = FakeRemote::answer;
    network.does = FakeTransport.waitsFor(release, host -> Optional.empty());
    List<CompletableFuture<HostSnapshot>> all = new ArrayList<>();
    for (HostReader next :
        List.of(reader(Settings.of("busy")), broken, reader(Settings.of("new")))) {
      all.add(start(read(next)));
      int waiting = all.size() - 1;
      while (network.connects.size() < 2 || readers.waiting() < waiting) {
        Thread.onSpinWait();
      }
    }
    release.countDown();
    for (CompletableFuture<HostSnapshot> read : all) {
      read.get();
    }
    assertThat(network.connects).containsExactly("broken", "busy", "new", "broken");
  }

  @Test
  void whoIsSentAwayComesAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    network.does =
        host ->
            tries.incrementAndGet() < 4
                ? Optional.of(failure(FailureKind.UNREACHABLE, FakeTransport.SENT_AWAY))
                : Optional.empty();
    HostReader gpu = reader(Settings.of("gpu"));
    read(gpu).run();
    assertThat(network.connects).hasSize(4);
    Duration last = Duration.ofSeconds(11);
    for (Duration timeout : network.timeouts) {
      assertThat(timeout).isLessThan(last);
      last = timeout;
    }
  }

  @Test
  void whoIsAlwaysSentAwayFails() {
    network.does = host -> Optional.of(failure(FailureKind.UNREACHABLE, FakeTransport.SENT_AWAY));
    HostReader gpu = reader(Settings.of("gpu"));
    assertThatThrownBy(() -> read(gpu).run()).hasMessage(FakeTransport.SENT_AWAY);
    assertThat(network.connects).hasSize(Dialer.MOST_TRIES);
    network.does = host -> Optional.of(failure(FailureKind.REFUSED, "refused"));
    assertThatThrownBy(() -> read(gpu).run()).hasMessage("refused");
    assertThat(network.connects).hasSize(Dialer.MOST_TRIES + 1);
  }

  @Test
  void pausesGrowAndDiffer() {
    for (int tries = 1; tries <= 5; tries++) {
      long base = 200L << (tries - 1);
      assertThat(Dialer.pause(tries))
          .isBetween(Duration.ofMillis(base / 2), Duration.ofMillis(base * 3 / 2));
    }
  }

  @Test
  void aReadIsCutInEveryPhase() throws Exception {
    BlockingQueue<String> phase = new LinkedBlockingQueue<>();
    network.does =
        host -> {
          phase.add("connecting");
          new CountDownLatch(1).await();
          return Optional.empty();
        };
    HostReader gpu = reader(Settings.of("gpu"));
    HostReader.Read early = read(gpu);
    early.cut();
    assertThat(failureOf(start(early))).hasMessage("cut off");

    HostReader.Read connecting = read(gpu);
    CompletableFuture<HostSnapshot> result = start(connecting);
    assertThat(phase.take()).isEqualTo("connecting");
    connecting.cut();
    assertThat(failureOf(result)).hasMessage("cut off");

    network.does = host -> Optional.empty();
    remote.does =
        host -> {
          phase.add("reading");
          new CountDownLatch(1).await();
          return FakeRemote.answer(host);
        };
    HostReader.Read reading = read(gpu);
    result = start(reading);
    assertThat(phase.take()).isEqualTo("reading");
    reading.cut();
    assertThat(failureOf(result)).hasMessage("cut off");
    assertThat(network.open).isEmpty();

    remote.does = FakeRemote::answer;
    HostReader.Read late = read(gpu);
    late.run();
    late.cut();
    assertThat(gpu.isReady()).isTrue();
  }

  @Test
  void aReadThatWaitsForItsTurnIsCut() throws Exception {
    readers.close();
    readers = readers(SshOptions.defaults().withConcurrency(1));
    network.does = FakeTransport.waitsFor(release, host -> Optional.empty());
    CompletableFuture<HostSnapshot> first = start(read(reader(Settings.of("first"))));
    HostReader.Read second = read(reader(Settings.of("second")));
    while (network.connects.isEmpty()) {
      Thread.onSpinWait();
    }
    CompletableFuture<HostSnapshot> waits = start(second);
    while (readers.waiting() == 0) {
      Thread.onSpinWait();
    }
    second.cut();
    assertThat(failureOf(waits)).hasMessage("cut off");
    release.countDown();
    first.get();
    assertThat(network.connects).containsExactly("first");
  }

  @Test
  void anInterruptDoesNotReachWhatTheThreadDoesNext() throws Exception {
    remote.does =
        host -> {
          Thread.currentThread().interrupt();
          return FakeRemote.answer(host);
        };
    read(reader(Settings.of("gpu"))).run();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void closingEndsEveryReadInWhateverPhaseItIs() throws Exception {
    CountDownLatch allAreBusy = new CountDownLatch(32);
    network.does =
        host -> {
          allAreBusy.countDown();
          new CountDownLatch(1).await();
          return Optional.empty();
        };
    List<CompletableFuture<HostSnapshot>> reads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      reads.add(start(read(reader(Settings.of("gpu" + i)))));
      reads.add(start(read(reader(Settings.behind("inner" + i, "door" + i % 3)))));
    }
    allAreBusy.await();
    readers.close();
    for (CompletableFuture<HostSnapshot> read : reads) {
      assertThat(failureOf(read).kind()).isEqualTo(FailureKind.UNREACHABLE);
    }
  }

  @Test
  void whatTheConfigurationAsksForAndDoesNotGetIsSaid() throws Exception {
    HostReader gpu =
        reader(Settings.on("gpu", "gpu", List.of("GSSAPIAuthentication is not supported")));
    assertThat(read(gpu).run().issues())
        .containsExactly(new Issue(0, "ssh_config: GSSAPIAuthentication is not supported"));
    remote.does =
        host -> {
          throw failure(FailureKind.TIMEOUT, "no answer within 15s");
        };
    assertThatThrownBy(() -> read(gpu).run())
        .hasMessage("no answer within 15s (ssh_config: GSSAPIAuthentication is not supported)");
  }
}
