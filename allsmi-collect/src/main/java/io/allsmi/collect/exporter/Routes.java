package io.allsmi.collect.exporter;

import io.allsmi.collect.web.WebApp;
import io.allsmi.collect.web.WebReply;
import io.allsmi.collect.web.WebRequest;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.exposition.PageFormat;
import io.allsmi.core.json.SnapshotSection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Every path of the exporter. Answers come from the newest frame; nothing is read for them. */
final class Routes implements WebApp {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final Set<String> TRUE = Set.of("1", "true", "yes");

  private final Supplier<Frame> newest;
  private final Renderings renderings;
  private final EventRoute events;
  private final Door door;
  private final Cors cors;

  Routes(Supplier<Frame> newest, Renderings renderings, EventRoute events, Door door, Cors cors) {
    this.newest = newest;
    this.renderings = renderings;
    this.events = events;
    this.door = door;
    this.cors = cors;
  }

  @Override
  public WebReply answer(WebRequest request) {
    return cors.allow(request, route(request));
  }

  private WebReply route(WebRequest request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (request.method().equals("OPTIONS") && cors.isOn()) {
      return page(204, Map.of(), "");
    }
    if (!reads) {
      return page(405, Map.of("Allow", "GET, HEAD"), "");
    }
    return switch (request.path()) {
      case "/-/healthy" -> page(200, plain(), "all-smi is healthy.\n");
      case "/-/ready" -> ready();
      case "/metrics", "/snapshot", "/events" ->
          door.isOpenTo(request)
              ? content(request)
              : page(401, Map.of("Content-Type", TEXT, "WWW-Authenticate", "Bearer"), REFUSED);
      default -> page(404, Map.of(), "");
    };
  }

  private static final String REFUSED = "authorization: expected the bearer token, got another\n";

  private WebReply content(WebRequest request) {
    return switch (request.path()) {
      case "/metrics" -> metrics(request);
      case "/snapshot" -> snapshot(request);
      default -> events.answer(request, include(request));
    };
  }

  private WebReply ready() {
    if (newest.get().isCollected()) {
      return page(200, plain(), "all-smi is ready.\n");
    }
    Map<String, String> headers = new LinkedHashMap<>(plain());
    headers.put("Retry-After", "1");
    return page(503, headers, "all-smi is not ready: no collection cycle has completed yet.\n");
  }

  private WebReply metrics(WebRequest request) {
    Frame frame = newest.get();
    Duration age = frame.age(System.nanoTime());
    PageFormat format = Accepted.format(request.header("Accept"));
    boolean gzip = Accepted.gzip(request.header("Accept-Encoding"));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", format.contentType());
    headers.put("Vary", "Accept, Accept-Encoding");
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
    }
    return new WebReply.Page(
        200, headers, ByteBuffer.wrap(renderings.page(frame, format, age, gzip)));
  }

  private WebReply snapshot(WebRequest request) {
    Frame frame = newest.get();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", JSON);
    headers.put("Cache-Control", "no-store");
    headers.put("X-Accel-Buffering", "no");
    if (!frame.isCollected()) {
      headers.put("Retry-After", "1");
      return page(
          503, headers, "{\"error\":\"no collection cycle has completed yet\",\"schema\":1}");
    }
    headers.put("Age", Long.toString(frame.age(System.nanoTime()).toSeconds()));
    headers.put("Vary", "Accept-Encoding");
    boolean gzip = Accepted.gzip(request.header("Accept-Encoding"));
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
    }
    boolean pretty = request.parameter("pretty").filter(TRUE::contains).isPresent();
    return new WebReply.Page(
        200, headers, ByteBuffer.wrap(renderings.json(frame, include(request), pretty, gzip)));
  }

  /** The sections asked for; processes only where they are collected. */
  private Set<SnapshotSection> include(WebRequest request) {
    Set<SnapshotSection> asked =
        request
            .parameter("include")
            .map(SnapshotSection::parseLeniently)
            .orElse(SnapshotSection.defaults());
    if (newest.get().host().processCollection() == ProcessCollection.COLLECTING
        || !asked.contains(SnapshotSection.PROCESS)) {
      return asked;
    }
    EnumSet<SnapshotSection> there = EnumSet.copyOf(asked);
    there.remove(SnapshotSection.PROCESS);
    return there;
  }

  private static Map<String, String> plain() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", TEXT);
    headers.put("Cache-Control", "no-store");
    return headers;
  }

  static WebReply.Page page(int status, Map<String, String> headers, String body) {
    return new WebReply.Page(
        status, headers, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }
}
