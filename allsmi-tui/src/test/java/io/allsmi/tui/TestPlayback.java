package io.allsmi.tui;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Places in an hour that was recorded around {@link TestCluster#NOW}. */
public final class TestPlayback {
  /** So that the test cluster's snapshots, taken 400 ms before its now, are at 00:12:34. */
  public static final Duration ELAPSED = Duration.parse("PT12M34S");

  public static final Instant START = TestCluster.NOW.minusMillis(400).minus(ELAPSED);
  public static final Duration HOUR = Duration.ofHours(1);

  /** A marker before the middle and two gaps, one of them as long as several cells. */
  public static final List<Mark> MARKS =
      List.of(
          new Mark(Duration.ofMinutes(22), Duration.ofSeconds(30), Mark.Kind.GAP),
          new Mark(Duration.ofMinutes(28), Duration.ZERO, Mark.Kind.MARKER),
          new Mark(Duration.ofMinutes(41), Duration.ofMinutes(8), Mark.Kind.GAP));

  private TestPlayback() {}

  public static Playback at(Duration elapsed, Playback.State state) {
    return new Playback(START, HOUR, elapsed, state, 1, false, List.of(), "");
  }

  public static Playback paused() {
    return at(ELAPSED, Playback.State.PAUSED);
  }

  public static Playback playing() {
    return at(ELAPSED, Playback.State.PLAYING);
  }

  public static Playback in(Playback p, Playback.State state) {
    return new Playback(
        p.start(), p.total(), p.elapsed(), state, p.speed(), p.loops(), p.marks(), p.note());
  }

  public static Playback seeking(Playback p, Duration elapsed) {
    return new Playback(
        p.start(), p.total(), elapsed, p.state(), p.speed(), p.loops(), p.marks(), p.note());
  }

  public static Playback withSpeed(Playback p, double speed) {
    return new Playback(
        p.start(), p.total(), p.elapsed(), p.state(), speed, p.loops(), p.marks(), p.note());
  }

  public static Playback withMarks(Playback p, List<Mark> marks) {
    return new Playback(
        p.start(), p.total(), p.elapsed(), p.state(), p.speed(), p.loops(), marks, p.note());
  }

  public static Playback looping(Playback p) {
    return new Playback(
        p.start(), p.total(), p.elapsed(), p.state(), p.speed(), true, p.marks(), p.note());
  }

  public static Playback saying(Playback p, String note) {
    return new Playback(
        p.start(), p.total(), p.elapsed(), p.state(), p.speed(), p.loops(), p.marks(), note);
  }
}
