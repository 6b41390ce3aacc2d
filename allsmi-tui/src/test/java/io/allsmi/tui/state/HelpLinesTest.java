package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelpLinesTest {
  private static TestView view(String keys) {
    return new TestView(100, 30, TestCluster.mixed()).type(keys);
  }

  private static List<String> headings(TestView view) {
    return HelpLines.of(view.state()).stream()
        .filter(HelpLines.Line::heading)
        .map(HelpLines.Line::text)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"?,All", "V?,Users", "<LEFT>?,A host", "V<ENTER>?,Users: hosts of a user"})
  void theKeysThatHoldHereComeFirst(String keys, String first) {
    List<String> headings = headings(view(keys));
    assertThat(headings).startsWith(first);
    assertThat(headings.indexOf("Everywhere")).isLessThan(headings.indexOf("In this help"));
  }

  @Test
  void inARecordingItsKeysHoldHereToo() {
    TestView view = view("").playing(TestPlayback.paused()).type("V?");
    assertThat(headings(view).indexOf("Replay")).isLessThan(headings(view).indexOf("All"));
  }

  @Test
  void aWordLeavesTheLinesWithItUnderTheirHeadings() {
    TestView view = view("?/GPU memory<ENTER>");
    List<HelpLines.Line> lines = HelpLines.of(view.state());
    assertThat(lines.get(0).heading()).isTrue();
    assertThat(lines.stream().filter(line -> !line.heading()))
        .isNotEmpty()
        .allMatch(line -> line.text().contains("GPU memory"));
    assertThat(view.state().mode()).isEqualTo(InputMode.HELP);
  }

  @Test
  void aHeadingThatIsSoughtKeepsItsLines() {
    assertThat(HelpLines.of(view("?/in every list").state()))
        .extracting(HelpLines.Line::text)
        .contains("one row up", "last row");
  }

  @Test
  void aKeyIsFoundByItsName() {
    assertThat(HelpLines.of(view("?/pgup").state()))
        .extracting(HelpLines.Line::text)
        .contains("one screen up");
  }

  @Test
  void escapeShowsAllLinesThenClosesHelp() {
    TestView view = view("V?");
    int all = HelpLines.of(view.state()).size();
    view.type("/zzz");
    assertThat(HelpLines.of(view.state())).isEmpty();
    view.type("<ESCAPE>");
    assertThat(HelpLines.of(view.state())).hasSize(all);
    assertThat(view.type("<ESCAPE>").state().mode()).isEqualTo(InputMode.USERS);
  }

  @Test
  void helpThatIsOpenedAgainShowsAllLines() {
    TestView view = view("?/zzz<ENTER><ESCAPE>?");
    assertThat(HelpLines.of(view.state())).hasSizeGreaterThan(20);
  }
}
