package io.allsmi.cli;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.slurm.SlurmSource;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.util.Optional;

/** Hosts that are polled, with the jobs on them where those were asked for. */
final class PolledHosts implements ClusterSource {
  private final ClusterPoller poller;
  private final Optional<SlurmSource> withJobs;
  private final Optional<SlurmHosts> slurm;

  PolledHosts(ClusterPoller poller, Optional<SlurmHosts> slurm) {
    this.poller = poller;
    this.slurm = slurm;
    this.withJobs = slurm.map(hosts -> SlurmSource.of(poller, hosts.jobs()));
  }

  /** Every host once. */
  ClusterSnapshot readOnce() throws InterruptedException {
    return withJobs.isPresent() ? withJobs.get().readOnce() : poller.readOnce();
  }

  /** Whether jobs were asked for and there is none. */
  boolean hasNoJobs() {
    return slurm.filter(hosts -> hosts.jobs().newest().jobs().isEmpty()).isPresent();
  }

  @Override
  public Optional<ClusterSnapshot> poll() throws IOException, InterruptedException {
    return withJobs.isPresent() ? withJobs.get().poll() : poller.poll();
  }

  @Override
  public void close() {
    poller.close();
    slurm.ifPresent(SlurmHosts::close);
  }
}
