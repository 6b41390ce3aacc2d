package io.allsmi.core.json;

import io.allsmi.core.FailureKind;
import io.allsmi.core.HostState;
import io.allsmi.core.Transport;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Shape;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads a host as {@link SnapshotJson} writes it. */
final class HostReader {
  private final Shape shape =
      new Shape(
          "address",
          "collects_processes",
          "failed_attempts",
          "failure",
          "host_id",
          "hostname",
          "message",
          "next_attempt",
          "status",
          "t",
          "transport");
  private static final int ADDRESS = 0;
  private static final int COLLECTS = 1;
  private static final int FAILED_ATTEMPTS = 2;
  private static final int FAILURE = 3;
  private static final int HOST_ID = 4;
  private static final int HOSTNAME = 5;
  private static final int MESSAGE = 6;
  private static final int NEXT_ATTEMPT = 7;
  private static final int STATUS = 8;
  private static final int TIME = 9;
  private static final int TRANSPORT = 10;

  /** A host as it is written, whatever its rows say. */
  record Listed(
      String hostId,
      String hostname,
      String address,
      int collects,
      int failedAttempts,
      String failure,
      String message,
      long nextAttempt,
      String status,
      long takenAt,
      String transport) {
    /** Tells a draft what is said of it. */
    void tell(HostDraft host, Cells cells) {
      host.isListed = true;
      host.hostname = hostname;
      host.address = address;
      host.collects = collects;
      host.failedAttempts = failedAttempts;
      host.message = message;
      host.takenAt = takenAt;
      host.nextAttempt =
          nextAttempt == Cells.ABSENT
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(nextAttempt));
      host.failure =
          failure.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  named(
                      FailureKind.values(),
                      FailureKind::wireName,
                      failure,
                      FailureKind.UNREACHABLE,
                      "failure",
                      cells));
      host.state =
          named(
              HostState.values(),
              HostState::wireName,
              status,
              failure.isEmpty() ? HostState.UP : HostState.DOWN,
              "status",
              cells);
      host.transport =
          named(
              Transport.values(),
              Transport::wireName,
              transport,
              address.isEmpty() ? Transport.LOCAL : Transport.HTTP,
              "transport",
              cells);
    }
  }

  /** Reads one whose object has begun. */
  Listed read(Cells cells) throws Json.Malformed {
    String address = "";
    int collects = -1;
    long failedAttempts = 0;
    String failure = "";
    String hostId = "";
    String hostname = "";
    String message = "";
    long nextAttempt = Cells.ABSENT;
    String status = "";
    long takenAt = Cells.ABSENT;
    String transport = "";
    for (int key = cells.in.member(shape); key != Shape.END; key = cells.in.member(shape)) {
      switch (key) {
        case ADDRESS -> address = cells.text(shape, key, cells.limits.textBytes());
        case COLLECTS -> collects = cells.truth(shape, key);
        case FAILED_ATTEMPTS ->
            failedAttempts = Math.max(0, cells.whole(shape, key, Integer.MAX_VALUE));
        case FAILURE -> failure = cells.text(shape, key, Cells.WORD_BYTES);
        case HOST_ID -> hostId = cells.text(shape, key, cells.limits.textBytes());
        case HOSTNAME -> hostname = cells.text(shape, key, cells.limits.textBytes());
        case MESSAGE -> message = cells.text(shape, key, cells.limits.textBytes());
        case NEXT_ATTEMPT -> nextAttempt = cells.whole(shape, key, LineFacts.MOST_MILLIS);
        case STATUS -> status = cells.text(shape, key, Cells.WORD_BYTES);
        case TIME -> takenAt = cells.whole(shape, key, LineFacts.MOST_MILLIS);
        case TRANSPORT -> transport = cells.text(shape, key, Cells.WORD_BYTES);
        default -> cells.in.skipValue();
      }
    }
    return new Listed(
        hostId,
        hostname,
        address,
        collects,
        (int) failedAttempts,
        failure,
        message,
        nextAttempt,
        status,
        takenAt,
        transport);
  }

  private static <T> T named(
      T[] all, Function<T, String> wireName, String name, T otherwise, String what, Cells cells) {
    for (T one : all) {
      if (wireName.apply(one).equals(name)) {
        return one;
      }
    }
    if (!name.isEmpty()) {
      cells.complain(what + ": expected a known word, got '" + name + "'");
    }
    return otherwise;
  }
}
