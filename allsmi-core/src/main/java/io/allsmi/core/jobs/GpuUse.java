package io.allsmi.core.jobs;

/**
 * What is made of a GPU, from the most to the least. A process that only draws (type {@code G}), as
 * a display server does on every GPU of some machines, is not counted as one.
 *
 * @since 0.30.0
 */
public enum GpuUse {
  /** It works: its utilisation reaches the threshold. */
  ACTIVE("active"),
  /** Processes hold memory on it, and it does not work. */
  PARKED("parked"),
  /** There is a process, and nothing else: neither work nor memory. */
  IDLE("idle"),
  /** There is no process at all. */
  UNUSED("unused"),
  /** It cannot be told: the GPU is not read, or its host does not tell its processes. */
  UNKNOWN("unknown");

  private final String wireName;

  GpuUse(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON and on screen: lower case. */
  public String wireName() {
    return wireName;
  }

  /** Whether there is a process: {@link #ACTIVE}, {@link #PARKED} and {@link #IDLE}. */
  public boolean isUsed() {
    return this == ACTIVE || this == PARKED || this == IDLE;
  }

  /** Whether it is known to be of no use: {@link #PARKED}, {@link #IDLE} and {@link #UNUSED}. */
  public boolean isWasted() {
    return this == PARKED || this == IDLE || this == UNUSED;
  }
}
