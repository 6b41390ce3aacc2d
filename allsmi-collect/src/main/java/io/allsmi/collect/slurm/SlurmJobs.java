package io.allsmi.collect.slurm;

import io.allsmi.collect.command.CommandRunner;
import io.allsmi.core.Issue;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.SlurmReadings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The jobs of a cluster, asked of Slurm seldom and shared by everything that shows them: however
 * often {@link #current()} is called, Slurm is asked once in an interval.
 *
 * <pre>{@code
 * CommandRunner here = LocalCommands.in(LocalCommands.folders(System.getenv("PATH")));
 * SlurmJobs jobs = SlurmJobs.open(here, SlurmOptions.defaults());
 * jobs.current().jobs().forEach(job -> System.out.println(job.id() + " " + job.nodes()));
 * }</pre>
 *
 * <p>One question is one {@code squeue}. Which GPUs a job was given is asked of {@code scontrol}
 * once for each job, when it is seen for the first time: by its id when there are a few such jobs,
 * of all jobs with one question when there are more.
 *
 * <p>When there is no answer the last jobs are kept with their date, and why stands in {@link
 * JobList#problem()}. Safe for use by several threads; one of them asks while the others wait.
 *
 * @since 0.30
 */
public final class SlurmJobs {
  private final SlurmCommands commands;
  private final SlurmOptions options;
  private final JobDetails details;
  private final QueryPace pace;
  private final LongSupplier nanoTime;
  private volatile JobList newest =
      new JobList(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  private volatile List<Issue> issues = List.of();

  SlurmJobs(CommandRunner runner, SlurmOptions options, LongSupplier nanoTime, QueryPace pace) {
    this.commands = new SlurmCommands(runner, options.limit());
    this.options = options;
    this.details = new JobDetails(commands);
    this.nanoTime = nanoTime;
    this.pace = pace;
  }

  /**
   * Asks with these options; nothing is asked yet.
   *
   * @param runner runs {@code squeue} and {@code scontrol} where the cluster knows them
   */
  public static SlurmJobs open(CommandRunner runner, SlurmOptions options) {
    QueryPace pace =
        new QueryPace(options.interval(), () -> ThreadLocalRandom.current().nextDouble());
    return new SlurmJobs(runner, options, System::nanoTime, pace);
  }

  /** Which jobs are asked for. */
  public JobChoice choice() {
    return options.choice();
  }

  /**
   * The jobs as of now, or as of the last question where it is too early for another. It may take
   * as long as a few commands may.
   *
   * @throws InterruptedException when this thread was interrupted
   */
  public synchronized JobList current() throws InterruptedException {
    long begun = nanoTime.getAsLong();
    if (!pace.isDue(begun)) {
      return newest;
    }
    Optional<String> problem = ask();
    long ended = nanoTime.getAsLong();
    if (problem.isPresent()) {
      newest = newest.withProblem(problem.get());
      pace.failed(ended);
    } else {
      pace.answered(begun, ended);
    }
    return newest;
  }

  /** The jobs of the last question, at once; none before the first. */
  public JobList newest() {
    return newest;
  }

  /** What could not be used of the last answers, and which details are missing. */
  public List<Issue> issues() {
    return issues;
  }

  /** Why there is no answer; empty when there is one. */
  private Optional<String> ask() throws InterruptedException {
    SlurmReadings<JobInfo> rows;
    try {
      rows = commands.jobs(options.choice());
    } catch (IOException e) {
      return Optional.of(SlurmCommands.problem("squeue", e));
    }
    if (rows.error().isPresent()) {
      return Optional.of(SlurmCommands.problem("squeue", rows.error().get()));
    }
    List<Issue> found = new ArrayList<>();
    rows.issues().forEach(issue -> found.add(new Issue(0, "squeue: " + issue)));
    List<JobInfo> whole = details.addedTo(eachOnce(rows.values(), found), found);
    issues = List.copyOf(found);
    newest =
        new JobList(
            whole, Optional.of(options.clock().instant()), Optional.empty(), Optional.empty());
    return Optional.empty();
  }

  /** Two jobs of one number cannot be told apart anywhere: the first is taken. */
  private static List<JobInfo> eachOnce(List<JobInfo> jobs, List<Issue> issues) {
    Map<String, JobInfo> byId = new LinkedHashMap<>();
    for (JobInfo job : jobs) {
      if (byId.putIfAbsent(job.id(), job) != null) {
        issues.add(new Issue(0, "squeue: expected each job once, got " + job.id() + " again"));
      }
    }
    return List.copyOf(byId.values());
  }
}
