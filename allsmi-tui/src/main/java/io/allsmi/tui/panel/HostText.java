package io.allsmi.tui.panel;

import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.tui.draw.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The state of a host in a glyph, a word and a sentence. */
final class HostText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private HostText() {}

  static String glyph(HostState state) {
    return switch (state) {
      case UP -> "●";
      case LATE, STALE -> "◐";
      case DOWN -> "✕";
      case PENDING -> "◌";
    };
  }

  static Role role(HostState state) {
    return switch (state) {
      case UP -> Role.GOOD;
      case LATE, STALE -> Role.WARN;
      case DOWN -> Role.BAD;
      case PENDING -> Role.DIM;
    };
  }

  /** Of a host over SSH the word says how its connection stands. */
  static String word(HostStatus status) {
    if (SshLabel.isOverSsh(status.transport())) {
      return SshLabel.word(status);
    }
    return switch (status.state()) {
      case UP -> "up";
      case LATE -> "late";
      case STALE -> "stale";
      case DOWN -> "down";
      case PENDING -> "connecting";
    };
  }

  /** {@code [stale 12s]}, {@code [4s]} while failing readings still count, else nothing. */
  static String staleMark(HostSnapshot host, Instant now) {
    String age = Figures.mark(host.takenAt(), now);
    return switch (host.status().state()) {
      case STALE -> "[stale " + age + "]";
      case LATE -> "[" + age + "]";
      case UP, DOWN, PENDING -> "";
    };
  }

  /** Whether the readings are of an earlier read than the last one. */
  static boolean isOld(HostSnapshot host) {
    return host.status().state() == HostState.STALE || host.status().state() == HostState.LATE;
  }

  /** Why a host has nothing to show, or fails. */
  static String sentence(HostSnapshot host, Instant now, ZoneId zone) {
    HostStatus status = host.status();
    if (status.failure().isEmpty()) {
      return status.state() == HostState.PENDING
          ? "waiting for its first answer"
          : "reports no GPU";
    }
    StringBuilder text = new StringBuilder(reason(status));
    if (status.failedAttempts() > 1) {
      text.append(", ").append(status.failedAttempts()).append(" attempts");
    }
    status.nextAttempt().ifPresent(next -> text.append(", ").append(until(next, now)));
    if (isOld(host)) {
      text.append("; last data ").append(TIME.format(host.takenAt().atZone(zone)));
    }
    return text.toString();
  }

  /** The sentence in a list of hosts, where no word stands before it. */
  static String entry(HostSnapshot host, Instant now, ZoneId zone) {
    HostStatus status = host.status();
    boolean needsWord =
        SshLabel.isOverSsh(status.transport())
            && (status.failure().isPresent() || status.state() == HostState.PENDING);
    return needsWord ? word(status) + ": " + sentence(host, now, zone) : sentence(host, now, zone);
  }

  /** {@code ; seen down since 14:20:11}; empty for other states, and where it was seen once. */
  static String since(Scene scene, HostSnapshot host) {
    return scene
        .view()
        .histories()
        .cluster()
        .downSince(host.hostId())
        .filter(scene.view().histories().at()::isAfter)
        .map(since -> "; seen down since " + TIME.format(since.atZone(scene.look().zone())))
        .orElse("");
  }

  private static String until(Instant next, Instant now) {
    return next.isAfter(now)
        ? "next in " + (Duration.between(now, next).toMillis() + 999) / 1000 + " s"
        : "trying again";
  }

  static String reason(HostStatus status) {
    if (!status.message().isEmpty()) {
      return status.message();
    }
    return status.failure().map(HostText::words).orElse("");
  }

  static String words(FailureKind kind) {
    return switch (kind) {
      case TIMEOUT -> "timed out";
      case REFUSED -> "connection refused";
      case UNRESOLVED -> "name not found";
      case UNREACHABLE -> "unreachable";
      case HTTP_STATUS -> "HTTP error";
      case REDIRECTED -> "redirected elsewhere";
      case TLS -> "TLS refused";
      case TOO_LARGE -> "answer too large";
      case MALFORMED_REPLY -> "answer not understood";
      case UNAUTHORIZED -> "credentials refused";
      case HOST_KEY_REJECTED -> "host key rejected";
      case UNSUPPORTED -> "unsupported";
    };
  }
}
