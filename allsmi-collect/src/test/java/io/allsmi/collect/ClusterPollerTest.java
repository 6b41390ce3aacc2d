package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.ScriptedHost.Does;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterPollerTest {
  private static final PollOptions FAST =
      PollOptions.defaults()
          .withInterval(Duration.ofMillis(40))
          .withDeadline(Duration.ofSeconds(50));

  private final MovableClock clock = new MovableClock();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final Map<String, ScriptedHost> hosts = new ConcurrentHashMap<>();
  private Does atFirst = Does.ANSWER;

  @AfterEach
  void release() {
    testIsOver.countDown();
  }

  private ClusterPoller poller(PollOptions options, List<String> names) {
    HostList list = HostList.parse(String.join("\n", names));
    return poller(options, () -> list, list);
  }

  private ClusterPoller poller(PollOptions options, HostSupplier supplier, HostList first) {
    first.targets().forEach(this::host);
    List<HostReaders> readers = List.of(new ScriptedReaders(this::host));
    return new ClusterPoller(supplier, first, options.withClock(clock), readers);
  }

  private ScriptedHost host(HostTarget any) {
    HttpTarget target = (HttpTarget) any;
    return hosts.computeIfAbsent(
        target.host(), name -> new ScriptedHost(target, clock, testIsOver, atFirst));
  }

  private ScriptedHost host(String name) {
    return hosts.get(name);
  }

  private static ClusterSnapshot await(ClusterPoller poller, Predicate<ClusterSnapshot> wanted)
      throws InterruptedException {
    while (true) {
      ClusterSnapshot snapshot = poller.poll().orElseThrow();
      if (wanted.test(snapshot)) {
        return snapshot;
      }
    }
  }

  private static ClusterSnapshot awaitState(ClusterPoller poller, HostState state)
      throws InterruptedException {
    return await(poller, s -> s.hosts().get(0).status().state() == state);
  }

  private static List<String> ids(ClusterSnapshot snapshot) {
    return snapshot.hosts().stream().map(HostSnapshot::hostId).toList();
  }

  private static List<String> names(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Test
  void aListWithoutHostsIsTakenAgainAndAgain() throws Exception {
    try (ClusterPoller poller = poller(FAST, List.of())) {
      for (int i = 0; i < 3; i++) {
        assertThat(poller.poll().orElseThrow().hosts()).isEmpty();
      }
    }
  }

  @Test
  void hostsStandInTheOrderOfTheTargets() throws Exception {
    List<String> names = List.of("c", "a", "b", "a", "z", "y");
    try (ClusterPoller poller = poller(FAST, names)) {
      ClusterSnapshot once = poller.readOnce();
      assertThat(ids(once)).containsExactly("c:9090", "a:9090", "b:9090", "z:9090", "y:9090");
      assertThat(once.interval()).isZero();
      assertThat(once.source()).isEqualTo(ClusterSnapshot.Source.REMOTE);
      ClusterSnapshot polled = poller.poll().orElseThrow();
      assertThat(ids(polled)).isEqualTo(ids(once));
      assertThat(polled.interval()).isEqualTo(Duration.ofMillis(40));
      assertThat(polled.hosts()).allMatch(h -> h.status().state() == HostState.UP);
    }
  }

  @Test
  void nothingIsAskedBeforeSomebodyWantsIt() throws Exception {
    try (ClusterPoller poller = poller(FAST, List.of("a"))) {
      assertThat(host("a").reads()).isZero();
      poller.readOnce();
      assertThat(host("a").reads()).isEqualTo(1);
    }
  }

  @Test
  void hostsThatHangCostOnlyThemselves() throws Exception {
    List<String> names = new ArrayList<>(names(5, "hung"));
    names.addAll(names(20, "good"));
    try (ClusterPoller poller = poller(FAST.withConcurrency(2), names)) {
      names(5, "hung").forEach(n -> host(n).does(Does.HANG));
      ClusterSnapshot seen =
          await(
              poller, s -> s.hosts().stream().filter(h -> state(h) == HostState.UP).count() == 20);
      assertThat(seen.hosts().subList(0, 5)).allMatch(h -> state(h) == HostState.PENDING);
    }
  }

  private static HostState state(HostSnapshot host) {
    return host.status().state();
  }

  @Test
  void requestsAreBoundedEvenWhenAllHang() throws Exception {
    atFirst = Does.BLOCK;
    PollOptions one = FAST.withConcurrency(1).withDeadline(Duration.ofMillis(2600));
    try (ClusterPoller poller = poller(one, names(12, "hung"))) {
      assertThat(poller.readOnce().hosts())
          .allMatch(h -> h.status().failure().equals(Optional.of(FailureKind.TIMEOUT)));
      assertThat(hosts.values().stream().mapToInt(ScriptedHost::reads).sum()).isBetween(1, 4);
    }
  }

  @Test
  void hostsThatNobodyCouldAskInTimeAreNotSaidToBeSilent() throws Exception {
    atFirst = Does.BLOCK;
    PollOptions one = FAST.withConcurrency(1).withDeadline(Duration.ofMillis(200));
    try (ClusterPoller poller = poller(one, names(12, "hung"))) {
      assertThat(poller.readOnce().hosts())
          .allSatisfy(
              h ->
                  assertThat(h.status().message())
                      .isEqualTo(
                          host(name(h)).reads() > 0
                              ? "no answer within 200ms"
                              : "not reached within 200ms, in which others were waited for"))
          .anyMatch(h -> h.status().message().startsWith("not reached"));
    }
  }

  private static String name(HostSnapshot host) {
    return host.hostId().substring(0, host.hostId().indexOf(':'));
  }

  @Test
  void readOnceReturnsAtTheDeadlineWhateverTheSystemDoes() throws Exception {
    try (ClusterPoller poller =
        poller(FAST.withDeadline(Duration.ofMillis(200)), List.of("stuck", "hung", "good"))) {
      host("stuck").does(Does.BLOCK);
      host("hung").does(Does.HANG);
      ClusterSnapshot seen = poller.readOnce();
      assertThat(seen.hosts())
          .extracting(ClusterPollerTest::state)
          .containsExactly(HostState.DOWN, HostState.DOWN, HostState.UP);
      assertThat(seen.hosts().subList(0, 2))
          .allSatisfy(
              h -> {
                assertThat(h.status().failure()).contains(FailureKind.TIMEOUT);
                assertThat(h.status().message()).isEqualTo("no answer within 200ms");
                assertThat(h.status().nextAttempt()).isEmpty();
              });
    }
  }

  @Test
  void failingHostIsAskedAgainAndComesBack() throws Exception {
    atFirst = Does.FAIL;
    try (ClusterPoller poller = poller(FAST, List.of("a"))) {
      ClusterSnapshot down = await(poller, s -> s.hosts().get(0).status().failedAttempts() >= 3);
      HostSnapshot host = down.hosts().get(0);
      assertThat(state(host)).isEqualTo(HostState.DOWN);
      assertThat(host.status().failure()).contains(FailureKind.REFUSED);
      assertThat(host.status().message()).isEqualTo("connection refused");
      assertThat(host.status().nextAttempt().orElseThrow()).isAfter(clock.instant());
      assertThat(host.address()).isEqualTo("a:9090");

      host("a").does(Does.ANSWER);
      HostSnapshot up = awaitState(poller, HostState.UP).hosts().get(0);
      assertThat(up.status().failedAttempts()).isZero();
      assertThat(up.status().failure()).isEmpty();
      List<Duration> timeouts = host("a").connectTimeouts();
      assertThat(timeouts.get(0)).isEqualTo(Duration.ofSeconds(50));
      assertThat(timeouts.get(1)).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void aClusterThatIsDownIsToldOfBetweenItsAttempts() throws Exception {
    atFirst = Does.FAIL;
    try (ClusterPoller poller = poller(FAST, List.of("a"))) {
      int before = 0;
      int told = 0;
      while (told < 5) {
        int attempts = poller.poll().orElseThrow().hosts().get(0).status().failedAttempts();
        told = attempts == before && attempts > 0 ? told + 1 : 0;
        before = attempts;
      }
      assertThat(before).as("attempts, while five more snapshots told of it").isPositive();
    }
  }

  @Test
  void lastReadingsGrowLateThenStale() throws Exception {
    try (ClusterPoller poller = poller(FAST, List.of("a"))) {
      HostSnapshot up = awaitState(poller, HostState.UP).hosts().get(0);
      host("a").does(Does.FAIL);
      HostSnapshot late = awaitState(poller, HostState.LATE).hosts().get(0);
      assertThat(late.takenAt()).isEqualTo(up.takenAt());
      assertThat(late.hostname()).isEqualTo("name-of-a");
      assertThat(late.status().failure()).contains(FailureKind.REFUSED);

      clock.advance(Duration.ofMillis(3 * 40));
      assertThat(state(poller.readOnce().hosts().get(0))).isEqualTo(HostState.LATE);
      clock.advance(Duration.ofMillis(1));
      HostSnapshot stale = awaitState(poller, HostState.STALE).hosts().get(0);
      assertThat(stale.takenAt()).isEqualTo(up.takenAt());

      host("a").does(Does.ANSWER);
      assertThat(awaitState(poller, HostState.UP).hosts().get(0).takenAt()).isAfter(up.takenAt());
    }
  }

  @Test
  void readingsGrowStaleWhileTheHostHangs() throws Exception {
    try (ClusterPoller poller =
        poller(FAST.withDeadline(Duration.ofMillis(60)), List.of("a", "b"))) {
      awaitState(poller, HostState.UP);
      host("a").does(Does.BLOCK);
      ClusterSnapshot late = awaitState(poller, HostState.LATE);
      assertThat(late.hosts().get(0).status().failure()).contains(FailureKind.TIMEOUT);
      clock.advance(Duration.ofSeconds(1));
      ClusterSnapshot stale = awaitState(poller, HostState.STALE);
      assertThat(state(stale.hosts().get(1))).isEqualTo(HostState.UP);
    }
  }

  @Test
  void hostsComeAndGoWhileThePollerRuns() throws Exception {
    HostList[] list = {HostList.parse("a\nb")};
    try (ClusterPoller poller = poller(FAST, () -> list[0], list[0])) {
      assertThat(ids(poller.poll().orElseThrow())).containsExactly("a:9090", "b:9090");
      list[0] = HostList.parse("c\nb\nbad host");
      ClusterSnapshot changed =
          await(
              poller,
              s ->
                  s.hosts().stream().allMatch(h -> state(h) == HostState.UP)
                      && ids(s).contains("c:9090"));
      assertThat(ids(changed)).containsExactly("c:9090", "b:9090");
      assertThat(poller.hostListIssues()).hasSize(1);
      assertThat(await(poller, s -> !s.issues().isEmpty()).issues().get(0).line()).isEqualTo(3);
      list[0] = HostList.parse("c\nb");
      await(poller, s -> s.issues().isEmpty());
    }
  }

  @Test
  void hostfileThatVanishesKeepsItsHosts(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("hosts"), "a\n");
    Hostfile hostfile = Hostfile.watch(file);
    try (ClusterPoller poller = poller(FAST, hostfile, hostfile.current())) {
      poller.poll();
      Files.delete(file);
      ClusterSnapshot complaining = await(poller, s -> !s.issues().isEmpty());
      assertThat(complaining.issues()).isEqualTo(poller.hostListIssues());
      assertThat(poller.hostListIssues().get(0).message())
          .startsWith(file + ": expected a hostfile")
          .endsWith("; the hosts before are kept");
      assertThat(ids(poller.poll().orElseThrow())).containsExactly("a:9090");
    }
  }

  @Test
  void hostfileThatIsEmptiedSaysSoUntilItHasHosts(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("hosts"), "a\n");
    Hostfile hostfile = Hostfile.watch(file);
    try (ClusterPoller poller = poller(FAST, hostfile, hostfile.current())) {
      Files.writeString(file, "");
      ClusterSnapshot emptied = await(poller, s -> !s.issues().isEmpty());
      assertThat(emptied.issues().get(0).message())
          .startsWith(file + ": expected at least one host, got none");
      assertThat(ids(emptied)).containsExactly("a:9090");
      Files.writeString(file, "a\nb\n");
      assertThat(ids(await(poller, s -> s.issues().isEmpty() && s.hosts().size() == 2)))
          .containsExactly("a:9090", "b:9090");
    }
  }

  @Test
  void listWithoutHostsGivesASnapshotWithoutHosts() throws Exception {
    try (ClusterPoller poller = poller(FAST, List.of())) {
      assertThat(poller.readOnce().hosts()).isEmpty();
      assertThat(poller.poll().orElseThrow().hosts()).isEmpty();
    }
  }

  @Test
  void closeEndsAWaitingPollAndTheThreads() throws Exception {
    Set<Thread> before = pollThreads();
    atFirst = Does.HANG;
    ClusterPoller poller = poller(FAST, List.of("a", "b"));
    CompletableFuture<Optional<ClusterSnapshot>> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return poller.poll();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    while (host("a").reads() == 0) {
      Thread.onSpinWait();
    }
    Set<Thread> mine = pollThreads();
    mine.removeAll(before);
    assertThat(mine).isNotEmpty().allMatch(Thread::isDaemon);
    poller.close();
    poller.close();
    assertThat(waiting.get()).isEmpty();
    assertThat(poller.poll()).isEmpty();
    for (Thread thread : mine) {
      thread.join();
    }
    assertThatThrownBy(poller::readOnce)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the poller was closed");
  }

  private static Set<Thread> pollThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("allsmi-poll"))
        .collect(Collectors.toSet());
  }

  @Test
  void subscriberGetsSnapshotsAndTheEnd() throws Exception {
    CompletableFuture<ClusterSnapshot> second = new CompletableFuture<>();
    CompletableFuture<Boolean> completed = new CompletableFuture<>();
    try (ClusterPoller poller = poller(FAST, List.of("a"))) {
      poller.subscribe(
          new Flow.Subscriber<>() {
            private int count;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscription.request(2);
            }

            @Override
            public void onNext(ClusterSnapshot snapshot) {
              if (++count == 2) {
                second.complete(snapshot);
              }
            }

            @Override
            public void onError(Throwable e) {
              completed.completeExceptionally(e);
            }

            @Override
            public void onComplete() {
              completed.complete(true);
            }
          });
      assertThat(ids(second.get())).containsExactly("a:9090");
      assertThat(completed).isNotDone();
    }
    assertThat(completed.get()).isTrue();
  }

  @Test
  void readerThatThrowsIsAFailureAndNotTheEnd() throws Exception {
    HostList list = HostList.parse("a");
    HostReader broken =
        (connect, deadline) ->
            new HostReader.Read() {
              @Override
              public HostSnapshot run() {
                throw new IllegalStateException("a bug");
              }

              @Override
              public void cut() {}
            };
    try (ClusterPoller poller =
        new ClusterPoller(() -> list, list, FAST, List.of(new ScriptedReaders(t -> broken)))) {
      HostSnapshot host = poller.readOnce().hosts().get(0);
      assertThat(host.status().failure()).contains(FailureKind.MALFORMED_REPLY);
      assertThat(host.status().message()).contains("a bug");
    }
  }

  @Test
  void unusableFilesAreNamedWhenThePollerIsOpened(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    List<HttpTarget> targets = List.of(HttpTarget.parse("a"));
    assertThatThrownBy(
            () -> ClusterPoller.open(targets, PollOptions.defaults().withTokenFile(missing)))
        .isInstanceOf(IOException.class)
        .hasMessage("token file " + missing + ": cannot be read");
    assertThatThrownBy(
            () -> ClusterPoller.open(targets, PollOptions.defaults().withCaFile(missing)))
        .isInstanceOf(IOException.class)
        .hasMessage("CA file " + missing + ": cannot be read");
    assertThatThrownBy(() -> ClusterPoller.open(targets, PollOptions.defaults().withToken("a\nb")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token: expected a token of printable ASCII characters, got others");
  }
}
