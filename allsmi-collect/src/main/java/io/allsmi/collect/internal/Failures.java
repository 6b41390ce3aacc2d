package io.allsmi.collect.internal;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import io.allsmi.core.internal.Shown;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Names failures by the exception's type, never by its text. */
public final class Failures {
  private static final String UNTRUSTED =
      "expected a certificate of an authority that is trusted here, got another; name its"
          + " authority in a CA file";

  private static final int MAX_TEXT_CHARS = 160;

  private Failures() {}

  /** The failure behind an exception of the HTTP client; {@code waited} is how long it may take. */
  static HostReadException of(IOException e, Duration waited) {
    if (e instanceof SocketTimeoutException) {
      return timeout(waited);
    }
    if (e instanceof UnknownHostException) {
      return new HostReadException(FailureKind.UNRESOLVED, "the name has no address");
    }
    if (e instanceof ConnectException) {
      return new HostReadException(FailureKind.REFUSED, "connection refused");
    }
    if (e instanceof NoRouteToHostException) {
      return new HostReadException(FailureKind.UNREACHABLE, "no route to the host");
    }
    if (e instanceof SSLException && !(e.getCause() instanceof SocketException)) {
      return new HostReadException(
          FailureKind.TLS, "TLS: " + (isUntrusted(e) ? UNTRUSTED : shown(e)));
    }
    if (e instanceof ZipException) {
      return malformed("expected gzip data, got other bytes");
    }
    if (e instanceof ProtocolException || e instanceof MalformedURLException) {
      return malformed("expected an HTTP answer, got something else");
    }
    // The JDK says of an answer that ends early what it likes, from version to version.
    return new HostReadException(FailureKind.UNREACHABLE, "the connection broke off");
  }

  /** No complete answer in time. */
  public static HostReadException timeout(Duration waited) {
    return new HostReadException(FailureKind.TIMEOUT, "no answer within " + seconds(waited));
  }

  /** The time was over before anything was asked: too many others took too long. */
  public static HostReadException notReached(Duration waited) {
    return new HostReadException(
        FailureKind.TIMEOUT,
        "not reached within " + seconds(waited) + ", in which others were waited for");
  }

  static HostReadException malformed(String message) {
    return new HostReadException(FailureKind.MALFORMED_REPLY, message);
  }

  static HostReadException tooLarge(long limitBytes) {
    return new HostReadException(FailureKind.TOO_LARGE, "answer larger than " + size(limitBytes));
  }

  /** {@code 5s}, {@code 1.5s} or {@code 300ms}. */
  public static String seconds(Duration d) {
    long millis = d.toMillis();
    if (millis < 1000) {
      return millis + "ms";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : Math.round(millis / 100.0) / 10.0 + "s";
  }

  private static String size(long bytes) {
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " bytes";
  }

  /** An exception's own words on one bounded line. */
  static String shown(Throwable e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return shown(text);
  }

  /** Text from outside on one bounded line without control characters. */
  static String shown(String text) {
    return Shown.line(text, MAX_TEXT_CHARS);
  }

  /** Whether the certificate leads to no authority that is trusted here. */
  private static boolean isUntrusted(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return true;
      }
    }
    return false;
  }
}
