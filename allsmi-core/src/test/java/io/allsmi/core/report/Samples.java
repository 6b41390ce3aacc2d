package io.allsmi.core.report;

import static io.allsmi.core.report.Frames.GIB;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Reports to look at and to compare with files. */
public final class Samples {
  private static final String[] USERS = {
    "ann",
    "bob",
    "carla.menzel",
    "dmitri",
    "zoë",
    "ml-batch",
    "physics-llm",
    "guest17",
    "root",
    "?",
    "li.wei",
    "sam"
  };

  private Samples() {}

  private static ReportOptions priced() {
    return new ReportOptions(ZoneId.of("Europe/Berlin"), 5, Optional.of(new BigDecimal("0.30")));
  }

  /** Six hours of two hosts: sharing, idling, a gap, a host that is down, and hostile names. */
  public static UsageReport small() {
    UsageMeter meter = new UsageMeter(priced());
    Duration interval = Duration.ofMinutes(10);
    for (int i = 0; i < 36; i++) {
      if (i >= 14 && i < 20) {
        continue;
      }
      HostSnapshot first =
          Frames.host(
              "gpu01",
              List.of(
                  Frames.gpu(0, 90, 350),
                  Frames.gpu(1, i % 8 < 3 ? 2 : 70, 210.5),
                  Frames.gpu(2).powerWatts(61).build()),
              Frames.row("ann", 0, 40 * GIB),
              Frames.row("bob", 0, 20 * GIB),
              Frames.row("bob", 1, 10 * GIB),
              Frames.row("?", 2).build(),
              Frames.row("root", 1, GIB / 256));
      HostSnapshot second =
          i >= 28
              ? Frames.down("gpu02")
              : Frames.host(
                  "gpu02",
                  List.of(Frames.gpu(0, i * 2, 100 + i), Frames.gpu(1, 0, 62)),
                  i > 6
                      ? new ProcessInfo[] {Frames.row("=cmd<script>alert('x')</script>", 0, GIB)}
                      : new ProcessInfo[0]);
      meter.add(Frames.frame(Frames.START.plus(interval.multipliedBy(i)), interval, first, second));
    }
    return meter.report();
  }

  /** Three days of a cluster. */
  public static UsageReport large(int hosts, int hours) {
    Random random = new Random(4);
    UsageMeter meter = new UsageMeter(priced());
    Duration interval = Duration.ofMinutes(2);
    Instant at = Instant.parse("2026-04-20T05:30:00Z");
    double[] level = new double[hosts];
    String[][] owner = new String[hosts][8];
    long frames = Duration.ofHours(hours).dividedBy(interval);
    for (long i = 0; i < frames; i++) {
      boolean day = (i / 30 + 7) % 24 >= 8 && (i / 30 + 7) % 24 < 20;
      List<HostSnapshot> list = new ArrayList<>();
      for (int h = 0; h < hosts; h++) {
        if (random.nextInt(40) == 0 || i == 0) {
          String user = USERS[Math.min(random.nextInt(12), random.nextInt(12))];
          int gpus = 1 + random.nextInt(8);
          for (int g = 0; g < 8; g++) {
            if (random.nextInt(8) < gpus) {
              owner[h][g] = random.nextInt(10) < (day ? 8 : 5) ? user : null;
            }
          }
          level[h] = random.nextInt(5) == 0 ? 1 : 40 + random.nextInt(60);
        }
        if ((h == 5 % hosts && i > frames / 3 && i < frames / 2)
            || (i % 977 < 12 && h == 2 % hosts)) {
          list.add(Frames.down(String.format("gpu%02d", h)));
          continue;
        }
        List<GpuInfo> gpus = new ArrayList<>();
        List<ProcessInfo> rows = new ArrayList<>();
        for (int g = 0; g < 8; g++) {
          String user = owner[h][g];
          double busy =
              user == null ? 0 : Math.max(0, Math.min(100, level[h] + random.nextGaussian() * 6));
          gpus.add(Frames.gpu(g, busy, 75 + busy * 5.8));
          if (user != null) {
            rows.add(Frames.row(user, g, (10 + g) * GIB));
          }
        }
        rows.add(Frames.row("root", 0, GIB / 128));
        list.add(Frames.host(String.format("gpu%02d", h), gpus, rows.toArray(ProcessInfo[]::new)));
      }
      boolean gap =
          i > frames * 0.62 && i < frames * 0.68 || i > frames * 0.2 && i < frames * 0.2 + 9;
      if (!gap) {
        meter.add(
            Frames.frame(
                at.plus(interval.multipliedBy(i)), interval, list.toArray(HostSnapshot[]::new)));
      }
    }
    return meter.report();
  }
}
