package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessInfo;
import java.util.List;

/**
 * What a vendor tool's output says.
 *
 * @param gpus one per device row, in the order of the output; an output with several samples, such
 *     as that of {@code dmon -c 5}, has a device several times, the newest last
 * @param processes one per process row, in the order of the output, likewise
 * @param issues what could not be used, in the order it was found; at most 100, and a count of the
 *     others
 * @since 0.30.0
 */
public record ShimReadings(List<GpuInfo> gpus, List<ProcessInfo> processes, List<Issue> issues) {
  /** Copies the lists. */
  public ShimReadings {
    gpus = List.copyOf(gpus);
    processes = List.copyOf(processes);
    issues = List.copyOf(issues);
  }

  /** Whether there is no device and no process; an idle monitor says so without any issue. */
  public boolean isEmpty() {
    return gpus.isEmpty() && processes.isEmpty();
  }
}
