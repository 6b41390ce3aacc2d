package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.Playback;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class KeyMapTest {
  /** Where text is typed. */
  private static final Set<InputMode> TYPED =
      EnumSet.of(InputMode.TIMECODE, InputMode.FILTER, InputMode.HELP_SEARCH, InputMode.COMMAND);

  private static final Map<InputMode, String> WAYS =
      Map.ofEntries(
          Map.entry(InputMode.HELP, "V?<DOWN><DOWN>"),
          Map.entry(InputMode.HELP_SEARCH, "V?/so"),
          Map.entry(InputMode.COMMAND, "V:so"),
          Map.entry(InputMode.ALERTS, "VA<DOWN><DOWN>"),
          Map.entry(InputMode.TIMECODE, "Vg1"),
          Map.entry(InputMode.FILTER, "V/mira<ENTER>/ && a"),
          Map.entry(InputMode.ALL, "/node<ENTER>u<DOWN><DOWN>"),
          Map.entry(InputMode.HOST, "/node<ENTER><LEFT><DOWN><DOWN>"),
          Map.entry(InputMode.GPU, "u<DOWN><DOWN><ENTER><DOWN><DOWN>"),
          Map.entry(InputMode.USERS, "V/node<ENTER>p<DOWN><DOWN>"),
          Map.entry(InputMode.USER_HOSTS, "V<ENTER><DOWN>"),
          Map.entry(InputMode.USER_PROCESSES, "V<DOWN><ENTER><ENTER><DOWN>"),
          Map.entry(InputMode.JOBS, "J/state==R<ENTER>w<DOWN>"),
          Map.entry(InputMode.JOB, "J<DOWN><ENTER><RIGHT><DOWN>"),
          Map.entry(InputMode.JOB_OVERVIEW, "J<DOWN>o<DOWN>"));

  /** What two keys of replay do in Jobs where nothing is played. */
  private static final Set<Action> JOBS = EnumSet.of(Action.NEXT_JOB, Action.PREVIOUS_JOB);

  private static TestView in(KeyMap map, InputMode mode) {
    TestView view = new TestView(100, 20, TestJobs.on(TestCluster.healthy(8, 8, 0)));
    view.watching(AlertRules.none().withTemperatures(20, 0));
    return (map == KeyMap.replay() ? view.playing(TestPlayback.paused()) : view)
        .type(WAYS.get(mode));
  }

  /** Both maps, and the modes that each of them can come to. */
  static List<Object[]> placesOfEveryMap() {
    List<Object[]> places = new ArrayList<>();
    for (InputMode mode : InputMode.values()) {
      places.add(new Object[] {KeyMap.replay(), mode});
      if (mode != InputMode.TIMECODE) {
        places.add(new Object[] {KeyMap.live(), mode});
      }
    }
    return places;
  }

  @ParameterizedTest
  @MethodSource("placesOfEveryMap")
  void noKeyMeansTwoThingsInOnePlace(KeyMap map, InputMode mode) {
    Set<KeyPress> seen = new HashSet<>();
    for (KeyContext context : mode.contexts()) {
      for (KeyMap.Binding binding : map.all()) {
        if (binding.context() == context) {
          assertThat(seen.add(binding.press())).as(binding.toString()).isTrue();
        }
      }
    }
    assertThat(seen).isNotEmpty();
  }

  static Stream<Object[]> keysOfEveryMode() {
    return placesOfEveryMap().stream()
        .flatMap(
            place ->
                ((KeyMap) place[0])
                    .all().stream()
                        .filter(b -> ((InputMode) place[1]).contexts().contains(b.context()))
                        .map(b -> new Object[] {place[0], place[1], b}));
  }

  @ParameterizedTest
  @MethodSource("keysOfEveryMode")
  void everyKeyDoesSomethingWhereItHolds(KeyMap map, InputMode mode, KeyMap.Binding binding) {
    List<String> preparations = List.of("", "<END>", "<HOME>", "<RIGHT>", "<LEFT>", "m", "u", "d");
    boolean changes = false;
    for (String preparation : preparations) {
      TestView view = in(map, mode).type(preparation);
      if (view.state().mode() == mode) {
        ViewState before = view.state();
        int effects = view.effects().size();
        view.press(binding.press());
        changes |= !view.state().equals(before) || view.effects().size() > effects;
      }
    }
    assertThat(changes).isTrue();
  }

  /** Every character of ASCII, alone and with Ctrl, and every other key. */
  private static Stream<KeyPress> everyPress() {
    Stream<KeyPress> characters =
        IntStream.range(' ', 0x7f)
            .boxed()
            .flatMap(c -> Stream.of(KeyPress.of((char) (int) c), KeyPress.ctrl((char) (int) c)));
    Stream<KeyPress> others =
        Stream.of(Key.values()).filter(k -> k != Key.CHARACTER).map(KeyPress::of);
    return Stream.concat(characters, others);
  }

  @ParameterizedTest
  @MethodSource("placesOfEveryMap")
  void noKeyDoesAnythingThatHelpDoesNotSay(KeyMap map, InputMode mode) {
    TestView view = in(map, mode);
    ViewState before = view.state();
    int effects = view.effects().size();
    boolean typed =
        map.all().stream()
            .filter(b -> b.action() == Action.ERASE_CHARACTER)
            .anyMatch(b -> mode.contexts().contains(b.context()));
    everyPress()
        .filter(press -> map.actionFor(press, mode).isEmpty() && !(typed && press.isText()))
        .forEach(
            press -> {
              view.press(press);
              assertThat(view.state()).as(press.label()).isEqualTo(before);
            });
    assertThat(view.effects()).hasSize(effects);
  }

  @Test
  void everyActionHasAKey() {
    assertThat(KeyMap.replay().all()).extracting(KeyMap.Binding::action).contains(Action.values());
  }

  @Test
  void theKeysOfReplayHoldInReplayAlone() {
    Set<KeyContext> replay = EnumSet.of(KeyContext.REPLAY, KeyContext.TIMECODE);
    assertThat(KeyMap.live().all()).noneMatch(b -> replay.contains(b.context()));
    for (KeyMap.Binding binding : KeyMap.replay().all()) {
      if (binding.context() == KeyContext.REPLAY && binding.action() != Action.OPEN_TIMECODE) {
        for (InputMode mode : InputMode.values()) {
          Optional<Action> live = KeyMap.live().actionFor(binding.press(), mode);
          assertThat(live.filter(action -> !JOBS.contains(action))).isEmpty();
        }
      }
    }
  }

  private static boolean isOfReplay(KeyMap.Binding binding) {
    boolean moves = JOBS.contains(binding.action());
    return binding.press().equals(KeyPress.of('g'))
        || (moves && Character.isLowerCase(binding.press().character()));
  }

  /** What replay takes away has another key there: m for g, and the capitals of j and k. */
  @Test
  void allKeysOfLiveHoldInReplayButForThree() {
    for (KeyMap.Binding binding : KeyMap.live().all()) {
      for (InputMode mode : InputMode.values()) {
        if (mode.contexts().contains(binding.context()) && !isOfReplay(binding)) {
          assertThat(KeyMap.replay().actionFor(binding.press(), mode)).contains(binding.action());
        }
      }
    }
    KeyPress g = KeyPress.of('g');
    assertThat(KeyMap.live().actionFor(g, InputMode.ALL)).contains(Action.GPUS_BY_MEMORY);
    assertThat(KeyMap.replay().actionFor(KeyPress.of('m'), InputMode.ALL))
        .contains(Action.GPUS_BY_MEMORY);
    for (InputMode mode : InputMode.values()) {
      boolean off = !mode.contexts().contains(KeyContext.GLOBAL);
      assertThat(KeyMap.replay().actionFor(g, mode).isEmpty()).isEqualTo(off);
    }
  }

  @Test
  void helpComesBeforeTheKeysOfTheTab() {
    KeyPress down = KeyPress.of('q');
    assertThat(KeyMap.live().actionFor(down, InputMode.HELP)).contains(Action.CLOSE_HELP);
    assertThat(KeyMap.live().actionFor(KeyPress.of('u'), InputMode.HELP)).isEmpty();
    assertThat(KeyMap.live().actionFor(KeyPress.of(Key.RIGHT), InputMode.HELP)).isEmpty();
  }

  @Test
  void theTabComesBeforeWhatHoldsEverywhere() {
    assertThat(InputMode.USERS.contexts().indexOf(KeyContext.USERS))
        .isLessThan(InputMode.USERS.contexts().indexOf(KeyContext.GLOBAL));
    assertThat(KeyMap.live().actionFor(KeyPress.of('p'), InputMode.USERS))
        .contains(Action.USERS_BY_POWER);
    assertThat(KeyMap.live().actionFor(KeyPress.of('p'), InputMode.ALL))
        .contains(Action.GPUS_BY_POWER);
    assertThat(KeyMap.live().actionFor(KeyPress.of('p'), InputMode.HOST))
        .contains(Action.PROCESSES_BY_PID);
    assertThat(KeyMap.live().actionFor(KeyPress.of('p'), InputMode.USER_HOSTS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(InputMode.class)
  void controlCQuitsAndControlLRedrawsEverywhere(InputMode mode) {
    assertThat(KeyMap.live().actionFor(KeyPress.ctrl('c'), mode)).contains(Action.QUIT);
    assertThat(KeyMap.live().actionFor(KeyPress.ctrl('l'), mode)).contains(Action.REDRAW);
  }

  @ParameterizedTest
  @EnumSource(
      value = InputMode.class,
      names = {"HELP", "HELP_SEARCH", "COMMAND", "ALERTS", "TIMECODE", "FILTER"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatHoldsEverywhereHolds(InputMode mode) {
    assertThat(KeyMap.live().actionFor(KeyPress.of('q'), mode)).contains(Action.QUIT);
    assertThat(KeyMap.live().actionFor(KeyPress.of('h'), mode)).contains(Action.OPEN_HELP);
    assertThat(KeyMap.live().actionFor(KeyPress.of('?'), mode)).contains(Action.OPEN_HELP);
  }

  @Test
  void helpListsEveryKeyAndExplainsThePowerColumn() {
    for (KeyMap map : List.of(KeyMap.live(), KeyMap.replay())) {
      List<HelpLines.Line> help = HelpLines.of(in(map, InputMode.ALL).state());
      assertThat(help).extracting(HelpLines.Line::text).contains(HelpLines.POWER);
      for (KeyMap.Binding binding : map.all()) {
        assertThat(help)
            .anyMatch(
                l ->
                    l.text().equals(binding.help())
                        && List.of(l.keys().split(" ")).contains(binding.press().label()));
      }
    }
  }

  @Test
  void helpSpeaksOfReplayInReplayAlone() {
    assertThat(in(KeyMap.live(), InputMode.HELP).text()).doesNotContain("Replay", "timeline");
    assertThat(HelpLines.of(in(KeyMap.live(), InputMode.ALL).state()))
        .noneMatch(l -> l.text().contains("Replay") || l.text().contains("timeline"));
    assertThat(HelpLines.of(in(KeyMap.replay(), InputMode.ALL).state()))
        .anyMatch(l -> l.heading() && l.text().equals("Replay"))
        .anyMatch(l -> l.text().contains("timeline"));
  }

  @Test
  void theSpeedsThatHelpNamesAreThoseThereAre() {
    assertThat(KeyMap.replay().all())
        .anyMatch(b -> b.help().startsWith("faster: " + Playback.SLOWEST + " "));
    assertThat(Playback.FASTEST).isEqualTo(8);
  }
}
