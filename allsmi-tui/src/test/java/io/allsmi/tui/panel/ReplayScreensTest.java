package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import io.allsmi.core.source.Timecode;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.state.Reducer;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Screens of a recording. */
class ReplayScreensTest {
  private static final Look COLOURS = look(Palette.standard(true), true);

  private static Look look(Palette palette, boolean unicode) {
    return new Look("trace.ndjson.zst", palette, unicode, ZoneOffset.UTC);
  }

  private static TestView view(int columns, int rows, Look look, Playback playback) {
    return new TestView(columns, rows, Optional.of(TestCluster.mixed()), look).playing(playback);
  }

  private static Playback marked() {
    return TestPlayback.withMarks(
        TestPlayback.withSpeed(TestPlayback.paused(), 2), TestPlayback.MARKS);
  }

  @ParameterizedTest
  @CsvSource({"200,30", "120,24", "80,24", "60,14", "40,10", "30,8", "20,3"})
  void everySize(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    TestView view = view(columns, rows, COLOURS, marked());
    Golden.check("replay/all-" + size, view.text());
    Golden.check("replay/users-" + size, view.type("V").text());
    Golden.check("replay/typing-" + size, view.type("g00:14:3").text());
    Golden.check("replay/refused-" + size, view.type("x<ENTER>").text());
  }

  @Test
  void everyStateAtEveryWidth() throws IOException {
    Map<String, Playback> states = new LinkedHashMap<>();
    states.put("playing", TestPlayback.playing());
    states.put("paused", marked());
    states.put("end", TestPlayback.at(TestPlayback.HOUR, Playback.State.ENDED));
    states.put("start", TestPlayback.at(Duration.ZERO, Playback.State.PAUSED));
    states.put("searching", TestPlayback.at(TestPlayback.ELAPSED, Playback.State.SEARCHING));
    states.put("following", TestPlayback.at(TestPlayback.HOUR, Playback.State.FOLLOWING));
    states.put("loop", TestPlayback.looping(marked()));
    states.put("slow", TestPlayback.withSpeed(TestPlayback.playing(), 0.25));
    states.put(
        "on a marker",
        TestPlayback.withMarks(
            TestPlayback.paused(),
            List.of(new Mark(TestPlayback.ELAPSED, Duration.ZERO, Mark.Kind.MARKER))));
    states.put("five days", days());
    states.put("one frame", oneFrame());
    StringBuilder lines = new StringBuilder();
    states.forEach(
        (name, playback) -> {
          lines.append(name).append('\n');
          for (int columns : new int[] {160, 120, 100, 80, 60, 50, 40, 36, 30, 25, 20}) {
            lines.append(line(columns, COLOURS, playback)).append('\n');
          }
        });
    Golden.check("replay/lines", lines.toString());
  }

  private static String line(int columns, Look look, Playback playback) {
    TestView view = view(columns, 12, look, playback);
    return view.line(10);
  }

  private static Playback days() {
    return new Playback(
        TestPlayback.START,
        Duration.ofHours(120),
        Duration.ofHours(101).plusSeconds(5),
        Playback.State.PLAYING,
        8,
        false,
        List.of(),
        "");
  }

  private static Playback oneFrame() {
    return new Playback(
        TestPlayback.START,
        Duration.ZERO,
        Duration.ZERO,
        Playback.State.ENDED,
        1,
        false,
        List.of(),
        "");
  }

  @ParameterizedTest
  @EnumSource(Playback.State.class)
  void thePlaceNeverLeavesAndTheStateIsNeverColourAlone(Playback.State state) {
    Duration elapsed = state == Playback.State.ENDED ? TestPlayback.HOUR : Duration.ofSeconds(754);
    Playback playback = TestPlayback.looping(TestPlayback.at(elapsed, state));
    Look mono = look(Palette.mono(), true);
    for (int columns = 20; columns <= 200; columns++) {
      String line = line(columns, mono, playback);
      assertThat(line.replace(" ", ""))
          .contains(Timecode.format(elapsed) + "/" + Timecode.format(TestPlayback.HOUR));
      String sign = ReplayLine.glyph(state);
      assertThat(line.contains(state.word()) || line.contains(sign)).as(line).isTrue();
      assertThat(line).isEqualTo(line(columns, COLOURS, playback));
    }
  }

  @Test
  void asciiTerminals() throws IOException {
    Look ascii = look(Palette.mono(), false);
    Golden.check("replay/ascii", view(120, 24, ascii, marked()).text());
    Golden.check("replay/ascii-80x24", view(80, 24, ascii, marked()).type("V").text());
  }

  @Test
  void helpHasTheKeysOfReplay() throws IOException {
    Golden.check("replay/help", view(100, 100, COLOURS, marked()).type("?").text());
  }

  @Test
  void aProcessListKeepsItsDetailAboveTheTimeline() throws IOException {
    String keys = "V<ENTER><ENTER>";
    Golden.check("replay/processes", view(120, 20, COLOURS, marked()).type(keys).text());
    Golden.check("replay/processes-40x10", view(40, 10, COLOURS, marked()).type(keys).text());
  }

  @Test
  void aHostAndAUserThatAreNotThereSaySo() throws IOException {
    TestView host = view(100, 16, COLOURS, marked()).type("<LEFT><LEFT>");
    Golden.check("replay/host-absent", host.snapshot(TestCluster.healthy(2, 1, 0)).text());
    TestView user = view(100, 16, COLOURS, marked()).type("V<ENTER>");
    Golden.check("replay/user-absent", user.snapshot(TestCluster.of(List.of())).text());
  }

  @Test
  void aNoteBorrowsTheKeyLine() throws IOException {
    Playback noted =
        TestPlayback.saying(marked(), "trace.ndjson.zst block 12: damaged, 100 frames left out");
    Golden.check("replay/note", view(100, 16, COLOURS, noted).text());
  }

  @Test
  void beforeTheFirstFrame() throws IOException {
    TestView view =
        new TestView(80, 16, Optional.empty(), COLOURS)
            .playing(TestPlayback.at(Duration.ZERO, Playback.State.PLAYING));
    Golden.check("replay/opening", view.text());
  }

  /**
   * The machine's clock says 14:32:07, an hour and a quarter passes, nothing on the screen moves.
   */
  @Test
  void agesAreAsTheyWereRecorded() {
    TestView view = view(120, 24, COLOURS, marked()).type("<LEFT><LEFT><LEFT>");
    String before = view.text();
    view.state(Reducer.tick(view.state(), TestCluster.NOW.plusSeconds(4_500)));
    assertThat(view.text()).isEqualTo(before).contains("[stale 36s]").contains("14:32:06");
  }

  @Test
  void aThousandMarksAreAsGoodAsOne() {
    Mark mark = new Mark(Duration.ofMinutes(3), Duration.ofHours(9), Mark.Kind.GAP);
    Playback playback = TestPlayback.withMarks(marked(), Collections.nCopies(1000, mark));
    assertThat(line(120, COLOURS, playback)).contains("1000 gaps");
  }
}
