package io.allsmi.collect;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that does what a test says. */
final class ScriptedHost implements HostReader {
  /** What the next reads do. */
  enum Does {
    ANSWER,
    FAIL,
    /** Blocks until it is cut. */
    HANG,
    /** Blocks until the test is over, whatever anybody does, as a name look-up may. */
    BLOCK
  }

  private final HttpTarget target;
  private final Clock clock;
  private final CountDownLatch testIsOver;
  private final AtomicInteger reads = new AtomicInteger();
  private final List<Duration> connectTimeouts = new CopyOnWriteArrayList<>();
  private volatile Does does;

  ScriptedHost(HttpTarget target, Clock clock, CountDownLatch testIsOver, Does does) {
    this.target = target;
    this.clock = clock;
    this.testIsOver = testIsOver;
    this.does = does;
  }

  void does(Does next) {
    does = next;
  }

  int reads() {
    return reads.get();
  }

  List<Duration> connectTimeouts() {
    return connectTimeouts;
  }

  @Override
  public Read read(Duration connectTimeout, Duration deadline) {
    connectTimeouts.add(connectTimeout);
    CountDownLatch cut = new CountDownLatch(1);
    return new Read() {
      @Override
      public HostSnapshot run() throws HostReadException {
        reads.incrementAndGet();
        return switch (does) {
          case ANSWER -> answer();
          case FAIL -> throw new HostReadException(FailureKind.REFUSED, "connection refused");
          case HANG -> {
            awaitWhatever(cut);
            throw new HostReadException(FailureKind.UNREACHABLE, "cut off");
          }
          case BLOCK -> {
            awaitWhatever(testIsOver);
            yield answer();
          }
        };
      }

      @Override
      public void cut() {
        cut.countDown();
      }
    };
  }

  private HostSnapshot answer() {
    return HostSnapshot.builder(target.hostId(), clock.instant(), HostStatus.up(Transport.HTTP))
        .hostname("name-of-" + target.host())
        .address(target.address())
        .build();
  }

  private static void awaitWhatever(CountDownLatch latch) {
    boolean done = false;
    while (!done) {
      try {
        latch.await();
        done = true;
      } catch (InterruptedException e) {
        continue; // as a thread that waits inside the system
      }
    }
  }
}
