package io.allsmi.collect.local;

import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.source.HostSource;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads this machine for a poller that reads other hosts as well.
 *
 * <pre>{@code
 * LocalOptions options = LocalOptions.defaults();
 * HostList hosts = HostList.of(List.of(LocalTarget.of(options), HttpTarget.parse("node1")));
 * List<HostReaders> readers = List.of(LocalReaders.of(options));
 * try (var poller = ClusterPoller.open(() -> hosts, PollOptions.defaults(), readers)) {
 *   UserAggregation users = UserAggregator.aggregate(poller.readOnce().hosts());
 * }
 * }</pre>
 *
 * <p>Its devices are looked for by the first read. That one takes a quarter of a second more than
 * the others: what is a rate is the difference of two readings.
 *
 * @since 0.30
 */
public final class LocalReaders implements HostReaders {
  private final Supplier<HostSource> machine;
  private final Clock clock;

  LocalReaders(Supplier<HostSource> machine, Clock clock) {
    this.machine = Objects.requireNonNull(machine, "machine");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** Reads with these options; nothing is read yet. */
  public static LocalReaders of(LocalOptions options) {
    Objects.requireNonNull(options, "options");
    return new LocalReaders(() -> LocalMachine.open(options), Clock.systemUTC());
  }

  @Override
  public boolean canRead(HostTarget target) {
    return target instanceof LocalTarget;
  }

  @Override
  public Optional<HostReader> readerOf(HostTarget target) {
    return canRead(target) ? Optional.of(new LocalReader(machine, clock)) : Optional.empty();
  }

  /** Readers share nothing: each closes the machine that it opened. */
  @Override
  public void close() {
    // Nothing to release.
  }
}
