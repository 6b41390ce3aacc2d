package io.allsmi.tui.state;

import io.allsmi.core.jobs.JobOrder;
import io.allsmi.core.usage.UserGrouping;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the user chose in Jobs.
 *
 * @param wanted whether the tab is there also before anything is known of jobs
 * @param grouping what the rows of the list are about; empty for jobs
 * @param group the user, account or partition whose jobs are listed; empty for the groups
 *     themselves, and where nothing is grouped
 * @param job the number, as Slurm shows it, of the job that is open; empty in the list of jobs
 * @param node which of its nodes is shown; empty for the first
 * @param overview whether all nodes of the job are shown in place of the GPUs of one
 * @param processes whether the processes on the node are listed below its GPUs
 * @param order the order of the jobs
 */
public record JobsChoice(
    boolean wanted,
    Optional<UserGrouping> grouping,
    Optional<String> group,
    Optional<String> job,
    Optional<String> node,
    boolean overview,
    boolean processes,
    JobOrder order) {
  static final JobsChoice START =
      new JobsChoice(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          JobOrder.JOB);

  /** Whether the rows of the list are users, accounts or partitions. */
  public boolean isOfGroups() {
    return grouping.isPresent() && group.isEmpty();
  }

  /** What tells the list of jobs from the other lists of jobs. */
  String listName() {
    return grouping.map(g -> " by " + g.wireName()).orElse("")
        + group.map(name -> " " + name).orElse("");
  }

  JobsChoice asWanted() {
    return with(d -> d.wanted = true);
  }

  JobsChoice withOrder(JobOrder newOrder) {
    return with(d -> d.order = newOrder);
  }

  /** Jobs, then users, accounts and partitions, then jobs again. */
  JobsChoice nextGrouping() {
    UserGrouping[] all = UserGrouping.values();
    int next = grouping.map(g -> Arrays.asList(all).indexOf(g) + 1).orElse(0);
    return with(
        d -> {
          d.grouping = next < all.length ? Optional.of(all[next]) : Optional.empty();
          d.group = Optional.empty();
        });
  }

  /** The jobs of one group. */
  JobsChoice openGroup(String name) {
    return with(d -> d.group = Optional.of(name));
  }

  /** The groups. */
  JobsChoice leaveGroup() {
    return with(d -> d.group = Optional.empty());
  }

  /** The list of jobs, of the group where one is open. */
  JobsChoice top() {
    return with(
        d -> {
          d.job = Optional.empty();
          d.node = Optional.empty();
          d.overview = false;
        });
  }

  /** Another job, at its first node, in the form that is shown now. */
  JobsChoice open(String id) {
    return with(
        d -> {
          d.job = Optional.of(id);
          d.node = Optional.empty();
        });
  }

  JobsChoice onNode(String name) {
    return with(
        d -> {
          d.node = Optional.of(name);
          d.overview = false;
        });
  }

  JobsChoice toggleOverview() {
    return with(d -> d.overview = !overview);
  }

  JobsChoice toggleProcesses() {
    return with(d -> d.processes = !processes);
  }

  JobsChoice withProcesses() {
    return with(d -> d.processes = true);
  }

  /** This choice after a change: the one place that repeats the parts. */
  private JobsChoice with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.choice();
  }

  /** A choice on the way from one to the next. */
  private static final class Draft {
    private boolean wanted;
    private Optional<UserGrouping> grouping;
    private Optional<String> group;
    private Optional<String> job;
    private Optional<String> node;
    private boolean overview;
    private boolean processes;
    private JobOrder order;

    Draft(JobsChoice from) {
      wanted = from.wanted;
      grouping = from.grouping;
      group = from.group;
      job = from.job;
      node = from.node;
      overview = from.overview;
      processes = from.processes;
      order = from.order;
    }

    JobsChoice choice() {
      return new JobsChoice(wanted, grouping, group, job, node, overview, processes, order);
    }
  }
}
