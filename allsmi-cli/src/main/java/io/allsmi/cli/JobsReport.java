package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobAggregator;
import io.allsmi.core.jobs.JobCoverage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.json.JobUseJson;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.JobColumns;
import io.allsmi.core.table.Quantity;
import io.allsmi.core.table.TextTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Prints the jobs of a cluster; nodes that failed are named on the other stream. */
final class JobsReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final JobsOptions options;
  private final Predicate<JobInfo> choice;
  private final Console console;

  JobsReport(JobsOptions options, Predicate<JobInfo> choice, Console console) {
    this.options = options;
    this.choice = choice;
    this.console = console;
  }

  /** The jobs of a recorded moment, which a table names. */
  int printPast(ClusterSnapshot cluster) throws IOException {
    if (options.format == UsersOptions.Format.TABLE) {
      console.out().println(TIME.format(cluster.takenAt().atZone(ZoneId.systemDefault())));
    }
    return print(cluster);
  }

  /** The exit status: 1 when there are nodes and not a single one answered. */
  int print(ClusterSnapshot cluster) throws IOException {
    JobAggregation all = JobAggregator.aggregate(cluster);
    JobAggregation usage = options.filter.filter().map(f -> f.apply(all)).orElse(all);
    List<JobUsage> jobs =
        usage.jobs().stream()
            .filter(job -> choice.test(job.job()))
            .sorted(options.order.comparator())
            .toList();
    BufferedOutputStream out = new BufferedOutputStream(console.out(), 1 << 16);
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    switch (options.format) {
      case JSON -> JobUseJson.write(usage, jobs, out);
      case CSV -> Csv.write(JobColumns.ALL, jobs, text);
      case TABLE -> {
        text.write(summary(usage, jobs));
        TextTable.write(JobColumns.ALL, jobs, text);
      }
    }
    text.flush();
    usage.problem().ifPresent(console::complain);
    HostComplaints complaints = new HostComplaints();
    usage.coverage().missing().forEach(node -> complaints.add(node.node(), node.message()));
    for (HostSnapshot host : cluster.hosts()) {
      String name = host.address().isEmpty() ? host.hostId() : host.address();
      host.issues().forEach(issue -> complaints.add(name, issue.toString()));
    }
    complaints.tell(console);
    boolean noneAnswered = all.coverage().nodes() > 0 && all.coverage().read() == 0;
    return noneAnswered ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  private static String summary(JobAggregation usage, List<JobUsage> jobs) {
    JobCoverage coverage = usage.coverage();
    long given = jobs.stream().mapToLong(job -> job.gpus().orElse(0)).sum();
    long used = jobs.stream().mapToLong(job -> job.gpusUsed().orElse(0)).sum();
    boolean isKnown = given == 0 || jobs.stream().anyMatch(job -> job.gpusUsed().isPresent());
    return jobs.size()
        + (jobs.size() == 1 ? " job · " : " jobs · ")
        + given
        + (given == 1 ? " GPU given, " : " GPUs given, ")
        + (isKnown ? String.valueOf(used) : Quantity.ABSENT)
        + " used · "
        + coverage.read()
        + " of "
        + coverage.nodes()
        + " nodes read\n\n";
  }
}
