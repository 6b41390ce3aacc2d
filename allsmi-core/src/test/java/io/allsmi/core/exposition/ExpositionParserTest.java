package io.allsmi.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.Issue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {
  private static Sample only(String page) {
    Exposition exposition = ExpositionParser.parse(page);
    assertThat(exposition.issues()).isEmpty();
    assertThat(exposition.samples()).hasSize(1);
    return exposition.samples().get(0);
  }

  private static List<Issue> issues(String page) {
    return ExpositionParser.parse(page).issues();
  }

  @Test
  void aBraceInsideAValueEndsNothing() {
    Sample sample = only("m{command=\"awk '{print $1}' {}\",user=\"a\"} 1\n");
    assertThat(sample.labels())
        .containsEntry("command", "awk '{print $1}' {}")
        .containsEntry("user", "a");
  }

  @Test
  void escapesAreUndoneAndUnknownOnesKept() {
    assertThat(only("m{a=\"b\\\"\\\\\\n\\r\\q\"} 1\n").labels())
        .isEqualTo(Map.of("a", "b\"\\\n\r\\q"));
  }

  @Test
  void aBlockIsReadAlikeBehindOneWithEscapes() {
    Exposition page =
        ExpositionParser.parse(
            """
            m{a="b\\"c",d="1"} 1
            m{a="b\\"c",d="2"} 1
            m{a="b\\n",d="2"} 1
            m{a="b\\n",d="3"} 1
            """);
    assertThat(page.issues()).isEmpty();
    assertThat(page.samples())
        .extracting(Sample::labels)
        .containsExactly(
            Map.of("a", "b\"c", "d", "1"),
            Map.of("a", "b\"c", "d", "2"),
            Map.of("a", "b\n", "d", "2"),
            Map.of("a", "b\n", "d", "3"));
  }

  @Test
  void blanksMayStandWhereverTheFormatAllowsThem() {
    assertThat(only(" \tm { a = \"b\" ,\tc=\"d\" , } \t 1 \t\r\n").labels())
        .isEqualTo(Map.of("a", "b", "c", "d"));
  }

  @Test
  void quotedNamesMayHoldAnyCharacter() {
    Sample sample = only("{\"ä.b\",\"c d\"=\"e\"} 2\n");
    assertThat(sample.name()).isEqualTo("ä.b");
    assertThat(sample.labels()).isEqualTo(Map.of("c d", "e"));
  }

  @Test
  void theLastLineNeedsNoLineEnd() {
    assertThat(only("m 1").value()).isEqualTo(1);
  }

  @Test
  void timestampsAreMillisecondsUnlessThePageEndsAsOpenMetrics() {
    assertThat(only("m 1 1234\n").timestampMillis()).hasValue(1234);
    assertThat(only("m 1 12.5\n# EOF\n").timestampMillis()).hasValue(12_500);
  }

  @Test
  void anExemplarIsPassedOver() {
    assertThat(only("m_bucket{le=\"+Inf\"} 1 2 # {id=\"}\"} 0.5 3\n").value()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1e6,1e6",
    "-2.5E-3,-2.5E-3",
    "+7,7",
    ".5,.5",
    "5.,5",
    "0.3720316673003178,0.3720316673003178",
    "9223372036854775808,9223372036854775808",
    "123456789012345678901234567890,123456789012345678901234567890",
    "0.1000000000000000055511151231257827,0.1",
    "NaN,NaN",
    "nan,NaN",
    "Inf,Infinity",
    "+inf,Infinity",
    "-Infinity,-Infinity",
    "179.769e306,1.79769e308",
    "0000000000000000000000000001,1"
  })
  void numbersAreReadToTheLastDigit(String text, Double value) {
    assertThat(only("m " + text + "\n").value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0x1p-3", "1f", "1d", "1_000", "1,5", "e5", "1e", "--1", ".", "Nano", "1 2 3", ""})
  void whatIsNoNumberCostsItsLine(String text) {
    assertThat(issues("a 1\nm " + text + "\nb 2\n")).extracting(Issue::line).containsExactly(2);
    assertThat(ExpositionParser.parse("a 1\nm " + text + "\nb 2\n").samples()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m{a=b} 1",
        "m{a=\"b} 1",
        "m{a=\"b\"+} 1",
        "m{a} 1",
        "m{a=\"b\" 1",
        "m{=\"b\"} 1",
        "{a=\"b\"} 1",
        "m{a=\"b\"}",
        "9m 1",
        "m{__name__=\"x\"} 1",
        "m{\"a\"} 1",
        "<html>",
        "m{a=\"b\",,c=\"d\"} 1"
      })
  void brokenLabelsCostTheirLine(String line) {
    assertThat(issues("a 1\n" + line + "\nb 2\n")).extracting(Issue::line).containsExactly(2);
    assertThat(ExpositionParser.parse("a 1\n" + line + "\nb 2\n").samples()).hasSize(2);
  }

  @Test
  void aLabelValueThatIsNotUtf8CostsItsLine() {
    byte[] page = "m{a=\"?\"} 1\nb 2\n".getBytes(StandardCharsets.ISO_8859_1);
    page[5] = (byte) 0xBD;
    Exposition exposition = ExpositionParser.parse(page);
    assertThat(exposition.samples()).extracting(Sample::name).containsExactly("b");
    assertThat(exposition.issues()).containsExactly(new Issue(1, "label value: expected UTF-8"));
  }

  @Test
  void aLabelGivenTwiceKeepsTheLastValueAndIsReported() {
    Exposition exposition = ExpositionParser.parse("m{a=\"1\",a=\"2\"} 1\n");
    assertThat(exposition.samples().get(0).labels()).isEqualTo(Map.of("a", "2"));
    assertThat(exposition.issues()).hasSize(1);
  }

  @Test
  void metadataMayBeMissingRepeatedOrOutOfPlace() {
    String page =
        "# HELP m x\n# TYPE m gauge\nm 1\n# HELP m x\n# TYPE m gauge\nm{a=\"b\"} 2\n#\n# just a remark\n";
    assertThat(ExpositionParser.parse(page).samples()).hasSize(2);
    assertThat(issues(page)).isEmpty();
  }

  @Test
  void whatFollowsTheEndMarkerIsReportedAndLeftOut() {
    Exposition exposition = ExpositionParser.parse("a 1\n# EOF\nb 2\n");
    assertThat(exposition.samples()).hasSize(1);
    assertThat(exposition.issues()).extracting(Issue::line).containsExactly(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#xEOF", "# EOF!", "  # EOF", "#EOF", "# EOFs"})
  void aRemarkThatResemblesTheEndMarkerEndsNothing(String remark) {
    Exposition exposition = ExpositionParser.parse("a 1 5\n" + remark + "\nb 2\n");
    assertThat(exposition.samples()).hasSize(2);
    assertThat(exposition.samples().get(0).timestampMillis()).hasValue(5);
    assertThat(exposition.issues()).isEmpty();
  }

  @Test
  void aBackslashDoesNotHideTheEndOfALine() {
    Exposition exposition = ExpositionParser.parse("a{b=\"x\\\ny\"} 1\nc 2\nbad line here\n");
    assertThat(exposition.samples()).extracting(Sample::name).containsExactly("c");
    assertThat(exposition.issues()).extracting(Issue::line).containsExactly(1, 2, 4);
  }

  @Test
  void howLongALabelMayBeDoesNotDependOnTheChunks() {
    byte[] page =
        ("a{b=\"" + "x".repeat(500_000) + "\"} 1\n# HELP c " + "y".repeat(500_000) + "\nc 2\n")
            .getBytes(StandardCharsets.UTF_8);
    Exposition whole = ExpositionParser.parse(page);
    assertThat(whole.samples()).extracting(Sample::name).containsExactly("c");
    assertThat(whole.issues()).extracting(Issue::line).containsExactly(1);
    ScrapeReader reader = new ScrapeReader("h", "h", ScrapeLimits.defaults());
    for (int from = 0; from < page.length; from += 1000) {
      reader.feed(page, from, Math.min(1000, page.length - from));
    }
    assertThat(reader.finish(java.time.Instant.EPOCH).issues()).isEqualTo(whole.issues());
  }

  @Test
  void limitsAreReportedWhenTheyBite() {
    ScrapeLimits small = ScrapeLimits.defaults().withLabels(2, 8);
    Exposition page =
        ExpositionParser.parse(
            "m{a=\"1\",b=\"2\",c=\"3\"} 1\nm{a=\"123456789äöü\"} 1\nm{a=\"1234567ä\"} 1\n"
                .getBytes(StandardCharsets.UTF_8),
            small);
    assertThat(page.samples())
        .extracting(s -> s.labels().get("a"))
        .containsExactly("12345678", "1234567");
    assertThat(page.issues()).extracting(Issue::line).containsExactly(1, 2, 3);

    byte[] long_ = "aaaa 1\nbbbb 2\n".getBytes(StandardCharsets.UTF_8);
    Exposition cut = ExpositionParser.parse(long_, ScrapeLimits.defaults().withPageBytes(9));
    assertThat(cut.samples()).extracting(Sample::name).containsExactly("aaaa");
    assertThat(cut.issues()).hasSize(1);
  }

  @Test
  void aFloodOfBrokenLinesIsCounted() {
    List<Issue> issues = issues("?\n".repeat(5000));
    assertThat(issues).hasSize(101);
    assertThat(issues.get(100).message()).isEqualTo("and 4900 more complaints");
  }

  @Test
  void aLineWithoutEndIsGivenUp() {
    byte[] page = new byte[2 << 20];
    java.util.Arrays.fill(page, (byte) 'a');
    Exposition exposition = ExpositionParser.parse(page);
    assertThat(exposition.samples()).isEmpty();
    assertThat(exposition.issues()).hasSize(1);
  }
}
