package io.allsmi.collect.internal;

import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads pages over HTTP with the JDK's oldest client, which takes half the CPU of the newer one and
 * a fraction of its start-up. The JDK keeps connections for 5 s after an answer, or for as long as
 * the server says in {@code Keep-Alive: timeout=}. No proxy is used: hosts of a cluster are asked
 * directly. Safe for many threads.
 */
public final class HttpFetcher {
  private final long bodyLimitBytes;
  private final Optional<BearerToken> token;
  private final Optional<SSLSocketFactory> tls;

  /**
   * Makes one.
   *
   * @param bodyLimitBytes a page may have this many bytes, after decompression
   * @param token sent to the scheme, host and port that is asked, and to no other
   * @param tls makes the sockets for https; the JDK's own when empty
   */
  public HttpFetcher(
      long bodyLimitBytes, Optional<BearerToken> token, Optional<SSLSocketFactory> tls) {
    this.bodyLimitBytes = bodyLimitBytes;
    this.token = token;
    this.tls = tls;
  }

  /**
   * Prepares one request; nothing is sent yet.
   *
   * @param url what to read
   * @param connectTimeout how long the connection may take
   * @param deadline how long everything may take, from the call of {@link HttpCall#run}
   */
  public HttpCall call(URL url, Duration connectTimeout, Duration deadline) {
    return new HttpCall(this, url, connectTimeout, deadline);
  }

  long bodyLimitBytes() {
    return bodyLimitBytes;
  }

  Optional<BearerToken> token() {
    return token;
  }

  Optional<SSLSocketFactory> tls() {
    return tls;
  }
}
