package io.allsmi.collect.ssh;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.remote.ShellStarter;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.collect.ssh.transport.SshConnection;
import io.allsmi.collect.ssh.transport.SshTransport;
import io.allsmi.collect.ssh.trust.HostKeyCheck;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A network without packets: what it does is what a test says. */
final class FakeTransport implements SshTransport {
  static final String SENT_AWAY = "sent away";

  /** What happens to who connects; an empty failure is a connection. */
  interface Does {
    Optional<HostReadException> at(SshSettings host) throws InterruptedException;
  }

  final List<String> connects = new CopyOnWriteArrayList<>();
  final List<Duration> timeouts = new CopyOnWriteArrayList<>();
  final Set<FakeConnection> open = ConcurrentHashMap.newKeySet();
  final Map<String, Integer> mostAtOnce = new ConcurrentHashMap<>();
  final AtomicInteger mostInAll = new AtomicInteger();
  volatile Does does = host -> Optional.empty();
  volatile Function<String, Optional<ShellStarter>> shells = alias -> Optional.empty();
  volatile boolean isClosed;
  private final Map<String, Integer> atOnce = new ConcurrentHashMap<>();
  private final AtomicInteger inAll = new AtomicInteger();

  static HostReadException failure(FailureKind kind, String why) {
    return new HostReadException(kind, why);
  }

  static boolean isSentAway(HostReadException e) {
    return e.text().equals(SENT_AWAY);
  }

  /** Connecting waits until the latch is at zero. */
  static Does waitsFor(
      CountDownLatch latch, Function<SshSettings, Optional<HostReadException>> then) {
    return host -> {
      latch.await();
      return then.apply(host);
    };
  }

  @Override
  public SshConnection connect(
      SshSettings settings, HostKeyCheck trust, Optional<SshConnection> via, Duration timeout)
      throws HostReadException, InterruptedException {
    String way = via.map(v -> ((FakeConnection) v).way + ">").orElse("");
    connects.add(way + settings.alias());
    timeouts.add(timeout);
    enter(settings.hostName());
    try {
      Optional<HostReadException> failure = does.at(settings);
      if (failure.isPresent()) {
        throw failure.get();
      }
    } finally {
      atOnce.merge(settings.hostName(), -1, Integer::sum);
      inAll.decrementAndGet();
    }
    FakeConnection connection =
        new FakeConnection(way + settings.alias(), shells.apply(settings.alias()));
    open.add(connection);
    return connection;
  }

  private void enter(String server) {
    int now = atOnce.merge(server, 1, Integer::sum);
    mostAtOnce.merge(server, now, Math::max);
    mostInAll.accumulateAndGet(inAll.incrementAndGet(), Math::max);
  }

  List<String> openWays() {
    return open.stream().map(c -> c.way).sorted().toList();
  }

  FakeConnection connection(String way) {
    return open.stream().filter(c -> c.way.equals(way)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    isClosed = true;
    List.copyOf(open).forEach(FakeConnection::close);
  }

  /** A connection that stands until it is closed or broken. */
  final class FakeConnection implements SshConnection {
    final String way;
    private volatile boolean isOpen = true;

    private final Optional<ShellStarter> shells;

    FakeConnection(String way, Optional<ShellStarter> shells) {
      this.way = way;
      this.shells = shells;
    }

    @Override
    public RemoteShell start(String command, Duration timeout) throws IOException {
      return shells
          .orElseThrow(() -> new IOException("no shell in this test"))
          .start(command, timeout);
    }

    @Override
    public boolean isOpen() {
      return isOpen;
    }

    @Override
    public void close() {
      isOpen = false;
      open.remove(this);
    }
  }
}
