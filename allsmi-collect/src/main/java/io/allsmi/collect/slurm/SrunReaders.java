package io.allsmi.collect.slurm;

import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.remote.RemoteOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Readers of nodes by a step inside a job: {@code srun --overlap} starts one shell on each, which
 * stays until the reader is closed or the job ends. For the owner of the job, and for root.
 *
 * <p>Steps are started so many at a time. A step sees the processes of its node, and its devices as
 * far as Slurm lets the job: where the job sees only those it was given, they are counted from 0
 * there, and get their numbers on the node back.
 *
 * @since 0.30
 */
public final class SrunReaders implements HostReaders {
  /** Each start is a message to slurmctld, and one to the node. */
  private static final int MOST_STARTS = 8;

  private final ProgramStarter programs;
  private final RemoteOptions options;
  private final Semaphore starts = new Semaphore(MOST_STARTS, true);
  private final Set<SrunReader> readers = ConcurrentHashMap.newKeySet();

  private SrunReaders(ProgramStarter programs, RemoteOptions options) {
    this.programs = Objects.requireNonNull(programs, "programs");
    this.options = options;
  }

  /**
   * Readers by this machine's {@code srun}, or another's; nothing is started yet.
   *
   * @param programs starts {@code srun} where the cluster knows it
   * @param masksSecrets whether passwords and tokens in command lines are masked
   * @param interval how often nodes are going to be read, so that a tool of theirs can go on by
   *     itself at that pace; when absent each read starts it
   */
  public static SrunReaders of(
      ProgramStarter programs, boolean masksSecrets, Optional<Duration> interval) {
    RemoteOptions options = RemoteOptions.defaults().withMasksSecrets(masksSecrets);
    return new SrunReaders(programs, interval.map(options::withStream).orElse(options));
  }

  @Override
  public boolean canRead(HostTarget target) {
    return target instanceof SrunHost;
  }

  @Override
  public Optional<HostReader> readerOf(HostTarget target) {
    if (!(target instanceof SrunHost host)) {
      return Optional.empty();
    }
    SrunReader reader = new SrunReader(host, programs, options, starts, readers::remove);
    readers.add(reader);
    return Optional.of(reader);
  }

  /** Ends every step. */
  @Override
  public void close() {
    List.copyOf(readers).forEach(SrunReader::close);
  }
}
