package io.allsmi.collect.local;

import io.allsmi.collect.command.CommandRunner;
import io.allsmi.core.Issue;
import io.allsmi.core.slurm.SlurmParsers;
import io.allsmi.core.slurm.StepProcess;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list that this machine's slurmd has: {@code scontrol listpids}, which asks nobody else. It is
 * not run where no slurmd is, for the same processes once in a minute, and after a failure not
 * before ten.
 */
final class ListedSteps implements StepList {
  private static final Logger LOG = System.getLogger(ListedSteps.class.getName());
  private static final List<String> COMMAND = List.of("scontrol", "listpids");
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final double AGAIN_SECONDS = 60;
  private static final double AFTER_FAILURE_SECONDS = 600;
  private static final String DAEMON = "slurmd";

  private final SystemFiles files;
  private final CommandRunner runner;
  private Set<Integer> asked = Set.of();
  private double quietUntil = Double.NEGATIVE_INFINITY;
  private boolean hasFailed;

  ListedSteps(SystemFiles files, CommandRunner runner) {
    this.files = files;
    this.runner = runner;
  }

  @Override
  public Map<Integer, String> jobs(Set<Integer> pids, double now) {
    if (now < quietUntil && (hasFailed || asked.containsAll(pids))) {
      return Map.of();
    }
    asked = Set.copyOf(pids);
    hasFailed = false;
    quietUntil = now + AGAIN_SECONDS;
    return isNode() ? listed(now) : Map.of();
  }

  private boolean isNode() {
    for (String name : files.listed("/proc").orElse(new String[0])) {
      if (name.charAt(0) <= '9'
          && files.line("/proc/" + name + "/comm").equals(Optional.of(DAEMON))) {
        return true;
      }
    }
    return false;
  }

  private Map<Integer, String> listed(double now) {
    ToolRun run = new ToolRun(runner, LIMIT);
    Map<Integer, String> jobs = new HashMap<>();
    for (StepProcess process :
        run.output(COMMAND)
            .map(SlurmParsers::listPids)
            .map(read -> read.values())
            .orElse(List.of())) {
      jobs.put(process.pid(), Long.toString(process.jobId()));
    }
    if (jobs.isEmpty() && !run.issues().isEmpty()) {
      hasFailed = true;
      quietUntil = now + AFTER_FAILURE_SECONDS;
      LOG.log(
          Level.DEBUG, "no list of steps: {0}", run.issues().stream().map(Issue::message).toList());
    }
    return jobs;
  }
}
