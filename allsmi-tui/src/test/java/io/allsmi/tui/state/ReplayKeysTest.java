package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import io.allsmi.core.source.PlaybackCommand.SeekBy;
import io.allsmi.core.source.PlaybackCommand.SeekEvent;
import io.allsmi.core.source.PlaybackCommand.SeekTo;
import io.allsmi.core.source.PlaybackCommand.SetSpeed;
import io.allsmi.core.source.PlaybackCommand.Step;
import io.allsmi.core.source.PlaybackCommand.ToggleLoop;
import io.allsmi.core.source.PlaybackCommand.ToggleMarker;
import io.allsmi.core.source.PlaybackCommand.TogglePause;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayKeysTest {
  /** How to come to each place where a list is seen. */
  private static final Map<InputMode, String> PLACES =
      Map.of(
          InputMode.ALL, "",
          InputMode.HOST, "<RIGHT><RIGHT>",
          InputMode.GPU, "<ENTER>",
          InputMode.USERS, "V",
          InputMode.USER_HOSTS, "V<ENTER>",
          InputMode.USER_PROCESSES, "V<ENTER><ENTER>");

  private static final Map<String, PlaybackCommand> COMMANDS = commands();

  private static Map<String, PlaybackCommand> commands() {
    Map<String, PlaybackCommand> all = new LinkedHashMap<>();
    all.put(" ", new TogglePause());
    all.put("]", new Step(1));
    all.put("[", new Step(-1));
    all.put("+", new SetSpeed(2));
    all.put("=", new SetSpeed(2));
    all.put("-", new SetSpeed(0.5));
    all.put("_", new SetSpeed(0.5));
    all.put("j", new SeekBy(Duration.ofSeconds(-10)));
    all.put("k", new SeekBy(Duration.ofSeconds(10)));
    all.put("{", new SeekEvent(false));
    all.put("}", new SeekEvent(true));
    all.put("M", new ToggleMarker());
    all.put("0", new SeekTo(Duration.ZERO));
    all.put("$", new SeekTo(TestPlayback.HOUR));
    all.put("L", new ToggleLoop());
    return all;
  }

  static List<Object[]> keysInEveryPlace() {
    List<Object[]> all = new ArrayList<>();
    PLACES.forEach(
        (mode, way) ->
            COMMANDS.forEach((key, command) -> all.add(new Object[] {mode, way, key, command})));
    return all;
  }

  private static TestView replay() {
    return new TestView(100, 30, TestCluster.mixed()).playing(TestPlayback.paused());
  }

  @ParameterizedTest
  @MethodSource("keysInEveryPlace")
  void aKeySteersAndLeavesTheScreenAsItIs(
      InputMode mode, String way, String key, PlaybackCommand command) {
    TestView view = replay().type(way);
    ViewState before = view.state();
    assertThat(before.mode()).isEqualTo(mode);
    assertThat(view.type(key).commands()).containsExactly(command);
    assertThat(view.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("keysInEveryPlace")
  void noKeySteersInHelpOrInALineThatIsTyped(
      InputMode mode, String way, String key, PlaybackCommand command) {
    assertThat(replay().type(way + "?" + key).commands()).isEmpty();
    TestView typing = replay().type(way + "g" + key);
    assertThat(typing.commands()).isEmpty();
    assertThat(typing.state().entry().orElseThrow().text()).isEqualTo(key);
  }

  @ParameterizedTest
  @MethodSource("keysInEveryPlace")
  void noKeySteersWithoutARecording(
      InputMode mode, String way, String key, PlaybackCommand command) {
    TestView view = new TestView(100, 30, TestCluster.mixed()).type(way + key);
    assertThat(view.effects()).isEmpty();
    assertThat(view.state().mode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.5, ",
    "0.5, 1, 0.25",
    "1, 2, 0.5",
    "2, 4, 1",
    "4, 8, 2",
    "8, , 4",
    "3, 4, 2",
    "0.05, 0.25, ",
    "16, , 8"
  })
  void theSpeedHasSteps(double speed, Double faster, Double slower) {
    Playback playback = TestPlayback.withSpeed(TestPlayback.paused(), speed);
    assertThat(replay().playing(playback).type("+").commands())
        .isEqualTo(faster == null ? List.of() : List.of(new SetSpeed(faster)));
    assertThat(replay().playing(playback).type("-").commands())
        .isEqualTo(slower == null ? List.of() : List.of(new SetSpeed(slower)));
  }

  @ParameterizedTest
  @CsvSource({
    "00:14:30, PT14M30S",
    "14:30, PT14M30S",
    "90, PT1M30S",
    "2:00:00, PT1H",
    "@14:40:06, PT20M33.4S",
    "@14:00, PT0S",
    "2026-11-20T14:40:06, PT20M33.4S",
    "2026-11-20 14:40:06.600, PT20M34S"
  })
  void enterGoesToTheTypedTime(String text, Duration place) {
    TestView view = replay().type("g" + text + "<ENTER>");
    assertThat(view.commands()).containsExactly(new SeekTo(place));
    assertThat(view.state().entry()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "12:99", "@25:00", "2026-02-30T10:00"})
  void whatIsNoTimeStaysWithItsErrorUntilTheNextKey(String text) {
    TestView view = replay().type("g" + text + "<ENTER>");
    assertThat(view.commands()).isEmpty();
    TimeEntry entry = view.state().entry().orElseThrow();
    assertThat(entry.text()).isEqualTo(text);
    assertThat(entry.error())
        .isEqualTo(
            "timecode: expected HH:MM:SS, MM:SS, seconds, @HH:MM or a date and time, got '"
                + text
                + "'");
    assertThat(view.type("5").state().entry()).contains(new TimeEntry(text + "5", ""));
  }

  @Test
  void backspaceErasesAndEscapeGoesNowhere() {
    TestView view = replay().type("g12<BACKSPACE>3");
    assertThat(view.state().entry()).contains(new TimeEntry("13", ""));
    view.type("<BACKSPACE><BACKSPACE><BACKSPACE>");
    assertThat(view.state().entry()).contains(TimeEntry.EMPTY);
    ViewState typed = view.type("7").state();
    assertThat(view.type("<ESCAPE>").state()).isEqualTo(typed.withEntry(Optional.empty()));
    assertThat(view.effects()).isEmpty();
    assertThat(view.type("g").state().entry()).contains(TimeEntry.EMPTY);
  }

  @ParameterizedTest
  @MethodSource("keysInEveryPlace")
  void whatIsTypedIsTextWhateverItMeansElsewhere(
      InputMode mode, String way, String key, PlaybackCommand command) {
    TestView view = replay().type(way);
    ViewState before = view.state();
    view.type("gq?Vumpe" + "<UP><DOWN><LEFT><RIGHT><TAB><HOME><END><PAGE_DOWN>");
    assertThat(view.effects()).isEmpty();
    assertThat(view.state().entry()).contains(new TimeEntry("q?Vumpe", ""));
    assertThat(view.type("<ESCAPE>").state()).isEqualTo(before);
  }

  @Test
  void controlCQuitsWhileATimeIsTyped() {
    TestView view = replay().type("g12");
    assertThat(view.press(KeyPress.ctrl('c')).effects()).containsExactly(new Effect.Quit());
    assertThat(view.press(KeyPress.ctrl('x')).state().entry()).contains(new TimeEntry("12", ""));
  }

  @Test
  void theLineTakesNoMoreThanATimeNeeds() {
    assertThat(replay().type("g" + "1".repeat(500)).state().entry().orElseThrow().text())
        .hasSize(40);
  }

  @Test
  void gGoesToATimeInAllAndMSortsByMemoryThere() {
    TestView view = replay().type("g");
    assertThat(view.state().entry()).contains(TimeEntry.EMPTY);
    assertThat(view.state().gpuOrder()).isEqualTo(GpuOrder.DEFAULT);
    assertThat(replay().type("m").state().gpuOrder()).isEqualTo(GpuOrder.GPU_MEMORY);
  }

  @Test
  void theKeysOfATabKeepTheirMeaning() {
    TestView view = replay().type("Vmfe");
    assertThat(view.state().users().systemShown()).isTrue();
    assertThat(view.effects()).singleElement().isInstanceOf(Effect.Export.class);
    assertThat(replay().type("q").effects()).containsExactly(new Effect.Quit());
  }

  @Test
  void aClickOnTheTimelineGoesThereAndOnAMarkerToTheMarker() {
    Playback marked = TestPlayback.withMarks(TestPlayback.paused(), TestPlayback.MARKS);
    TestView view = new TestView(120, 30, TestCluster.mixed()).playing(marked);
    int y = 28;
    String line = view.line(y);
    assertThat(click(view, line.indexOf('├'), y)).isEqualTo(new SeekTo(Duration.ZERO));
    assertThat(click(view, line.indexOf('┤'), y)).isEqualTo(new SeekTo(TestPlayback.HOUR));
    assertThat(click(view, line.indexOf('◆'), y)).isEqualTo(new SeekTo(Duration.ofMinutes(28)));
    int middle = (line.indexOf('├') + line.indexOf('┤')) / 2;
    assertThat(((SeekTo) click(view, middle, y)).offset())
        .isBetween(Duration.ofMinutes(28), Duration.ofMinutes(32));
  }

  private static PlaybackCommand click(TestView view, int x, int y) {
    Target target = view.frame().targetAt(x, y, Target.class).orElseThrow();
    view.take(Reducer.click(view.state(), view.view(), target));
    List<PlaybackCommand> commands = view.commands();
    return commands.get(commands.size() - 1);
  }

  @Test
  void aClickClosesTheLineAndSecondClicksStillOpenRows() {
    TestView view = replay().type("Vg12");
    Target.OfRow mira = new Target.OfRow("mira");
    view.take(Reducer.click(view.state(), view.view(), mira));
    assertThat(view.state().entry()).isEmpty();
    view.type("g12").take(Reducer.click(view.state(), view.view(), mira));
    assertThat(view.state().users().user()).contains("mira");
    assertThat(view.commands()).isEmpty();
  }

  @Test
  void theTimeShownIsTheRecordedOne() {
    assertThat(replay().state().time()).isEqualTo(TestPlayback.START.plus(TestPlayback.ELAPSED));
    ViewState later = Reducer.tick(replay().state(), TestCluster.NOW.plusSeconds(900));
    assertThat(later.time()).isEqualTo(TestPlayback.START.plus(TestPlayback.ELAPSED));
  }

  @Test
  void aNoteIsShownOnceAndGoesByTheClockOfThisMachine() {
    Playback noted = TestPlayback.saying(TestPlayback.paused(), "no later event");
    TestView view = replay().playing(noted);
    assertThat(view.line(29)).contains("⚠ no later event");
    ViewState again = Reducer.playing(view.state(), noted, ZoneOffset.UTC);
    assertThat(again).isEqualTo(view.state());
    ViewState gone = Reducer.tick(again, TestCluster.NOW.plusSeconds(7));
    assertThat(gone.toast()).isEmpty();
    assertThat(Reducer.playing(gone, noted, ZoneOffset.UTC).toast()).isEmpty();
    view.playing(TestPlayback.paused());
    view.state(gone);
    assertThat(view.playing(TestPlayback.paused()).playing(noted).state().toast()).isPresent();
  }

  @Test
  void theTabOfAHostThatIsNotThereStaysAndSaysSo() {
    TestView view = replay().type("<LEFT><LEFT>");
    Tab tab = view.state().tab();
    assertThat(tab).isEqualTo(Tab.host("10.0.0.5:9090"));
    view.snapshot(TestCluster.healthy(2, 1, 0));
    assertThat(view.state().tab()).isEqualTo(tab);
    assertThat(view.text()).contains("is not recorded at this time").contains("◌10.0.0.5:9090");
    assertThat(view.resize(30, 8).text()).contains("not recorded at this time");
    assertThat(view.resize(100, 30).type("<RIGHT>").state().tab()).isEqualTo(Tab.ALL);
    view.snapshot(TestCluster.healthy(2, 1, 0)).type("<LEFT>");
    assertThat(view.state().tab()).isEqualTo(Tab.host("10.0.0.2:9090"));
  }

  @Test
  void theTabOfAHostIsThereAgainAfterAnotherSeek() {
    TestView view = replay().type("<RIGHT><RIGHT><RIGHT><RIGHT><DOWN><DOWN>");
    ViewState before = view.state();
    view.snapshot(TestCluster.healthy(1, 1, 0)).snapshot(TestCluster.mixed());
    assertThat(view.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"u<DOWN><DOWN>", "Vm<DOWN><DOWN>", "V<DOWN><ENTER><DOWN>"})
  void theCursorStaysOnItsKeyThroughSeeks(String way) {
    TestView view = replay().type(way);
    String key = view.state().position().key();
    for (int step : new int[] {40, 3, 77}) {
      view.playing(TestPlayback.at(Duration.ofMinutes(step % 60), Playback.State.PAUSED));
      view.snapshot(TestCluster.healthy(4, 4, step));
      assertThat(view.state().position().key()).isEqualTo(key);
    }
  }
}
