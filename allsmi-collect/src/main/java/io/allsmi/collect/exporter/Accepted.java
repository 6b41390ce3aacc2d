package io.allsmi.collect.exporter;

import io.allsmi.core.exposition.PageFormat;
import java.util.Locale;

/** What a client says it takes. */
final class Accepted {
  private Accepted() {}

  /** OpenMetrics where it is asked for and liked at least as well as plain text. */
  static PageFormat format(String accept) {
    double open = quality(accept, "application/openmetrics-text", "application/openmetrics-text");
    double text = quality(accept, "text/plain", "text/*");
    return open > 0 && open >= text ? PageFormat.OPEN_METRICS : PageFormat.TEXT;
  }

  /** Whether gzip is taken. */
  static boolean gzip(String acceptEncoding) {
    return quality(acceptEncoding, "gzip", "*") > 0;
  }

  /** The quality of an offer, of its wildcard when it is not named itself; 0 when it is neither. */
  private static double quality(String header, String name, String wildcard) {
    double byName = -1;
    double byWildcard = -1;
    for (String offer : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = offer.split(";", -1);
      String what = parts[0].strip();
      double weight = weight(parts);
      if (what.equals(name)) {
        byName = Math.max(byName, weight);
      } else if (what.equals(wildcard)) {
        byWildcard = Math.max(byWildcard, weight);
      }
    }
    return Math.max(0, byName >= 0 ? byName : byWildcard);
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.startsWith("q=")) {
        try {
          return Double.parseDouble(part.substring(2));
        } catch (NumberFormatException e) {
          return 0; // an offer whose weight is no number is none
        }
      }
    }
    return 1;
  }
}
