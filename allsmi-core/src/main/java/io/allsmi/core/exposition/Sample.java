package io.allsmi.core.exposition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One sample of a page.
 *
 * @param name the metric's name
 * @param labels in the order of the page; unmodifiable
 * @param value any double, NaN and infinities included
 * @param timestampMillis milliseconds since the epoch; absent on most pages
 */
public record Sample(
    String name, Map<String, String> labels, double value, OptionalLong timestampMillis) {
  /** Checks the arguments and copies the labels. */
  public Sample {
    Objects.requireNonNull(name, "name");
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    Objects.requireNonNull(timestampMillis, "timestampMillis");
  }
}
