package io.allsmi.benchmarks;

import static io.allsmi.benchmarks.Goal.bytes;
import static io.allsmi.benchmarks.Goal.number;
import static io.allsmi.benchmarks.Goal.speed;
import static io.allsmi.benchmarks.Goal.times;

import io.allsmi.benchmarks.Page.Layout;
import io.allsmi.core.exposition.ScrapeLimits;
import io.allsmi.core.exposition.ScrapeReader;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.walkers.CollectorPrometheusMetricsWalker;

/** P1 to P3: how fast a page is read, never seen and seen before, and what that allocates. */
final class PageRows {
  private static final int PAGES = 64;
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Effort effort;
  private final Report report;

  PageRows(Effort effort, Report report) {
    this.effort = effort;
    this.report = report;
  }

  void run() throws Exception {
    for (Layout layout : Layout.values()) {
      neverSeen(layout);
    }
    for (Layout layout : Layout.values()) {
      seenBefore(layout);
    }
    allocation();
  }

  static ScrapeReader reader() {
    return new ScrapeReader("node-1:9090", "node-1:9090", ScrapeLimits.defaults());
  }

  private void neverSeen(Layout layout) throws Exception {
    List<byte[]> pages = PageSet.ofHosts(PAGES, layout);
    double size = PageSet.bytes(pages) / (double) PAGES;
    Alternation turns = new Alternation(effort);
    int ours = turns.add(() -> readFirst(pages, false));
    int built = turns.add(() -> readFirst(pages, true));
    int loop = turns.addWhole(() -> byteLoop(pages));
    int hawkular = turns.addWhole(() -> hawkular(pages.get(0)));
    turns.measure();
    String what = "never-seen page, " + layout.words + ", " + number(1, size / 1e3) + " kB";
    String mbs = speed(size * PAGES, turns.nanos(ours));
    report.add(
        Goal.atLeast(
            "P1",
            what,
            mbs,
            "Java byte loop " + speed(size * PAGES, turns.nanos(loop)),
            1 / turns.ratio(ours, loop),
            0.12,
            0.22));
    Recorded recorded = new Recorded(layout, turns, loop, ours, size * PAGES);
    report.add(recorded.goal("P1", what, "Go textparse + labels", layout.recordedTextparse, 2, 3));
    report.add(recorded.goal("P1", what, "Rust upstream", layout.recordedUpstream, 6, 11));
    report.add(recorded.goal("P1", what, "python client", layout.recordedPython, 12, 20));
    report.add(
        Goal.plain(
            "P1",
            what,
            mbs,
            "hawkular " + speed(pages.get(0).length, turns.nanos(hawkular)),
            times(turns.ratio(hawkular, ours) * size * PAGES / pages.get(0).length)));
    report.add(
        Goal.plain(
            "P1",
            what + ", snapshot built",
            speed(size * PAGES, turns.nanos(built)),
            "Java byte loop",
            times(1 / turns.ratio(built, loop))));
    report.note(
        "byte loop, "
            + layout.words
            + ": the middle half of its rounds lies "
            + number(0, turns.spread(loop) * 100)
            + " % apart; above 25 % run again");
  }

  /** A yardstick that was measured elsewhere, scaled by what the byte loop does here. */
  private record Recorded(Layout layout, Alternation turns, int loop, int ours, double bytes) {
    Goal goal(String id, String what, String peer, double recorded, double must, double stretch) {
      double scaled = recorded * bytes / turns.nanos(loop) * 1e3 / layout.recordedByteLoop;
      double ratio = layout.recordedByteLoop / recorded / turns.ratio(ours, loop);
      return Goal.atLeast(
          id,
          what,
          speed(bytes, turns.nanos(ours)),
          peer
              + " "
              + number(0, scaled)
              + " MB/s (recorded "
              + number(0, recorded)
              + ", scaled by the byte loop)",
          ratio,
          must,
          stretch);
    }
  }

  private static long readFirst(List<byte[]> pages, boolean build) {
    long start = Alternation.now();
    for (byte[] page : pages) {
      ScrapeReader reader = reader();
      reader.feed(page, 0, page.length);
      if (build) {
        Alternation.sink += reader.finish(NOW).processes().size();
      } else {
        reader.reset();
      }
    }
    return Alternation.now() - start;
  }

  private static long byteLoop(List<byte[]> pages) {
    long lines = 0;
    for (byte[] page : pages) {
      lines += Floors.byteLoop(page);
    }
    return lines;
  }

  /** What hawkular makes of a page, in families of samples. */
  static long hawkular(byte[] page) {
    CollectorPrometheusMetricsWalker families = new CollectorPrometheusMetricsWalker();
    new TextPrometheusMetricsProcessor(new ByteArrayInputStream(page), families).walk();
    return families.getAllMetricFamilies().size();
  }

  private void seenBefore(Layout layout) throws Exception {
    List<byte[]> pages = PageSet.overTime(1, PAGES, layout, true);
    List<byte[]> again = pages.subList(1, PAGES);
    double bytes = PageSet.bytes(again);
    Alternation turns = new Alternation(effort);
    int ours = turns.add(() -> readAgain(pages, false));
    int built = turns.add(() -> readAgain(pages, true));
    int loop = turns.addWhole(() -> byteLoop(again));
    turns.measure();
    String what = "re-scraped page, " + layout.words + ", 1.5 % of series new or gone";
    report.add(
        Goal.atLeast(
            "P2",
            what,
            speed(bytes, turns.nanos(ours)),
            "Java byte loop " + speed(bytes, turns.nanos(loop)),
            1 / turns.ratio(ours, loop),
            0.4,
            1.0));
    Recorded recorded = new Recorded(layout, turns, loop, ours, bytes);
    report.add(recorded.goal("P2", what, "Go textparse + labels", layout.recordedTextparse, 5, 14));
    report.add(
        Goal.plain(
            "P2",
            what + ", snapshot built",
            speed(bytes, turns.nanos(built)),
            "Java byte loop",
            times(1 / turns.ratio(built, loop))));
  }

  /** A reader that has seen the first page reads the others, in which series are truly new. */
  private static long readAgain(List<byte[]> pages, boolean build) {
    ScrapeReader reader = reader();
    reader.feed(pages.get(0), 0, pages.get(0).length);
    Alternation.sink += reader.finish(NOW).gpus().size();
    long start = Alternation.now();
    for (int i = 1; i < pages.size(); i++) {
      byte[] page = pages.get(i);
      reader.feed(page, 0, page.length);
      if (build) {
        Alternation.sink += reader.finish(NOW).processes().size();
      } else {
        reader.reset();
      }
    }
    return Alternation.now() - start;
  }

  private void allocation() {
    List<byte[]> steady = PageSet.overTime(2, PAGES, Layout.CONFORMANT, false);
    List<byte[]> churning = PageSet.overTime(2, PAGES, Layout.CONFORMANT, true);
    double columns = allocated(steady, false);
    report.add(
        new Goal(
            "P3",
            "allocated per re-scraped page, into the columns",
            bytes(columns),
            "hawkular " + bytes(allocatedByHawkular(steady.get(0))),
            times(columns / allocatedByHawkular(steady.get(0))),
            "<= 1 kB",
            "0 B",
            Goal.verdict(columns <= 1024, columns < 1)));
    report.add(
        Goal.plain(
            "P3",
            "same, 1.5 % of series new or gone",
            bytes(allocated(churning, false)),
            "-",
            "-"));
    report.add(Goal.plain("P3", "same, snapshot built", bytes(allocated(steady, true)), "-", "-"));
  }

  private double allocated(List<byte[]> pages, boolean build) {
    for (int i = 0; i < 200; i++) {
      readAgain(pages, build);
    }
    ScrapeReader reader = reader();
    int half = pages.size() / 2;
    for (byte[] page : pages.subList(0, half)) {
      reader.feed(page, 0, page.length);
      Alternation.sink += reader.finish(NOW).gpus().size();
    }
    long asking = Allocation.ofAsking();
    long before = Allocation.soFar();
    for (byte[] page : pages.subList(half, pages.size())) {
      reader.feed(page, 0, page.length);
      if (build) {
        Alternation.sink += reader.finish(NOW).processes().size();
      } else {
        reader.reset();
      }
    }
    return (Allocation.soFar() - before - asking) / (double) (pages.size() - half);
  }

  private static double allocatedByHawkular(byte[] page) {
    Alternation.sink += hawkular(page);
    long before = Allocation.soFar();
    Alternation.sink += hawkular(page);
    return Allocation.soFar() - before;
  }
}
