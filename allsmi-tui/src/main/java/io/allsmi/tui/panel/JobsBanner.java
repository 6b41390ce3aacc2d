package io.allsmi.tui.panel;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobCoverage;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.usage.UserGrouping;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.JobListings;
import io.allsmi.tui.state.JobsChoice;
import io.allsmi.tui.state.Listing;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** The lines above the list in Jobs: sums, what is left out, where we are. */
final class JobsBanner {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private JobsBanner() {}

  /**
   * {@code 3 accounts · 14 jobs · 96 GPUs · 72 used · VRAM 5.90 TiB · POWER 48.7 kW · read 12 s
   * ago}.
   */
  static void summary(Scene scene, int y) {
    Listing listing = scene.view().listing(scene.state());
    List<JobUsage> jobs = JobListings.jobs(listing);
    JobsChoice choice = scene.state().jobs();
    Scene.Line line = scene.line(1, y);
    if (choice.group().isPresent()) {
      line.add(choice.grouping().map(UserGrouping::wireName).orElse("") + " ", Role.DIM);
      line.add(choice.group().get(), Role.STRONG).add(" › ", Role.DIM);
    } else if (choice.grouping().isPresent()) {
      int groups = listing.size();
      line.add(Integer.toString(groups), Role.STRONG);
      line.add(" " + choice.grouping().get().wireName() + (groups == 1 ? "" : "s"), Role.NORMAL);
      line.add(" · ", Role.DIM);
    }
    line.add(Integer.toString(jobs.size()), Role.STRONG);
    line.add(jobs.size() == 1 ? " job" : " jobs", Role.NORMAL);
    line.fact(" · ", "", count(jobs, JobUsage::gpus) + " GPUs", Role.NORMAL);
    line.fact(" · ", "", count(jobs, JobUsage::gpusUsed) + " used", Role.NORMAL);
    line.fact(" · ", "VRAM ", Quantity.bytes(sum(jobs, JobUsage::vramUsedBytes)), Role.STRONG);
    line.fact(" · ", "POWER ", Quantity.watts(sum(jobs, JobUsage::powerMicrowatts)), Role.STRONG);
    scene
        .view()
        .jobs()
        .readAt()
        .ifPresent(
            at -> line.fact(" · ", "read ", Figures.age(at, scene.now()) + " ago", Role.DIM));
  }

  private static String count(List<JobUsage> jobs, Function<JobUsage, OptionalInt> part) {
    OptionalLong sum =
        sum(
            jobs,
            job -> {
              OptionalInt known = part.apply(job);
              return known.isPresent() ? OptionalLong.of(known.getAsInt()) : OptionalLong.empty();
            });
    return sum.isPresent() ? Long.toString(sum.getAsLong()) : Quantity.ABSENT;
  }

  private static OptionalLong sum(List<JobUsage> jobs, Function<JobUsage, OptionalLong> part) {
    long sum = 0;
    boolean known = jobs.isEmpty();
    for (JobUsage job : jobs) {
      OptionalLong one = part.apply(job);
      known |= one.isPresent();
      sum += one.orElse(0);
    }
    return known ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  /** That the list of jobs is the last one that could be read. */
  static void age(Scene scene, int y) {
    JobAggregation jobs = scene.view().jobs();
    String when =
        jobs.readAt()
            .map(
                at ->
                    " ⚠ jobs of "
                        + TIME.format(at.atZone(scene.look().zone()))
                        + ", "
                        + Figures.age(at, scene.now())
                        + " old ")
            .orElse(" ⚠ no jobs ");
    int x = scene.canvas().text(0, y, when, Role.CHIP);
    scene.canvas().text(x + 2, y, jobs.problem().orElse(""), Role.WARN);
  }

  /** Which nodes are not read. */
  static void coverage(Scene scene, int y) {
    JobCoverage coverage = scene.view().jobs().coverage();
    String of = coverage.read() + " of " + coverage.nodes() + " nodes ";
    String chip = " ⚠ partial coverage: " + of + "of jobs are read ";
    if (Text.width(chip) >= scene.canvas().columns()) {
      chip = " ⚠ partial: " + of;
    }
    int x = scene.canvas().text(0, y, chip, Role.CHIP);
    JobCoverage.Missing first = coverage.missing().get(0);
    int more = coverage.missing().size() - 1;
    String detail =
        "(" + first.node() + " " + first.message() + (more > 0 ? ", +" + more + " more)" : ")");
    scene.canvas().text(x + 2, y, detail, Role.DIM);
  }

  /** {@code Job 7591 gpt-oss-120b job [1/2] node [1/3] poll:3s disp:1s}. */
  static void job(Scene scene, int y) {
    JobsChoice choice = scene.state().jobs();
    String id = choice.job().orElse("");
    Scene.Line line = scene.line(1, y).add("Job ", Role.DIM).add(id, Role.STRONG);
    Optional<JobUsage> found = scene.view().job(scene.state());
    if (found.isEmpty()) {
      boolean recorded = scene.state().replay().isPresent();
      line.add(recorded ? "   is not listed at this time" : "   is no longer listed", Role.WARN);
      return;
    }
    JobUsage job = found.get();
    int room = scene.canvas().columns() / 3;
    line.add(" " + Text.cut(job.job().name().orElse(""), room), Role.NORMAL);
    line.fact("  ", "job ", place(scene, id), Role.STRONG);
    int nodes = job.nodes().size();
    if (nodes > 0 && !choice.overview()) {
      int at = JobListings.nodeIndex(scene.state(), job.nodes());
      line.fact("  ", "node ", "[" + (at + 1) + "/" + nodes + "]", Role.STRONG);
    } else {
      line.fact("  ", "nodes ", Integer.toString(nodes), Role.STRONG);
    }
    if (scene.state().replay().isEmpty()) {
      Duration poll = scene.view().snapshot().orElseThrow().interval();
      line.fact("  ", "", "poll:" + seconds(poll), Role.DIM);
      line.fact(" ", "", "disp:" + seconds(scene.look().redrawn()), Role.DIM);
    }
    line.fact("  ", "", job.job().user().orElse(Quantity.ABSENT), Role.NORMAL);
    line.fact("  ", "", JobsPanel.used(job) + " used", Role.NORMAL);
  }

  private static String place(Scene scene, String id) {
    Listing jobs = scene.view().listing(scene.state().inJobList());
    int at = jobs.indexOf(id);
    return "[" + (at < 0 ? Quantity.ABSENT : at + 1) + "/" + jobs.size() + "]";
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? time.toSeconds() + "s"
        : Figures.threeDigits(time.toMillis() / 1000.0) + "s";
  }

  /** The node that is shown: its name, state and age, or why it is not read. */
  static void node(Scene scene, int y) {
    JobUsage job = scene.view().job(scene.state()).orElseThrow();
    int at = JobListings.nodeIndex(scene.state(), job.nodes());
    if (at < 0) {
      scene.line(1, y).add("has no node", Role.DIM);
      return;
    }
    JobNodeUsage node = job.nodes().get(at);
    Scene.Line line = scene.line(1, y).add(node.node(), Role.STRONG).gap(2);
    if (node.host().isEmpty()) {
      line.add("✕ ", Role.BAD).add(why(scene, node), Role.WARN);
      return;
    }
    HostSnapshot host = node.host().get();
    line.add(
        HostText.glyph(host.status().state()) + " " + HostText.word(host.status()),
        HostText.role(host.status().state()));
    String stale = HostText.staleMark(host, scene.now());
    if (!stale.isEmpty()) {
      line.gap(2).add(stale, Role.WARN);
    }
    if (host.status().failure().isPresent()) {
      line.gap(2).add(HostText.sentence(host, scene.now(), scene.look().zone()), Role.WARN);
    } else {
      line.fact("  ", "data ", Figures.age(host.takenAt(), scene.now()) + " old", Role.DIM);
    }
  }

  /** Why no host is a node. */
  static String why(Scene scene, JobNodeUsage node) {
    return scene.view().jobs().coverage().missing().stream()
        .filter(missing -> missing.node().equals(node.node()))
        .map(JobCoverage.Missing::message)
        .findFirst()
        .orElse("is not read");
  }
}
