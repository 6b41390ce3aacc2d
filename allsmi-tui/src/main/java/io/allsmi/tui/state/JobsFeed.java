package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.jobs.GpuUseWindow;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobAggregator;

/**
 * Takes one snapshot after another and remembers what GPUs were at, for the jobs that have them.
 * Costs nothing while no snapshot has jobs. One thread at a time.
 */
public final class JobsFeed {
  private GpuUseWindow window = new GpuUseWindow();

  /**
   * The jobs of a snapshot.
   *
   * @param aggregation what they were given against what they use
   */
  public record Jobs(JobAggregation aggregation) {}

  /** The jobs of the next snapshot. */
  public Jobs add(ClusterSnapshot snapshot) {
    if (snapshot.jobs().isPresent()) {
      window.add(snapshot);
    } else {
      window = new GpuUseWindow();
    }
    return new Jobs(JobAggregator.aggregate(snapshot, window));
  }
}
