package io.allsmi.tui.state;

import io.allsmi.core.jobs.JobOrder;
import java.util.Optional;

/**
 * What the user chose in Jobs.
 *
 * @param wanted whether the tab is there also before anything is known of jobs
 * @param job the number, as Slurm shows it, of the job that is open; empty in the list of jobs
 * @param node which of its nodes is shown; empty for the first
 * @param overview whether all nodes of the job are shown in place of the GPUs of one
 * @param processes whether the processes on the node are listed below its GPUs
 * @param order the order of the jobs
 * @param filter which jobs are listed, as it was typed; empty for all
 * @param typedOver the filter before the one that is being typed; empty while none is
 */
public record JobsChoice(
    boolean wanted,
    Optional<String> job,
    Optional<String> node,
    boolean overview,
    boolean processes,
    JobOrder order,
    String filter,
    Optional<String> typedOver) {
  /** More than any filter takes. */
  private static final int LONGEST_FILTER = 120;

  static final JobsChoice START =
      new JobsChoice(
          false,
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          JobOrder.JOB,
          "",
          Optional.empty());

  /** Whether a filter is being typed. */
  public boolean isTyping() {
    return typedOver.isPresent();
  }

  JobsChoice asWanted() {
    return new JobsChoice(true, job, node, overview, processes, order, filter, typedOver);
  }

  JobsChoice withOrder(JobOrder newOrder) {
    return new JobsChoice(wanted, job, node, overview, processes, newOrder, filter, typedOver);
  }

  /** The list of jobs. */
  JobsChoice top() {
    return new JobsChoice(
        wanted, Optional.empty(), Optional.empty(), false, processes, order, filter, typedOver);
  }

  /** Another job, at its first node, in the form that is shown now. */
  JobsChoice open(String id) {
    return new JobsChoice(
        wanted, Optional.of(id), Optional.empty(), overview, processes, order, filter, typedOver);
  }

  JobsChoice onNode(String name) {
    return new JobsChoice(
        wanted, job, Optional.of(name), false, processes, order, filter, typedOver);
  }

  JobsChoice toggleOverview() {
    return new JobsChoice(wanted, job, node, !overview, processes, order, filter, typedOver);
  }

  JobsChoice toggleProcesses() {
    return new JobsChoice(wanted, job, node, overview, !processes, order, filter, typedOver);
  }

  JobsChoice withProcesses() {
    return new JobsChoice(wanted, job, node, overview, true, order, filter, typedOver);
  }

  JobsChoice beginFilter() {
    return withFilter(filter, Optional.of(filter));
  }

  JobsChoice typed(char character) {
    return filter.length() < LONGEST_FILTER ? withFilter(filter + character, typedOver) : this;
  }

  JobsChoice erased() {
    int length = Math.max(0, filter.length() - 1);
    return withFilter(filter.substring(0, length), typedOver);
  }

  JobsChoice acceptFilter() {
    return withFilter(filter.strip(), Optional.empty());
  }

  JobsChoice cancelFilter() {
    return withFilter(typedOver.orElse(filter), Optional.empty());
  }

  JobsChoice clearFilter() {
    return withFilter("", Optional.empty());
  }

  private JobsChoice withFilter(String text, Optional<String> before) {
    return new JobsChoice(wanted, job, node, overview, processes, order, text, before);
  }
}
