package io.allsmi.tui.state;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the user has seen of the alerts.
 *
 * @param open whether their history is open
 * @param top the first alert on the screen
 * @param seen how many alerts were told
 * @param mark what is marked because it got worse just now
 */
public record AlertsChoice(boolean open, int top, long seen, Optional<Mark> mark) {
  static final AlertsChoice START = new AlertsChoice(false, 0, 0, Optional.empty());

  /**
   * GPUs that got worse just now.
   *
   * @param level the worst of their levels
   * @param gpus which ones, as {@link #key} names them
   * @param until when they are marked no longer
   */
  public record Mark(AlertLevel level, Set<String> gpus, Instant until) {
    /** Copies the set. */
    public Mark {
      gpus = Set.copyOf(gpus);
    }
  }

  /** What a GPU is marked by. */
  public static String key(String hostId, int number) {
    return number + " " + hostId;
  }

  static String key(Alert alert) {
    return key(alert.hostId(), alert.gpuIndex().orElse(alert.gpuPlace()));
  }

  AlertsChoice withOpen(boolean isOpen, int first) {
    return new AlertsChoice(isOpen, first, seen, mark);
  }

  AlertsChoice withSeen(long count) {
    return new AlertsChoice(open, top, count, mark);
  }

  AlertsChoice withMark(Optional<Mark> other) {
    return new AlertsChoice(open, top, seen, other);
  }
}
