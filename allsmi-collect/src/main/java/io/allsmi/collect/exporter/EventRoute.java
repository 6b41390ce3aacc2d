package io.allsmi.collect.exporter;

import io.allsmi.collect.web.WebReply;
import io.allsmi.collect.web.WebRequest;
import io.allsmi.core.json.SnapshotSection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers {@code /events}: checks what is asked and opens a stream while there is room. */
final class EventRoute {
  private static final long MAX_SECONDS = 86_400;
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
  private static final Map<String, String> STREAM =
      Map.of(
          "Content-Type",
          "text/event-stream",
          "Cache-Control",
          "no-store",
          "X-Accel-Buffering",
          "no");

  private final EventHub hub;
  private final Duration interval;

  EventRoute(EventHub hub, Duration interval) {
    this.hub = hub;
    this.interval = interval;
  }

  WebReply answer(WebRequest request, Set<SnapshotSection> include) {
    Duration throttle;
    Duration heartbeat;
    try {
      throttle = seconds(request, "throttle").map(this::slowed).orElse(Duration.ZERO);
      heartbeat = seconds(request, "heartbeat").filter(d -> !d.isZero()).orElse(HEARTBEAT);
    } catch (IllegalArgumentException e) {
      return Routes.page(400, JSON, "{\"error\":\"" + e.getMessage() + "\",\"schema\":1}");
    }
    if (request.method().equals("HEAD")) {
      return Routes.page(200, STREAM, "");
    }
    if (!hub.reserve()) {
      Map<String, String> headers = new LinkedHashMap<>(JSON);
      headers.put("Retry-After", "5");
      return Routes.page(
          503,
          headers,
          "{\"error\":\"subscriber_cap_exceeded\",\"message\":\"expected at most "
              + hub.most()
              + " streams, got one more; try again later\"}");
    }
    return new WebReply.Stream(
        200,
        STREAM,
        stream -> hub.add(new EventStream(stream, include, throttle, heartbeat)),
        hub::release);
  }

  /** Not below the interval: frames do not come faster. */
  private Duration slowed(Duration throttle) {
    return throttle.compareTo(interval) < 0 ? interval : throttle;
  }

  private static Optional<Duration> seconds(WebRequest request, String name) {
    Optional<String> text = request.parameter(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(name + ": expected a whole number of seconds");
    }
    return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text.get()), MAX_SECONDS)));
  }
}
