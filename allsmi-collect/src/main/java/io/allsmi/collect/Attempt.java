package io.allsmi.collect;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One read of one host that is under way. Its fields belong to the poller's own thread. */
final class Attempt {
  private static final Logger LOG = System.getLogger(Attempt.class.getName());

  final HostEntry entry;
  final HostReader.Read read;
  final boolean recovering;

  /** Whether it had to connect first when it began. */
  final boolean connecting;

  boolean slow;
  boolean abandoned;
  @Nullable ScheduledFuture<?> timer;

  Attempt(HostEntry entry, HostReader.Read read, boolean recovering) {
    this.entry = entry;
    this.read = read;
    this.recovering = recovering;
    this.connecting = entry.connecting;
  }

  /** What became of it: a snapshot or a failure. */
  record Outcome(Optional<HostSnapshot> snapshot, Optional<HostReadException> failure) {
    static Outcome failed(HostReadException why) {
      return new Outcome(Optional.empty(), Optional.of(why));
    }
  }

  /** Reads, on a reading thread. Whatever happens, the schedule is told. */
  void run(Consumer<Outcome> schedule) {
    Outcome outcome;
    try {
      outcome = new Outcome(Optional.of(read.run()), Optional.empty());
    } catch (HostReadException e) {
      outcome = Outcome.failed(e);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "reading " + entry.target + " failed; please report this", e);
      outcome =
          Outcome.failed(
              new HostReadException(FailureKind.MALFORMED_REPLY, "could not be read: " + e));
    }
    schedule.accept(outcome);
  }
}
