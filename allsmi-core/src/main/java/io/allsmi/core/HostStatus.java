package io.allsmi.core;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the last read of a host went. A failing host is data: it keeps its place in every list.
 *
 * @param state whether the host answers and its readings count
 * @param transport how it is reached
 * @param failure why the last read failed; empty when it succeeded or none was made
 * @param message the failure for people, one line without the host's name; empty without a failure
 * @param failedAttempts reads that failed since the last success
 * @param nextAttempt when the host is asked again; empty when unknown or not planned
 */
public record HostStatus(
    HostState state,
    Transport transport,
    Optional<FailureKind> failure,
    String message,
    int failedAttempts,
    Optional<Instant> nextAttempt) {
  /** Checks the arguments. */
  public HostStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(nextAttempt, "nextAttempt");
    if (failedAttempts < 0) {
      throw new IllegalArgumentException(
          "failedAttempts: expected at least 0, got " + failedAttempts);
    }
  }

  /** A host that answered. */
  public static HostStatus up(Transport transport) {
    return new HostStatus(HostState.UP, transport, Optional.empty(), "", 0, Optional.empty());
  }

  /** A host whose first answer is awaited. */
  public static HostStatus pending(Transport transport) {
    return new HostStatus(HostState.PENDING, transport, Optional.empty(), "", 0, Optional.empty());
  }

  /** A host that failed at its first read and has no readings. */
  public static HostStatus down(Transport transport, FailureKind failure, String message) {
    return new HostStatus(
        HostState.DOWN, transport, Optional.of(failure), message, 1, Optional.empty());
  }
}
