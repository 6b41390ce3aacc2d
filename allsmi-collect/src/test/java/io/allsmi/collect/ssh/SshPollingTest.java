package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HostList;
import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.PollOptions;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts over SSH in a poller. */
@Timeout(60)
class SshPollingTest {
  private static final PollOptions FAST =
      PollOptions.defaults()
          .withInterval(Duration.ofMillis(40))
          .withDeadline(Duration.ofMillis(300));

  private final FakeTransport network = new FakeTransport();
  private final FakeRemote remote = new FakeRemote();
  private final CountDownLatch never = new CountDownLatch(1);
  private final Map<String, AtomicInteger> reads = new ConcurrentHashMap<>();

  private SshReaders readers() {
    remote.does =
        host -> {
          reads
              .computeIfAbsent(host.settings().alias(), name -> new AtomicInteger())
              .incrementAndGet();
          return FakeRemote.answer(host);
        };
    return new SshReaders(
        new SshReaders.Parts(
            network,
            settings -> TrustsAll.TRUSTS_ALL,
            FakeTransport::isSentAway,
            remote::reader,
            Settings::of,
            tries -> Duration.ofNanos(tries),
            ConnectGate.QUICK),
        SshOptions.defaults());
  }

  private ClusterPoller poller(List<? extends HostTarget> targets) throws IOException {
    HostList list = HostList.of(targets);
    return ClusterPoller.open(() -> list, FAST, List.of(readers()));
  }

  private static List<SshHost> hosts(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> new SshHost(Settings.of(name + i))).toList();
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

  private static long up(ClusterSnapshot snapshot) {
    return snapshot.hosts().stream().filter(h -> h.status().state() == HostState.UP).count();
  }

  @AfterEach
  void nothingStaysOpen() {
    assertThat(network.isClosed).isTrue();
    assertThat(network.open).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 1000})
  void hostsThatHangWhileConnectingDelayNobody(int hung) throws Exception {
    network.does =
        host -> {
          if (host.alias().startsWith("hung")) {
            never.await();
          }
          return Optional.empty();
        };
    List<SshHost> targets = new ArrayList<>(hosts("good", 20));
    targets.addAll(hosts("hung", hung));
    try (ClusterPoller poller = poller(targets)) {
      ClusterSnapshot seen = await(poller, s -> up(s) == 20);
      assertThat(seen.source()).isEqualTo(ClusterSnapshot.Source.SSH);
      assertThat(seen.hosts().subList(20, 20 + hung))
          .allMatch(h -> h.status().state() == HostState.PENDING);
      for (SshHost good : targets.subList(0, 20)) {
        AtomicInteger count = reads.get(good.settings().alias());
        while (count.get() < 5) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void oneLookWaitsForEachHostsOwnTime() throws Exception {
    CountDownLatch tooLateForThePoller = new CountDownLatch(1);
    network.does =
        host -> {
          if (host.alias().equals("slow1")) {
            tooLateForThePoller.await();
          }
          return host.alias().equals("bad0")
              ? Optional.of(new HostReadException(FailureKind.UNAUTHORIZED, "no key was accepted"))
              : Optional.empty();
        };
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<HostTarget> targets = new ArrayList<>(hosts("bad", 1));
      targets.add(HttpTarget.of("127.0.0.1", silent.getLocalPort()));
      targets.addAll(hosts("slow", 2));
      try (ClusterPoller poller = poller(targets)) {
        Thread late = new Thread(() -> awaitHangUp(silent, tooLateForThePoller));
        late.start();
        List<HostSnapshot> seen = poller.readOnce().hosts();
        late.join();
        assertThat(seen)
            .extracting(h -> h.status().failure().orElse(null))
            .containsExactly(FailureKind.UNAUTHORIZED, FailureKind.TIMEOUT, null, null);
        assertThat(seen)
            .extracting(h -> h.status().transport())
            .containsExactly(
                Transport.SSH, Transport.HTTP, Transport.SSH_NVIDIA_SMI, Transport.SSH_NVIDIA_SMI);
      }
    }
  }

  /** The poller gives up a host over HTTP at its own deadline. */
  private static void awaitHangUp(ServerSocket server, CountDownLatch hungUp) {
    try (Socket poller = server.accept()) {
      poller.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    } finally {
      hungUp.countDown();
    }
  }

  @Test
  void aHostThatLeavesTheListIsDisconnected() throws Exception {
    List<SshHost> two = hosts("gpu", 2);
    AtomicInteger count = new AtomicInteger(2);
    try (ClusterPoller poller =
        ClusterPoller.open(
            () -> HostList.of(two.subList(0, count.get())), FAST, List.of(readers()))) {
      await(poller, s -> up(s) == 2);
      count.set(1);
      await(poller, s -> s.hosts().size() == 1);
      while (network.openWays().size() > 1) {
        Thread.onSpinWait();
      }
      assertThat(network.openWays()).containsExactly("gpu0");
    }
  }

  @Test
  void aTargetThatNobodyCanReadIsRefusedAtOnceAndLeftOutLater() throws Exception {
    HostTarget strange = new Strange();
    assertThatThrownBy(() -> poller(List.of(strange)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("strange: expected a host that this poller can read");
    List<HostTarget> all = new ArrayList<>(hosts("gpu", 1));
    try (ClusterPoller poller =
        ClusterPoller.open(() -> HostList.of(List.copyOf(all)), FAST, List.of(readers()))) {
      await(poller, s -> up(s) == 1);
      all.add(strange);
      ClusterSnapshot told = await(poller, s -> !s.issues().isEmpty());
      assertThat(told.hosts()).hasSize(1);
      assertThat(told.issues().get(0).message()).startsWith("strange: expected a host");
    }
  }

  private record Strange() implements HostTarget {
    @Override
    public String hostId() {
      return "strange";
    }

    @Override
    public String address() {
      return "strange";
    }

    @Override
    public Transport transport() {
      return Transport.LOCAL;
    }

    @Override
    public String toString() {
      return hostId();
    }
  }
}
