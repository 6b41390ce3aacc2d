package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.AlertSink;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.panel.Look;
import io.allsmi.tui.panel.Renderer;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.AlertFeed;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.Effect;
import io.allsmi.tui.state.Histories;
import io.allsmi.tui.state.JobsFeed;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.Transition;
import io.allsmi.tui.state.ViewState;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The view without a terminal: keys go in, screens come out. */
public final class TestView {
  private final Renderer renderer;
  private final List<Effect> effects = new ArrayList<>();
  private Histories histories = Histories.EMPTY;
  private ClusterView view;
  private ViewState state;
  private AlertFeed alerts = new AlertFeed(AlertRules.none(), AlertSink.NONE);

  public TestView(int columns, int rows, ClusterSnapshot snapshot) {
    this(columns, rows, Optional.of(snapshot), true);
  }

  public TestView(int columns, int rows, Optional<ClusterSnapshot> snapshot, boolean unicode) {
    this(
        columns,
        rows,
        snapshot,
        new Look("hostfile hosts.csv", Palette.standard(true), unicode, ZoneOffset.UTC));
  }

  public TestView(int columns, int rows, Optional<ClusterSnapshot> snapshot, Look look) {
    renderer = new Renderer(look);
    view =
        snapshot
            .map(this::over)
            .orElseGet(() -> new ClusterView(snapshot, UserAggregator::aggregate));
    state = Reducer.settled(ViewState.initial(TestCluster.NOW, columns, rows), view);
  }

  /** Presses keys: characters, and the names of {@link Key} in angle brackets. */
  public TestView type(String script) {
    for (int i = 0; i < script.length(); i++) {
      if (script.charAt(i) == '<') {
        int end = script.indexOf('>', i);
        press(KeyPress.of(Key.valueOf(script.substring(i + 1, end))));
        i = end;
      } else {
        press(KeyPress.of(script.charAt(i)));
      }
    }
    return this;
  }

  public TestView press(KeyPress press) {
    return take(Reducer.press(state, view, press));
  }

  public TestView act(Action action) {
    return take(Reducer.apply(state, view, action));
  }

  public TestView take(Transition transition) {
    state = transition.state();
    effects.addAll(transition.effects());
    return this;
  }

  public TestView snapshot(ClusterSnapshot next) {
    view = over(next);
    view.withAlerts(alerts.add(next));
    return take(Reducer.arrived(state, view));
  }

  /** Watches the GPUs from this snapshot on. */
  public TestView watching(AlertRules rules) {
    alerts = new AlertFeed(rules, AlertSink.NONE);
    return view.snapshot().map(this::snapshot).orElse(this);
  }

  /** Lets time pass. */
  public TestView later(Duration time) {
    state = Reducer.tick(state, state.now().plus(time));
    return this;
  }

  /** What the loop does with a snapshot, but for the jobs, which begin anew. */
  private ClusterView over(ClusterSnapshot next) {
    ClusterView made =
        new ClusterView(next, UserAggregator::aggregate, new JobsFeed().add(next), histories);
    histories = made.histories();
    return made;
  }

  /** The same state over a snapshot that was arranged elsewhere. */
  public TestView view(ClusterView next) {
    view = next;
    state = Reducer.settled(state, view);
    return this;
  }

  public TestView playing(Playback playback) {
    state = Reducer.settled(Reducer.playing(state, playback, ZoneOffset.UTC), view);
    return this;
  }

  /** The commands that the keys so far gave. */
  public List<PlaybackCommand> commands() {
    return effects.stream()
        .filter(Effect.Steer.class::isInstance)
        .map(e -> ((Effect.Steer) e).command())
        .toList();
  }

  public TestView resize(int columns, int rows) {
    state = Reducer.resize(state, view, columns, rows);
    return this;
  }

  public ViewState state() {
    return state;
  }

  public void state(ViewState other) {
    state = other;
  }

  public ClusterView view() {
    return view;
  }

  public List<Effect> effects() {
    return effects;
  }

  public Frame frame() {
    return renderer.render(state, view);
  }

  public String text() {
    return frame().text();
  }

  /** One line of the screen. */
  public String line(int row) {
    return text().lines().toList().get(row);
  }
}
