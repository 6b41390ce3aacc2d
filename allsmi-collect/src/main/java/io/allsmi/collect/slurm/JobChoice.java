package io.allsmi.collect.slurm;

import io.allsmi.core.slurm.JobState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which jobs are asked for. What Slurm can leave out by itself it is asked to leave out.
 *
 * @param isEverybodys whether jobs of all users are meant; else those of the named users, and of
 *     the account that asks where none is named
 * @param users accounts; none when empty
 * @param jobs ids as Slurm shows them, such as {@code 7602}, {@code 7602_3} or {@code 13+0}; any
 *     when empty
 * @param partitions names; any when empty
 * @param accounts whom jobs are charged to; any when empty
 * @param states what they do; never empty
 * @since 0.30
 */
public record JobChoice(
    boolean isEverybodys,
    List<String> users,
    List<String> jobs,
    List<String> partitions,
    List<String> accounts,
    List<JobState> states) {
  private static final Pattern ID = Pattern.compile("[0-9]{1,10}(?:_[0-9]{1,10}|\\+[0-9]{1,10})?");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}_.@][\\p{L}\\p{N}_.@$-]{0,127}");
  private static final int MOST = 1000;

  /**
   * Checks the arguments and copies the lists.
   *
   * @throws IllegalArgumentException when a name or an id is none, there are more than 1,000 of a
   *     kind, or no state is named; the message says which
   */
  public JobChoice {
    users = checked("user", "an account name", users, NAME);
    jobs = checked("job", "an id such as 7602, 7602_3 or 13+0", jobs, ID);
    partitions = checked("partition", "the name of a partition", partitions, NAME);
    accounts = checked("account", "the name of an account", accounts, NAME);
    states = List.copyOf(states);
    if (states.isEmpty() || states.contains(JobState.UNKNOWN)) {
      throw new IllegalArgumentException("state: expected states of jobs, got " + states);
    }
  }

  private static List<String> checked(
      String what, String expected, List<String> given, Pattern form) {
    if (given.size() > MOST) {
      throw new IllegalArgumentException(
          what + ": expected at most " + MOST + ", got " + given.size());
    }
    for (String word : given) {
      if (!form.matcher(Objects.requireNonNull(word, what)).matches()) {
        throw new IllegalArgumentException(
            what + ": expected " + expected + ", got '" + SlurmCommands.shown(word) + "'");
      }
    }
    return List.copyOf(given);
  }

  /** The running jobs of the account that asks. */
  public static JobChoice mine() {
    return new JobChoice(
        false, List.of(), List.of(), List.of(), List.of(), List.of(JobState.RUNNING));
  }

  /** The running jobs of everybody. */
  public static JobChoice everybodys() {
    return new JobChoice(
        true, List.of(), List.of(), List.of(), List.of(), List.of(JobState.RUNNING));
  }

  /** The running jobs of these accounts. */
  public static JobChoice ofUsers(List<String> users) {
    return new JobChoice(false, users, List.of(), List.of(), List.of(), List.of(JobState.RUNNING));
  }

  /** The same, of these jobs alone. */
  public JobChoice withJobs(List<String> ids) {
    return new JobChoice(isEverybodys, users, ids, partitions, accounts, states);
  }

  /** The same, in these partitions alone. */
  public JobChoice withPartitions(List<String> names) {
    return new JobChoice(isEverybodys, users, jobs, names, accounts, states);
  }

  /** The same, charged to these alone. */
  public JobChoice withAccounts(List<String> names) {
    return new JobChoice(isEverybodys, users, jobs, partitions, names, states);
  }

  /** The same, in these states. */
  public JobChoice withStates(List<JobState> of) {
    return new JobChoice(isEverybodys, users, jobs, partitions, accounts, of);
  }

  /** Whose jobs, in a few words: {@code all users}, {@code ann, bob}, or the account that asks. */
  public String whose(Optional<String> asking) {
    return isEverybodys
        ? "all users"
        : users.isEmpty() ? asking.orElse("this account") : String.join(", ", users);
  }
}
