package io.allsmi.cli;

import io.allsmi.collect.ClusterPoller;
import io.allsmi.collect.HostList;
import io.allsmi.collect.HostSupplier;
import io.allsmi.collect.Hostfile;
import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.PacedHosts;
import io.allsmi.collect.PollOptions;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.local.LocalMachine;
import io.allsmi.collect.local.LocalOptions;
import io.allsmi.collect.local.LocalReaders;
import io.allsmi.collect.local.LocalTarget;
import io.allsmi.collect.ssh.SshHosts;
import io.allsmi.collect.ssh.SshOptions;
import io.allsmi.collect.ssh.SshTargetList;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where snapshots come from: the options shared by every command that reads hosts. */
final class SourceOptions {
  static final String TOKEN_VARIABLE = "ALL_SMI_AUTH_TOKEN";
  static final String HOSTS_VARIABLE = "BACKENDAI_CLUSTER_HOSTS";

  private static final String THIS_MACHINE = "this machine";
  private static final Duration LOCAL_INTERVAL = Duration.ofSeconds(3);

  @Option(
      names = "--hosts",
      arity = "1..*",
      split = ",",
      paramLabel = "HOST",
      description =
          "Exporters to read: host, host:port, http(s)://host:port/path. No port is 9090.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--hostfile",
      paramLabel = "FILE",
      description =
          "A file with one host a line, or a CSV with a host column; read again when it changes.")
  @Nullable Path hostfile;

  @Option(names = "--local", description = "This machine, alone or beside hosts.")
  boolean local;

  @Mixin SshCommandOptions ssh = new SshCommandOptions();
  @Mixin SlurmCommandOptions slurm = new SlurmCommandOptions();

  @Option(
      names = "--show-secrets",
      description =
          "Do not mask passwords and tokens in the command lines of this machine or of hosts over"
              + " SSH.")
  boolean showsSecrets;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A bearer token for the hosts; else the variable " + TOKEN_VARIABLE + " is used.")
  @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Certificates (PEM) that https hosts are checked against.")
  @Nullable Path caFile;

  /** A few words for the title line. */
  String description() {
    if (isThisMachine()) {
      return THIS_MACHINE;
    }
    return local ? THIS_MACHINE + " and " + ofHosts() : ofHosts();
  }

  private String ofHosts() {
    if (slurm.isGiven()) {
      return slurm.description();
    }
    if (ssh.isGiven() && hosts.isEmpty() && hostfile == null) {
      return ssh.description();
    }
    if (hostfile != null) {
      return "hostfile " + hostfile.getFileName() + (ssh.isGiven() ? " and SSH" : "");
    }
    if (ssh.isGiven()) {
      return "hosts and SSH";
    }
    return hosts.isEmpty()
        ? HOSTS_VARIABLE
        : hosts.size() == 1 ? hosts.get(0) : hosts.size() + " hosts";
  }

  /**
   * Starts reading; what is wrong with the list of hosts is said on {@code console}.
   *
   * @param interval how often each host is read; empty as the number of hosts says
   */
  ClusterSource open(Map<String, String> environment, Optional<Duration> interval, Console console)
      throws IOException {
    return isThisMachine()
        ? machine(interval)
        : poller(environment, pollOptions(environment, interval), false, console);
  }

  /** Every host once; arguments and complaints as in {@link #open}. */
  ClusterSnapshot readOnce(
      Map<String, String> environment, Optional<Duration> interval, Console console)
      throws IOException, InterruptedException {
    if (isThisMachine()) {
      try (PacedHosts machine = machine(interval)) {
        return machine
            .poll()
            .orElseThrow(() -> new IOException(THIS_MACHINE + ": expected a reading, got none"));
      }
    }
    PollOptions options = pollOptions(environment, interval);
    try (PolledHosts poller = poller(environment, options, true, console)) {
      return poller.readOnce();
    }
  }

  /** Whether this machine is all there is to read. */
  private boolean isThisMachine() {
    return local && !namesHosts();
  }

  private PacedHosts machine(Optional<Duration> interval) {
    checkWithoutHosts("--local");
    return PacedHosts.local(LocalMachine.open(localOptions()), interval.orElse(LOCAL_INTERVAL));
  }

  /**
   * Says which option needs a host when only this machine is read.
   *
   * @param given what asks for this machine
   */
  void checkWithoutHosts(String given) {
    ssh.checkUnused();
    slurm.checkUnused();
    checkUnsent(given);
  }

  /** Says which option needs a host when a recording is shown; some choose jobs of it. */
  void checkReplayed() {
    ssh.checkUnused();
    slurm.checkRecorded();
    checkUnsent("a recording");
    if (showsSecrets) {
      throw new UsageException(
          "--show-secrets: expected together with --local or --ssh, got a recording");
    }
  }

  private void checkUnsent(String given) {
    if (tokenFile != null || caFile != null) {
      String needless = tokenFile != null ? "--token-file" : "--ca-file";
      throw new UsageException(needless + ": expected together with hosts, got " + given);
    }
  }

  /** How this machine is read. */
  LocalOptions localOptions() {
    return LocalOptions.defaults().withMasksSecrets(!showsSecrets);
  }

  private PollOptions pollOptions(Map<String, String> environment, Optional<Duration> interval) {
    PollOptions options = pollOptions(environment);
    return interval.or(slurm::fetch).map(options::withInterval).orElse(options);
  }

  /**
   * Starts to read hosts; what is wrong with the list of them is said on {@code console}.
   *
   * @param once whether each is read once and no more
   */
  PolledHosts poller(
      Map<String, String> environment, PollOptions options, boolean once, Console console)
      throws IOException {
    Optional<SlurmHosts> jobs = slurmHosts();
    boolean isOpen = false;
    try {
      PolledHosts hosts = new PolledHosts(poller(environment, options, once, jobs, console), jobs);
      if (hosts.hasNoJobs()) {
        console.complain(slurm.none());
      }
      isOpen = true;
      return hosts;
    } finally {
      if (!isOpen) {
        jobs.ifPresent(SlurmHosts::close);
      }
    }
  }

  private ClusterPoller poller(
      Map<String, String> environment,
      PollOptions options,
      boolean once,
      Optional<SlurmHosts> jobs,
      Console console)
      throws IOException {
    List<HostSupplier> suppliers = new ArrayList<>();
    if (local) {
      HostList machine = HostList.of(List.of(LocalTarget.of(localOptions())));
      suppliers.add(() -> machine);
    }
    if (!hosts.isEmpty() || hostfile != null || (!local && !ssh.isGiven() && jobs.isEmpty())) {
      suppliers.add(supplier(environment));
    }
    jobs.ifPresent(nodes -> suppliers.add(nodes.supplier()));
    Optional<SshHosts> overSsh = sshHosts(jobs);
    overSsh.ifPresent(suppliers::add);
    if (once) {
      overSsh.ifPresent(named -> named.tellNotices(console::complain));
    }
    Set<Issue> plain = new HashSet<>();
    if (overSsh.isPresent()) {
      plain.addAll(overSsh.get().current().issues());
    }
    if (jobs.isPresent()) {
      plain.addAll(jobs.get().supplier().current().issues());
    }
    ClusterPoller poller =
        open(() -> all(suppliers), options, readers(overSsh, jobs, options, once));
    for (Issue issue : poller.hostListIssues()) {
      console.complain(plain.contains(issue) ? issue.toString() : complaint(issue));
    }
    return poller;
  }

  private Optional<SlurmHosts> slurmHosts() throws IOException {
    if (slurm.isGiven()) {
      return Optional.of(SlurmHosts.open(slurm, ssh));
    }
    slurm.checkUnused();
    return Optional.empty();
  }

  private Optional<SshHosts> sshHosts(Optional<SlurmHosts> jobs) throws IOException {
    boolean nodesOverSsh = jobs.isPresent() && slurm.way() == SlurmCommandOptions.Way.SSH;
    if (ssh.isGiven() || nodesOverSsh) {
      SshTargetList named = ssh.isGiven() ? ssh.named() : new SshTargetList(List.of(), List.of());
      return Optional.of(ssh.hosts(() -> jobs.isPresent() ? jobs.get().over(named) : named));
    }
    if (slurm.login == null) {
      ssh.checkUnused();
    }
    if (showsSecrets && !local && slurm.way() != SlurmCommandOptions.Way.SRUN) {
      throw new UsageException(
          "--show-secrets: expected together with --local or --ssh, got other hosts");
    }
    return Optional.empty();
  }

  /** Readers of what is not read over HTTP. */
  private List<HostReaders> readers(
      Optional<SshHosts> overSsh, Optional<SlurmHosts> jobs, PollOptions options, boolean once)
      throws IOException {
    List<HostReaders> readers = new ArrayList<>();
    if (jobs.isPresent()) {
      int hosts = jobs.get().supplier().current().targets().size();
      Optional<Duration> pace = once ? Optional.empty() : Optional.of(options.intervalFor(hosts));
      jobs.get().readers(!showsSecrets, pace).ifPresent(readers::add);
    }
    if (overSsh.isPresent()) {
      int hosts = overSsh.get().current().targets().size();
      Optional<Duration> pace = once ? Optional.empty() : Optional.of(options.intervalFor(hosts));
      SshOptions how = ssh.options(!showsSecrets, pace).withKeepsConnections(!once);
      how = jobs.isPresent() ? SlurmHosts.patience(how) : how;
      readers.add(SshCommandOptions.readers(overSsh.get(), how));
    }
    if (local) {
      readers.add(LocalReaders.of(localOptions()));
    }
    return readers;
  }

  private String complaint(Issue issue) {
    return (hostfile == null ? HOSTS_VARIABLE : hostfile.toString()) + ": " + issue;
  }

  private static ClusterPoller open(
      HostSupplier supplier, PollOptions options, List<HostReaders> readers) throws IOException {
    try {
      return ClusterPoller.open(supplier, options, readers);
    } catch (IllegalArgumentException e) {
      throw new UsageException(TOKEN_VARIABLE + ": " + e.getMessage());
    }
  }

  /** Hosts in the order of the suppliers; warnings about SSH first: one is about who listens. */
  private static HostList all(List<HostSupplier> suppliers) throws IOException {
    List<HostTarget> targets = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (HostSupplier supplier : suppliers) {
      HostList list = supplier.current();
      targets.addAll(list.targets());
      issues.addAll(0, list.issues());
    }
    return new HostList(targets, issues);
  }

  private HostSupplier supplier(Map<String, String> environment) {
    List<HttpTarget> named = new ArrayList<>();
    for (String host : hosts) {
      named.add(target(host));
    }
    if (hostfile != null) {
      Hostfile file = Hostfile.watch(hostfile);
      return named.isEmpty() ? file : () -> joined(named, file.current());
    }
    if (!named.isEmpty()) {
      return () -> HostList.of(named);
    }
    String fromEnvironment = environment.getOrDefault(HOSTS_VARIABLE, "");
    if (fromEnvironment.isBlank()) {
      throw new UsageException(
          "source: expected --local, --hosts, --hostfile, --ssh, --ssh-hostfile, --slurm or the"
              + " variable "
              + HOSTS_VARIABLE
              + ", got none");
    }
    HostList list = HostList.parseCommaSeparated(fromEnvironment);
    if (list.targets().isEmpty()) {
      String why = list.issues().isEmpty() ? "" : " (" + list.issues().get(0).message() + ")";
      throw new UsageException(HOSTS_VARIABLE + ": expected at least one host, got none" + why);
    }
    return () -> list;
  }

  private static HttpTarget target(String host) {
    try {
      return HttpTarget.parse(host);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--hosts: " + e.getMessage());
    }
  }

  private static HostList joined(List<HttpTarget> named, HostList file) {
    List<HostTarget> all = new ArrayList<>(named);
    for (HostTarget target : file.targets()) {
      if (!all.contains(target)) {
        all.add(target);
      }
    }
    return new HostList(all, file.issues());
  }

  /** Whether the command line names hosts. */
  boolean namesHosts() {
    return !hosts.isEmpty() || hostfile != null || ssh.isGiven() || slurm.isGiven();
  }

  /** How hosts over HTTP are asked; the pace is the caller's. */
  PollOptions pollOptions(Map<String, String> environment) {
    PollOptions options = PollOptions.defaults();
    String token = environment.getOrDefault(TOKEN_VARIABLE, "").strip();
    if (tokenFile != null) {
      options = options.withTokenFile(tokenFile);
    } else if (!token.isEmpty()) {
      options = options.withToken(token);
    }
    return caFile == null ? options : options.withCaFile(caFile);
  }
}
