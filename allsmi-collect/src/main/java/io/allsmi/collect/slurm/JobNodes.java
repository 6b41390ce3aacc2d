package io.allsmi.collect.slurm;

import io.allsmi.collect.HostList;
import io.allsmi.collect.HostSupplier;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Issue;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of the jobs that hold nodes now, as hosts: in the order of the jobs, each once. They
 * come and go with the jobs.
 *
 * @since 0.30
 */
public final class JobNodes implements HostSupplier {
  private static final int MOST = 65_536;
  private static final int MOST_ISSUES = 100;

  private final SlurmJobs jobs;
  private final NodeAddress address;

  private JobNodes(SlurmJobs jobs, NodeAddress address) {
    this.jobs = jobs;
    this.address = address;
  }

  /** The nodes of these jobs; nothing is asked yet. */
  public static JobNodes of(SlurmJobs jobs, NodeAddress address) {
    return new JobNodes(jobs, address);
  }

  /**
   * The hosts as of now. While Slurm does not answer they are those of the last answer, and the
   * issues say why.
   *
   * @throws IOException when Slurm has never answered; the message says why
   */
  @Override
  public HostList current() throws IOException {
    JobList list = list();
    if (list.readAt().isEmpty()) {
      throw new IOException(list.problem().orElse("squeue: expected an answer, got none"));
    }
    List<Issue> issues = new ArrayList<>();
    String asOf = list.readAt().get().truncatedTo(ChronoUnit.SECONDS).toString();
    list.problem()
        .ifPresent(why -> issues.add(new Issue(0, why + "; the jobs of " + asOf + " are kept")));
    issues.addAll(jobs.issues());
    List<HostTarget> hosts = new ArrayList<>();
    for (Map.Entry<String, List<JobInfo>> node : byNode(list.jobs()).entrySet()) {
      try {
        address.of(node.getKey(), node.getValue()).ifPresent(hosts::add);
      } catch (IllegalArgumentException e) {
        if (issues.size() < MOST_ISSUES) {
          issues.add(
              new Issue(0, "node " + SlurmCommands.shown(node.getKey()) + ": " + e.getMessage()));
        }
      }
    }
    return new HostList(hosts, issues);
  }

  /**
   * The names of the nodes as of now, in the same order.
   *
   * @throws IOException as {@link #current()}
   */
  public List<String> names() throws IOException {
    JobList list = list();
    if (list.readAt().isEmpty()) {
      throw new IOException(list.problem().orElse("squeue: expected an answer, got none"));
    }
    return List.copyOf(byNode(list.jobs()).keySet());
  }

  private JobList list() throws InterruptedIOException {
    try {
      return jobs.current();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("squeue: interrupted");
    }
  }

  /** The names of the nodes, each with the jobs on it. */
  static Map<String, List<JobInfo>> byNode(List<JobInfo> jobs) {
    Map<String, List<JobInfo>> nodes = new LinkedHashMap<>();
    for (JobInfo job : jobs) {
      if (!job.holdsNodes()) {
        continue;
      }
      for (JobNode node : job.nodes()) {
        if (nodes.size() < MOST || nodes.containsKey(node.name())) {
          nodes.computeIfAbsent(node.name(), name -> new ArrayList<>()).add(job);
        }
      }
    }
    return nodes;
  }
}
