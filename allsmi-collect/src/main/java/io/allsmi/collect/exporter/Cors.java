package io.allsmi.collect.exporter;

import io.allsmi.collect.web.WebReply;
import io.allsmi.collect.web.WebRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which web pages of other origins may read the answers. */
final class Cors {
  private final Set<String> origins;

  Cors(Set<String> origins) {
    this.origins = origins;
  }

  /** Whether any origin may. */
  boolean isOn() {
    return !origins.isEmpty();
  }

  /** The answer with what a browser must be told. */
  WebReply allow(WebRequest request, WebReply reply) {
    String origin = request.header("Origin");
    boolean all = origins.contains("*");
    if (origin.isEmpty() || !(all || origins.contains(origin))) {
      return reply;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Access-Control-Allow-Origin", all ? "*" : origin);
    headers.put("Access-Control-Allow-Methods", "GET, OPTIONS");
    headers.put("Access-Control-Allow-Headers", "accept, content-type, last-event-id");
    if (!all) {
      headers.put("Vary", "Origin, Accept, Accept-Encoding");
    }
    return reply.with(headers);
  }
}
