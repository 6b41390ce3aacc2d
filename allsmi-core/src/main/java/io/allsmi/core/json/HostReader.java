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
        case 0 -> address = cells.text(shape, key, cells.limits.textBytes());
        case 1 -> collects = cells.truth(shape, key);
        case 2 -> failedAttempts = Math.max(0, cells.whole(shape, key, Integer.MAX_VALUE));
        case 3 -> failure = cells.text(shape, key, Cells.WORD_BYTES);
        case 4 -> hostId = cells.text(shape, key, cells.limits.textBytes());
        case 5 -> hostname = cells.text(shape, key, cells.limits.textBytes());
        case 6 -> message = cells.text(shape, key, cells.limits.textBytes());
        case 7 -> nextAttempt = cells.whole(shape, key, LineFacts.MOST_MILLIS);
        case 8 -> status = cells.text(shape, key, Cells.WORD_BYTES);
        case 9 -> takenAt = cells.whole(shape, key, LineFacts.MOST_MILLIS);
        case 10 -> transport = cells.text(shape, key, Cells.WORD_BYTES);
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
