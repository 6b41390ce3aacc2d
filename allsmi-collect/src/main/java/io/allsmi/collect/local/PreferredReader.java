package io.allsmi.collect.local;

import io.allsmi.core.Issue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The first of several readers of the same devices that finds any: it is kept, since each names
 * devices in its own way.
 */
final class PreferredReader implements DeviceReader {
  private List<DeviceReader> candidates;

  PreferredReader(List<DeviceReader> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  @Override
  public DeviceReading read(Instant takenAt) {
    DeviceReading all = DeviceReading.NOTHING;
    for (DeviceReader candidate : candidates) {
      DeviceReading reading = candidate.read(takenAt);
      List<Issue> issues = new ArrayList<>(all.issues());
      issues.addAll(reading.issues());
      all = new DeviceReading(reading.gpus(), reading.uses(), issues);
      if (!reading.gpus().isEmpty()) {
        candidates = List.of(candidate);
        break;
      }
    }
    return all;
  }

  @Override
  public void close() {
    candidates.forEach(DeviceReader::close);
  }
}
