package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySourceTest {
  @TempDir Path folder;

  private final HandMoved time = new HandMoved();
  private ReplaySource source;

  /** Time that passes when somebody waits, and at once. */
  private static final class HandMoved implements Pacer {
    long nanos;
    final Deque<Runnable> meanwhile = new ArrayDeque<>();

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public void await(Condition condition, long wait) {
      if (!meanwhile.isEmpty()) {
        meanwhile.remove().run();
      } else if (wait == Long.MAX_VALUE) {
        throw new AssertionError("waits for good");
      } else {
        nanos += wait;
      }
    }

    Duration passed() {
      return Duration.ofNanos(nanos);
    }
  }

  @AfterEach
  void close() {
    if (source != null) {
      source.close();
    }
  }

  private ReplaySource play(List<ClusterSnapshot> frames, ReplayOptions options)
      throws IOException {
    Path file = Recordings.write(folder.resolve("a"), Compression.ZSTD, 10, frames);
    source = ReplaySource.of(Replayer.open(file), options, time);
    return source;
  }

  private int polled() throws Exception {
    return (int)
        (Duration.between(Frames.START, source.poll().orElseThrow().takenAt()).toMillis() / 3000);
  }

  private void steer(PlaybackCommand command) {
    source.steer(command);
  }

  @Test
  void framesComeAsTheyWereRecorded() throws Exception {
    List<ClusterSnapshot> frames = Recordings.frames(30);
    play(frames, ReplayOptions.defaults());
    for (int i = 0; i < 30; i++) {
      assertThat(source.poll()).contains(frames.get(i));
      assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3L * i));
      assertThat(source.playback().elapsed()).isEqualTo(Duration.ofSeconds(3L * i));
      assertThat(source.playback().total()).isEqualTo(Duration.ofSeconds(87));
      assertThat(source.playback().state()).isEqualTo(Playback.State.PLAYING);
    }
  }

  @Test
  void speedDividesTheWait() throws Exception {
    play(Recordings.frames(30), ReplayOptions.defaults().withSpeed(8));
    for (int i = 0; i < 9; i++) {
      assertThat(polled()).isEqualTo(i);
    }
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3));
    time.meanwhile.add(
        () -> {
          time.nanos += Duration.ofMillis(75).toNanos(); // a fifth of the wait
          steer(new PlaybackCommand.SetSpeed(0.1));
        });
    assertThat(polled()).isEqualTo(9);
    assertThat(source.playback().speed()).isEqualTo(0.25);
    assertThat(time.passed()).isEqualTo(Duration.ofMillis(3000 + 75 + 9600));
    steer(new PlaybackCommand.SetSpeed(99));
    assertThat(polled()).isEqualTo(10);
    assertThat(source.playback().speed()).isEqualTo(8);
  }

  @Test
  void aGapIsNotSatThrough() throws Exception {
    List<ClusterSnapshot> frames = new ArrayList<>(Recordings.frames(60));
    frames.subList(2, 40).clear();
    play(frames, ReplayOptions.defaults());
    polled();
    polled();
    Duration before = time.passed();
    assertThat(polled()).isEqualTo(40);
    assertThat(time.passed().minus(before)).isEqualTo(Duration.ofSeconds(3));
    assertThat(source.playback().marks())
        .containsExactly(
            new Playback.Mark(
                Duration.ofSeconds(3), Duration.ofSeconds(117), Playback.Mark.Kind.GAP));
  }

  @Test
  void whatNobodyAskedForInTimeIsLeftOut() throws Exception {
    play(Recordings.frames(30), ReplayOptions.defaults().withSpeed(6)); // every 500 ms
    assertThat(polled()).isZero();
    time.nanos += Duration.ofMillis(1700).toNanos();
    assertThat(polled()).isEqualTo(3);
    time.nanos += Duration.ofMinutes(1).toNanos();
    assertThat(polled()).isEqualTo(4);
  }

  @Test
  void pauseKeepsWhatHadPassedOfTheWait() throws Exception {
    play(Recordings.frames(30), ReplayOptions.defaults());
    polled();
    time.meanwhile.add(
        () -> {
          time.nanos += Duration.ofSeconds(1).toNanos();
          steer(new PlaybackCommand.TogglePause());
        });
    time.meanwhile.add(
        () -> {
          assertThat(source.playback().state()).isEqualTo(Playback.State.PAUSED);
          time.nanos += Duration.ofHours(1).toNanos();
          steer(new PlaybackCommand.TogglePause());
        });
    assertThat(polled()).isEqualTo(1);
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3603));
  }

  @Test
  void stepsPauseAndGoBothWays() throws Exception {
    play(Recordings.frames(30), ReplayOptions.defaults());
    polled();
    polled();
    steer(new PlaybackCommand.Step(1));
    assertThat(polled()).isEqualTo(2);
    assertThat(source.playback().state()).isEqualTo(Playback.State.PAUSED);
    steer(new PlaybackCommand.Step(20));
    assertThat(polled()).isEqualTo(22);
    for (int i = 21; i > 5; i--) {
      steer(new PlaybackCommand.Step(-1));
      assertThat(polled()).isEqualTo(i);
    }
    steer(new PlaybackCommand.Step(-100));
    assertThat(polled()).isZero();
    steer(new PlaybackCommand.Step(-1));
    steer(new PlaybackCommand.Step(100_000));
    assertThat(polled()).isEqualTo(29);
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aPlaceIsShownAtOnceAndTheRestGoesOnFromThere() throws Exception {
    play(
        Recordings.frames(30),
        ReplayOptions.defaults().startingWith(new PlaybackCommand.SeekTo(Duration.ofSeconds(40))));
    assertThat(polled()).isEqualTo(13);
    assertThat(time.passed()).isZero();
    assertThat(source.playback().elapsed()).isEqualTo(Duration.ofSeconds(40));
    assertThat(polled()).isEqualTo(14);
    assertThat(source.playback().elapsed()).isEqualTo(Duration.ofSeconds(42));
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(2));
    steer(new PlaybackCommand.SeekBy(Duration.ofSeconds(-10)));
    steer(new PlaybackCommand.SeekBy(Duration.ofSeconds(-10)));
    assertThat(polled()).isEqualTo(7);
    steer(new PlaybackCommand.SeekToInstant(Frames.START.plusSeconds(61)));
    assertThat(polled()).isEqualTo(20);
    steer(new PlaybackCommand.TogglePause());
    steer(new PlaybackCommand.SeekTo(Duration.ZERO));
    steer(new PlaybackCommand.SeekTo(Duration.ofHours(1)));
    assertThat(polled()).isEqualTo(29);
    assertThat(source.playback().state()).isEqualTo(Playback.State.PAUSED);
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whatIsAskedIsSeenAtOnce() throws Exception {
    play(Recordings.frames(3), ReplayOptions.defaults());
    assertThat(polled()).isZero();
    steer(new PlaybackCommand.SetSpeed(2));
    assertThat(source.playback().speed()).isEqualTo(2);
    steer(new PlaybackCommand.SetSpeed(100));
    assertThat(source.playback().speed()).isEqualTo(Playback.FASTEST);
    steer(new PlaybackCommand.TogglePause());
    assertThat(source.playback().state()).isEqualTo(Playback.State.PAUSED);
    steer(new PlaybackCommand.ToggleLoop());
    assertThat(source.playback().loops()).isTrue();
    steer(new PlaybackCommand.TogglePause());
    assertThat(source.playback().state()).isEqualTo(Playback.State.PLAYING);
    assertThat(polled()).isEqualTo(1);
    assertThat(source.playback().speed()).isEqualTo(Playback.FASTEST);
    assertThat(source.playback().loops()).isTrue();
  }

  @Test
  void theEndStaysAndALaterCommandGoesOn() throws Exception {
    play(Recordings.frames(3), ReplayOptions.defaults());
    polled();
    polled();
    assertThat(polled()).isEqualTo(2);
    time.meanwhile.add(
        () -> {
          assertThat(source.playback().state()).isEqualTo(Playback.State.ENDED);
          steer(new PlaybackCommand.TogglePause());
        });
    assertThat(polled()).isZero();
    assertThat(polled()).isEqualTo(1);
    assertThat(source.playback().state()).isEqualTo(Playback.State.PLAYING);
    assertThat(polled()).isEqualTo(2);
    time.meanwhile.add(() -> steer(new PlaybackCommand.SeekBy(Duration.ofSeconds(-4))));
    assertThat(polled()).isZero();
  }

  @Test
  void aLoopBeginsAgain() throws Exception {
    play(Recordings.frames(3), ReplayOptions.defaults().withLoops(true));
    for (int i = 0; i < 9; i++) {
      assertThat(polled()).isEqualTo(i % 3);
    }
    assertThat(time.passed()).isEqualTo(Duration.ofSeconds(24));
    steer(new PlaybackCommand.ToggleLoop());
    time.meanwhile.add(
        () -> {
          assertThat(source.playback().state()).isEqualTo(Playback.State.ENDED);
          assertThat(source.playback().loops()).isFalse();
          source.close();
        });
    assertThat(source.poll()).isEmpty();
  }

  @Test
  void eventsAreFoundInBothDirections() throws Exception {
    play(Recordings.frames(30), ReplayOptions.defaults()); // node-1 is down in 6, 13, 20, 27
    polled();
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(6);
    assertThat(source.playback().note()).isEqualTo("node-1 went down");
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(7);
    assertThat(source.playback().note()).isEqualTo("node-1 came back");
    steer(new PlaybackCommand.SeekTo(Duration.ofSeconds(30)));
    assertThat(polled()).isEqualTo(10);
    steer(new PlaybackCommand.ToggleMarker());
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(13);
    steer(new PlaybackCommand.SeekEvent(false));
    assertThat(polled()).isEqualTo(10);
    assertThat(source.playback().note()).isEqualTo("marker");
    assertThat(source.playback().marks())
        .containsExactly(
            new Playback.Mark(Duration.ofSeconds(30), Duration.ZERO, Playback.Mark.Kind.MARKER));
    for (int expected : new int[] {7, 6, 0}) {
      steer(new PlaybackCommand.SeekEvent(false));
      assertThat(polled()).isEqualTo(expected);
    }
    assertThat(source.playback().note()).isEqualTo("no earlier event");
    steer(new PlaybackCommand.SeekTo(Duration.ofSeconds(84)));
    assertThat(polled()).isEqualTo(28);
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(29);
    assertThat(source.playback().note()).isEqualTo("no later event");
    assertThat(source.playback().state()).isEqualTo(Playback.State.PLAYING);
  }

  /** One host whose GPUs are at 60 °C, but at 85 °C from the fourth snapshot to the sixth. */
  private static List<ClusterSnapshot> heat() {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      ClusterSnapshot frame = Frames.cluster(0, Frames.START.plusSeconds(3L * i), 1, 1);
      double celsius = i >= 3 && i < 6 ? 85 : 60;
      List<HostSnapshot> hosts = new ArrayList<>();
      for (HostSnapshot host : frame.hosts()) {
        List<GpuInfo> gpus = new ArrayList<>();
        host.gpus().forEach(g -> gpus.add(g.toBuilder().temperatureCelsius(celsius).build()));
        hosts.add(host.toBuilder().gpus(gpus).build());
      }
      frames.add(new ClusterSnapshot(frame.takenAt(), frame.source(), frame.interval(), hosts));
    }
    return frames;
  }

  @Test
  void anAlertIsAnEventInBothDirections() throws Exception {
    AlertRules rules = AlertRules.none().withTemperatures(80, 90);
    play(heat(), ReplayOptions.defaults().withAlerts(rules));
    polled();
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(3);
    assertThat(source.playback().note()).contains("temperature: ok->warn (85C / thr 80C)");
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(6);
    assertThat(source.playback().note()).contains("temperature: warn->ok (60C / thr 80C)");
    steer(new PlaybackCommand.SeekTo(Duration.ofSeconds(24)));
    assertThat(polled()).isEqualTo(8);
    for (int expected : new int[] {6, 3, 0}) {
      steer(new PlaybackCommand.SeekEvent(false));
      assertThat(polled()).isEqualTo(expected);
    }
  }

  @Test
  void withoutRulesNoAlertIsAnEvent() throws Exception {
    play(heat(), ReplayOptions.defaults());
    polled();
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(8);
    assertThat(source.playback().note()).isEqualTo("no later event");
  }

  @Test
  void aUserWhoAppearsOrLeavesIsAnEvent() throws Exception {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Instant at = Frames.START.plusSeconds(3L * i);
      frames.add(Frames.cluster(0, at, 1, i >= 3 && i < 6 ? 2 : 1));
    }
    play(frames, ReplayOptions.defaults());
    polled();
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(3);
    assertThat(source.playback().note()).isEqualTo("jonas appeared");
    steer(new PlaybackCommand.SeekEvent(true));
    assertThat(polled()).isEqualTo(6);
    assertThat(source.playback().note()).isEqualTo("jonas left");
  }

  @Test
  void aLaterCommandEndsASearch() throws Exception {
    play(Recordings.frames(30), ReplayOptions.defaults());
    polled();
    steer(new PlaybackCommand.SeekEvent(true));
    steer(new PlaybackCommand.Step(1));
    assertThat(polled()).isEqualTo(1);
    assertThat(polledAfter(new PlaybackCommand.Step(1))).isEqualTo(2);
  }

  private int polledAfter(PlaybackCommand command) throws Exception {
    steer(command);
    return polled();
  }

  @Test
  void aFileThatGrowsIsFollowed() throws Exception {
    Path file = folder.resolve("a.ndjson");
    try (Recorder recorder = Recorder.open(file, Recordings.options(Compression.ZSTD))) {
      recorder.record(Frames.frame(0));
      recorder.record(Frames.frame(1));
      recorder.flush();
      source =
          ReplaySource.of(Replayer.open(file), ReplayOptions.defaults().withFollows(true), time);
      assertThat(polled()).isZero();
      assertThat(polled()).isEqualTo(1);
      for (int i = 2; i < 250; i++) {
        int frame = i;
        time.meanwhile.add(
            () -> {
              assertThat(source.playback().state()).isEqualTo(Playback.State.FOLLOWING);
              try {
                recorder.record(Frames.frame(frame));
                recorder.flush();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
        assertThat(polled()).isEqualTo(i);
        assertThat(source.playback().total()).isEqualTo(Duration.ofSeconds(3L * i));
      }
    }
  }

  @Test
  void closeEndsAWaitingPoll() throws Exception {
    play(Recordings.frames(3), ReplayOptions.defaults());
    polled();
    time.meanwhile.add(source::close);
    assertThat(source.poll()).isEmpty();
    assertThat(source.poll()).isEmpty();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(time.nanos)).isZero();
  }
}
