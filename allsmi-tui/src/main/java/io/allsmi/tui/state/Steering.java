package io.allsmi.tui.state;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a key asks of the playback. */
final class Steering {
  private static final Duration SKIP = Duration.ofSeconds(10);
  private static final double[] SPEEDS = {Playback.SLOWEST, 0.5, 1, 2, 4, Playback.FASTEST};

  private Steering() {}

  /** The command of an action; empty for other actions, and for a speed beyond the last one. */
  static Optional<PlaybackCommand> command(Action action, Playback playback) {
    return Optional.ofNullable(
        switch (action) {
          case TOGGLE_PAUSE -> new PlaybackCommand.TogglePause();
          case STEP_FORWARD -> new PlaybackCommand.Step(1);
          case STEP_BACK -> new PlaybackCommand.Step(-1);
          case FASTER -> faster(playback.speed());
          case SLOWER -> slower(playback.speed());
          case SKIP_BACK -> new PlaybackCommand.SeekBy(SKIP.negated());
          case SKIP_FORWARD -> new PlaybackCommand.SeekBy(SKIP);
          case PREVIOUS_EVENT -> new PlaybackCommand.SeekEvent(false);
          case NEXT_EVENT -> new PlaybackCommand.SeekEvent(true);
          case TOGGLE_MARKER -> new PlaybackCommand.ToggleMarker();
          case TO_START -> new PlaybackCommand.SeekTo(Duration.ZERO);
          case TO_END -> new PlaybackCommand.SeekTo(playback.total());
          case TOGGLE_LOOP -> new PlaybackCommand.ToggleLoop();
          default -> null;
        });
  }

  private static @Nullable PlaybackCommand faster(double speed) {
    for (double step : SPEEDS) {
      if (step > speed) {
        return new PlaybackCommand.SetSpeed(step);
      }
    }
    return null;
  }

  private static @Nullable PlaybackCommand slower(double speed) {
    for (int i = SPEEDS.length - 1; i >= 0; i--) {
      if (SPEEDS[i] < speed) {
        return new PlaybackCommand.SetSpeed(SPEEDS[i]);
      }
    }
    return null;
  }
}
