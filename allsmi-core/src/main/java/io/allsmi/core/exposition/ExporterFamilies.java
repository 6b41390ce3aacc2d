package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.PageWriter.Labels;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the families that are about the exporter: its build, the age of what it serves, energy.
 */
final class ExporterFamilies {
  private static final int DECIMALS = 3;

  private final PageWriter page;
  private final String hostname;

  ExporterFamilies(PageWriter page, String hostname) {
    this.page = page;
    this.hostname = hostname;
  }

  void write(ExporterFacts facts, HostSnapshot host) {
    String labels = hostLabels().toString();
    if (!facts.version().isEmpty()) {
      Labels build = hostLabels().add("version", facts.version());
      page.add(
          Family.BUILD_INFO, build.add("os", facts.os()).add("arch", facts.arch()).toString(), 1);
    }
    facts.age().ifPresent(age -> page.add(Family.COLLECTION_AGE, labels, seconds(age)));
    facts.collection().ifPresent(d -> page.add(Family.COLLECTION_DURATION, labels, seconds(d)));
    page.add(Family.COLLECTION_ISSUES, labels, host.issues().size());
    page.add(Family.PROCESS_ROWS_OMITTED, labels, facts.processRowsOmitted());
    Map<String, Integer> indexes = indexes(host);
    for (EnergyTotal total : facts.energy()) {
      double joules = rounded(total.joules());
      if (joules > 0) {
        page.add(Family.ENERGY, energyLabels(total, indexes), joules);
      }
    }
  }

  private Labels hostLabels() {
    return page.labels().add("instance", hostname).add("hostname", hostname);
  }

  private String energyLabels(EnergyTotal total, Map<String, Integer> indexes) {
    Labels labels = page.labels().add("host", hostname).add("scope", total.scope().wireName());
    if (total.scope() == EnergyTotal.Scope.GPU) {
      String index = Integer.toString(indexes.getOrDefault(total.gpuUuid(), 0));
      labels.add("gpu_index", index).add("gpu_uuid", total.gpuUuid());
    }
    return labels.toString();
  }

  /** A GPU that is not there any more has index 0, as other exporters write it. */
  private static Map<String, Integer> indexes(HostSnapshot host) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < host.gpus().size(); i++) {
      GpuInfo gpu = host.gpus().get(i);
      int index = gpu.index().orElse(i);
      gpu.uuid().ifPresent(uuid -> indexes.put(uuid, index));
    }
    return indexes;
  }

  private static double seconds(Duration duration) {
    return rounded(Math.max(0, duration.toNanos() / 1e9));
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue();
  }
}
