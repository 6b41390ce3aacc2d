package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.Failures;
import io.allsmi.collect.ssh.trust.HostKeyRejectedException;
import io.allsmi.core.FailureKind;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What the end of an attempt means, by what was thrown and by how far the attempt had come. */
final class ConnectFailures {
  private final String user;
  private final Attempt attempt;
  private final LoginReport report;
  private final List<List<String>> asked;
  private volatile @Nullable Route route;
  private volatile @Nullable ServerGreeting greeting;
  private volatile boolean isLoggingIn;

  /**
   * What the library knows more than the others' exceptions say.
   *
   * @param refusal why a jump host does not connect
   * @param farewell why the server has ended the connection
   */
  record Words(Optional<String> refusal, Optional<String> farewell) {}

  /**
   * Nothing has happened yet.
   *
   * @param asked the algorithms that the server is asked for, as {@link Algorithms#missing} takes
   *     them
   */
  ConnectFailures(String user, Attempt attempt, LoginReport report, List<List<String>> asked) {
    this.user = user;
    this.attempt = attempt;
    this.report = report;
    this.asked = asked;
  }

  /** The server is connected to. */
  void connected(Route way, ServerGreeting first) {
    route = way;
    greeting = first;
  }

  /** The server is trusted. */
  void loggingIn() {
    isLoggingIn = true;
  }

  /** The failure for people; what is a mistake of ours is thrown on. */
  HostReadException of(Throwable cause, Words words, Duration timeout) {
    if (cause instanceof HostReadException known) {
      return known;
    }
    Optional<HostKeyRejectedException> rejected = find(cause, HostKeyRejectedException.class);
    if (rejected.isPresent()) {
      return new HostReadException(
          FailureKind.HOST_KEY_REJECTED, String.valueOf(rejected.get().getMessage()));
    }
    if (cause instanceof RuntimeException bug && !(cause instanceof SecurityException)) {
      throw bug;
    }
    ServerGreeting first = greeting;
    Route way = route;
    if (first == null || way == null) {
      return unopened(cause, words, timeout);
    }
    Optional<String> complaint = first.hasEnded() ? way.complaint() : Optional.empty();
    String said = complaint.map(line -> ": " + LoginReport.shown(line)).orElse("");
    return isLoggingIn ? login(words, said) : handshake(cause, first, said);
  }

  private HostReadException unopened(Throwable cause, Words words, Duration timeout) {
    if (cause instanceof UnknownHostException) {
      return new HostReadException(FailureKind.UNRESOLVED, "the name has no address");
    }
    if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException) {
      return Failures.timeout(timeout);
    }
    if (cause instanceof NoRouteToHostException) {
      return new HostReadException(FailureKind.UNREACHABLE, "no route to the host");
    }
    if (cause instanceof ConnectException) {
      return new HostReadException(FailureKind.REFUSED, "connection refused");
    }
    String text =
        words
            .refusal()
            .map(why -> "the jump host does not connect to it: " + LoginReport.shown(why))
            .orElseGet(() -> "the connection broke off while " + attempt.step());
    return new HostReadException(FailureKind.UNREACHABLE, text);
  }

  private HostReadException handshake(Throwable cause, ServerGreeting first, String said) {
    Optional<String> missing = Algorithms.missing(asked, first.algorithms());
    if (missing.isPresent()) {
      return new HostReadException(FailureKind.UNSUPPORTED, missing.get());
    }
    String text = first.isSsh() ? "" : LoginReport.shown(first.text());
    if (first.hasEnded()) {
      String last = text.isEmpty() ? "" : ": " + text;
      return new HandshakeCutException(
          "the server ended the connection before the login" + last + said);
    }
    return new HostReadException(
        FailureKind.MALFORMED_REPLY,
        first.isSsh()
            ? "expected an exchange of keys, got " + LoginReport.shown(words(cause))
            : "expected a server that speaks SSH, got '" + text + "'");
  }

  private HostReadException login(Words words, String said) {
    return words.farewell().isPresent()
        ? new HostReadException(
            FailureKind.UNAUTHORIZED, report.ended(user, words.farewell().get()) + said)
        : new HostReadException(
            FailureKind.UNREACHABLE, "the connection broke off during the login" + said);
  }

  /** What went wrong in another thread. */
  static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  static String words(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return Optional.of(type.cast(e));
      }
    }
    return Optional.empty();
  }
}
