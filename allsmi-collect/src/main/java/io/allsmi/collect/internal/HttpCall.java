package io.allsmi.collect.internal;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request: run by one thread, cut off by any. The deadline is kept by the timeouts of the
 * connection, by a look at the clock after each read, and by {@link #cut()} against a server that
 * sends its header byte by byte.
 */
public final class HttpCall {
  private static final int MAX_REDIRECTS = 3;
  private static final int MAX_DRAINED_BYTES = 64 << 10;
  private static final int BUFFER_BYTES = 16 << 10;
  private static final String ACCEPT =
      "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1";

  private static final ThreadLocal<byte[]> BUFFER =
      ThreadLocal.withInitial(() -> new byte[BUFFER_BYTES]);

  private final HttpFetcher fetcher;
  private final URL asked;
  private final Duration connectTimeout;
  private final Duration deadline;
  private long endNanos;
  private volatile boolean cut;
  private volatile @Nullable HttpURLConnection waitingForHeader;

  HttpCall(HttpFetcher fetcher, URL asked, Duration connectTimeout, Duration deadline) {
    this.fetcher = fetcher;
    this.asked = asked;
    this.connectTimeout = connectTimeout;
    this.deadline = deadline;
  }

  /**
   * Sends the request and passes the page on as it arrives.
   *
   * @throws HostReadException when there is no complete page, also when {@link #cut()} ended it;
   *     some of the page may have been passed on by then
   */
  public void run(BodySink sink) throws HostReadException {
    endNanos = System.nanoTime() + deadline.toNanos();
    URL url = asked;
    for (int redirects = 0; ; redirects++) {
      HttpURLConnection connection = open(url);
      URL next = exchange(connection, url, sink);
      if (next == null) {
        return;
      }
      if (redirects == MAX_REDIRECTS) {
        throw new HostReadException(
            FailureKind.REDIRECTED, "more than " + MAX_REDIRECTS + " redirects");
      }
      url = next;
    }
  }

  /** Ends the request from another thread. May block for as long as a read may take. */
  public void cut() {
    cut = true;
    HttpURLConnection connection = waitingForHeader;
    if (connection != null) {
      connection.disconnect();
    }
  }

  /** Passes a page on, or says where it is instead. */
  private @Nullable URL exchange(HttpURLConnection connection, URL url, BodySink sink)
      throws HostReadException {
    boolean reusable = false;
    try {
      connect(connection);
      int status = status(connection);
      URL next = null;
      if (isRedirect(status)) {
        next = redirected(connection, url);
      } else if (status == HttpURLConnection.HTTP_OK) {
        read(connection, sink);
      }
      if (status != HttpURLConnection.HTTP_OK) {
        drain(status >= 400 ? connection.getErrorStream() : connection.getInputStream());
      }
      reusable = true;
      if (next == null && status != HttpURLConnection.HTTP_OK) {
        throw refused(status);
      }
      return next;
    } catch (IOException e) {
      throw cut || isLate() ? Failures.timeout(deadline) : Failures.of(e, deadline);
    } catch (RuntimeException e) {
      if (cut) { // the JDK's client is not made for being cut off: it may trip over its own fields
        throw Failures.timeout(deadline);
      }
      throw e;
    } finally {
      waitingForHeader = null;
      if (!reusable) {
        connection.disconnect();
      }
    }
  }

  private HttpURLConnection open(URL url) throws HostReadException {
    try {
      HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept", ACCEPT);
      connection.setRequestProperty("Accept-Encoding", "gzip");
      connection.setRequestProperty("User-Agent", "allsmi");
      if (fetcher.token().isPresent()) {
        connection.setRequestProperty("Authorization", "Bearer " + fetcher.token().get().current());
      }
      if (connection instanceof HttpsURLConnection https && fetcher.tls().isPresent()) {
        https.setSSLSocketFactory(fetcher.tls().get());
      }
      return connection;
    } catch (IOException e) {
      throw new HostReadException(FailureKind.UNAUTHORIZED, Failures.shown(e));
    }
  }

  private void connect(HttpURLConnection connection) throws IOException, HostReadException {
    Duration allowed = connectTimeout.compareTo(deadline) < 0 ? connectTimeout : deadline;
    connection.setConnectTimeout(Math.min((int) allowed.toMillis(), remainingMillis()));
    connection.setReadTimeout(remainingMillis());
    try {
      connection.connect();
    } catch (IOException e) {
      throw cut ? Failures.timeout(deadline) : Failures.of(e, allowed);
    }
  }

  private int status(HttpURLConnection connection) throws IOException, HostReadException {
    waitingForHeader = connection;
    if (cut) {
      throw Failures.timeout(deadline);
    }
    int status = connection.getResponseCode();
    waitingForHeader = null;
    if (status < 0) {
      throw Failures.malformed("expected an HTTP answer, got something else");
    }
    return status;
  }

  private void read(HttpURLConnection connection, BodySink sink)
      throws IOException, HostReadException {
    long announced = connection.getContentLengthLong();
    if (announced > fetcher.bodyLimitBytes()) {
      throw Failures.tooLarge(fetcher.bodyLimitBytes());
    }
    InputStream raw = connection.getInputStream();
    InputStream body = decoded(connection, raw);
    byte[] buffer = BUFFER.get();
    long total = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      total += n;
      if (total > fetcher.bodyLimitBytes()) {
        throw Failures.tooLarge(fetcher.bodyLimitBytes());
      }
      if (cut || isLate()) {
        throw Failures.timeout(deadline);
      }
      sink.feed(buffer, 0, n);
    }
    if (body == raw && total < announced) { // the JDK's client does not notice
      throw new EOFException("expected " + announced + " bytes, got " + total);
    }
    if (body != raw) {
      drain(raw); // a gzip stream ends before the chunk that ends the answer
      body.close();
    }
    raw.close();
  }

  private static InputStream decoded(HttpURLConnection connection, InputStream raw)
      throws IOException, HostReadException {
    String encoding = connection.getContentEncoding();
    String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "", "identity" -> raw;
      case "gzip", "x-gzip" -> new GZIPInputStream(raw, BUFFER_BYTES);
      default ->
          throw Failures.malformed(
              "Content-Encoding: expected gzip, got '" + Failures.shown(name) + "'");
    };
  }

  /** Reads what is left of a short answer, so that its connection can be used again. */
  private void drain(@Nullable InputStream rest) throws IOException, HostReadException {
    if (rest == null) {
      return;
    }
    byte[] buffer = BUFFER.get();
    int total = 0;
    for (int n = rest.read(buffer); n >= 0 && total < MAX_DRAINED_BYTES; n = rest.read(buffer)) {
      total += n;
      if (cut || isLate()) {
        throw Failures.timeout(deadline);
      }
    }
    rest.close();
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URL redirected(HttpURLConnection connection, URL from) throws HostReadException {
    String location = connection.getHeaderField("Location");
    if (location == null) {
      throw new HostReadException(FailureKind.REDIRECTED, "redirected to nowhere");
    }
    URL to;
    try {
      to = new URL(from, location);
    } catch (MalformedURLException e) {
      throw new HostReadException(
          FailureKind.REDIRECTED, "redirected to " + Failures.shown(location) + ", not followed");
    }
    if (!isSameOrigin(from, to)) {
      throw new HostReadException(
          FailureKind.REDIRECTED,
          "redirected to " + Failures.shown(to.toString()) + ", not followed");
    }
    return to;
  }

  private static boolean isSameOrigin(URL a, URL b) {
    return a.getProtocol().equalsIgnoreCase(b.getProtocol())
        && a.getHost().equalsIgnoreCase(b.getHost())
        && port(a) == port(b)
        && b.getUserInfo() == null;
  }

  private static int port(URL url) {
    return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
  }

  private HostReadException refused(int status) {
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      String what = fetcher.token().isPresent() ? "the token is refused" : "a token is needed";
      return new HostReadException(FailureKind.UNAUTHORIZED, "HTTP " + status + ": " + what);
    }
    return new HostReadException(FailureKind.HTTP_STATUS, "HTTP " + status);
  }

  private boolean isLate() {
    return System.nanoTime() - endNanos >= 0;
  }

  private int remainingMillis() throws HostReadException {
    long millis = (endNanos - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw Failures.timeout(deadline);
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }
}
