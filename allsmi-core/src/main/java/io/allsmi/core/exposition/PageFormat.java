package io.allsmi.core.exposition;

/**
 * The two forms of a page. They differ in how a counter is announced, in what is between labels and
 * in how the page ends.
 *
 * @since 0.30.0
 */
public enum PageFormat {
  /** The Prometheus text format 0.0.4. */
  TEXT("text/plain; version=0.0.4; charset=utf-8", ", ", ""),
  /** OpenMetrics 1.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8", ",", "# EOF\n");

  private final String contentType;
  private final String labelSeparator;
  private final String ending;

  PageFormat(String contentType, String labelSeparator, String ending) {
    this.contentType = contentType;
    this.labelSeparator = labelSeparator;
    this.ending = ending;
  }

  /** The value of the header Content-Type. */
  public String contentType() {
    return contentType;
  }

  /** OpenMetrics has no blank between labels, other exporters of the text format have one. */
  String labelSeparator() {
    return labelSeparator;
  }

  String ending() {
    return ending;
  }

  /** OpenMetrics names a counter without the ending of its samples. */
  String metadataName(Family family) {
    String name = family.wireName;
    return this == OPEN_METRICS && family.isCounter()
        ? name.substring(0, name.length() - Family.COUNTER_SUFFIX.length())
        : name;
  }
}
