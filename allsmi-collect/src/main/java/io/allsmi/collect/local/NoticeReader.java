package io.allsmi.collect.local;

import io.allsmi.core.Issue;
import java.time.Instant;
import java.util.List;

/** Reads nothing and says at every read what cannot be read here. */
record NoticeReader(List<Issue> issues) implements DeviceReader {
  @Override
  public DeviceReading read(Instant takenAt) {
    return new DeviceReading(List.of(), List.of(), issues);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
