package io.allsmi.collect.mock;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Answers {@code /metrics} and {@code /} with a node's page, as an exporter does. */
final class PageHandler implements HttpHandler {
  private final Supplier<Optional<byte[]>> page;

  /** The supplier gives the page as of now; nothing for a node that fails. */
  PageHandler(Supplier<Optional<byte[]>> page) {
    this.page = page;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("GET")) {
        answer(exchange, 405, text("only GET is answered\n"));
      } else if (!path.equals("/") && !path.equals("/metrics")) {
        answer(exchange, 404, text("only /metrics is here\n"));
      } else {
        Optional<byte[]> bytes = page.get();
        answer(exchange, bytes.isPresent() ? 200 : 500, bytes.orElse(text("this node fails\n")));
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    headers.set("Connection", "keep-alive");
    headers.set("Keep-Alive", "timeout=30");
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    byte[] sent = body;
    if (accepted != null && accepted.contains("gzip")) {
      headers.set("Content-Encoding", "gzip");
      sent = gzip(body);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, sent.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(sent);
    }
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 6 + 64);
    try (GZIPOutputStream out = new QuickGzip(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, 8 << 10);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
