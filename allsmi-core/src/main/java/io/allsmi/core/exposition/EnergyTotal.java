package io.allsmi.core.exposition;

import java.util.Objects;

/**
 * The energy that something has drawn since it was first seen.
 *
 * @param scope what drew it
 * @param gpuUuid the GPU, by UUID; empty for anything else
 * @param joules never negative
 * @since 0.30.0
 */
public record EnergyTotal(Scope scope, String gpuUuid, double joules) {
  /** Checks the arguments. */
  public EnergyTotal {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(gpuUuid, "gpuUuid");
    if (!(joules >= 0) || Double.isInfinite(joules)) {
      throw new IllegalArgumentException("joules: expected at least 0, got " + joules);
    }
  }

  /** What can draw energy. */
  public enum Scope {
    /** One accelerator. */
    GPU("gpu"),
    /** All processors. */
    CPU("cpu"),
    /** The whole machine. */
    CHASSIS("chassis");

    private final String wireName;

    Scope(String wireName) {
      this.wireName = wireName;
    }

    /** The value of the label {@code scope}: lower case. */
    public String wireName() {
      return wireName;
    }
  }
}
