package io.allsmi.collect;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.host.HostReader;
import io.allsmi.collect.internal.HttpCall;
import io.allsmi.collect.internal.HttpFetcher;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ScrapeLimits;
import io.allsmi.core.exposition.ScrapeReader;
import io.allsmi.core.exposition.SnapshotParseException;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;

/** Reads a host's page; what it learned of one page makes the next one cheaper. */
final class HttpHostReader implements HostReader {
  private final HttpFetcher fetcher;
  private final URL url;
  private final ScrapeReader page;
  private final Clock clock;

  HttpHostReader(HttpFetcher fetcher, HttpTarget target, ScrapeLimits limits, Clock clock) {
    this.fetcher = fetcher;
    this.url = url(target);
    this.page = new ScrapeReader(target.hostId(), target.address(), limits);
    this.clock = clock;
  }

  @Override
  public Read read(Duration connectTimeout, Duration deadline) {
    HttpCall call = fetcher.call(url, connectTimeout, deadline);
    return new Read() {
      @Override
      public HostSnapshot run() throws HostReadException {
        return readPage(call);
      }

      @Override
      public void cut() {
        call.cut();
      }
    };
  }

  private HostSnapshot readPage(HttpCall call) throws HostReadException {
    page.reset();
    try {
      call.run(page::feed);
      return page.finish(clock.instant());
    } catch (SnapshotParseException e) {
      throw new HostReadException(FailureKind.MALFORMED_REPLY, String.valueOf(e.getMessage()));
    }
  }

  private static URL url(HttpTarget target) {
    try {
      return target.uri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(target + ": expected a web address", e);
    }
  }
}
