package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.AlertSink;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.draw.FrameDiff;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.panel.Look;
import io.allsmi.tui.panel.Renderer;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.terminal.Input;
import io.allsmi.tui.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LoopTest {
  private final EventQueue events = new EventQueue();
  private final FakeTerminal terminal = new FakeTerminal(100, 24);
  @TempDir Path folder;

  private Loop loop() {
    Clock clock = Clock.fixed(TestCluster.NOW, ZoneOffset.UTC);
    Look look = new Look("test", Palette.mono(), true, ZoneOffset.UTC);
    return new Loop(
        terminal,
        events,
        new Renderer(look),
        new FrameDiff(true),
        clock,
        new Exporter(folder.resolve("exports"), folder, clock, ZoneOffset.UTC),
        UserAggregator::aggregate,
        ZoneOffset.UTC);
  }

  @Test
  void aKeyNeverWaitsForTheSource() throws Exception {
    terminal.press('V').press('q');
    Loop loop = loop();
    loop.run(new NeverAnswering());
    assertThat(loop.frame().text()).contains("connecting");
  }

  @Test
  void aSnapshotIsDrawnAndItsEndIsSaid() throws Exception {
    Loop loop = loop();
    terminal.onWrite("ended", () -> terminal.press('q'));
    loop.run(new Once(TestCluster.mixed()));
    assertThat(loop.frame().text()).contains("node-0001").contains("✕ ended");
  }

  @Test
  void aBurstOfKeysIsAtMostThirtyFramesASecond() throws Exception {
    Loop loop = loop();
    terminal.onWrite(
        "node-0001",
        () -> {
          for (int i = 0; i < 500; i++) {
            terminal.inputs.add(new Input.Pressed(KeyPress.of(i % 2 == 0 ? Key.DOWN : Key.UP)));
          }
          terminal.press('q');
        });
    long begun = System.nanoTime();
    loop.run(new Once(TestCluster.mixed()));
    long frames = (System.nanoTime() - begun) * 30 / 1_000_000_000;
    assertThat((long) terminal.draws).isLessThanOrEqualTo(frames + 2);
  }

  @Test
  void whoSeesTheViewForTheFirstTimeIsToldWhereHelpIs() throws Exception {
    Loop loop = loop();
    loop.guide(KeyBindings.of(Map.of("open_help", List.of("H"))).keys(), true);
    assertThat(loop.frame().text()).contains("H shows all keys, : runs commands by name");
    terminal.press('q');
    loop.run(new NeverAnswering());
  }

  @Test
  void jobsAreShownFirstWhereThatIsAsked() throws Exception {
    Loop loop = loop();
    loop.begin(true, Duration.ofSeconds(1));
    terminal.onWrite("7591", () -> terminal.press('q'));
    loop.run(new Once(TestJobs.on(TestCluster.mixed())));
    assertThat(loop.frame().text()).contains("UTIL min·med·max");
  }

  @Test
  void aKeyIsAnsweredAtOnceHoweverSeldomTheScreenIsDrawn() throws Exception {
    Loop loop = loop();
    loop.begin(false, Duration.ofHours(1));
    terminal.onWrite("node-0001", () -> terminal.press('J'));
    terminal.onWrite("7591", () -> terminal.press('q'));
    loop.run(new Once(TestJobs.on(TestCluster.mixed())));
    assertThat(loop.frame().text()).contains("7591");
  }

  @Test
  void anExportIsWrittenAndItsNameIsShown() throws Exception {
    terminal.onWrite("node-0001", () -> terminal.press('V').press('e'));
    terminal.onWrite("exported", () -> terminal.press('q'));
    loop().run(new Once(TestCluster.mixed()));
    Path file = folder.resolve("exports/users-20261120T143207.csv");
    assertThat(Files.readString(file)).startsWith("user,is_system").contains("inureyes");
  }

  @Test
  void escAndAKeyInOneBreathAreBoth() throws Exception {
    terminal.onWrite(
        "node-0001",
        () -> {
          terminal.press('V').press('?');
          terminal.inputs.add(new Input.Pressed(new KeyPress(Key.CHARACTER, 'e', false, true)));
        });
    terminal.onWrite("exported", () -> terminal.press('q'));
    loop().run(new Once(TestCluster.mixed()));
    assertThat(folder.resolve("exports/users-20261120T143207.csv")).exists();
  }

  @Test
  void anExportThatFailsSaysWhy() throws Exception {
    Files.writeString(folder.resolve("exports"), "in the way");
    terminal.onWrite("node-0001", () -> terminal.press('V').press('e'));
    terminal.onWrite("export failed", () -> terminal.press('q'));
    Loop loop = loop();
    loop.run(new Once(TestCluster.mixed()));
    assertThat(loop.frame().text()).contains("expected a folder");
  }

  /** A sink that cannot deliver. */
  private static final class Failing implements AlertSink {
    final List<Alert> alerts = new CopyOnWriteArrayList<>();

    @Override
    public void accept(Alert alert) {
      alerts.add(alert);
    }

    @Override
    public Optional<String> trouble() {
      return Optional.of("webhook: no answer within 2s");
    }
  }

  @Test
  void anAlertIsShownRingsAndGoesToTheSink() throws Exception {
    Failing sink = new Failing();
    AtomicInteger bells = new AtomicInteger();
    Loop loop = loop();
    loop.watch(new AlertOptions(AlertRules.none().withTemperatures(0, 20), true, sink));
    terminal.onWrite(
        "\u0007",
        () -> {
          bells.incrementAndGet();
          terminal.press('A');
        });
    terminal.onWrite(
        () -> loop.frame().text().contains("12 hold now"), () -> terminal.press('q').press('q'));
    loop.run(new Once(TestCluster.healthy(3, 4, 0)));
    assertThat(bells).hasValue(1);
    assertThat(sink.alerts).hasSize(12);
  }

  @Test
  void troubleOfTheSinkIsSaid() throws Exception {
    Loop loop = loop();
    loop.watch(new AlertOptions(AlertRules.defaults(), false, new Failing()));
    String said = "✕ webhook: no answer within 2s";
    terminal.onWrite(() -> loop.frame().text().contains(said), () -> terminal.press('q'));
    loop.run(new Once(TestCluster.healthy(3, 4, 0)));
    assertThat(loop.frame().text()).contains(said);
  }

  @Test
  void theBellIsSilentUnlessItIsWanted() throws Exception {
    List<String> bells = new CopyOnWriteArrayList<>();
    Loop loop = loop();
    AlertRules rules = AlertRules.none().withTemperatures(0, 20);
    loop.watch(new AlertOptions(rules, false, AlertSink.NONE));
    terminal.onWrite("\u0007", () -> bells.add("rung"));
    terminal.onWrite(
        () -> loop.frame().text().contains("temperature: ok->crit"), () -> terminal.press('q'));
    loop.run(new Once(TestCluster.healthy(3, 4, 0)));
    assertThat(bells).isEmpty();
  }

  @Test
  void theSizeFollowsTheTerminal() throws Exception {
    Loop loop = loop();
    terminal.onWrite(
        "connecting",
        () -> {
          terminal.size = new Terminal.Size(30, 8);
          terminal.onWrite("All", () -> terminal.press('q'));
          events.resized();
        });
    loop.run(new NeverAnswering());
    assertThat(loop.frame().columns()).isEqualTo(30);
  }

  @Test
  void stopAndContinueReachTheTerminal() throws Exception {
    events.stopRequested();
    events.continued();
    terminal.press('q');
    loop().run(new NeverAnswering());
    assertThat(terminal.calls).containsExactly("suspend", "resume");
  }

  @Test
  void aFaultOfASourceEndsTheViewWithTheFault() {
    ClusterSource faulty =
        new Once(TestCluster.mixed()) {
          @Override
          public Optional<ClusterSnapshot> poll() {
            throw new IllegalStateException("a bug");
          }
        };
    assertThatThrownBy(() -> loop().run(faulty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
  }

  @Test
  void aSourceThatFailsLeavesTheViewOpen() throws Exception {
    terminal.onWrite("source failed", () -> terminal.press('q'));
    Loop loop = loop();
    loop.run(
        new Once(TestCluster.mixed()) {
          @Override
          public Optional<ClusterSnapshot> poll() throws IOException {
            throw new IOException("hosts.csv: gone");
          }
        });
    assertThat(loop.frame().text()).contains("✕ source failed: hosts.csv: gone");
  }

  @Test
  void aTerminalThatGoesAwayEndsTheView() throws Exception {
    terminal.inputs.add(new Input.Ended());
    loop().run(new NeverAnswering());
    assertThat(terminal.inputs).isEmpty();
  }

  /** A source whose answer never comes. */
  private static final class NeverAnswering implements ClusterSource {
    @Override
    public Optional<ClusterSnapshot> poll() throws InterruptedException {
      new CountDownLatch(1).await();
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** A source of one snapshot. */
  private static class Once implements ClusterSource {
    private Optional<ClusterSnapshot> next;

    Once(ClusterSnapshot only) {
      next = Optional.of(only);
    }

    @Override
    public Optional<ClusterSnapshot> poll() throws IOException {
      Optional<ClusterSnapshot> now = next;
      next = Optional.empty();
      return now;
    }

    @Override
    public void close() {}
  }

  /** A terminal that presses keys when certain words appear. */
}
