package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostState;
import io.allsmi.core.source.Timecode;
import io.allsmi.core.table.Quantity;
import io.allsmi.record.RecorderStats;
import java.time.Duration;
import java.util.Locale;

/** What a recording has come to, as one line. */
final class RecordProgress {
  private RecordProgress() {}

  /** {@code 120 frames, 00:06:00, 1.2 MiB, 12.3x, 1 of 16 hosts down}. */
  static String line(RecorderStats stats, Duration elapsed, ClusterSnapshot last, long missed) {
    StringBuilder line = new StringBuilder();
    line.append(stats.frames()).append(stats.frames() == 1 ? " frame, " : " frames, ");
    line.append(Timecode.format(elapsed)).append(", ");
    line.append(Quantity.bytes(stats.storedBytes()));
    if (stats.storedBytes() > 0) {
      double ratio = (double) stats.plainBytes() / stats.storedBytes();
      line.append(String.format(Locale.ROOT, ", %.1fx", ratio));
    }
    long down = last.hosts().stream().filter(host -> host.status().state() != HostState.UP).count();
    if (down > 0) {
      line.append(", ").append(down).append(" of ").append(last.hosts().size());
      line.append(" hosts down");
    }
    if (missed > 0) {
      line.append(", ").append(missed).append(" missed");
    }
    return line.toString();
  }
}
