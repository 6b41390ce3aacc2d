package io.allsmi.collect.slurm;

import io.allsmi.core.Issue;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.slurm.SlurmFailure;
import io.allsmi.core.slurm.SlurmParsers;
import io.allsmi.core.slurm.SlurmReadings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which GPUs jobs were given. That does not change while a job holds its nodes, so each is asked
 * for once. For one thread at a time.
 */
final class JobDetails {
  /**
   * One id costs slurmctld three small answers of 0.5 ms together, all jobs as much as {@code
   * squeue} and the list of nodes: 4 ms at 200 records, growing with them.
   */
  static final int MOST_BY_ID = 4;

  private final SlurmCommands commands;
  private Map<Long, Known> known = new HashMap<>();

  /** A job with its details, and what they hold for. */
  private record Known(Optional<Instant> startTime, List<String> nodes, JobInfo job) {
    static Known of(JobInfo row, JobInfo job) {
      return new Known(row.startTime(), names(row), job);
    }

    boolean isOf(JobInfo row) {
      return startTime.equals(row.startTime()) && nodes.equals(names(row));
    }

    private static List<String> names(JobInfo job) {
      return job.nodes().stream().map(JobNode::name).toList();
    }
  }

  JobDetails(SlurmCommands commands) {
    this.commands = commands;
  }

  /**
   * These jobs with what is known of them, asking for those that are new.
   *
   * @param issues gets what could not be used
   */
  List<JobInfo> addedTo(List<JobInfo> rows, List<Issue> issues) throws InterruptedException {
    List<JobInfo> fresh = rows.stream().filter(this::isFresh).toList();
    Map<Long, JobInfo> asked = fresh.isEmpty() ? Map.of() : ask(fresh, issues);
    Map<Long, Known> next = new HashMap<>();
    List<JobInfo> whole = new ArrayList<>();
    for (JobInfo row : rows) {
      long id = row.rawId().orElse(-1);
      JobInfo detail = asked.get(id);
      Known old = known.get(id);
      if (detail == null && old != null && old.isOf(row)) {
        detail = old.job;
      }
      if (detail != null && id >= 0) {
        next.put(id, Known.of(row, detail));
      }
      whole.add(detail == null ? row : SlurmParsers.merge(row, detail));
    }
    known = next;
    return List.copyOf(whole);
  }

  private boolean isFresh(JobInfo row) {
    if (row.rawId().isEmpty() || !row.holdsNodes()) {
      return false;
    }
    Known old = known.get(row.rawId().getAsLong());
    return old == null || !old.isOf(row);
  }

  private Map<Long, JobInfo> ask(List<JobInfo> fresh, List<Issue> issues)
      throws InterruptedException {
    Map<Long, JobInfo> found = new HashMap<>();
    List<JobInfo> byId = fresh;
    if (fresh.size() > MOST_BY_ID) {
      Set<Long> twice = askForAll(found, issues);
      byId = fresh.stream().filter(job -> twice.contains(job.rawId().getAsLong())).toList();
      if (byId.size() > MOST_BY_ID) {
        issues.add(missing("scontrol: expected each job once, got several twice"));
        return found;
      }
    }
    for (JobInfo job : byId) {
      long id = job.rawId().getAsLong();
      if (!found.containsKey(id)) {
        answer(Optional.of(job), issues).stream()
            .filter(detail -> detail.rawId().orElse(-1) == id)
            .findFirst()
            .ifPresent(detail -> found.put(id, detail));
      }
    }
    return found;
  }

  /**
   * Puts what is said of all jobs into the map.
   *
   * @return those that are there twice, of which nothing is believed: a record may be forged by the
   *     name of another job, while the answer about one alone has none before its own
   */
  private Set<Long> askForAll(Map<Long, JobInfo> found, List<Issue> issues)
      throws InterruptedException {
    Set<Long> twice = new HashSet<>();
    for (JobInfo detail : answer(Optional.empty(), issues)) {
      long id = detail.rawId().orElse(-1);
      if (id >= 0 && found.putIfAbsent(id, detail) != null) {
        twice.add(id);
      }
    }
    found.keySet().removeAll(twice);
    return twice;
  }

  /** Of one job, or of all. A job that has ended meanwhile has no details, and is no complaint. */
  private List<JobInfo> answer(Optional<JobInfo> one, List<Issue> issues)
      throws InterruptedException {
    try {
      SlurmReadings<JobInfo> details = commands.details(one);
      details
          .error()
          .filter(error -> error.failure() != SlurmFailure.INVALID_JOB_ID)
          .ifPresent(error -> issues.add(missing(SlurmCommands.problem("scontrol", error))));
      details.issues().forEach(issue -> issues.add(new Issue(0, "scontrol: " + issue)));
      return details.values();
    } catch (IOException e) {
      issues.add(missing(SlurmCommands.problem("scontrol", e)));
      return List.of();
    }
  }

  private static Issue missing(String why) {
    return new Issue(0, why + "; which GPUs new jobs were given is not known");
  }
}
