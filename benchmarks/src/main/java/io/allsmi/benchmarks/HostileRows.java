package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.number;

import io.allsmi.benchmarks.Page.Layout;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.Exposition;
import io.allsmi.core.exposition.ExpositionParser;
import io.allsmi.core.exposition.ExpositionWriter;
import io.allsmi.core.exposition.Sample;
import io.allsmi.core.exposition.ScrapeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * P4: nothing is lost of pages in either layout, nor of the lines that other parsers stumble on.
 */
final class HostileRows {
  private record Line(String text, double value, String label) {}

  private static final List<Line> LINES =
      List.of(
          new Line("m{l=\"awk '{print $1}'\"} 1", 1, "awk '{print $1}'"),
          new Line("m{l=\"{\\\"a\\\": {}}\"} 2", 2, "{\"a\": {}}"),
          new Line("m{l=\"back\\\\slash\"} 3", 3, "back\\slash"),
          new Line("m{l=\"two\\nlines\"} 4", 4, "two\nlines"),
          new Line("m{l=\"a,b=\\\"c\\\"\"} 5", 5, "a,b=\"c\""),
          new Line("m{l=\"exponent\"} 1.5e+10", 1.5e10, "exponent"),
          new Line("m{l=\"small\"} 2E-7", 2e-7, "small"),
          new Line("m{l=\"nan\"} NaN", Double.NaN, "nan"),
          new Line("m{l=\"inf\"} +Inf", Double.POSITIVE_INFINITY, "inf"),
          new Line("m{l=\"minus inf\"} -Inf", Double.NEGATIVE_INFINITY, "minus inf"),
          new Line("m{l=\"negative\"} -42.5", -42.5, "negative"),
          new Line("m{l=\"time\"} 7 1767225600000", 7, "time"),
          new Line("m{l=\"" + "x".repeat(1000) + "\"} 8", 8, "x".repeat(1000)));

  private final Report report;

  HostileRows(Report report) {
    this.report = report;
  }

  void run() throws IOException, InterruptedException {
    for (Layout layout : Layout.values()) {
      HostModel host = new HostModel(1, 8, 50);
      byte[] page = Page.of(host, layout);
      add(layout.words + " page", kept(page), Page.samples(host));
      HostSnapshot read =
          ScrapeReader.read(page, "node-1", Instant.EPOCH.plusSeconds(2_000_000_000));
      add(
          layout.words + " page as a snapshot: GPUs and process rows",
          read.issues().isEmpty() ? read.gpus().size() + read.processes().size() : 0,
          host.gpus.size() + host.processes.size());
    }
    StringBuilder text = new StringBuilder("# TYPE m gauge\n");
    LINES.forEach(line -> text.append(line.text).append('\n'));
    add(
        "labels with }, escapes, 1,000 B; exponents, NaN, Inf, negatives",
        right(ExpositionParser.parse(text.toString())),
        LINES.size());
    promtool();
  }

  private static int kept(byte[] page) {
    Exposition exposition = ExpositionParser.parse(page);
    return exposition.issues().isEmpty() ? exposition.samples().size() : 0;
  }

  private static int right(Exposition exposition) {
    int right = 0;
    for (int i = 0; i < Math.min(LINES.size(), exposition.samples().size()); i++) {
      Sample sample = exposition.samples().get(i);
      Line line = LINES.get(i);
      boolean same = Double.compare(sample.value(), line.value) == 0;
      right += same && line.label.equals(sample.labels().get("l")) ? 1 : 0;
    }
    return right;
  }

  private void add(String what, int kept, int expected) {
    report.add(
        new Goal(
            "P4",
            what,
            number(0, kept) + " samples right",
            number(0, expected) + " written",
            "-",
            "all",
            "all",
            Goal.verdict(kept == expected)));
  }

  /** Whether Prometheus's own checker reads what we write; it says nothing of names here. */
  private void promtool() throws IOException, InterruptedException {
    byte[] page = Page.of(new HostModel(1, 8, 50), Layout.INTERLEAVED);
    byte[] ours =
        ExpositionWriter.write(
            ScrapeReader.read(page, "node-1", Instant.EPOCH.plusSeconds(2_000_000_000)));
    Process process;
    try {
      process =
          new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    } catch (IOException e) {
      report.add(Goal.skipped("P4", "our page read by promtool", "promtool is not installed"));
      return;
    }
    process.getOutputStream().write(ours);
    process.getOutputStream().close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    process.getInputStream().transferTo(out);
    boolean exits = process.waitFor() != 1;
    String said = out.toString(StandardCharsets.UTF_8);
    boolean read = exits && !said.contains("error while");
    report.add(
        new Goal(
            "P4",
            "our page read by promtool",
            read ? "no parse error" : said.lines().findFirst().orElse("failed"),
            "-",
            "-",
            "no parse error",
            "no parse error",
            Goal.verdict(read)));
  }
}
