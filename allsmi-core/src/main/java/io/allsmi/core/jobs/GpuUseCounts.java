package io.allsmi.core.jobs;

import java.util.OptionalInt;

/**
 * How many GPUs are at what.
 *
 * @param active that work
 * @param parked on which memory is held, and that do not work
 * @param idle with a process and nothing else
 * @param unused without a process
 * @param unknown of which it cannot be told
 * @since 0.30.0
 */
public record GpuUseCounts(int active, int parked, int idle, int unused, int unknown) {
  /** No GPU. */
  public static final GpuUseCounts NONE = new GpuUseCounts(0, 0, 0, 0, 0);

  /** One more GPU. */
  public GpuUseCounts plus(GpuUse use) {
    return switch (use) {
      case ACTIVE -> new GpuUseCounts(active + 1, parked, idle, unused, unknown);
      case PARKED -> new GpuUseCounts(active, parked + 1, idle, unused, unknown);
      case IDLE -> new GpuUseCounts(active, parked, idle + 1, unused, unknown);
      case UNUSED -> new GpuUseCounts(active, parked, idle, unused + 1, unknown);
      case UNKNOWN -> new GpuUseCounts(active, parked, idle, unused, unknown + 1);
    };
  }

  /** More GPUs of which it cannot be told, at most as many as an {@code int} can count. */
  GpuUseCounts plusUnknown(int more) {
    int fitting = Math.min(more, Integer.MAX_VALUE - all());
    return new GpuUseCounts(active, parked, idle, unused, unknown + fitting);
  }

  /** How many are at that. */
  public int of(GpuUse use) {
    return switch (use) {
      case ACTIVE -> active;
      case PARKED -> parked;
      case IDLE -> idle;
      case UNUSED -> unused;
      case UNKNOWN -> unknown;
    };
  }

  /** How many there are. */
  public int all() {
    return active + parked + idle + unused + unknown;
  }

  /** Whether there is none, or the use of any is known. */
  boolean isKnown() {
    return unknown == 0 || unknown < all();
  }

  /** Those with a process; absent when the use of none is known, 0 of no GPU. */
  public OptionalInt usedIfKnown() {
    return isKnown() ? OptionalInt.of(used()) : OptionalInt.empty();
  }

  /** Those with a process. */
  public int used() {
    return active + parked + idle;
  }
}
