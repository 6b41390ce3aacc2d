package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.bytes;
import static io.allsmi.benchmarks.Goal.duration;
import static io.allsmi.benchmarks.Goal.number;
import static io.allsmi.benchmarks.Goal.times;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.usage.UserAggregation;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.FrameCells;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.Histories;
import io.allsmi.tui.state.JobsFeed;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.ViewState;
import java.util.Arrays;
import java.util.List;

/**
 * T1 to T3: what a frame of 200 x 60 costs. Ours goes from the model to the bytes; Lanterna is
 * given the finished texts of the same frame, draws them on its screen and refreshes it.
 */
final class ScreenRows {
  private static final int HOSTS = 20;
  private static final int MANY_HOSTS = 1000;

  private final Effort effort;
  private final Report report;
  private final TuiModel tui = new TuiModel();
  private int turn;

  ScreenRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws Exception {
    List<ClusterSnapshot> snapshots = TuiModel.snapshots(HOSTS, 2);
    List<ClusterView> views = snapshots.stream().map(TuiModel::view).toList();
    ViewState[] states = {
      Reducer.settled(tui.start, views.get(0)), Reducer.settled(tui.start, views.get(1))
    };
    LanternaScreen lanterna = new LanternaScreen(TuiModel.COLUMNS, TuiModel.ROWS);
    LanternaScreen.Drawing[] ready = {
      lanterna.drawing(tui.render(states[0], views.get(0))),
      lanterna.drawing(tui.render(states[1], views.get(1)))
    };
    repaint(views, states, lanterna, ready);
    delta(views, states, lanterna, ready);
    idle(views.get(0), states[0], lanterna, ready[0]);
    keyPress(views.get(0), states[0], lanterna);
    tick();
    jobs();
  }

  private void repaint(
      List<ClusterView> views,
      ViewState[] states,
      LanternaScreen lanterna,
      LanternaScreen.Drawing[] ready)
      throws Exception {
    Alternation turns = new Alternation(effort);
    int ours = turns.addWhole(() -> tui.repaint(states[next()], views.get(turn)));
    int theirs = turns.addWhole(() -> lanterna.draw(ready[next()], RefreshType.COMPLETE));
    TextCharacter[][] characters = {lanterna.characters(ready[0]), lanterna.characters(ready[1])};
    int copied = turns.addWhole(() -> lanterna.copy(characters[next()], RefreshType.COMPLETE));
    turns.measure();
    report.add(tenth("T1", "full repaint 200 x 60", turns, ours, theirs));
    report.add(tenth("T1", "same, Lanterna given its characters ready made", turns, ours, copied));
    report.add(
        output(
            "T1",
            "same, bytes out",
            tui.repaint(states[0], views.get(0)),
            lanterna.draw(ready[0], RefreshType.COMPLETE)));
    report.add(
        Goal.plain(
            "T1",
            "same, allocated",
            bytes(allocated(() -> tui.repaint(states[0], views.get(0)))),
            "Lanterna " + bytes(allocated(() -> lanterna.draw(ready[0], RefreshType.COMPLETE))),
            "-"));
  }

  private void delta(
      List<ClusterView> views,
      ViewState[] states,
      LanternaScreen lanterna,
      LanternaScreen.Drawing[] ready)
      throws Exception {
    Alternation turns = new Alternation(effort);
    int ours = turns.addWhole(() -> tui.draw(states[next()], views.get(turn)));
    int theirs = turns.addWhole(() -> lanterna.draw(ready[next()], RefreshType.DELTA));
    turns.measure();
    int percent = changed(views, states);
    String what = "delta frame, " + percent + " % of the cells change";
    report.add(tenth("T2", what, turns, ours, theirs));
    tui.draw(states[0], views.get(0));
    lanterna.draw(ready[0], RefreshType.DELTA);
    report.add(
        output(
            "T2",
            "same, bytes out",
            tui.draw(states[1], views.get(1)),
            lanterna.draw(ready[1], RefreshType.DELTA)));
  }

  private int changed(List<ClusterView> views, ViewState[] states) {
    Frame one = tui.render(states[0], views.get(0));
    Frame other = tui.render(states[1], views.get(1));
    int count = 0;
    for (int y = 0; y < TuiModel.ROWS; y++) {
      for (int x = 0; x < TuiModel.COLUMNS; x++) {
        count += FrameCells.at(one, x, y).equals(FrameCells.at(other, x, y)) ? 0 : 1;
      }
    }
    return Math.round(100f * count / (TuiModel.COLUMNS * TuiModel.ROWS));
  }

  private void idle(
      ClusterView view, ViewState state, LanternaScreen lanterna, LanternaScreen.Drawing ready)
      throws Exception {
    tui.draw(state, view);
    lanterna.draw(ready, RefreshType.DELTA);
    Alternation turns = new Alternation(effort);
    int ours = turns.addWhole(() -> tui.draw(state, view));
    int theirs = turns.addWhole(() -> lanterna.draw(ready, RefreshType.DELTA));
    turns.measure();
    report.add(tenth("T2", "idle frame", turns, ours, theirs));
    int out = tui.draw(state, view);
    report.add(
        new Goal(
            "T2",
            "same, bytes out",
            out + " B",
            "Lanterna " + bytes(lanterna.draw(ready, RefreshType.DELTA)),
            "-",
            "0 B",
            "0 B",
            Goal.verdict(out == 0)));
  }

  /** Down and up again: the cursor moves, the frame is drawn, the bytes are ready. */
  private void keyPress(ClusterView view, ViewState state, LanternaScreen lanterna)
      throws Exception {
    KeyPress[] keys = {KeyPress.of(Key.DOWN), KeyPress.of(Key.UP)};
    ViewState[] at = {state};
    ViewState below = tui.press(state, view, keys[0]);
    LanternaScreen.Drawing[] ready = {
      lanterna.drawing(tui.render(below, view)), lanterna.drawing(tui.render(state, view))
    };
    int[] step = {0};
    Alternation turns = new Alternation(effort);
    int ours =
        turns.addWhole(
            () -> {
              at[0] = tui.press(at[0], view, keys[step[0]]);
              step[0] ^= 1;
              return tui.draw(at[0], view);
            });
    int theirs = turns.addWhole(() -> lanterna.draw(ready[next()], RefreshType.DELTA));
    turns.measure();
    report.add(tenth("T2", "key press to finished frame", turns, ours, theirs));
  }

  /** A new snapshot of a thousand hosts arrives: aggregate, sort, lay out, encode. */
  private void tick() {
    List<ClusterSnapshot> snapshots = TuiModel.snapshots(MANY_HOSTS, 2);
    ViewState users = tui.press(tui.start, TuiModel.view(snapshots.get(0)), KeyPress.of('V'));
    double all = slowest(snapshots, tui.start);
    double usersTab = slowest(snapshots, users);
    report.add(tickGoal("tick at 1,000 hosts, tab All, p99", all));
    report.add(tickGoal("tick at 1,000 hosts, tab Users, p99", usersTab));
  }

  /**
   * A snapshot of 2,000 jobs on 8,000 nodes arrives: what the thread of the source adds up, what
   * the thread of the screen arranges, sorts, lays out and encodes, and what a key costs then.
   */
  private void jobs() throws Exception {
    ClusterSnapshot[] snapshots = {JobRows.cluster(0), JobRows.cluster(3)};
    JobsFeed feed = new JobsFeed();
    JobsFeed.Jobs[] jobs = {feed.add(snapshots[0]), feed.add(snapshots[1])};
    UserAggregation users = UserAggregator.aggregate(snapshots[0].hosts());
    ClusterView steady = new ClusterView(snapshots[0], hosts -> users, jobs[0], Histories.EMPTY);
    ViewState[] state = {tui.press(tui.start, steady, KeyPress.of('J'))};
    KeyPress[] keys = {KeyPress.of(Key.DOWN), KeyPress.of(Key.UP)};
    Alternation turns = new Alternation(effort);
    int added = turns.addWhole(() -> feed.add(snapshots[next()]).aggregation().jobs().size());
    int drawn =
        turns.addWhole(
            () -> {
              ClusterView fresh =
                  new ClusterView(snapshots[next()], hosts -> users, jobs[turn], Histories.EMPTY);
              return tui.draw(Reducer.settled(state[0], fresh), fresh);
            });
    int key =
        turns.addWhole(
            () -> {
              state[0] = tui.press(state[0], steady, keys[next()]);
              return tui.draw(state[0], steady);
            });
    turns.measure();
    String what = "2,000 jobs x 4 nodes, ";
    report.add(plain(what + "aggregate, beginning anew every other time", turns.nanos(added)));
    report.add(plain(what + "sum, sort, lay out and encode", turns.nanos(drawn)));
    report.add(plain(what + "key press to finished frame", turns.nanos(key)));
  }

  private static Goal plain(String what, double nanos) {
    return Goal.plain("T3", what, duration(nanos), "-", "-");
  }

  private static Goal tickGoal(String what, double nanos) {
    return new Goal(
        "T3",
        what,
        duration(nanos),
        "-",
        "-",
        "<= 5 ms",
        "<= 1 ms",
        Goal.verdict(nanos <= 5e6, nanos <= 1e6));
  }

  private double slowest(List<ClusterSnapshot> snapshots, ViewState state) {
    int ticks = effort.rounds() * 30;
    double[] nanos = new double[ticks];
    for (int i = -ticks; i < ticks; i++) {
      long start = Alternation.now();
      ClusterView view = TuiModel.view(snapshots.get(i & 1));
      Alternation.sink += tui.draw(Reducer.settled(state, view), view);
      if (i >= 0) {
        nanos[i] = Alternation.now() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[(int) (ticks * 0.99)];
  }

  private Goal tenth(String id, String what, Alternation turns, int ours, int theirs) {
    return Goal.atMost(
        id,
        what,
        duration(turns.nanos(ours)),
        "Lanterna " + duration(turns.nanos(theirs)),
        turns.ratio(ours, theirs),
        0.1,
        0.025);
  }

  private static Goal output(String id, String what, long ours, long theirs) {
    double ratio = (double) ours / theirs;
    return new Goal(
        id,
        what,
        number(0, ours) + " B",
        "Lanterna " + number(0, theirs) + " B",
        times(ratio),
        "<= 1.05 x",
        "<= 1.05 x",
        Goal.verdict(ratio <= 1.05));
  }

  private static double allocated(Alternation.Whole work) throws Exception {
    int times = 20;
    Alternation.sink += work.run();
    long before = Allocation.soFar();
    for (int i = 0; i < times; i++) {
      Alternation.sink += work.run();
    }
    return (Allocation.soFar() - before) / (double) times;
  }

  private int next() {
    turn ^= 1;
    return turn;
  }
}
