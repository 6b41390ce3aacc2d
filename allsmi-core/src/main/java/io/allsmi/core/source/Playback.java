package io.allsmi.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Where a playback is.
 *
 * @param start when the first frame was taken
 * @param total from the first frame to the last; grows while a file is followed
 * @param elapsed from the first frame to the one shown, or to the time behind it that was sought
 * @param state what it is doing
 * @param speed times as fast as it was recorded
 * @param loops whether it begins again at the end
 * @param marks what stands out on the way, by time; unmodifiable
 * @param note what the viewer should know for a moment, such as that there is no later event or
 *     that a damaged part was left out; may be empty
 */
public record Playback(
    Instant start,
    Duration total,
    Duration elapsed,
    State state,
    double speed,
    boolean loops,
    List<Mark> marks,
    String note) {
  /** The lowest speed. */
  public static final double SLOWEST = 0.25;

  /** The highest speed. */
  public static final double FASTEST = 8;

  /** Checks the arguments and copies the list. */
  public Playback {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(total, "total");
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(note, "note");
    if (elapsed.isNegative() || elapsed.compareTo(total) > 0) {
      throw new IllegalArgumentException("elapsed: expected 0 to " + total + ", got " + elapsed);
    }
    marks = List.copyOf(marks);
  }

  /** What a playback is doing. */
  public enum State {
    /** Frames come as they were recorded. */
    PLAYING("playing"),
    /** It waits for the viewer. */
    PAUSED("paused"),
    /** The last frame is shown. */
    ENDED("end"),
    /** The last frame is shown, and the file may grow. */
    FOLLOWING("following"),
    /** It looks for an event. */
    SEARCHING("searching");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** For people: lower case. */
    public String word() {
      return word;
    }
  }

  /**
   * Something on the way.
   *
   * @param offset from the first frame
   * @param length how long it lasts; zero for a moment
   * @param kind what it is
   */
  public record Mark(Duration offset, Duration length, Kind kind) {
    /** What a mark stands for. */
    public enum Kind {
      /** The viewer set it. */
      MARKER,
      /** Frames are missing. */
      GAP
    }
  }
}
