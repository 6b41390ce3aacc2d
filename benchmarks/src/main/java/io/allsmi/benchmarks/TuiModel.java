package io.allsmi.benchmarks;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.exposition.ScrapeLimits;
import io.allsmi.core.exposition.ScrapeReader;
import io.allsmi.core.usage.UserAggregator;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.FrameDiff;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.panel.Look;
import io.allsmi.tui.panel.Renderer;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.KeyPress;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.ViewState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The terminal view over a made-up cluster, without a terminal. */
final class TuiModel {
  static final int COLUMNS = 200;
  static final int ROWS = 60;

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Renderer renderer =
      new Renderer(new Look("benchmark", Palette.standard(true), true, ZoneOffset.UTC));
  final FrameDiff diff = new FrameDiff(true);
  final ViewState start = ViewState.initial(NOW, COLUMNS, ROWS);

  /** Successive snapshots of so many hosts. */
  static List<ClusterSnapshot> snapshots(int hosts, int steps) {
    List<List<HostSnapshot>> bySteps = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      bySteps.add(new ArrayList<>());
    }
    for (int i = 0; i < hosts; i++) {
      String id = "node-" + i + ":9090";
      ScrapeReader reader = new ScrapeReader(id, id, ScrapeLimits.defaults());
      List<byte[]> pages = PageSet.overTime(i, steps, Page.Layout.CONFORMANT, false);
      for (int step = 0; step < steps; step++) {
        reader.feed(pages.get(step), 0, pages.get(step).length);
        bySteps.get(step).add(reader.finish(NOW));
      }
    }
    return bySteps.stream()
        .map(
            all ->
                new ClusterSnapshot(NOW, ClusterSnapshot.Source.REMOTE, Duration.ofSeconds(3), all))
        .toList();
  }

  static ClusterView view(ClusterSnapshot snapshot) {
    return new ClusterView(Optional.of(snapshot), UserAggregator::aggregate);
  }

  /** What a key does. */
  ViewState press(ViewState state, ClusterView view, KeyPress key) {
    return Reducer.press(state, view, key).state();
  }

  Frame render(ViewState state, ClusterView view) {
    return renderer.render(state, view);
  }

  /** Draws what has changed; returns how many bytes that takes. */
  int draw(ViewState state, ClusterView view) {
    return diff.encode(renderer.render(state, view));
  }

  /** Draws everything. */
  int repaint(ViewState state, ClusterView view) {
    diff.invalidate();
    return draw(state, view);
  }
}
