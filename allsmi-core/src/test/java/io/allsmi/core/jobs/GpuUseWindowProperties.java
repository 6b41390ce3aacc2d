package io.allsmi.core.jobs;

import static io.allsmi.core.jobs.Readings.GIB;
import static io.allsmi.core.jobs.Readings.at;
import static io.allsmi.core.jobs.Readings.cluster;
import static io.allsmi.core.jobs.Readings.down;
import static io.allsmi.core.jobs.Readings.gpu;
import static io.allsmi.core.jobs.Readings.host;
import static io.allsmi.core.jobs.Readings.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GpuUseWindowProperties {
  private static final int LENGTH = 60;

  private record Seen(long second, GpuUse use) {}

  private static HostSnapshot reading(long second, GpuUse use) {
    return switch (use) {
      case ACTIVE -> host("n1", second, List.of(gpu(0, 50)), row(1, 0, GIB));
      case PARKED -> host("n1", second, List.of(gpu(0, 1)), row(1, 0, GIB));
      case IDLE -> host("n1", second, List.of(gpu(0, 1)), row(1, 0, 0));
      case UNUSED -> host("n1", second, List.of(gpu(0, 1)));
      case UNKNOWN -> down("n1", second);
    };
  }

  /** What is said of the last reading is what counting all readings anew says. */
  @Property(tries = 500)
  void agreesWithACountOfAllReadings(@ForAll Random random, @ForAll @IntRange(max = 400) int from) {
    GpuUseWindow window = new GpuUseWindow(Duration.ofSeconds(LENGTH), 5);
    List<Seen> seen = new ArrayList<>();
    long second = 0;
    for (int i = 0; i < 40; i++) {
      second += 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : 25);
      GpuUse use = GpuUse.values()[random.nextInt(GpuUse.values().length)];
      HostSnapshot host = reading(second, use);
      window.add(cluster(second, host));
      if (use == GpuUse.UNKNOWN) {
        continue;
      }
      seen.add(new Seen(second, use));
      assertThat(window.use(host, 0, Optional.of(at(from)))).isEqualTo(recount(seen, from));
      assertThat(window.use(host, 0, Optional.empty())).isEqualTo(recount(seen, -1));
    }
  }

  private static GpuUseSince recount(List<Seen> all, long from) {
    List<Seen> run = run(all);
    long last = run.get(run.size() - 1).second;
    if (last < from) {
      return GpuUseSince.UNKNOWN;
    }
    GpuUse whole = most(run, last, -1);
    GpuUse use = most(run, last, from);
    if (use != whole) {
      return new GpuUseSince(use, Optional.of(at(from)), false);
    }
    Seen begin = begin(run, use);
    boolean open = begin.equals(run.get(0)) && begin.second >= from;
    return new GpuUseSince(use, Optional.of(at(Math.max(from, begin.second))), open);
  }

  /** The readings since the last gap. */
  private static List<Seen> run(List<Seen> all) {
    int start = all.size() - 1;
    while (start > 0 && all.get(start).second - all.get(start - 1).second <= LENGTH) {
      start--;
    }
    return all.subList(start, all.size());
  }

  private static GpuUse most(List<Seen> run, long now, long from) {
    return run.stream()
        .filter(s -> s.second >= Math.max(from, now - LENGTH) && s.second <= now)
        .map(Seen::use)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Where the last stretch of one use over the window begins. */
  private static Seen begin(List<Seen> run, GpuUse use) {
    int start = run.size() - 1;
    while (start > 0 && most(run, run.get(start - 1).second, -1) == use) {
      start--;
    }
    if (start == 0 || most(run, run.get(start - 1).second, -1).compareTo(use) > 0) {
      return run.get(start); // it rose, or nobody looked before
    }
    int quiet = start; // it fell: since the first reading after the last that was more
    while (run.get(quiet - 1).use.compareTo(use) >= 0) {
      quiet--;
    }
    return run.get(quiet);
  }
}
