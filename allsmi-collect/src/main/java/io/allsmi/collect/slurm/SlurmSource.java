package io.allsmi.collect.slurm;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.source.ClusterSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * The nodes of jobs and, with every snapshot of them, the jobs: waited for by {@link #poll()}, sent
 * to those who {@link #subscribe}, or looked at once.
 *
 * <pre>{@code
 * SlurmJobs jobs = SlurmJobs.open(here, SlurmOptions.defaults());
 * JobNodes nodes = JobNodes.of(jobs, NodeAddress.url("http://{node}:9090"));
 * try (var source = SlurmSource.of(ClusterPoller.open(nodes, PollOptions.defaults()), jobs)) {
 *   ClusterSnapshot cluster = source.readOnce();
 * }
 * }</pre>
 *
 * @since 0.30
 */
public final class SlurmSource implements ClusterSource, Flow.Publisher<ClusterSnapshot> {
  private final ClusterPoller poller;
  private final SlurmJobs jobs;

  private SlurmSource(ClusterPoller poller, SlurmJobs jobs) {
    this.poller = Objects.requireNonNull(poller, "poller");
    this.jobs = Objects.requireNonNull(jobs, "jobs");
  }

  /**
   * What this poller reads, with these jobs.
   *
   * @param poller reads the nodes of the jobs, and other hosts beside them if wanted; closed with
   *     the source
   */
  public static SlurmSource of(ClusterPoller poller, SlurmJobs jobs) {
    return new SlurmSource(poller, jobs);
  }

  /**
   * Reads every host once.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   * @throws IllegalStateException when the source is or gets closed
   */
  public ClusterSnapshot readOnce() throws InterruptedException {
    return withJobs(poller.readOnce());
  }

  @Override
  public Optional<ClusterSnapshot> poll() throws InterruptedException {
    return poller.poll().map(this::withJobs);
  }

  /**
   * Sends snapshots from now on, as {@link ClusterPoller#subscribe} does: each only once, the
   * newest to one that is slow, until {@link #close()} completes it.
   */
  @Override
  public void subscribe(Flow.Subscriber<? super ClusterSnapshot> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    poller.subscribe(new WithJobs(subscriber));
  }

  /** Hands on what a subscriber is sent, and the jobs with each snapshot. */
  private final class WithJobs implements Flow.Subscriber<ClusterSnapshot> {
    private final Flow.Subscriber<? super ClusterSnapshot> subscriber;

    WithJobs(Flow.Subscriber<? super ClusterSnapshot> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ClusterSnapshot hosts) {
      subscriber.onNext(withJobs(hosts));
    }

    @Override
    public void onError(Throwable why) {
      subscriber.onError(why);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }

  private ClusterSnapshot withJobs(ClusterSnapshot hosts) {
    return new ClusterSnapshot(
            hosts.takenAt(),
            ClusterSnapshot.Source.SLURM,
            hosts.interval(),
            hosts.hosts(),
            hosts.issues())
        .withJobs(jobs.newest());
  }

  @Override
  public void close() {
    poller.close();
  }
}
