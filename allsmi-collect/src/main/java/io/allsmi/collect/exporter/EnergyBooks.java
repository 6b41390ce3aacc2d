package io.allsmi.collect.exporter;

import io.allsmi.core.CpuInfo;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.EnergyTotal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps the energy of a host: meters every round and saves once a minute. Any thread may close. */
final class EnergyBooks {
  private static final Duration SAVED_EVERY = Duration.ofSeconds(60);

  private final Optional<EnergyFile> file;
  private final EnergyMeter meter;
  private long savedAt;
  private boolean closed;

  EnergyBooks(Optional<EnergyFile> file, long nanos) {
    this.file = file;
    this.meter = EnergyMeter.goingOn(file.map(EnergyFile::load).orElse(List.of()));
    this.savedAt = nanos;
  }

  /** Adds the power of a round and returns what was drawn so far. */
  synchronized List<EnergyTotal> add(HostSnapshot host, long nanos) {
    for (GpuInfo gpu : host.gpus()) {
      if (gpu.uuid().isPresent() && gpu.powerWatts().isPresent()) {
        meter.add(
            new EnergyMeter.Key(EnergyTotal.Scope.GPU, gpu.uuid().get()),
            nanos,
            gpu.powerWatts().getAsDouble());
      }
    }
    double cpus = 0;
    boolean known = false;
    for (CpuInfo cpu : host.cpus()) {
      cpus += cpu.powerWatts().orElse(0);
      known |= cpu.powerWatts().isPresent();
    }
    if (known) {
      meter.add(new EnergyMeter.Key(EnergyTotal.Scope.CPU, ""), nanos, cpus);
    }
    host.chassis()
        .ifPresent(
            chassis ->
                chassis
                    .totalPowerWatts()
                    .ifPresent(
                        watts ->
                            meter.add(
                                new EnergyMeter.Key(EnergyTotal.Scope.CHASSIS, ""), nanos, watts)));
    if (!closed && nanos - savedAt >= SAVED_EVERY.toNanos()) {
      save(nanos);
    }
    return meter.totals();
  }

  /** Saves what there is; nothing when nothing was ever drawn. */
  private void save(long nanos) {
    List<EnergyTotal> totals = meter.totals();
    if (!totals.isEmpty()) {
      file.ifPresent(to -> to.save(totals));
    }
    savedAt = nanos;
  }

  /** Saves for the last time and leaves the file to others; closing twice is allowed. */
  synchronized void close(long nanos) {
    if (!closed) {
      closed = true;
      save(nanos);
      file.ifPresent(EnergyFile::close);
    }
  }
}
