package io.allsmi.collect.exporter;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An exporter on a free loopback port, and a client for it. */
final class Served implements AutoCloseable {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final Exporter exporter;

  private Served(Exporter exporter) {
    this.exporter = exporter;
  }

  static ExporterOptions options() {
    return ExporterOptions.defaults()
        .withAddresses(List.of(new InetSocketAddress("127.0.0.1", 0)))
        .withInterval(Duration.ofMillis(100))
        .withVersion("0.30.0");
  }

  static Served start(ScriptedSource source, ExporterOptions options) throws IOException {
    return new Served(Exporter.start(source, options));
  }

  /** Waits until the first reading is served. */
  Served ready() throws Exception {
    await(() -> status("/-/ready") == 200);
    return this;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + exporter.ports().get(0) + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return CLIENT.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private int status(String path) {
    try {
      return get(path).statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for a condition, for as long as the test has time. */
  static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    exporter.close();
  }
}
