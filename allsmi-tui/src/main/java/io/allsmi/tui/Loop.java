package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.alert.AlertSink;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.FrameDiff;
import io.allsmi.tui.panel.Renderer;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.AlertFeed;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.Effect;
import io.allsmi.tui.state.Histories;
import io.allsmi.tui.state.JobsFeed;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.state.KeySet;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.Target;
import io.allsmi.tui.state.Transition;
import io.allsmi.tui.state.ViewState;
import io.allsmi.tui.terminal.Input;
import io.allsmi.tui.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One thread that owns the state: it takes events, lets the reducer decide, and draws. The threads
 * that read the terminal and the source only add events, so no key waits for the network.
 */
final class Loop {
  private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REPLAY_TICK_NANOS = TICK_NANOS / 10;
  private static final int NO_ROW = -1;
  private static final byte[] BELL = {7};

  private final Terminal terminal;
  private final EventQueue events;
  private final Renderer renderer;
  private final FrameDiff diff;
  private final Clock clock;
  private final Exporter exporter;
  private final Function<List<HostSnapshot>, UserAggregation> aggregator;
  private final ZoneId zone;

  /** Belongs to the thread that reads the source. */
  private final JobsFeed jobs = new JobsFeed();

  /** Belongs to the thread that reads the source. */
  private Histories histories = Histories.EMPTY;

  /** Belongs to the thread that reads the source. */
  private AlertFeed alerts = new AlertFeed(AlertRules.none(), AlertSink.NONE);

  private AlertOptions watched = new AlertOptions(AlertRules.none(), false, AlertSink.NONE);

  private long tickNanos = TICK_NANOS;
  private Optional<PlayableSource> playable = Optional.empty();
  private int scrubbedRow = NO_ROW;

  /** What the rows of Users are about: read by the thread that reads the source. */
  private volatile UserGrouping grouping = UserGrouping.USER;

  private ViewState state;
  private ClusterView view;
  private Frame frame;
  private boolean running = true;
  private boolean dirty = true;

  Loop(
      Terminal terminal,
      EventQueue events,
      Renderer renderer,
      FrameDiff diff,
      Clock clock,
      Exporter exporter,
      Function<List<HostSnapshot>, UserAggregation> aggregator,
      ZoneId zone) {
    this.terminal = terminal;
    this.events = events;
    this.renderer = renderer;
    this.diff = diff;
    this.clock = clock;
    this.exporter = exporter;
    this.aggregator = aggregator;
    this.zone = zone;
    Terminal.Size size = terminal.size();
    this.state = ViewState.initial(clock.instant(), size.columns(), size.rows());
    this.view = new ClusterView(Optional.empty(), aggregator);
    this.frame = renderer.render(state, view);
  }

  /**
   * Before it runs: what is shown first, and how often the screen is drawn while no key is pressed.
   * Snapshots that come faster than that wait for their turn.
   */
  void begin(boolean onJobs, Duration redrawn) {
    tickNanos = redrawn.toNanos();
    state = onJobs ? state.openOnJobs() : state;
    frame = renderer.render(state, view);
  }

  /** Before it runs: which keys there are, and whether it is said how to find them. */
  void guide(KeySet keys, boolean hinted) {
    state = state.withKeys(keys);
    if (hinted) {
      String help = keys.live().label(Action.OPEN_HELP);
      String commands = keys.live().label(Action.OPEN_COMMANDS);
      state = Reducer.hint(state, help + " shows all keys, " + commands + " runs commands by name");
    }
    frame = renderer.render(state, view);
  }

  /** Before it runs: what GPUs are watched for. */
  void watch(AlertOptions options) {
    watched = options;
  }

  /** Runs until the user quits. */
  void run(ClusterSource source) throws IOException, InterruptedException {
    playable =
        source instanceof PlayableSource recording ? Optional.of(recording) : Optional.empty();
    if (playable.isPresent()) {
      tickNanos = REPLAY_TICK_NANOS;
    }
    alerts = new AlertFeed(watched.rules(), playable.isPresent() ? AlertSink.NONE : watched.sink());
    tick();
    Thread keys = daemon("allsmi keys", this::readKeys);
    Thread snapshots = daemon("allsmi snapshots", () -> readSource(source));
    try {
      long nextTick = System.nanoTime() + tickNanos;
      long nextFrame = System.nanoTime();
      while (running) {
        long now = System.nanoTime();
        if (now - nextTick >= 0) {
          nextTick = now + tickNanos;
          ViewState before = state;
          tick();
          // What stands still is not drawn again: the clock of a recording is that of its frames.
          dirty |= playable.isEmpty() || state.hasChangedSince(before);
        }
        if (dirty && now - nextFrame >= 0) {
          draw();
          nextFrame = now + FRAME_NANOS;
        }
        long deadline = dirty ? Math.min(nextFrame, nextTick) : nextTick;
        Event event = events.poll(Math.max(0, deadline - System.nanoTime()));
        while (event != null && running) {
          handle(event);
          event = events.poll(0);
        }
      }
    } finally {
      snapshots.interrupt();
      keys.interrupt();
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void readKeys() {
    try {
      Input input = terminal.read();
      while (!(input instanceof Input.Ended)) {
        events.add(new Event.FromUser(input));
        input = terminal.read();
      }
      events.add(new Event.FromUser(input));
    } catch (IOException | RuntimeException e) {
      events.add(new Event.Broken(e));
    }
  }

  private void readSource(ClusterSource source) {
    try {
      Optional<ClusterSnapshot> next = source.poll();
      while (next.isPresent()) {
        events.add(new Event.Snapshot(addedUp(next.get())));
        watched.sink().trouble().ifPresent(t -> events.add(new Event.Message(t, "", true)));
        next = source.poll();
      }
      events.add(new Event.SourceEnded("ended"));
    } catch (IOException e) {
      events.add(new Event.SourceEnded("source failed: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      events.add(new Event.Broken(e));
    }
  }

  /** Adds up here, on the source's thread, so that no key waits for half a million rows. */
  private ClusterView addedUp(ClusterSnapshot snapshot) {
    ClusterView next = new ClusterView(snapshot, aggregator, jobs.add(snapshot), histories);
    next.aggregation();
    next.aggregation(grouping);
    histories = next.histories();
    next.withAlerts(alerts.add(snapshot));
    return next;
  }

  /** What changes by itself: the time, and where a recording is. */
  private void tick() {
    state = Reducer.tick(state, clock.instant());
    playable.ifPresent(p -> state = Reducer.playing(state, p.playback(), zone));
  }

  private void draw() throws IOException {
    dirty = false;
    tick();
    frame = renderer.render(state, view);
    int length = diff.encode(frame);
    terminal.write(diff.bytes(), length);
  }

  private void handle(Event event) throws IOException {
    boolean canWait = event instanceof Event.Snapshot && tickNanos > TICK_NANOS;
    dirty |= !canWait || view.snapshot().isEmpty();
    if (event instanceof Event.FromUser user) {
      input(user.input());
    } else if (event instanceof Event.Snapshot snapshot) {
      view = snapshot.view();
      take(Reducer.arrived(state, view));
    } else if (event instanceof Event.SourceEnded ended) {
      state = Reducer.ended(state, ended.why());
    } else if (event instanceof Event.Message message) {
      state = Reducer.toast(state, message.text(), message.file(), message.failure());
    } else if (event instanceof Event.Broken broken) {
      rethrow(broken.cause());
    } else if (event instanceof Event.Resized) {
      resize();
    } else if (event instanceof Event.StopRequested) {
      terminal.suspend();
    } else if (event instanceof Event.Continued) {
      terminal.resume();
      resize();
    }
  }

  private static void rethrow(Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }

  private void resize() {
    Terminal.Size size = terminal.size();
    state = Reducer.resize(state, view, size.columns(), size.rows());
    diff.invalidate();
  }

  private void input(Input input) throws IOException {
    if (input instanceof Input.Pressed pressed) {
      if (pressed.press().alt()) {
        // Terminals send Alt with a key as Esc and the key; nothing here is bound to Alt, and a
        // quick
        // hand that pressed both wants both.
        press(KeyPress.of(Key.ESCAPE));
      }
      press(pressed.press().withoutAlt());
    } else if (input instanceof Input.Clicked click) {
      Optional<Target> target = frame.targetAt(click.column(), click.row(), Target.class);
      boolean onTimeline = target.isPresent() && target.get() instanceof Target.OfTime;
      scrubbedRow = onTimeline ? click.row() : NO_ROW;
      if (target.isPresent()) {
        take(Reducer.click(state, view, target.get()));
      }
    } else if (input instanceof Input.Dragged drag) {
      // A hand that drags along the timeline does not stay on its row.
      Optional<Target.OfTime> time =
          frame.targetAt(drag.column(), scrubbedRow, Target.OfTime.class);
      if (time.isPresent()) {
        take(Reducer.click(state, view, time.get()));
      }
    } else if (input instanceof Input.Wheel wheel) {
      take(Reducer.wheel(state, view, wheel.notches()));
    } else if (input instanceof Input.Ended) {
      running = false;
    }
  }

  private void press(KeyPress key) throws IOException {
    take(Reducer.press(state, view, key));
  }

  private void take(Transition transition) throws IOException {
    state = transition.state();
    grouping = state.users().grouping();
    for (Effect effect : transition.effects()) {
      if (effect instanceof Effect.Quit) {
        running = false;
      } else if (effect instanceof Effect.Redraw) {
        diff.invalidate();
      } else if (effect instanceof Effect.Ring) {
        ring();
      } else if (effect instanceof Effect.Steer steer) {
        playable.ifPresent(p -> p.steer(steer.command()));
        tick(); // the answer to the key is seen at once, and the next key builds on it
      } else if (effect instanceof Effect.Export export) {
        daemon(
            "allsmi export",
            () -> events.add(exporter.write(export.about(), export.csv(), export.rows())));
      }
    }
  }

  private void ring() throws IOException {
    if (watched.rings() && playable.isEmpty()) {
      terminal.write(BELL, BELL.length);
    }
  }

  /** What is on the screen, for tests. */
  Frame frame() {
    return frame;
  }
}
