package io.allsmi.core.exposition;

import io.prometheus.client.Collector;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The two writers of the Prometheus project: what they write, our parser must give back. */
final class Oracles {
  private Oracles() {}

  static String prometheusMetrics(List<ExpositionProperties.Oracle> oracles) throws IOException {
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    for (ExpositionProperties.Oracle oracle : oracles) {
      snapshots.metricSnapshot(
          GaugeSnapshot.builder()
              .name(oracle.name())
              .help("a text with \\ and\nline end")
              .dataPoint(
                  GaugeSnapshot.GaugeDataPointSnapshot.builder()
                      .labels(Labels.of("a", oracle.label()))
                      .value(oracle.value())
                      .build())
              .build());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, snapshots.build());
    return out.toString(StandardCharsets.UTF_8);
  }

  static String simpleclient(List<ExpositionProperties.Oracle> oracles) throws IOException {
    List<Collector.MetricFamilySamples> families = new ArrayList<>();
    for (ExpositionProperties.Oracle oracle : oracles) {
      families.add(
          new Collector.MetricFamilySamples(
              oracle.name(),
              Collector.Type.GAUGE,
              "help",
              List.of(
                  new Collector.MetricFamilySamples.Sample(
                      oracle.name(), List.of("a"), List.of(oracle.label()), oracle.value()))));
    }
    StringWriter out = new StringWriter();
    TextFormat.write004(out, Collections.enumeration(families));
    return out.toString();
  }
}
