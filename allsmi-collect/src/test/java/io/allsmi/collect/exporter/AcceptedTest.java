package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.exposition.PageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | TEXT",
        "*/* | TEXT",
        "text/plain;version=0.0.4 | TEXT",
        "application/openmetrics-text; version=1.0.0 | OPEN_METRICS",
        "application/openmetrics-text;q=0.5,text/plain | TEXT",
        "application/openmetrics-text;q=0 | TEXT",
        "application/openmetrics-text;q=x | TEXT",
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPEN_METRICS"
      })
  void theFormatIsTheOneLikedBest(String accept, PageFormat format) {
    assertThat(Accepted.format(accept)).isEqualTo(format);
  }

  @Test
  void gzipIsUsedWhereItIsTaken() {
    assertThat(Accepted.gzip("gzip")).isTrue();
    assertThat(Accepted.gzip("br, GZIP;q=0.1")).isTrue();
    assertThat(Accepted.gzip("*")).isTrue();
    assertThat(Accepted.gzip("")).isFalse();
    assertThat(Accepted.gzip("gzip;q=0, *")).isFalse();
    assertThat(Accepted.gzip("identity")).isFalse();
  }
}
