package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FrameClockTest {
  private static final long SOON = TimeUnit.SECONDS.toNanos(30);

  /** Gives what the test puts in. */
  private static final class Scripted implements ClusterSource {
    final BlockingQueue<Optional<ClusterSnapshot>> next = new LinkedBlockingQueue<>();
    Optional<IOException> failure = Optional.empty();

    void give(int second, Duration interval) {
      Instant at = Instant.ofEpochSecond(second);
      next.add(
          Optional.of(
              new ClusterSnapshot(
                  at, ClusterSnapshot.Source.REMOTE, interval, List.of(), List.of(issue(second)))));
    }

    @Override
    public Optional<ClusterSnapshot> poll() throws IOException, InterruptedException {
      Optional<ClusterSnapshot> taken = next.take();
      if (taken.isEmpty() && failure.isPresent()) {
        throw failure.get();
      }
      return taken;
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private final Scripted source = new Scripted();

  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);

  private static Issue issue(int second) {
    return new Issue(0, String.valueOf(second));
  }

  private FrameClock clock(Optional<Duration> interval) {
    return new FrameClock(source, interval, CLOCK);
  }

  /** The second of the next snapshot, which tells it by its issue: it is dated anew. */
  private static Optional<Long> seconds(FrameClock clock) throws Exception {
    Optional<ClusterSnapshot> next = clock.next(System.nanoTime() + SOON);
    assertThat(next.map(ClusterSnapshot::takenAt))
        .isIn(Optional.empty(), Optional.of(CLOCK.instant()));
    return next.map(s -> Long.parseLong(s.issues().get(0).message()));
  }

  private static void await(Supplier<Boolean> condition) {
    while (!condition.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theFirstSnapshotComesAtOnceAndTheNextAfterAnInterval() throws Exception {
    Duration tenth = Duration.ofMillis(100);
    try (FrameClock clock = clock(Optional.empty())) {
      source.give(1, tenth);
      assertThat(seconds(clock)).contains(1L);
      long begun = System.nanoTime();
      source.give(2, tenth);
      source.give(3, tenth);
      assertThat(seconds(clock)).as("the newest of two").contains(3L);
      assertThat(System.nanoTime() - begun).isGreaterThan(tenth.toNanos() / 2);
      assertThat(clock.missed()).isZero();
    }
  }

  @Test
  void anIntervalWithoutASnapshotIsCounted() throws Exception {
    try (FrameClock clock = clock(Optional.of(Duration.ofMillis(20)))) {
      source.give(1, Duration.ofHours(1));
      assertThat(seconds(clock)).contains(1L);
      assertThat(clock.next(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(90))).isEmpty();
      assertThat(clock.hasEnded()).isFalse();
      source.give(2, Duration.ofHours(1));
      assertThat(seconds(clock)).contains(2L);
      assertThat(clock.missed()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void theLastSnapshotComesBeforeTheEnd() throws Exception {
    try (FrameClock clock = clock(Optional.of(Duration.ofMillis(1)))) {
      source.give(1, Duration.ZERO);
      source.next.add(Optional.empty());
      assertThat(seconds(clock)).contains(1L);
      assertThat(seconds(clock)).isEmpty();
      assertThat(clock.hasEnded()).isTrue();
    }
  }

  @Test
  void whatBreaksTheSourceIsThrownWhereItIsAwaited() throws Exception {
    source.failure = Optional.of(new IOException("hosts.csv: expected a file, got nothing"));
    source.next.add(Optional.empty());
    try (FrameClock clock = clock(Optional.empty())) {
      assertThatThrownBy(() -> seconds(clock))
          .isInstanceOf(IOException.class)
          .hasMessage("hosts.csv: expected a file, got nothing");
    }
  }

  @Test
  void stoppingEndsTheWaiting() throws Exception {
    try (FrameClock clock = clock(Optional.empty())) {
      Thread waiting = Thread.currentThread();
      Thread stopper =
          new Thread(
              () -> {
                await(() -> waiting.getState() == Thread.State.TIMED_WAITING);
                clock.stop();
              });
      stopper.start();
      assertThat(seconds(clock)).isEmpty();
      assertThat(clock.hasEnded()).isTrue();
      stopper.join();
    }
  }
}
