package io.allsmi.collect;

import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.internal.BearerToken;
import io.allsmi.collect.internal.CertificateAuthorities;
import io.allsmi.collect.internal.HttpFetcher;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** Readers of hosts over HTTP. */
final class HttpReaders implements HostReaders {
  private final HttpFetcher fetcher;
  private final PollOptions options;

  private HttpReaders(HttpFetcher fetcher, PollOptions options) {
    this.fetcher = fetcher;
    this.options = options;
  }

  /** Without a token, with the certificates of the JDK. */
  static HttpReaders plain(PollOptions options) {
    HttpFetcher fetcher =
        new HttpFetcher(options.limits().pageBytes(), Optional.empty(), Optional.empty());
    return new HttpReaders(fetcher, options);
  }

  static HttpReaders open(PollOptions options) throws IOException {
    Optional<BearerToken> token = options.token().map(BearerToken::of);
    if (options.tokenFile().isPresent()) {
      BearerToken fromFile = BearerToken.ofFile(options.tokenFile().get());
      String unused = fromFile.current();
      token = Optional.of(fromFile);
    }
    Optional<SSLSocketFactory> tls = Optional.empty();
    if (options.caFile().isPresent()) {
      tls = Optional.of(CertificateAuthorities.trusting(options.caFile().get()));
    }
    return new HttpReaders(new HttpFetcher(options.limits().pageBytes(), token, tls), options);
  }

  @Override
  public boolean canRead(HostTarget target) {
    return target instanceof HttpTarget;
  }

  @Override
  public Optional<HostReader> readerOf(HostTarget target) {
    return target instanceof HttpTarget page
        ? Optional.of(new HttpHostReader(fetcher, page, options.limits(), options.clock()))
        : Optional.empty();
  }

  @Override
  public void close() {
    // Each request is ended by the poller.
  }
}
