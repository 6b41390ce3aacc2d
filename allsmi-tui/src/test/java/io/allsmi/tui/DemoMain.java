package io.allsmi.tui;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.source.ClusterSource;
import io.allsmi.core.source.Playback;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The view over a cluster that changes every second: to look at by hand, in a real terminal. */
public final class DemoMain {
  private DemoMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("replay")) {
      replay();
      return;
    }
    int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    Theme theme = args.length > 1 ? Theme.valueOf(args[1]) : Theme.DEFAULT;
    try (Changing source = new Changing(hosts)) {
      Clock clock = Clock.offset(Clock.systemUTC(), source.offset);
      Tui.run(
          source,
          TuiOptions.defaults()
              .withDescription("demo")
              .withTheme(theme)
              .withClock(clock, ZoneId.of("UTC")));
    }
    System.out.println("back in the shell");
  }

  /** An hour that stands still until it is steered. */
  private static void replay() throws Exception {
    Playback at = TestPlayback.withMarks(TestPlayback.paused(), TestPlayback.MARKS);
    try (ScriptedRecording recording = new ScriptedRecording(at)) {
      Tui.run(recording, TuiOptions.defaults().withDescription("scripted"));
      System.out.println(recording.commands);
    }
  }

  /** A new step of the test cluster every second. */
  private static final class Changing implements ClusterSource {
    private final int hosts;
    private final Instant start = Instant.now();
    private final Duration offset = Duration.between(start, TestCluster.NOW);
    private final CountDownLatch closed = new CountDownLatch(1);
    private int step;

    Changing(int hosts) {
      this.hosts = hosts;
    }

    @Override
    public Optional<ClusterSnapshot> poll() throws InterruptedException {
      if (step > 0 && closed.await(1, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      step++;
      List<HostSnapshot> all = new ArrayList<>();
      for (int i = 1; i <= hosts; i++) {
        all.add(TestCluster.host(i, 4, step));
      }
      all.add(TestCluster.stale(TestCluster.host(hosts + 1, 2, 0)));
      all.add(TestCluster.down(hosts + 2));
      return Optional.of(
          new ClusterSnapshot(
              Instant.now().plus(offset),
              ClusterSnapshot.Source.REMOTE,
              Duration.ofSeconds(1),
              all));
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
