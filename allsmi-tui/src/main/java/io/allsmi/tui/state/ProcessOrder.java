package io.allsmi.tui.state;

import io.allsmi.core.table.UserProcess;
import io.allsmi.core.usage.UserAggregate;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** The orders of the processes of a host; unknown comes last, ties by number and GPU. */
public enum ProcessOrder {
  /** Most device memory first. */
  VRAM(largest(p -> p.process().gpuMemoryBytes().orElse(-1))),
  /** By number. */
  PID(largest(p -> 0)),
  /** Most processor first. */
  CPU(largest(p -> p.process().cpuPercent().orElse(-1))),
  /** Most resident memory first. */
  MEMORY(largest(p -> p.process().details().residentBytes().orElse(-1))),
  /** Most of the GPU first. */
  GPU(largest(p -> p.process().details().gpuUtilizationPercent().orElse(-1))),
  /** By user. */
  USER(Comparator.comparing(p -> UserAggregate.groupOf(p.process().user().orElse("")))),
  /** The oldest first. */
  TIME(largest(p -> p.runSeconds().orElse(-1)));

  private final Comparator<UserProcess> comparator;

  ProcessOrder(Comparator<UserProcess> first) {
    this.comparator =
        first.thenComparingInt(p -> p.process().pid()).thenComparingInt(p -> p.gpu().orElse(-1));
  }

  private static Comparator<UserProcess> largest(ToDoubleFunction<UserProcess> figure) {
    return Comparator.comparingDouble(p -> -figure.applyAsDouble(p));
  }

  Comparator<UserProcess> comparator() {
    return comparator;
  }
}
