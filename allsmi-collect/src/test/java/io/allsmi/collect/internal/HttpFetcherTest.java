package io.allsmi.collect.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.allsmi.collect.TinyServer;
import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpFetcherTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final byte[] PAGE =
      "all_smi_up{instance=\"n\"} 1\n".repeat(4000).getBytes(StandardCharsets.UTF_8);

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  private static HttpFetcher fetcher(long limit) {
    return new HttpFetcher(limit, Optional.empty(), Optional.empty());
  }

  private static HttpFetcher withToken(String token) {
    return new HttpFetcher(1 << 20, Optional.of(BearerToken.of(token)), Optional.empty());
  }

  private void read(HttpFetcher fetcher, String url, Duration deadline)
      throws IOException, HostReadException {
    received.reset();
    fetcher.call(new URL(url), deadline, deadline).run(received::write);
  }

  private HostReadException failure(HttpFetcher fetcher, String url, Duration deadline) {
    return catchThrowableOfType(HostReadException.class, () -> read(fetcher, url, deadline));
  }

  private void expect(TinyServer server, FailureKind kind, String text) {
    expect(server, LONG, kind, text);
  }

  private void expect(TinyServer server, Duration deadline, FailureKind kind, String text) {
    HostReadException e = failure(fetcher(1 << 20), url(server), deadline);
    assertThat(e).isNotNull();
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e).hasMessage(text);
  }

  private static String url(TinyServer server) {
    return "http://127.0.0.1:" + server.port() + "/metrics";
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void connectionIsUsedAgain() throws Exception {
    try (TinyServer server = TinyServer.page(PAGE)) {
      for (int i = 0; i < 5; i++) {
        read(fetcher(1 << 20), url(server), LONG);
        assertThat(received.toByteArray()).isEqualTo(PAGE);
      }
      assertThat(server.connectionCount()).isEqualTo(1);
    }
  }

  @Test
  void chunkedGzipIsInflatedAndItsConnectionUsedAgain() throws Exception {
    byte[] zipped = gzip(PAGE);
    try (TinyServer server =
        TinyServer.start(
            (request, out) -> {
              String header =
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
              out.write(header.getBytes(StandardCharsets.US_ASCII));
              out.write(
                  (Integer.toHexString(zipped.length) + "\r\n")
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(zipped);
              out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              return true;
            })) {
      for (int i = 0; i < 5; i++) {
        read(fetcher(1 << 20), url(server), LONG);
        assertThat(received.toByteArray()).isEqualTo(PAGE);
      }
      assertThat(server.connectionCount()).isEqualTo(1);
      assertThat(server.requests().get(0))
          .contains("Accept-Encoding: gzip")
          .anyMatch(h -> h.startsWith("Accept: text/plain;version=0.0.4"))
          .noneMatch(h -> h.startsWith("Authorization"));
    }
  }

  @Test
  void refusedConnection() throws Exception {
    try (Socket closed = TinyServer.refusing()) {
      HostReadException e =
          failure(fetcher(100), "http://127.0.0.1:" + closed.getLocalPort() + "/metrics", LONG);
      assertThat(e.kind()).isEqualTo(FailureKind.REFUSED);
      assertThat(e).hasMessage("connection refused");
    }
  }

  @Test
  void nameWithoutAnAddress() {
    HostReadException e = failure(fetcher(100), "http://no-such-host.invalid:1/metrics", LONG);
    assertThat(e.kind()).isEqualTo(FailureKind.UNRESOLVED);
    assertThat(e).hasMessage("the name has no address");
  }

  @Test
  void silentServerTimesOut() throws Exception {
    try (TinyServer server = TinyServer.hanging()) {
      expect(server, Duration.ofMillis(200), FailureKind.TIMEOUT, "no answer within 200ms");
    }
  }

  @Test
  void tricklingBodyTimesOut() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (TinyServer server =
        TinyServer.start(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              while (!never.await(20, TimeUnit.MILLISECONDS)) {
                out.write('a');
                out.flush();
              }
              return false;
            })) {
      expect(server, Duration.ofMillis(300), FailureKind.TIMEOUT, "no answer within 300ms");
    }
  }

  @Test
  void tricklingHeaderIsCutOff() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch trickling = new CountDownLatch(5);
    try (TinyServer server =
        TinyServer.start(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
              while (!never.await(10, TimeUnit.MILLISECONDS)) {
                out.write('a');
                out.flush();
                trickling.countDown();
              }
              return false;
            })) {
      HttpCall call = fetcher(1 << 20).call(new URL(url(server)), LONG, LONG);
      Thread cutter =
          new Thread(
              () -> {
                try {
                  trickling.await();
                  call.cut();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      cutter.start();
      HostReadException e =
          catchThrowableOfType(HostReadException.class, () -> call.run(received::write));
      assertThat(e.kind()).isEqualTo(FailureKind.TIMEOUT);
      cutter.join();
    }
  }

  @Test
  void otherStatusIsNamed() throws Exception {
    try (TinyServer server =
        TinyServer.fixed("HTTP/1.1 500 Oh\r\nContent-Length: 3", new byte[3])) {
      expect(server, FailureKind.HTTP_STATUS, "HTTP 500");
    }
    try (TinyServer server = TinyServer.fixed("HTTP/1.1 204 No", new byte[0])) {
      expect(server, FailureKind.HTTP_STATUS, "HTTP 204");
    }
  }

  @Test
  void connectionOfAnErrorIsUsedAgain() throws Exception {
    try (TinyServer server =
        TinyServer.start(
            (request, out) -> {
              out.write(
                  "HTTP/1.1 503 No\r\nContent-Length: 5\r\n\r\nsorry"
                      .getBytes(StandardCharsets.US_ASCII));
              return true;
            })) {
      for (int i = 0; i < 4; i++) {
        expect(server, FailureKind.HTTP_STATUS, "HTTP 503");
      }
      assertThat(server.connectionCount()).isEqualTo(1);
    }
  }

  @Test
  void refusedTokenIsUnauthorized() throws Exception {
    try (TinyServer server =
        TinyServer.fixed("HTTP/1.1 401 No\r\nContent-Length: 0", new byte[0])) {
      expect(server, FailureKind.UNAUTHORIZED, "HTTP 401: a token is needed");
      HostReadException e = failure(withToken("s3cret"), url(server), LONG);
      assertThat(e.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(e).hasMessage("HTTP 401: the token is refused");
      assertThat(server.requests().get(1)).contains("Authorization: Bearer s3cret");
    }
  }

  @Test
  void announcedSizeBeyondTheLimitIsNotRead() throws Exception {
    try (TinyServer server =
        TinyServer.fixed("HTTP/1.1 200 OK\r\nContent-Length: 209715200", new byte[10])) {
      expect(server, FailureKind.TOO_LARGE, "answer larger than 1 MiB");
      assertThat(received.size()).isZero();
    }
  }

  @Test
  void endlessBodyIsReadUpToTheLimit() throws Exception {
    byte[] block = new byte[1 << 16];
    try (TinyServer server =
        TinyServer.start(
            (request, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write(block);
              }
            })) {
      expect(server, FailureKind.TOO_LARGE, "answer larger than 1 MiB");
      assertThat(received.size()).isLessThanOrEqualTo(1 << 20);
    }
  }

  @Test
  void gzipBombIsStoppedAtTheLimit() throws Exception {
    byte[] bomb = gzip(new byte[200 << 20]);
    try (TinyServer server =
        TinyServer.fixed(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length, bomb)) {
      expect(server, FailureKind.TOO_LARGE, "answer larger than 1 MiB");
      assertThat(received.size()).isLessThanOrEqualTo(1 << 20);
    }
  }

  @Test
  void brokenEncodingIsMalformed() throws Exception {
    try (TinyServer server =
        TinyServer.fixed(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 12", new byte[12])) {
      expect(server, FailureKind.MALFORMED_REPLY, "expected gzip data, got other bytes");
    }
    try (TinyServer server =
        TinyServer.fixed(
            "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2", new byte[2])) {
      expect(server, FailureKind.MALFORMED_REPLY, "Content-Encoding: expected gzip, got 'br'");
    }
  }

  @Test
  void bytesThatAreNoHttpAreMalformed() throws Exception {
    try (TinyServer server =
        TinyServer.start(
            (request, out) -> {
              out.write("SSH-2.0-OpenSSH_9.6\r\n".repeat(20).getBytes(StandardCharsets.US_ASCII));
              return false;
            })) {
      expect(server, FailureKind.MALFORMED_REPLY, "expected an HTTP answer, got something else");
    }
  }

  @Test
  void brokenOffAnswerIsUnreachable() throws Exception {
    try (TinyServer server = TinyServer.start((request, out) -> false)) {
      expect(server, FailureKind.UNREACHABLE, "the connection broke off");
    }
    try (TinyServer server =
        TinyServer.fixed("HTTP/1.1 200 OK\r\nContent-Length: 100", new byte[10])) {
      HostReadException e = failure(fetcher(1000), url(server), LONG);
      assertThat(e.kind()).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(e).hasMessage("the connection broke off");
    }
  }

  private static TinyServer redirecting(String location) throws IOException {
    return TinyServer.start(
        (request, out) -> {
          String header =
              request.get(0).startsWith("GET /metrics ")
                  ? "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"
                  : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
          out.write(header.getBytes(StandardCharsets.US_ASCII));
          return true;
        });
  }

  @Test
  void redirectOnTheSameHostIsFollowed() throws Exception {
    try (TinyServer server = redirecting("/other")) {
      read(withToken("s3cret"), url(server), LONG);
      assertThat(received).hasToString("ok");
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1)).contains("Authorization: Bearer s3cret");
    }
  }

  @Test
  void redirectElsewhereIsNotFollowedAndTheTokenStays() throws Exception {
    try (TinyServer other = TinyServer.page(PAGE);
        TinyServer server = redirecting(url(other))) {
      HostReadException e = failure(withToken("s3cret"), url(server), LONG);
      assertThat(e.kind()).isEqualTo(FailureKind.REDIRECTED);
      assertThat(e).hasMessage("redirected to " + url(other) + ", not followed");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void redirectToAnotherSchemeIsNotFollowed() throws Exception {
    for (String location : List.of("https://127.0.0.1:1/", "file:///etc/passwd", "gopher://x/")) {
      try (TinyServer server = redirecting(location)) {
        HostReadException e = failure(fetcher(1000), url(server), LONG);
        assertThat(e.kind()).isEqualTo(FailureKind.REDIRECTED);
        assertThat(e.text()).startsWith("redirected to ").endsWith(", not followed");
      }
    }
  }

  @Test
  void endlessRedirectsEnd() throws Exception {
    try (TinyServer server = redirecting("/metrics")) {
      HostReadException e = failure(fetcher(1000), url(server), LONG);
      assertThat(e.kind()).isEqualTo(FailureKind.REDIRECTED);
      assertThat(e).hasMessage("more than 3 redirects");
      assertThat(server.requests()).hasSize(4);
    }
  }

  @Test
  void tokenFileIsReadAgainWhenItChanges(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, "one\n");
    HttpFetcher fetcher =
        new HttpFetcher(1 << 20, Optional.of(BearerToken.ofFile(file)), Optional.empty());
    try (TinyServer server = TinyServer.page(PAGE)) {
      read(fetcher, url(server), LONG);
      Files.writeString(file, "second\n");
      read(fetcher, url(server), LONG);
      assertThat(server.requests().get(0)).contains("Authorization: Bearer one");
      assertThat(server.requests().get(1)).contains("Authorization: Bearer second");

      Files.delete(file);
      HostReadException e = failure(fetcher, url(server), LONG);
      assertThat(e.kind()).isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(e).hasMessage("token file " + file + ": cannot be read");
    }
  }
}
