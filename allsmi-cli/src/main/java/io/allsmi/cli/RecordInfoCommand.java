package io.allsmi.cli;

import io.allsmi.core.source.Timecode;
import io.allsmi.core.table.Quantity;
import io.allsmi.record.Gap;
import io.allsmi.record.RecordingInfo;
import io.allsmi.record.RecordingTools;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Command;

/** What a recording is. */
@Command(
    name = "info",
    sortOptions = false,
    description = "Say what a recording is: frames, span, hosts, gaps, blocks, damage.")
final class RecordInfoCommand extends RecordTool {
  private static final int MOST_SHOWN = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  @Override
  int run() throws IOException {
    RecordingInfo info = RecordingTools.info(file);
    for (RecordingInfo.File each : info.files()) {
      line("file", each.path() + ", " + words(each));
    }
    info.header()
        .ifPresent(
            header ->
                line(
                    "written by",
                    (header.version().isEmpty() ? "an unnamed program" : header.version())
                        + (header.interval().isZero()
                            ? ""
                            : ", every " + seconds(header.interval()))));
    line("frames", String.valueOf(info.frames()));
    line(
        "span",
        time(info.start()) + " to " + time(info.end()) + ", " + Timecode.format(info.duration()));
    line("hosts", info.hosts().size() + names(info));
    line("gaps", info.gaps().isEmpty() ? "none" : info.gaps().size() + ", " + lost(info));
    info.gaps().stream()
        .limit(MOST_SHOWN)
        .forEach(gap -> line("", time(gap.from()) + " to " + time(gap.to())));
    line("damage", info.damage().isEmpty() ? "none" : count(info.damage().size(), "part"));
    info.damage().stream().limit(MOST_SHOWN).forEach(part -> line("", part.toString()));
    return ExitCodes.DONE;
  }

  private void line(String name, String text) {
    PrintStream out = console.out();
    out.printf(Locale.ROOT, "%-11s %s%n", name, text);
  }

  private static String words(RecordingInfo.File file) {
    String ratio =
        file.storedBytes() == 0
            ? ""
            : String.format(
                Locale.ROOT, " (%.1fx)", (double) file.plainBytes() / file.storedBytes());
    return file.compression().name().toLowerCase(Locale.ROOT)
        + ", "
        + Quantity.bytes(file.storedBytes())
        + ratio
        + ", "
        + count(file.frames(), "frame")
        + ", "
        + count(file.blocks(), "block")
        + ", "
        + file.indexedBlocks()
        + " indexed"
        + end(file);
  }

  /** How the file ends, where that is not as a recording that was closed does. */
  private static String end(RecordingInfo.File file) {
    if (file.tornBytes() > 0) {
      return ", ends in an unfinished part of " + file.tornBytes() + " bytes";
    }
    return file.closed() ? "" : ", not closed: still being written, cut off, or another program's";
  }

  private static String names(RecordingInfo info) {
    if (info.hosts().isEmpty()) {
      return "";
    }
    String shown = String.join(", ", info.hosts().stream().limit(MOST_SHOWN).toList());
    int more = info.hosts().size() - MOST_SHOWN;
    return ": " + shown + (more > 0 ? " and " + more + " more" : "");
  }

  private static String lost(RecordingInfo info) {
    Duration sum = Duration.ZERO;
    for (Gap gap : info.gaps()) {
      sum = sum.plus(Duration.between(gap.from(), gap.to()));
    }
    return Timecode.format(sum) + " together";
  }

  private static String seconds(Duration interval) {
    return String.valueOf(interval.toMillis() / 1000.0).replaceAll("\\.0$", "") + " s";
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }
}
