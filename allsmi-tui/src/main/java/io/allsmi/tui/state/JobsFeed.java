package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.jobs.GpuUseWindow;
import io.allsmi.core.jobs.HeldIdle;
import io.allsmi.core.jobs.HeldIdleGpus;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobAggregator;

/**
 * Takes one snapshot after another and remembers what GPUs were at, for the jobs that have them and
 * for those who hold them. One thread at a time.
 */
public final class JobsFeed {
  private GpuUseWindow window = new GpuUseWindow();
  private final HeldIdle idle = new HeldIdle();

  /**
   * The jobs of a snapshot, and what is held idle in it.
   *
   * @param aggregation what they were given against what they use
   * @param heldIdle the GPUs that are held and do not work, with or without jobs
   */
  public record Jobs(JobAggregation aggregation, HeldIdleGpus heldIdle) {}

  /** The jobs of the next snapshot. */
  public Jobs add(ClusterSnapshot snapshot) {
    if (snapshot.jobs().isPresent()) {
      window.add(snapshot);
    } else {
      window = new GpuUseWindow();
    }
    return new Jobs(JobAggregator.aggregate(snapshot, window), idle.add(snapshot));
  }
}
