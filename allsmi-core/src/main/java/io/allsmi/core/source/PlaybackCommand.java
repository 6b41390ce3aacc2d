package io.allsmi.core.source;

import java.time.Duration;
import java.time.Instant;

/** What a viewer asks of a playback. A place beyond an end is that end. */
public sealed interface PlaybackCommand {
  /** Goes on, or stops where it is; at the end, goes on from the start. */
  record TogglePause() implements PlaybackCommand {}

  /**
   * Goes some frames on or back, and pauses.
   *
   * @param frames negative to go back
   */
  record Step(int frames) implements PlaybackCommand {}

  /**
   * Goes to a place.
   *
   * @param offset from the start of the recording
   */
  record SeekTo(Duration offset) implements PlaybackCommand {}

  /**
   * Goes to the frame that was shown at a time of day.
   *
   * @param at the last frame at or before it is shown
   */
  record SeekToInstant(Instant at) implements PlaybackCommand {}

  /**
   * Goes some time on or back.
   *
   * @param by negative to go back
   */
  record SeekBy(Duration by) implements PlaybackCommand {}

  /**
   * Goes to the nearest event: a host that went down or came back, a user that appeared or left, an
   * alert where there are rules for any, a marker.
   *
   * @param forward whether to look ahead
   */
  record SeekEvent(boolean forward) implements PlaybackCommand {}

  /**
   * Plays at another speed.
   *
   * @param factor times as fast as it was recorded; from {@link Playback#SLOWEST} to {@link
   *     Playback#FASTEST}, others are put at the nearer end
   */
  record SetSpeed(double factor) implements PlaybackCommand {}

  /** Begins again at the end, or stops there. */
  record ToggleLoop() implements PlaybackCommand {}

  /** Sets a marker here, or takes away the one that is here. */
  record ToggleMarker() implements PlaybackCommand {}
}
