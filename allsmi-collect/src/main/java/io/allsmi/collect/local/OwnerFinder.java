package io.allsmi.collect.local;

import io.allsmi.core.usage.SystemAccounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose the processes of containers and of system accounts are, and the job of each process.
 *
 * <p>In this order, and the first that answers is believed:
 *
 * <ol>
 *   <li>the Slurm job, by cgroup or by a parent {@code slurmstepd: [job.step]}: its user is in the
 *       path (v1) or is the account of the process that Slurm itself started for the job;
 *   <li>the account that logged in ({@code loginuid}), which the kernel does not let change;
 *   <li>the labels that an orchestrator put on the container;
 *   <li>the environment of a process that uses a device, its own word.
 * </ol>
 *
 * An account that is itself a system account is nobody's answer. Where nothing here tells the job
 * of a process that uses a device, {@link StepList} is asked.
 */
final class OwnerFinder {
  private static final int MOST_ANCESTORS = 64;
  private static final int MOST_JOBS = 65_536;
  private static final String STEP_TITLE = "slurmstepd: [";

  private final SystemFiles files;
  private final Accounts accounts;
  private final ContainerLabels labels;

  /** By job, the account that Slurm started it for. */
  private final Map<String, KnownAccount> jobs = new HashMap<>();

  private record KnownAccount(String user, OptionalInt uid) {}

  OwnerFinder(SystemFiles files, Accounts accounts) {
    this.files = files;
    this.accounts = accounts;
    this.labels = new ContainerLabels(files);
  }

  /** Forgets containers and jobs of the last read that nothing asked for. */
  void refresh() {
    labels.refresh();
    if (jobs.size() > MOST_JOBS) {
      jobs.clear();
    }
  }

  /**
   * The owner of a process.
   *
   * @param usesDevice whether it uses a device: only then its environment is read
   * @param processes the other processes by number; null for one that cannot be read
   */
  Owner find(
      KnownProcess process, boolean usesDevice, IntFunction<@Nullable KnownProcess> processes) {
    if (isStepDaemon(process)) {
      return Owner.nobody(process.cgroup.jobId().or(() -> jobInTitle(process)));
    }
    Optional<String> job = job(process, processes);
    Optional<String> kept = job.or(() -> process.owner.jobId());
    boolean isOfSomebodyElse =
        process.cgroup.containerId().isPresent() || isSystem(process.user, process.uid);
    Environment environment =
        usesDevice && (isOfSomebodyElse || kept.isEmpty())
            ? Environment.read(files, process.pid)
            : Environment.EMPTY;
    Optional<String> jobId = kept.or(environment::jobId);
    if (!isOfSomebodyElse) {
      return Owner.nobody(jobId);
    }
    KnownAccount ofJob = kept.map(jobs::get).orElse(null);
    if (ofJob != null) {
      return owner(ofJob, "slurm job", process, jobId);
    }
    return loginOwner(process, jobId)
        .or(() -> labelOwner(process, jobId))
        .or(() -> environmentOwner(process, environment, jobId))
        .orElse(Owner.nobody(jobId));
  }

  /** The job that contains the process; what is learned of its user is kept. */
  private Optional<String> job(
      KnownProcess process, IntFunction<@Nullable KnownProcess> processes) {
    Optional<String> job = process.cgroup.jobId();
    if (job.isPresent() && process.cgroup.jobUid().isPresent()) {
      int uid = process.cgroup.jobUid().getAsInt();
      jobs.put(
          job.get(),
          new KnownAccount(
              accounts.name(uid).orElse(String.valueOf(uid)), process.cgroup.jobUid()));
      return job;
    }
    KnownProcess child = process;
    for (int i = 0; i < MOST_ANCESTORS; i++) {
      KnownProcess parent = processes.apply(child.stat().parentPid());
      if (parent == null) {
        return job;
      }
      if (isStepDaemon(parent) && mayBeBelieved(parent, process)) {
        Optional<String> id = parent.cgroup.jobId().or(() -> jobInTitle(parent));
        KnownAccount account = new KnownAccount(child.user, child.uid);
        id.ifPresent(known -> jobs.put(known, account));
        return job.or(() -> id);
      }
      child = parent;
    }
    return job;
  }

  private static boolean isStepDaemon(KnownProcess process) {
    return process.cgroup.isJobDaemon() || jobInTitle(process).isPresent();
  }

  /** Anybody can give a process this title; root's is Slurm's, and one's own fools only oneself. */
  private static boolean mayBeBelieved(KnownProcess daemon, KnownProcess process) {
    return daemon.uid.orElse(-1) == 0 || daemon.uid.equals(process.uid);
  }

  private static Optional<String> jobInTitle(KnownProcess process) {
    if (!process.command.startsWith(STEP_TITLE)) {
      return Optional.empty();
    }
    String rest = process.command.substring(STEP_TITLE.length());
    int dot = rest.indexOf('.');
    String id = dot < 0 ? "" : rest.substring(0, dot);
    return Numbers.whole(id).orElse(-1) >= 0 ? Optional.of(id) : Optional.empty();
  }

  private Optional<Owner> loginOwner(KnownProcess process, Optional<String> jobId) {
    if (process.loginUid.isEmpty()) {
      return Optional.empty();
    }
    int uid = process.loginUid.getAsInt();
    String user = accounts.name(uid).orElse(String.valueOf(uid));
    return isSystem(user, process.loginUid)
        ? Optional.empty()
        : Optional.of(owner(new KnownAccount(user, process.loginUid), "loginuid", process, jobId));
  }

  private Optional<Owner> labelOwner(KnownProcess process, Optional<String> jobId) {
    return process
        .cgroup
        .containerId()
        .flatMap(id -> labels.owner(id, accounts))
        .map(l -> owner(named(l.user()), "container label " + l.key(), process, jobId));
  }

  private Optional<Owner> environmentOwner(
      KnownProcess process, Environment environment, Optional<String> jobId) {
    return environment.user().map(named -> owner(named(named.user()), named.key(), process, jobId));
  }

  private KnownAccount named(String user) {
    return new KnownAccount(user, accounts.number(user));
  }

  private static Owner owner(
      KnownAccount account, String source, KnownProcess process, Optional<String> jobId) {
    return account.user.isEmpty()
            || account.user.equals(process.user)
            || isSystem(account.user, account.uid)
        ? Owner.nobody(jobId)
        : new Owner(Optional.of(account.user), account.uid, source, jobId);
  }

  private static boolean isSystem(String user, OptionalInt uid) {
    return SystemAccounts.isSystem(user, uid.orElse(-1));
  }

  /** The account number in /proc/PID/loginuid; absent for a process that no login began. */
  static OptionalInt loginUid(String text) {
    OptionalLong uid = Numbers.whole(text.strip());
    return uid.isPresent() && uid.getAsLong() >= 0 && uid.getAsLong() <= Integer.MAX_VALUE
        ? OptionalInt.of((int) uid.getAsLong())
        : OptionalInt.empty();
  }
}
