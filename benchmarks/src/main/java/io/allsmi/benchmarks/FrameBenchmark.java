package io.allsmi.benchmarks;

import com.googlecode.lanterna.screen.Screen.RefreshType;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.Key;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.ViewState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A frame of 200 x 60 over twenty hosts, from the model to the bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
  private final TuiModel tui = new TuiModel();
  private final List<ClusterSnapshot> snapshots = TuiModel.snapshots(20, 2);
  private final List<ClusterView> views = snapshots.stream().map(TuiModel::view).toList();
  private final ViewState still = Reducer.settled(tui.start, views.get(0));
  private final LanternaScreen lanterna;
  private final LanternaScreen.Drawing ready;
  private ViewState moving = still;
  private int turn;

  /** Opens Lanterna's screen. */
  public FrameBenchmark() {
    try {
      lanterna = new LanternaScreen(TuiModel.COLUMNS, TuiModel.ROWS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ready = lanterna.drawing(tui.render(still, views.get(0)));
  }

  /** Everything is written. */
  @Benchmark
  public int repaint() {
    return tui.repaint(still, views.get(0));
  }

  /** The readings of another snapshot. */
  @Benchmark
  public int delta() {
    turn ^= 1;
    return tui.draw(still, views.get(turn));
  }

  /** Nothing is written. */
  @Benchmark
  public int idle() {
    return tui.draw(still, views.get(0));
  }

  /** The cursor moves. */
  @Benchmark
  public int keyPress() {
    turn ^= 1;
    moving = tui.press(moving, views.get(0), KeyPress.of(turn == 1 ? Key.DOWN : Key.UP));
    return tui.draw(moving, views.get(0));
  }

  /** The yardstick: everything is written. */
  @Benchmark
  public long lanternaRepaint() throws IOException {
    return lanterna.draw(ready, RefreshType.COMPLETE);
  }

  /** The yardstick: nothing has changed. */
  @Benchmark
  public long lanternaIdle() throws IOException {
    return lanterna.draw(ready, RefreshType.DELTA);
  }
}
