package io.allsmi.collect.slurm;

import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.KeptReader;
import io.allsmi.collect.remote.RemoteHost;
import io.allsmi.collect.remote.RemoteOptions;
import io.allsmi.collect.remote.RemoteReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Reads one node by a step that is kept: the first read starts it, and so does one after a failure.
 */
final class SrunReader extends KeptReader<SrunReader.Session> {
  /** The first read waits for the step, tries tools and starts one several times. */
  private static final Duration FIRST_READ_TIME = Duration.ofSeconds(45);

  private static final Duration READ_TIME = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Waiting for a turn may take long where many steps hang. */
  private static final Duration FIRST_BACKSTOP = Duration.ofMinutes(10);

  private final SrunHost host;
  private final ProgramStarter programs;
  private final RemoteOptions options;
  private final Semaphore starts;
  private final Consumer<SrunReader> whenClosed;

  /** The shell on the node and what it is read with. */
  record Session(StepShell shell, RemoteReader reader) {}

  SrunReader(
      SrunHost host,
      ProgramStarter programs,
      RemoteOptions options,
      Semaphore starts,
      Consumer<SrunReader> whenClosed) {
    this.host = host;
    this.programs = programs;
    this.options = options;
    this.starts = starts;
    this.whenClosed = whenClosed;
  }

  @Override
  public boolean isReady() {
    return current().isPresent();
  }

  @Override
  public Optional<Duration> ownDeadline() {
    return Optional.of(isReady() ? READ_TIME.plus(GRACE) : FIRST_BACKSTOP);
  }

  @Override
  protected void end(Session session) {
    session.reader.close();
  }

  @Override
  protected void closed() {
    whenClosed.accept(this);
  }

  private Session started() throws HostReadException {
    StepShell shell = new StepShell(host, programs);
    return keep(new Session(shell, RemoteHost.of(host.hostId(), host.address(), shell, options)));
  }

  @Override
  protected HostSnapshot readOnce() throws HostReadException, InterruptedException {
    Optional<Session> known = current();
    if (known.isPresent()) {
      return read(known.get(), READ_TIME);
    }
    starts.acquire();
    try {
      return read(started(), FIRST_READ_TIME);
    } finally {
      starts.release();
    }
  }

  private HostSnapshot read(Session from, Duration time)
      throws HostReadException, InterruptedException {
    boolean isDone = false;
    try {
      HostSnapshot read = StepDevices.renumbered(from.reader.read(time), host.granted());
      isDone = true;
      return read;
    } catch (HostReadException e) {
      isDone = e.kind() == FailureKind.UNSUPPORTED;
      throw explained(e, from.shell.complaint());
    } finally {
      if (!isDone) {
        leave();
      }
    }
  }

  /** What {@code srun} says of a step that did not start or ended is the cause of what we saw. */
  private static HostReadException explained(HostReadException e, String complaint) {
    if (complaint.isEmpty()) {
      return e;
    }
    String words = complaint.toLowerCase(Locale.ROOT);
    boolean isForbidden = words.contains("permission denied") || words.contains("invalid job id");
    return new HostReadException(
        isForbidden ? FailureKind.UNAUTHORIZED : e.kind(),
        "srun: expected a step in the job, got: " + complaint);
  }
}
