package io.allsmi.tui.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.alert.AlertRules;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import io.allsmi.core.table.CellWidth;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestMachine;
import io.allsmi.tui.TestView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is pressed at whatever size over whatever comes in, the screen holds. */
class ViewProperties {
  record Step(int kind, KeyMap.Binding binding, int columns, int rows, int seed) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 9),
            Arbitraries.of(KeyMap.replay().all()),
            Arbitraries.integers().between(0, 130),
            Arbitraries.integers().between(0, 45),
            Arbitraries.integers().between(0, 60))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 150)
  void nothingBreaksTheScreen(@ForAll("steps") List<Step> steps) {
    steps(new TestView(80, 24, Optional.empty(), true), steps);
  }

  @Property(tries = 150)
  void nothingBreaksTheScreenOfJobs(@ForAll("steps") List<Step> steps) {
    steps(new TestView(80, 24, TestJobs.on(cluster(4))).type("J"), steps);
  }

  @Property(tries = 150)
  void nothingBreaksTheScreenOfARecording(@ForAll("steps") List<Step> steps) {
    steps(new TestView(80, 24, Optional.empty(), true).playing(playback(0)), steps);
  }

  @Provide
  Arbitrary<List<Step>> longWays() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 24),
            Arbitraries.of(KeyMap.live().all()),
            Arbitraries.integers().between(0, 210),
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 60))
        .as(Step::new)
        .list()
        .ofSize(400);
  }

  /** Thousands of steps over machines that tell everything and come and go. */
  @Property(tries = 10)
  void nothingBreaksTheScreenOnALongWay(@ForAll("longWays") List<Step> steps) {
    TestView view = TestMachine.seen(120, 40, 30);
    steps.forEach(
        step -> {
          if (step.kind() == 6) {
            view.snapshot(TestMachine.at(31 + step.seed()));
          } else if (step.kind() == 7) {
            view.press(KeyPress.of((char) (' ' + step.columns() % 95)));
          } else {
            step(view, step);
          }
          check(view);
        });
  }

  @Property(tries = 150)
  void nothingBreaksTheScreenOfAlerts(@ForAll("steps") List<Step> steps) {
    steps(
        new TestView(80, 24, cluster(4)).watching(AlertRules.defaults().withPower(300)).type("A"),
        steps);
  }

  private static void steps(TestView view, List<Step> steps) {
    for (Step step : steps) {
      step(view, step);
      check(view);
    }
  }

  private static void step(TestView view, Step step) {
    switch (step.kind()) {
      case 0 -> view.resize(step.columns(), step.rows());
      case 1, 2 -> view.snapshot(cluster(step.seed()));
      case 3 -> view.take(Reducer.wheel(view.state(), view.view(), step.seed() - 30));
      case 4 -> click(view, step);
      case 5 -> {
        if (view.state().replay().isPresent()) {
          view.playing(playback(step.seed()));
        }
      }
      default -> view.press(step.binding().press());
    }
  }

  private static void click(TestView view, Step step) {
    view.frame()
        .targetAt(step.columns(), step.rows(), Target.class)
        .ifPresent(t -> view.take(Reducer.click(view.state(), view.view(), t)));
  }

  private static void check(TestView view) {
    ViewState state = view.state();
    for (String line : view.text().lines().toList()) {
      assertThat(CellWidth.of(line)).isLessThanOrEqualTo(state.columns());
    }
    assertThat(view.text().lines()).hasSize(state.rows());
    Listing listing = view.view().listing(state);
    Position position = state.position();
    if (listing.size() > 0) {
      assertThat(listing.indexOf(position.key())).isEqualTo(position.index());
      Layout layout = Layout.of(state, view.view());
      if (!layout.tooSmall()) {
        assertThat(position.index())
            .isBetween(position.top(), position.top() + layout.listHeight() - 1);
        boolean below = layout.replay() > 0;
        assertThat(layout.listTop() + layout.listHeight())
            .isLessThanOrEqualTo(below ? layout.replay() : layout.keys());
        assertThat(layout.replay() >= 0).isEqualTo(state.replay().isPresent());
      }
    }
  }

  /** A playback in a state that depends on the seed, of nothing to years. */
  private static Playback playback(int seed) {
    Duration total = Duration.ofSeconds((long) Math.pow(seed, 5));
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < seed % 5; i++) {
      Duration offset = total.multipliedBy(i).dividedBy(3);
      marks.add(new Mark(offset, Duration.ofSeconds(seed), Mark.Kind.values()[i % 2]));
    }
    return new Playback(
        TestCluster.NOW,
        total,
        total.multipliedBy(seed % 4).dividedBy(3 + seed),
        Playback.State.values()[seed % 5],
        seed / 7.0,
        seed % 3 == 0,
        marks,
        seed % 7 == 0 ? "a note" : "");
  }

  /** Zero to six hosts in states that depend on the seed. */
  private static ClusterSnapshot cluster(int seed) {
    List<HostSnapshot> hosts = new ArrayList<>();
    for (int i = 1; i <= seed % 7; i++) {
      HostSnapshot host = TestCluster.host(i + seed % 3, (seed + i) % 9, seed);
      if (seed % 5 == 0) {
        host =
            host.toBuilder().hostname("same").issues(List.of(new Issue(2, "unreadable"))).build();
      }
      hosts.add(
          switch ((seed * i) % 7) {
            case 1 -> TestCluster.stale(host);
            case 2 -> TestCluster.late(host);
            case 3 -> TestCluster.down(i + seed % 3);
            case 4 -> TestCluster.pending(i + seed % 3);
            case 5 -> TestCluster.undecided(i + seed % 3);
            default -> host;
          });
    }
    ClusterSnapshot all = complaining(TestCluster.of(hosts), seed % 4);
    return seed % 3 == 0 ? all : TestJobs.on(all);
  }

  private static ClusterSnapshot complaining(ClusterSnapshot all, int issues) {
    return new ClusterSnapshot(
        all.takenAt(),
        all.source(),
        all.interval(),
        all.hosts(),
        Collections.nCopies(issues, new Issue(7, "expected a host, got a long line")));
  }
}
