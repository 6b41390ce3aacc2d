package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import io.allsmi.core.source.PlaybackCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An hour of a cluster, a frame every second, whose figures depend on the second. It does what it
 * is told, remembers that, and never moves by itself.
 */
final class ScriptedRecording implements PlayableSource {
  final List<PlaybackCommand> commands = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Optional<ClusterSnapshot>> due = new LinkedBlockingQueue<>();
  private volatile Playback now;
  private volatile Runnable looked = () -> {};

  ScriptedRecording(Playback at) {
    now = at;
    due.add(Optional.of(frame()));
  }

  /** The playback changes by itself. */
  void turn(Playback other) {
    now = other;
  }

  /** Does something each time that somebody looks where the playback is. */
  void onLook(Runnable action) {
    looked = action;
  }

  @Override
  public Playback playback() {
    looked.run();
    return now;
  }

  @Override
  public Optional<ClusterSnapshot> poll() throws InterruptedException {
    return due.take();
  }

  @Override
  public void close() {
    due.add(Optional.empty());
  }

  @Override
  public void steer(PlaybackCommand command) {
    commands.add(command);
    Playback p = TestPlayback.saying(now, "");
    if (command instanceof PlaybackCommand.TogglePause) {
      boolean paused = p.state() == Playback.State.PAUSED;
      now = TestPlayback.in(p, paused ? Playback.State.PLAYING : Playback.State.PAUSED);
    } else if (command instanceof PlaybackCommand.SetSpeed speed) {
      now = TestPlayback.withSpeed(p, speed.factor());
    } else if (command instanceof PlaybackCommand.ToggleLoop) {
      now = p.loops() ? p : TestPlayback.looping(p);
    } else if (command instanceof PlaybackCommand.ToggleMarker) {
      List<Mark> marks = new ArrayList<>(p.marks());
      marks.add(new Mark(p.elapsed(), Duration.ZERO, Mark.Kind.MARKER));
      now = TestPlayback.withMarks(p, marks);
    } else if (command instanceof PlaybackCommand.SeekTo to) {
      seek(p, to.offset());
    } else if (command instanceof PlaybackCommand.SeekBy by) {
      seek(p, p.elapsed().plus(by.by()));
    } else if (command instanceof PlaybackCommand.Step step) {
      seek(p, p.elapsed().plusSeconds(step.frames()));
    } else if (command instanceof PlaybackCommand.SeekEvent) {
      now = TestPlayback.saying(p, "no event there");
    }
  }

  private void seek(Playback p, Duration wanted) {
    Duration most = wanted.compareTo(p.total()) < 0 ? wanted : p.total();
    now = TestPlayback.seeking(p, most.isNegative() ? Duration.ZERO : most);
    due.add(Optional.of(frame()));
  }

  private ClusterSnapshot frame() {
    Instant at = now.start().plus(now.elapsed());
    ClusterSnapshot all = TestCluster.healthy(3, 4, (int) now.elapsed().toSeconds());
    return new ClusterSnapshot(at, all.source(), all.interval(), all.hosts());
  }
}
