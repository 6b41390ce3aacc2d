package io.allsmi.collect;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** What the poller knows of one host. Belongs to the poller's own thread. */
final class HostEntry {
  private static final int INTERVALS_UNTIL_STALE = 3;

  final HostTarget target;
  final HostReader reader;
  private final Instant since;
  private @Nullable HostSnapshot readings;
  private @Nullable HostReadException failure;
  private Instant failedAt = Instant.EPOCH;
  private int failedAttempts;
  private Optional<Instant> nextAttempt = Optional.empty();
  private @Nullable HostSnapshot view;

  @Nullable Attempt running;
  @Nullable ScheduledFuture<?> timer;
  boolean queued;

  /** Whether it had to be connected first when it was queued. */
  boolean connecting;

  boolean asked;
  boolean removed;
  long dueNanos;

  HostEntry(HostTarget target, HostReader reader, Instant since) {
    this.target = target;
    this.reader = reader;
    this.since = since;
  }

  void succeeded(HostSnapshot snapshot) {
    readings = snapshot;
    failure = null;
    failedAttempts = 0;
    nextAttempt = Optional.empty();
    view = null;
  }

  void failed(HostReadException why, Instant at) {
    failure = why;
    failedAt = at;
    failedAttempts++;
    nextAttempt = Optional.empty();
    view = null;
  }

  void retryAt(Instant at) {
    nextAttempt = Optional.of(at);
    view = null;
  }

  int failedAttempts() {
    return failedAttempts;
  }

  boolean isFailing() {
    return failure != null;
  }

  /** Whether what was shown last is no longer how the host stands. */
  boolean hasAged(Instant now, Duration interval) {
    return view != null && view.status().state() != state(now, interval);
  }

  /** The host as it stands now. */
  HostSnapshot view(Instant now, Duration interval) {
    HostState state = state(now, interval);
    HostSnapshot shown = view;
    if (shown == null || shown.status().state() != state) {
      shown = make(state);
      view = shown;
    }
    return shown;
  }

  private HostState state(Instant now, Duration interval) {
    HostSnapshot last = readings;
    if (failure == null) {
      return last == null ? HostState.PENDING : HostState.UP;
    }
    if (last == null) {
      return HostState.DOWN;
    }
    Duration age = Duration.between(last.takenAt(), now);
    boolean isLate = age.compareTo(interval.multipliedBy(INTERVALS_UNTIL_STALE)) <= 0;
    return isLate ? HostState.LATE : HostState.STALE;
  }

  private HostSnapshot make(HostState state) {
    HostSnapshot last = readings;
    HostReadException why = failure;
    if (last != null) {
      return why == null ? last : withStatus(last, failing(state, why));
    }
    HostStatus status = why == null ? HostStatus.pending(target.transport()) : failing(state, why);
    return HostSnapshot.builder(target.hostId(), why == null ? since : failedAt, status)
        .address(target.address())
        .build();
  }

  private HostStatus failing(HostState state, HostReadException why) {
    FailureKind kind = why.kind();
    HostSnapshot last = readings;
    Transport transport = last == null ? target.transport() : last.status().transport();
    return new HostStatus(
        state, transport, Optional.of(kind), why.text(), failedAttempts, nextAttempt);
  }

  private static HostSnapshot withStatus(HostSnapshot h, HostStatus status) {
    return new HostSnapshot(
        h.hostId(),
        h.hostname(),
        h.address(),
        h.takenAt(),
        status,
        h.processCollection(),
        h.gpus(),
        h.cpus(),
        h.memory(),
        h.chassis(),
        h.storage(),
        h.processes(),
        h.issues());
  }
}
