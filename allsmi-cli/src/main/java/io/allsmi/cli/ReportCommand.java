package io.allsmi.cli;

import io.allsmi.core.file.ReplacedFile;
import io.allsmi.core.html.ReportHtml;
import io.allsmi.core.json.ReportJson;
import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.ReportOptions;
import io.allsmi.core.report.UsageMeter;
import io.allsmi.core.report.UsageReport;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.ReportColumns;
import io.allsmi.core.table.ReportText;
import io.allsmi.record.RecordedSnapshot;
import io.allsmi.record.Replayer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was used over the time of a recording. */
@Command(
    name = "report",
    sortOptions = false,
    description = "Add up a recording: GPU-hours held, busy and idle, VRAM-hours, energy.",
    footer = {"", "Example: allsmi report trace.ndjson.zst --by user --price-per-kwh 0.25"})
final class ReportCommand extends ConsoleCommand {
  /** The forms of a report. */
  enum Format {
    TABLE,
    CSV,
    JSON,
    HTML
  }

  @SuppressWarnings("NullAway.Init")
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "A recording: a file, several, or a folder.")
  List<Path> files;

  @Option(
      names = "--by",
      paramLabel = "user|host|gpu|day|hour|job|account|partition",
      description = "One row for each of them. Default: user.")
  ReportBy by = ReportBy.USER;

  @Option(
      names = "--format",
      paramLabel = "table|csv|json|html",
      description = "The form. Default: table.")
  Format format = Format.TABLE;

  @Option(
      names = "--price-per-kwh",
      paramLabel = "PRICE",
      description = "What a kWh costs, in any currency; adds the cost.")
  @Nullable BigDecimal price;

  @Option(
      names = "--idle-below",
      paramLabel = "PERCENT",
      description = "A GPU is idle while it is used less than this. Default: 5.")
  double idleBelow = ReportOptions.IDLE_BELOW_PERCENT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write there instead, whole or not at all; - is standard output.")
  @Nullable String output;

  @Override
  public Integer call() throws IOException {
    ReportOptions options = options();
    if (output != null && output.isEmpty()) {
      throw new UsageException("--output: expected the name of a file or -, got an empty one");
    }
    UsageReport report = read(new UsageMeter(options));
    if (output == null || output.equals("-")) {
      BufferedOutputStream out = new BufferedOutputStream(console.out(), 1 << 16);
      write(report, out);
      out.flush();
    } else {
      ReplacedFile.write(Path.of(output), out -> write(report, out));
    }
    return ExitCodes.DONE;
  }

  private ReportOptions options() {
    if (!(idleBelow >= 0 && idleBelow <= 100)) {
      throw new UsageException("--idle-below: expected 0 to 100 percent, got " + idleBelow);
    }
    if (price != null && price.signum() < 0) {
      throw new UsageException("--price-per-kwh: expected at least 0, got " + price);
    }
    return new ReportOptions(ZoneId.systemDefault(), idleBelow, Optional.ofNullable(price));
  }

  private UsageReport read(UsageMeter meter) throws IOException {
    try (Replayer replayer = ReplaySettings.open(files)) {
      for (Optional<RecordedSnapshot> next = replayer.next();
          next.isPresent();
          next = replayer.next()) {
        meter.add(next.get().snapshot());
      }
      replayer.damage().forEach(damage -> console.complain("report: " + damage));
    }
    if (meter.isEmpty()) {
      throw new IOException(files.get(0) + ": expected snapshots to add up, got none");
    }
    return meter.report();
  }

  private void write(UsageReport report, OutputStream out) throws IOException {
    if (format == Format.JSON) {
      ReportJson.write(report, by, out);
      return;
    }
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    switch (format) {
      case CSV ->
          Csv.write(ReportColumns.of(by, price != null), ReportColumns.csvRows(by, report), text);
      case HTML -> ReportHtml.write(report, by, text);
      default -> ReportText.write(report, by, text);
    }
    text.flush();
  }
}
