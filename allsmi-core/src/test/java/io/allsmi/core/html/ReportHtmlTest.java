package io.allsmi.core.html;

import static io.allsmi.core.report.Frames.GIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.report.Frames;
import io.allsmi.core.report.ReportBy;
import io.allsmi.core.report.ReportOptions;
import io.allsmi.core.report.Samples;
import io.allsmi.core.report.UsageMeter;
import io.allsmi.core.report.UsageReport;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportHtmlTest {
  private static String html(UsageReport report, ReportBy by) {
    StringBuilder out = new StringBuilder();
    try {
      ReportHtml.write(report, by, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString();
  }

  /** The page as XML. */
  private static Document parsed(String html) {
    assertThat(html).startsWith("<!DOCTYPE html>\n");
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      String xml = html.substring(html.indexOf('\n'));
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml.strip())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static UsageReport of(String user, String host, String model) {
    GpuInfo gpu = Frames.gpu(0, 50, 100).toBuilder().name(model).build();
    ProcessInfo row = Frames.row(user, 0, GIB);
    UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneOffset.UTC));
    HostSnapshot first = Frames.host(host, List.of(gpu), row);
    meter.add(Frames.frame(Frames.START, Duration.ofHours(1), first));
    return meter.report();
  }

  @ParameterizedTest
  @EnumSource
  void thePageIsWellFormed(ReportBy by) {
    Document page = parsed(html(Samples.small(), by));

    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("table").getLength()).isBetween(3, 4);
    assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
    assertThat(page.getDocumentElement().getElementsByTagName("table").item(0).getAttributes())
        .extracting(a -> a.getNamedItem("id").getNodeValue())
        .isEqualTo("by-" + by.wireName());
  }

  @Test
  void nothingIsAskedOfAnybody() {
    String page = html(Samples.small(), ReportBy.USER);

    assertThat(page)
        .contains("content=\"default-src 'none'; style-src 'unsafe-inline'")
        .doesNotContain("@import", "src=", "href=", "javascript:");
    assertThat(Pattern.compile("url\\((?!#)").matcher(page).find()).isFalse();
    assertThat(page.replace("http://www.w3.org/1999/xhtml", "")).doesNotContain("//");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "</title></style></svg><script>",
        "]]>&amp;<!--",
        "\u0000\u0008\u001b[31m\u202etxt\uFFFE\uD800",
        "\u200f&#x3c;b&#x3e;"
      })
  void namesFromOutsideStayTexts(String hostile) {
    for (ReportBy by : ReportBy.values()) {
      String page = html(of(hostile, hostile, hostile), by);
      Document document = parsed(page);

      assertThat(document.getElementsByTagName("script").getLength()).isZero();
      assertThat(document.getElementsByTagName("img").getLength()).isZero();
      assertThat(document.getElementsByTagName("title").getLength())
          .isEqualTo(
              parsed(html(of("ann", "gpu01", "H200"), by))
                  .getElementsByTagName("title")
                  .getLength());
      assertThat(page).doesNotContain("<img", "onload='", "\u202e", "\u0000", "\u001b");
    }
  }

  @Test
  void theGapsAreMarkedInBothCharts() {
    Document page = parsed(html(Samples.small(), ReportBy.USER));

    assertThat(classes(page, "rect", "gap-hatch")).isEqualTo(3);
    assertThat(classes(page, "g", "band")).isEqualTo(5);
    assertThat(classes(page, "g", "host")).isEqualTo(2);
  }

  private static long classes(Document page, String tag, String type) {
    long count = 0;
    for (int i = 0; i < page.getElementsByTagName(tag).getLength(); i++) {
      var named = page.getElementsByTagName(tag).item(i).getAttributes().getNamedItem("class");
      count += named != null && named.getNodeValue().equals(type) ? 1 : 0;
    }
    return count;
  }

  @Test
  void aLongRecordingOfManyHostsIsASmallFile() {
    String page = html(Samples.large(70, 40), ReportBy.HOUR);

    assertThat(page.length()).isLessThan(600_000);
    assertThat(page).contains("22 others");
    parsed(page);
  }

  @Test
  void aReportThatCoversNothingSaysSo() {
    UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneOffset.UTC));
    meter.add(Frames.frame(Frames.START, Duration.ZERO, Frames.down("gpu01")));
    String page = html(meter.report(), ReportBy.USER);

    parsed(page);
    assertThat(page).contains("Nothing is covered");
  }

  @Test
  void anySpanIsDrawn() {
    for (String zone : List.of("UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata")) {
      for (long seconds = 1; seconds < 300_000_000_000L; seconds = seconds * 7 + 1) {
        UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneId.of(zone)));
        HostSnapshot host =
            Frames.host("gpu01", List.of(Frames.gpu(0, 50, 100)), Frames.row("ann", 0, GIB));
        Instant start = Instant.EPOCH.plusSeconds(12_345);
        Duration interval = Duration.ofSeconds(1 + seconds / 1000);
        meter.add(Frames.frame(start, interval, host));
        if (seconds < 250_000_000_000L) {
          meter.add(Frames.frame(start.plusSeconds(seconds), interval, host));
        }
        UsageReport report = meter.report();
        assertThatCode(() -> parsed(html(report, ReportBy.USER))).doesNotThrowAnyException();
        assertThat(new TimeAxis(report).ticks()).hasSizeLessThanOrEqualTo(24);
        assertThat(report.timeline().columns()).hasSizeBetween(1, 400);
      }
    }
  }

  @Test
  void hostsOfOneNameAreToldApart() {
    HostSnapshot first =
        Frames.host("gpu01", List.of(Frames.gpu(0, 50, 100)), Frames.row("ann", 0, GIB));
    HostSnapshot second =
        HostSnapshot.builder("10.0.0.9:9090", Frames.START, first.status())
            .hostname("gpu01")
            .gpus(first.gpus())
            .build();
    UsageMeter meter = new UsageMeter(ReportOptions.in(ZoneOffset.UTC));
    meter.add(Frames.frame(Frames.START, Duration.ofHours(1), first, second));

    assertThat(html(meter.report(), ReportBy.HOST)).contains(">10.0.0.9:9090</", ">gpu01:9090</");
  }

  @Test
  void nameThatIsLongIsCut() {
    List<String> sizes = new ArrayList<>();
    sizes.add(html(of("x".repeat(100_000), "gpu01", "H200"), ReportBy.USER));

    assertThat(sizes.get(0).length()).isLessThan(40_000);
  }
}
