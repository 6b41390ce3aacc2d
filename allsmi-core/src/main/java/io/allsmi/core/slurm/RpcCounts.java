package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Utf8;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The counters of messages in what {@code sdiag} prints. */
final class RpcCounts {
  private static final Pattern ROW =
      Pattern.compile(
          "\\s+(\\S+)\\s+\\(\\s*([0-9]{1,18})\\)\\s+count:([0-9]{1,18})\\s+"
              + "ave_time:[0-9]+\\s+total_time:([0-9]{1,18})");

  private RpcCounts() {}

  static SlurmReadings<RpcCount> read(byte[] output) {
    Intake in = new Intake(ZoneOffset.UTC);
    List<RpcCount> counts = new ArrayList<>();
    boolean isByUser = false;
    boolean isCounted = false;
    RawLines lines = new RawLines(output, in.complaints);
    for (RawLines.Line line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      if (!text.startsWith(" ") && !text.startsWith("\t")) {
        isByUser = text.startsWith("Remote Procedure Call statistics by user");
        isCounted = isByUser || text.startsWith("Remote Procedure Call statistics by message type");
        continue;
      }
      Matcher row = ROW.matcher(text);
      if (isCounted && row.lookingAt() && in.isRoom(counts.size(), line.number())) {
        counts.add(
            new RpcCount(
                isByUser ? RpcCount.By.USER : RpcCount.By.TYPE,
                Utf8.cut(Utf8.printable(row.group(1)), Caps.NAME_BYTES),
                Long.parseLong(row.group(2)),
                Long.parseLong(row.group(3)),
                Long.parseLong(row.group(4))));
      }
    }
    return new SlurmReadings<>(counts, in.issues(), SlurmFailures.inOutput(output));
  }
}
