package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.PlaybackCommand.SeekBy;
import io.allsmi.core.source.PlaybackCommand.SeekEvent;
import io.allsmi.core.source.PlaybackCommand.SeekTo;
import io.allsmi.core.source.PlaybackCommand.SetSpeed;
import io.allsmi.core.source.PlaybackCommand.Step;
import io.allsmi.core.source.PlaybackCommand.ToggleLoop;
import io.allsmi.core.source.PlaybackCommand.ToggleMarker;
import io.allsmi.core.source.PlaybackCommand.TogglePause;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.draw.FrameDiff;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.panel.Look;
import io.allsmi.tui.panel.Renderer;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.terminal.Input;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop over a recording, with a clock of the machine that stands at another time. */
@Timeout(20)
class ReplayLoopTest {
  private static final Clock MACHINE =
      Clock.fixed(Instant.parse("2031-03-03T03:03:03Z"), ZoneOffset.UTC);

  private final EventQueue events = new EventQueue();
  private final FakeTerminal terminal = new FakeTerminal(120, 24);
  private final ScriptedRecording recording = new ScriptedRecording(TestPlayback.paused());
  private final Loop loop =
      new Loop(
          terminal,
          events,
          new Renderer(new Look("trace.ndjson.zst", Palette.mono(), true, ZoneOffset.UTC)),
          new FrameDiff(true),
          MACHINE,
          new Exporter(Path.of("none"), Path.of("none"), MACHINE, ZoneOffset.UTC),
          UserAggregator::aggregate,
          ZoneOffset.UTC);

  private void onScreen(String words, Runnable action) {
    terminal.onWrite(() -> loop.frame().text().contains(words), action);
  }

  private String line(int row) {
    return loop.frame().text().lines().toList().get(row);
  }

  @Test
  void theClockIsTheRecordedOne() throws Exception {
    onScreen("node-0001", () -> terminal.press('q'));
    loop.run(recording);
    assertThat(line(0)).contains("▶ replay").endsWith("2026-11-20 14:32:06");
    assertThat(loop.frame().text()).doesNotContain("03:03:03");
  }

  @Test
  void aPausedRecordingIsNotDrawnAgainAndAgain() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger draws = new AtomicInteger();
    onScreen(
        "node-0001",
        () -> {
          draws.set(terminal.draws);
          recording.onLook(
              () -> {
                if (looks.incrementAndGet() == 5) {
                  terminal.press('q');
                }
              });
        });
    loop.run(recording);
    assertThat(looks).hasValueGreaterThanOrEqualTo(5);
    assertThat(terminal.draws).isEqualTo(draws.get());
  }

  @Test
  void alertsOfARecordingAreShownAndNeitherRingNorGoAnywhere() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    AlertRules rules = AlertRules.none().withTemperatures(0, 20);
    loop.watch(new AlertOptions(rules, true, alert -> told.add(alert.message())));
    terminal.onWrite("\u0007", () -> told.add("bell"));
    onScreen("temperature: ok->crit", () -> terminal.press('A'));
    onScreen("12 hold now", () -> terminal.press('q').press('q'));
    loop.run(recording);
    assertThat(told).isEmpty();
  }

  @Test
  void theClockFollowsASeek() throws Exception {
    onScreen("node-0001", () -> terminal.press('$'));
    onScreen("15:19:32", () -> terminal.press('q'));
    loop.run(recording);
    assertThat(line(0)).endsWith("2026-11-20 15:19:32");
    assertThat(line(22)).contains("01:00:00 / 01:00:00");
  }

  @Test
  void commandsArriveInTheOrderOfTheirKeysAndEachBuildsOnTheOneBefore() throws Exception {
    for (char key : "++-][jk{}M0L q".toCharArray()) {
      terminal.press(key);
    }
    loop.run(recording);
    assertThat(recording.commands)
        .containsExactly(
            new SetSpeed(2),
            new SetSpeed(4),
            new SetSpeed(2),
            new Step(1),
            new Step(-1),
            new SeekBy(Duration.ofSeconds(-10)),
            new SeekBy(Duration.ofSeconds(10)),
            new SeekEvent(false),
            new SeekEvent(true),
            new ToggleMarker(),
            new SeekTo(Duration.ZERO),
            new ToggleLoop(),
            new TogglePause());
  }

  /** No frame comes for any of these. */
  @Test
  void aCommandIsSeenAtOnceWhilePaused() throws Exception {
    onScreen("node-0001", () -> terminal.press('+').press('L').press('M'));
    onScreen("1 marker", () -> terminal.press('q'));
    loop.run(recording);
    assertThat(line(22)).contains("| 2.0x | paused | loop").contains("◆ 1 marker");
  }

  @Test
  void whatThePlaybackSaysByItselfIsSeen() throws Exception {
    onScreen(
        "node-0001",
        () ->
            recording.turn(
                TestPlayback.saying(
                    TestPlayback.looping(TestPlayback.paused()), "block 3: damaged")));
    onScreen("damaged", () -> terminal.press('q'));
    loop.run(recording);
    assertThat(line(22)).contains("loop");
    assertThat(line(23)).contains("⚠ block 3: damaged");
  }

  @Test
  void theSameNoteIsSeenForEveryKeyThatLeadsToIt() throws Exception {
    onScreen("node-0001", () -> terminal.press('}'));
    onScreen("no event there", () -> terminal.press(' ').press('}').press('q'));
    loop.run(recording);
    assertThat(recording.commands)
        .containsExactly(new SeekEvent(true), new TogglePause(), new SeekEvent(true));
    assertThat(line(23)).contains("no event there");
  }

  @Test
  void aTypedTimeIsGoneTo() throws Exception {
    for (char key : "g@14:40".toCharArray()) {
      terminal.press(key);
    }
    terminal.inputs.add(new Input.Pressed(KeyPress.of(Key.ENTER)));
    onScreen("14:40:00", () -> terminal.press('q'));
    loop.run(recording);
    assertThat(recording.commands).containsExactly(new SeekTo(Duration.parse("PT20M27.4S")));
    assertThat(line(22)).contains("00:20:27 / 01:00:00");
  }

  @Test
  void theMouseScrubsAndNeedNotStayOnTheRow() throws Exception {
    onScreen(
        "node-0001",
        () -> {
          int start = line(22).indexOf('├');
          int end = line(22).indexOf('┤');
          terminal.inputs.add(new Input.Clicked(start, 22));
          terminal.inputs.add(new Input.Dragged(end, 20));
          terminal.inputs.add(new Input.Dragged(end + 1, 20));
          terminal.inputs.add(new Input.Clicked(10, 6));
          terminal.inputs.add(new Input.Dragged(start, 22));
          terminal.press('q');
        });
    loop.run(recording);
    assertThat(recording.commands)
        .containsExactly(new SeekTo(Duration.ZERO), new SeekTo(TestPlayback.HOUR));
  }

  @Test
  void aRecordingWhoseSourceEndsSaysSo() throws Exception {
    onScreen("node-0001", recording::close);
    onScreen("ended", () -> terminal.press('q'));
    loop.run(recording);
    assertThat(line(0)).contains("✕ ended");
    assertThat(recording.commands).isEqualTo(List.of());
  }
}
