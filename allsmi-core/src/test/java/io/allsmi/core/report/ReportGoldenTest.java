package io.allsmi.core.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.html.ReportHtml;
import io.allsmi.core.json.ReportJson;
import io.allsmi.core.table.CellWidth;
import io.allsmi.core.table.Column;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.ReportColumns;
import io.allsmi.core.table.ReportText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the four formats look like. */
class ReportGoldenTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "report");

  private static void check(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("allsmi.golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(actual).as(name).isEqualTo(Files.readString(file));
  }

  private static UsageReport sample(ReportBy by) {
    return by.isOfJobs() ? JobFrames.report() : Samples.small();
  }

  @ParameterizedTest
  @EnumSource
  void table(ReportBy by) throws IOException {
    StringBuilder out = new StringBuilder();
    ReportText.write(sample(by), by, out);
    check(by.wireName() + ".txt", out.toString());
  }

  @ParameterizedTest
  @EnumSource
  void csv(ReportBy by) throws IOException {
    StringBuilder out = new StringBuilder();
    UsageReport report = sample(by);
    Csv.write(ReportColumns.of(by, true), ReportColumns.csvRows(by, report), out);
    check(by.wireName() + ".csv", out.toString());
  }

  @ParameterizedTest
  @EnumSource
  void json(ReportBy by) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportJson.write(sample(by), by, out);
    check(by.wireName() + ".json", out.toString(UTF_8));
  }

  @Test
  void html() throws IOException {
    StringBuilder out = new StringBuilder();
    ReportHtml.write(Samples.small(), ReportBy.USER, out);
    check("user.html", out.toString());
  }

  @Test
  void htmlOfJobsHasTheirNamesAsTexts() throws IOException {
    StringBuilder out = new StringBuilder();
    ReportHtml.write(JobFrames.report(), ReportBy.JOB, out);

    assertThat(out)
        .contains(
            "<h2>By job</h2>", "bars: GPU-hours given", ">7602_3<", "&lt;script&gt;", ">8.12<")
        .doesNotContain("<script>");
  }

  @Test
  void aJobIsCutInATableAndWholeInCsvWhateverItIsCalled() {
    String name = "漢字".repeat(100);
    UsageRow row = ReportBy.JOB.rows(JobFrames.report()).get(0);
    UsageRow called =
        new UsageRow(
            row.name(),
            row.hostId(),
            row.hostname(),
            row.device(),
            row.uuid(),
            row.model(),
            row.isSystem(),
            row.figures(),
            new JobTag(name, "ann", "nlp", "gpu"));
    Column<UsageRow> column =
        ReportColumns.of(ReportBy.JOB, false).stream()
            .filter(c -> c.key().equals("name"))
            .findFirst()
            .orElseThrow();
    assertThat(CellWidth.of(column.text().apply(called))).isBetween(30, 40);
    assertThat(column.csv().apply(called)).isEqualTo(name);
  }

  @Test
  void theColumnsOfTheCsvDoNotDependOnThePrice() {
    for (ReportBy by : ReportBy.values()) {
      assertThat(ReportColumns.of(by, true).stream().map(c -> c.key()))
          .containsExactlyElementsOf(
              ReportColumns.of(by, false).stream().map(c -> c.key()).toList());
    }
  }
}
