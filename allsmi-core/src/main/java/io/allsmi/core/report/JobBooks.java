package io.allsmi.core.report;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.GpuUseCounts;
import io.allsmi.core.jobs.GpuUseWindow;
import io.allsmi.core.jobs.JobAggregator;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.usage.UserAggregate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The accounts of all jobs, accounts and partitions. A job counts while its list says that it holds
 * its nodes, from its start to its end, and a list for as long after it was read as readings of the
 * batch system may take to fail and come again.
 */
final class JobBooks {
  /** A list that is older says nothing of the jobs there are. */
  static final Duration LIST_HOLDS = Duration.ofMinutes(5);

  /** The first moment of the year 10000. */
  private static final long END_OF_TIME = 253_402_300_800L;

  private static final JobTag OTHERS = JobTag.NONE;
  private static final Timeline.Series NONE = new Timeline.Series();

  private final Optional<BigDecimal> price;
  private final GpuUseWindow window;
  private final Ledger<String> jobs;
  private final Ledger<String> accounts;
  private final Ledger<String> partitions;
  private final Rates rates = new Rates();
  private final Totals total = new Totals();
  private long coveredMillis;
  private long frame;

  JobBooks(ReportOptions options, int most) {
    price = options.pricePerKwh();
    window = new GpuUseWindow(GpuUseWindow.LENGTH, options.idleBelowPercent());
    jobs = new Ledger<>(most, JobBooks::account);
    accounts = new Ledger<>(most, JobBooks::account);
    partitions = new Ledger<>(most, JobBooks::account);
  }

  private static Account account(String key) {
    return new Account(key, NONE, NONE);
  }

  /** Adds what the jobs of a frame come to from one moment to another. */
  void credit(ClusterSnapshot snapshot, long from, long to) {
    JobList list = snapshot.jobs().orElse(null);
    if (list == null) {
      return; // where nobody asks for jobs, their GPUs need not be looked at
    }
    window.add(snapshot);
    if (list.readAt().isEmpty()) {
      return;
    }
    long readAt = millis(list.readAt().get());
    long end = Math.min(to, readAt + LIST_HOLDS.toMillis());
    if (end <= from) {
      return;
    }
    frame++;
    coveredMillis += end - from;
    for (JobUsage job : JobAggregator.aggregate(snapshot, window).jobs()) {
      if (job.job().holdsNodes()) {
        credit(job, from, end, readAt);
      }
    }
    jobs.forget();
    accounts.forget();
    partitions.forget();
  }

  private void credit(JobUsage usage, long from, long to, long readAt) {
    JobInfo job = usage.job();
    long start = Math.max(from, job.startTime().map(JobBooks::millis).orElse(from));
    long limit = job.endTime().map(JobBooks::millis).orElse(to);
    // Where it runs on beyond its end, only the list knows until when.
    long end = limit > readAt ? Math.min(to, limit) : to;
    if (end <= start) {
      return;
    }
    rates.clear();
    rate(usage);
    total.add(rates, end - start);
    Account account = jobs.of(job.id(), UsageRow.OTHERS, frame);
    account.job = account.key.equals(UsageRow.OTHERS) ? OTHERS : tag(job);
    account.totals.add(rates, end - start);
    accounts.of(group(job.account()), UsageRow.OTHERS, frame).totals.add(rates, end - start);
    partitions.of(group(job.partition()), UsageRow.OTHERS, frame).totals.add(rates, end - start);
  }

  private static String group(Optional<String> name) {
    return UserAggregate.groupOf(name.orElse(""));
  }

  private static JobTag tag(JobInfo job) {
    return new JobTag(
        job.name().orElse(""),
        job.user().orElse(""),
        job.account().orElse(""),
        job.partition().orElse(""));
  }

  private static long millis(Instant at) {
    long second = Math.max(0, Math.min(END_OF_TIME - 1, at.getEpochSecond()));
    return second * 1000 + (second == at.getEpochSecond() ? at.getNano() / 1_000_000 : 0);
  }

  private void rate(JobUsage usage) {
    GpuUseCounts uses = usage.uses();
    rates.add(Figure.GIVEN, uses.all());
    rates.add(Figure.GIVEN_ACTIVE, uses.of(GpuUse.ACTIVE));
    rates.add(Figure.GIVEN_PARKED, uses.of(GpuUse.PARKED));
    rates.add(Figure.GIVEN_IDLE, uses.of(GpuUse.IDLE));
    rates.add(Figure.GIVEN_UNUSED, uses.of(GpuUse.UNUSED));
    int listed = 0;
    for (JobNodeUsage node : usage.nodes()) {
      for (JobGpu gpu : node.gpus()) {
        listed += gpu.isCounted() ? 1 : 0;
        rate(gpu);
      }
    }
    int unlisted = Math.max(0, uses.all() - listed);
    rates.add(Figure.WITHOUT_UTILIZATION, unlisted);
    rates.add(Figure.WITHOUT_MEMORY, unlisted);
    rates.add(Figure.WITHOUT_POWER, unlisted);
  }

  private void rate(JobGpu gpu) {
    int counted = gpu.isCounted() ? 1 : 0;
    OptionalDouble percent =
        gpu.part() == JobGpu.Part.WHOLE
            ? gpu.reading().map(GpuInfo::utilizationPercent).orElse(OptionalDouble.empty())
            : OptionalDouble.empty();
    if (percent.isPresent() && percent.getAsDouble() <= 100) {
      rates.add(Figure.LOADED, Figure.WHOLE);
      rates.add(Figure.LOAD, Math.round(percent.getAsDouble() * (Figure.WHOLE / 100)));
    } else {
      rates.add(Figure.WITHOUT_UTILIZATION, counted);
    }
    rates.add(Figure.MEMORY, gpu.memoryUsedBytes().orElse(0));
    rates.add(Figure.WITHOUT_MEMORY, gpu.memoryUsedBytes().isEmpty() ? counted : 0);
    rates.add(Figure.POWER, gpu.powerMicrowatts().orElse(0));
    rates.add(Figure.WITHOUT_POWER, gpu.powerMicrowatts().isEmpty() ? counted : 0);
  }

  JobReport report() {
    return new JobReport(
        figures(total),
        rows(jobs),
        rows(accounts),
        rows(partitions),
        Duration.ofMillis(coveredMillis));
  }

  private List<UsageRow> rows(Ledger<String> ledger) {
    return ledger.all().stream()
        .sorted(
            Comparator.comparing((Account a) -> a.key.equals(UsageRow.OTHERS))
                .thenComparing(a -> a.totals.get(Figure.GIVEN), Comparator.reverseOrder())
                .thenComparing(a -> a.key))
        .map(
            a ->
                new UsageRow(
                    a.key, "", "", OptionalInt.empty(), "", "", false, figures(a.totals), a.job))
        .toList();
  }

  private UsageFigures figures(Totals totals) {
    return new UsageFigures(totals, UsageFigures.Basis.JOBS, price);
  }
}
