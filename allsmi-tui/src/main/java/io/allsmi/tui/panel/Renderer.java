package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Canvas;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Banner;
import io.allsmi.tui.state.ClusterView;
import io.allsmi.tui.state.HelpLines;
import io.allsmi.tui.state.InputMode;
import io.allsmi.tui.state.Layout;
import io.allsmi.tui.state.ViewState;

/** Draws the screen of a state over the measurements. The same arguments give the same frame. */
public final class Renderer {
  private final Look look;

  /** A renderer with its looks. */
  public Renderer(Look look) {
    this.look = look;
  }

  /** The screen. */
  public Frame render(ViewState state, ClusterView cluster) {
    ClusterView view = cluster.seen(state);
    Palette palette = look.palette(state.guide().theme());
    Canvas canvas = new Canvas(state.columns(), state.rows(), palette, look.unicode());
    Layout layout = Layout.of(state, view);
    Scene scene = new Scene(canvas, state, view, layout, look);
    if (layout.tooSmall()) {
      tooSmall(canvas);
    } else if (state.help()) {
      HelpPanel.draw(scene);
      KeyLine.draw(scene, layout.keys());
    } else if (state.mode() == InputMode.ALERTS) {
      AlertsPanel.draw(scene);
      KeyLine.draw(scene, layout.keys());
    } else if (layout.compact()) {
      if (layout.replay() != 0) {
        CompactPanel.title(scene, 0);
      }
      banner(scene);
      CompactPanel.draw(scene);
      ReplayLine.draw(scene);
      KeyLine.draw(scene, layout.keys());
    } else {
      full(scene);
    }
    if (!layout.tooSmall()) {
      CommandPanel.draw(scene);
    }
    return canvas.frame();
  }

  private static void tooSmall(Canvas canvas) {
    String size = canvas.columns() + "x" + canvas.rows();
    canvas.text(0, 0, "allsmi needs at least 20x3, this terminal is " + size, Role.NORMAL);
  }

  private static void full(Scene scene) {
    Layout layout = scene.layout();
    HeaderPanel.title(scene, 0);
    CardsPanel.draw(scene, layout.cards(), layout.cardRows());
    HistoryPanel.draw(scene, layout.history(), layout.historyRows());
    AlertMark.sums(scene, Math.max(0, layout.cards()));
    TabsPanel.draw(scene, layout.tabs());
    if (layout.rule() >= 0) {
      scene.canvas().rule(layout.rule());
    }
    banner(scene);
    content(scene);
    ReplayLine.draw(scene);
    KeyLine.draw(scene, layout.keys());
  }

  private static void banner(Scene scene) {
    int y = scene.layout().bannerTop();
    for (Banner line : scene.layout().banner()) {
      switch (line) {
        case SUMMARY -> UsersPanel.summary(scene, y);
        case COVERAGE -> CoverageChip.draw(scene, y);
        case POWER -> scene.canvas().text(1, y, HelpLines.POWER, Role.DIM);
        case CRUMB -> UserDetailPanel.crumb(scene, y);
        case JOBS_SUMMARY -> JobsBanner.summary(scene, y);
        case FILTER -> FilterLine.chip(scene, y);
        case JOBS_AGE -> JobsBanner.age(scene, y);
        case JOBS_COVERAGE -> JobsBanner.coverage(scene, y);
        case JOB -> JobsBanner.job(scene, y);
        case JOB_NODE -> JobsBanner.node(scene, y);
        case GPU -> GpuPanel.title(scene, y);
        case HOST -> HostPanel.title(scene, y);
        case FAILURE -> HostPanel.failure(scene, y);
        case REPORT -> Complaints.report(scene, y);
        case SOURCE -> Complaints.source(scene, y);
      }
      y++;
    }
  }

  private static void content(Scene scene) {
    switch (scene.state().place()) {
      case ALL -> AllPanel.draw(scene);
      case HOST -> HostPanel.draw(scene);
      case GPU -> GpuPanel.draw(scene);
      case USERS -> UsersPanel.draw(scene);
      case USER_HOSTS -> UserDetailPanel.hosts(scene);
      case USER_PROCESSES -> UserDetailPanel.processes(scene);
      case JOBS -> JobsPanel.draw(scene);
      case JOB -> JobPanel.draw(scene);
      case JOB_OVERVIEW -> JobOverviewPanel.draw(scene);
      case HELP, HELP_SEARCH, COMMAND, ALERTS, TIMECODE, FILTER ->
          throw new IllegalStateException("no place: " + scene.state().place());
    }
  }
}
