package io.allsmi.cli;

import io.allsmi.collect.command.CommandRunner;
import io.allsmi.collect.command.LocalCommands;
import io.allsmi.collect.slurm.JobChoice;
import io.allsmi.collect.slurm.NodeAddress;
import io.allsmi.collect.slurm.SlurmJobs;
import io.allsmi.collect.slurm.SlurmOptions;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobState;
import io.allsmi.tui.TuiOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The nodes of Slurm jobs as hosts: which jobs, asked where, and how their nodes are read. */
final class SlurmCommandOptions {
  /** How the nodes are read. */
  enum Way {
    SSH,
    SRUN,
    HTTP
  }

  private static final String NOTHING = "";
  private static final String DEFAULT_URL = "http://{node}:9090";

  @Option(
      names = "--slurm",
      arity = "0..2",
      fallbackValue = NOTHING,
      paramLabel = "SECONDS",
      description =
          "The nodes of one's own running Slurm jobs; if given, how often each node is read and how"
              + " often the view is drawn. Default: 3 and 1.")
  @Nullable List<String> slurm;

  @Option(
      names = "--me",
      description =
          "With --slurm: one's own jobs. Default. This and the next six choose in a recording,"
              + " too.")
  boolean me;

  @Option(names = "--all", description = "With --slurm: the jobs of everybody.")
  boolean all;

  @Option(
      names = "--user",
      split = ",",
      paramLabel = "USER,…",
      description = "With --slurm: the jobs of these users.")
  List<String> users = new ArrayList<>();

  @Option(
      names = "--job",
      split = ",",
      paramLabel = "ID,…",
      description = "With --slurm: these jobs, whoever's they are.")
  List<String> jobs = new ArrayList<>();

  @Option(
      names = "--partition",
      split = ",",
      paramLabel = "NAME,…",
      description = "With --slurm: jobs in these partitions.")
  List<String> partitions = new ArrayList<>();

  @Option(
      names = "--account",
      split = ",",
      paramLabel = "NAME,…",
      description = "With --slurm: jobs charged to these accounts.")
  List<String> accounts = new ArrayList<>();

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE,…",
      description = "With --slurm: jobs in these states, such as R or PENDING. Default: R.")
  List<String> states = new ArrayList<>();

  @Option(
      names = "--via",
      paramLabel = "ssh|srun|http",
      description =
          "With --slurm, how nodes are read: over SSH, by a step inside a job, or from exporters."
              + " Default: ssh.")
  @Nullable Way via;

  @Option(
      names = "--node-url",
      paramLabel = "URL",
      description =
          "With --slurm: the exporters of the nodes, {node} being the name. Default with --via"
              + " http: "
              + DEFAULT_URL
              + ".")
  @Nullable String nodeUrl;

  @Option(
      names = "--slurm-login",
      paramLabel = "HOST",
      description = "Ask Slurm there, over SSH as --ssh-* say. Default: on this machine.")
  @Nullable String login;

  @Option(
      names = "--slurm-interval",
      paramLabel = "SECONDS",
      description = "How often Slurm is asked which jobs there are, at least 5. Default: 30.")
  @Nullable Double interval;

  /** Whether the command line asks for jobs. */
  boolean isGiven() {
    return slurm != null;
  }

  /** As if {@code --slurm} stood on the command line. */
  void give() {
    if (slurm == null) {
      slurm = new ArrayList<>();
    }
  }

  /** Says which option needs {@code --slurm} when that is not given. */
  void checkUnused() {
    String given = firstChosen();
    given = given.isEmpty() ? firstOfAsking() : given;
    if (!given.isEmpty()) {
      throw new UsageException(given + ": expected together with --slurm, got none");
    }
  }

  /** Says which option is about asking Slurm, or what is wrong with the choice of jobs. */
  void checkRecorded() {
    String given = firstOfAsking();
    if (!given.isEmpty()) {
      throw new UsageException(given + ": expected together with --slurm, got a recording");
    }
    var unused = choice();
  }

  /** Whether the command line says which jobs are meant. */
  boolean isChosen() {
    return !firstChosen().isEmpty();
  }

  private String firstChosen() {
    return firstGiven(
        Map.entry("--me", me),
        Map.entry("--all", all),
        Map.entry("--user", !users.isEmpty()),
        Map.entry("--job", !jobs.isEmpty()),
        Map.entry("--partition", !partitions.isEmpty()),
        Map.entry("--account", !accounts.isEmpty()),
        Map.entry("--state", !states.isEmpty()));
  }

  private String firstOfAsking() {
    return firstGiven(
        Map.entry("--via", via != null),
        Map.entry("--node-url", nodeUrl != null),
        Map.entry("--slurm-login", login != null),
        Map.entry("--slurm-interval", interval != null));
  }

  @SafeVarargs
  private static String firstGiven(Map.Entry<String, Boolean>... options) {
    for (Map.Entry<String, Boolean> option : options) {
      if (option.getValue()) {
        return option.getKey();
      }
    }
    return "";
  }

  /** A few words for the title line. */
  String description() {
    return "Slurm jobs of " + choice().whose(Optional.of(account()));
  }

  /** How often each node is read; empty where the command line does not say. */
  Optional<Duration> fetch() {
    return seconds(0);
  }

  /** A view that opens on the jobs and is drawn as often as is said; of other hosts as it was. */
  TuiOptions shown(TuiOptions options) {
    if (!isGiven()) {
      return options;
    }
    JobChoice choice = choice();
    boolean isEverybodys = all || (!jobs.isEmpty() && !me);
    TuiOptions opened =
        options.withJobsFirst(
            isEverybodys ? Optional.empty() : Optional.of(choice.whose(Optional.of(account()))));
    return seconds(1).map(opened::withRedrawn).orElse(opened);
  }

  private Optional<Duration> seconds(int position) {
    List<String> given =
        slurm == null ? List.of() : slurm.stream().filter(word -> !word.isEmpty()).toList();
    if (given.size() <= position) {
      return Optional.empty();
    }
    String text = given.get(position);
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0.1 && seconds <= 86_400) {
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
      }
    } catch (NumberFormatException e) {
      // Said below, like a number that is out of range.
    }
    throw new UsageException("--slurm: expected 0.1 to 86400 seconds, got '" + text + "'");
  }

  /** How the nodes are read; an address of exporters says it too. */
  Way way() {
    if (via == null) {
      return nodeUrl == null ? Way.SSH : Way.HTTP;
    }
    if (nodeUrl != null && via != Way.HTTP) {
      throw new UsageException("--node-url: expected together with --via http, got another way");
    }
    return via;
  }

  /** Where the nodes are, but for those over SSH. */
  NodeAddress address(String account) {
    if (way() == Way.SRUN) {
      return NodeAddress.step(account);
    }
    try {
      return NodeAddress.url(nodeUrl == null ? DEFAULT_URL : nodeUrl);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--node-url: " + e.getMessage());
    }
  }

  /** Which jobs. */
  JobChoice choice() {
    if ((me ? 1 : 0) + (all ? 1 : 0) + (users.isEmpty() ? 0 : 1) > 1) {
      throw new UsageException("--me: expected one of --me, --all and --user, got several");
    }
    try {
      boolean isAnybodys = all || (!jobs.isEmpty() && !me);
      JobChoice whose =
          !users.isEmpty()
              ? JobChoice.ofUsers(users)
              : isAnybodys ? JobChoice.everybodys() : JobChoice.mine();
      JobChoice which = whose.withJobs(jobs).withPartitions(partitions).withAccounts(accounts);
      return states.isEmpty()
          ? which
          : which.withStates(states.stream().map(JobState::of).distinct().toList());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  /** Whether a job is one of those that are named, going by what is known of it. */
  boolean names(JobInfo job) {
    return (users.isEmpty() || isOfNamedUser(job))
        && (jobs.isEmpty() || jobs.contains(job.id()) || isOfNamedArray(job))
        && (partitions.isEmpty() || job.partition().filter(partitions::contains).isPresent())
        && (accounts.isEmpty() || job.account().filter(accounts::contains).isPresent())
        && (states.isEmpty() || states.stream().map(JobState::of).anyMatch(job.state()::equals));
  }

  /** Whether a job of a recording is meant: one's own are those of this machine's account. */
  boolean namesRecorded(JobInfo job) {
    return names(job) && (!me || job.user().filter(account()::equals).isPresent());
  }

  private boolean isOfNamedUser(JobInfo job) {
    return job.user().filter(users::contains).isPresent()
        || users.contains(String.valueOf(job.uid().orElse(-1)));
  }

  private boolean isOfNamedArray(JobInfo job) {
    return jobs.contains(String.valueOf(job.rawId().orElse(-1)))
        || jobs.contains(String.valueOf(job.arrayJobId().orElse(-1)))
        || jobs.contains(String.valueOf(job.hetJobId().orElse(-1)));
  }

  /** The jobs; nothing is asked yet. */
  SlurmJobs jobs(CommandRunner commands) {
    SlurmOptions options = SlurmOptions.defaults().withChoice(choice());
    if (interval != null) {
      if (!(interval >= 5 && interval <= 86_400)) {
        throw new UsageException("--slurm-interval: expected 5 to 86400 seconds, got " + interval);
      }
      options = options.withInterval(Duration.ofMillis(Math.round(interval * 1000)));
    }
    return SlurmJobs.open(commands, options);
  }

  /** The programs of this machine. */
  static LocalCommands here() {
    return LocalCommands.in(
        LocalCommands.folders(System.getenv().getOrDefault("PATH", "/usr/bin:/bin")));
  }

  /** The account that asks on this machine. */
  static String account() {
    return System.getProperty("user.name", "?");
  }

  /** What to say when there is no such job. */
  String none() {
    String tries =
        all || !users.isEmpty() || !jobs.isEmpty()
            ? "see 'squeue', or try --state PENDING,RUNNING"
            : "try --all, or --user NAME";
    String what = states.isEmpty() ? "running Slurm jobs" : "Slurm jobs in these states";
    return "No " + what + " found for " + choice().whose(Optional.of(account())) + "; " + tries;
  }
}
