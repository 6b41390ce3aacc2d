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
import io.allsmi.collect.ssh.SshHosts;
import io.allsmi.collect.ssh.SshOptions;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.source.ClusterSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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

  @Option(names = "--local", description = "This machine. Not together with hosts.")
  boolean local;

  @Mixin SshCommandOptions ssh = new SshCommandOptions();

  @Option(
      names = "--show-secrets",
      description =
          "Do not mask passwords and tokens in the command lines of this machine or of hosts over"
              + " SSH.")
  boolean showsSecrets;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description =
          "How often each host is read. Default: 3 to 6, by the number of hosts; --local 3.")
  @Nullable Double interval;

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
    if (local) {
      return THIS_MACHINE;
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

  /** Starts reading; what is wrong with the list of hosts is said on {@code console}. */
  ClusterSource open(Map<String, String> environment, Console console) throws IOException {
    return local ? machine() : poller(environment, console, false);
  }

  /** Every host once; complaints as in {@link #open}. */
  ClusterSnapshot readOnce(Map<String, String> environment, Console console)
      throws IOException, InterruptedException {
    if (local) {
      try (PacedHosts machine = machine()) {
        return machine
            .poll()
            .orElseThrow(() -> new IOException(THIS_MACHINE + ": expected a reading, got none"));
      }
    }
    try (ClusterPoller poller = poller(environment, console, true)) {
      return poller.readOnce();
    }
  }

  private PacedHosts machine() {
    if (namesHosts()) {
      throw new UsageException("source: expected --local or hosts, got both");
    }
    ssh.checkUnused();
    if (tokenFile != null || caFile != null) {
      String given = tokenFile != null ? "--token-file" : "--ca-file";
      throw new UsageException(given + ": expected together with hosts, got --local");
    }
    LocalOptions options = LocalOptions.defaults().withMasksSecrets(!showsSecrets);
    Duration pace = interval().orElse(LOCAL_INTERVAL);
    return PacedHosts.local(LocalMachine.open(options), pace);
  }

  private ClusterPoller poller(Map<String, String> environment, Console console, boolean readsOnce)
      throws IOException {
    if (ssh.isGiven()) {
      return sshPoller(environment, console, readsOnce);
    }
    ssh.checkUnused();
    if (showsSecrets) {
      throw new UsageException("--show-secrets: expected together with --local, got hosts");
    }
    ClusterPoller poller = open(supplier(environment), environment, List.of());
    for (Issue issue : poller.hostListIssues()) {
      console.complain(complaint(issue));
    }
    return poller;
  }

  private String complaint(Issue issue) {
    return (hostfile == null ? HOSTS_VARIABLE : hostfile.toString()) + ": " + issue;
  }

  private ClusterPoller sshPoller(
      Map<String, String> environment, Console console, boolean readsOnce) throws IOException {
    SshHosts overSsh = ssh.hosts();
    HostSupplier all = overSsh;
    if (!hosts.isEmpty() || hostfile != null) {
      HostSupplier overHttp = supplier(environment);
      all = () -> both(overHttp.current(), overSsh.current());
    }
    Set<Issue> ofSsh = Set.copyOf(overSsh.current().issues());
    Optional<Duration> pace = readsOnce ? Optional.empty() : interval();
    SshOptions options = ssh.options(!showsSecrets, pace).withKeepsConnections(!readsOnce);
    HostReaders readers = SshCommandOptions.readers(overSsh, options);
    ClusterPoller poller = open(all, environment, List.of(readers));
    for (Issue issue : poller.hostListIssues()) {
      console.complain(ofSsh.contains(issue) ? issue.toString() : complaint(issue));
    }
    return poller;
  }

  private ClusterPoller open(
      HostSupplier supplier, Map<String, String> environment, List<HostReaders> readers)
      throws IOException {
    try {
      return ClusterPoller.open(supplier, pollOptions(environment), readers);
    } catch (IllegalArgumentException e) {
      throw new UsageException(TOKEN_VARIABLE + ": " + e.getMessage());
    }
  }

  /** Warnings about SSH first: one of them is about who may be listening. */
  private static HostList both(HostList overHttp, HostList overSsh) {
    List<HostTarget> targets = new ArrayList<>(overHttp.targets());
    targets.addAll(overSsh.targets());
    List<Issue> issues = new ArrayList<>(overSsh.issues());
    issues.addAll(overHttp.issues());
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
          "source: expected --local, --hosts, --hostfile, --ssh, --ssh-hostfile or the variable "
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
    return !hosts.isEmpty() || hostfile != null || ssh.isGiven();
  }

  /** How often each host is read, where the command line says so. */
  Optional<Duration> interval() {
    if (interval == null) {
      return Optional.empty();
    }
    if (!(interval >= 0.1 && interval <= 86_400)) {
      throw new UsageException("--interval: expected 0.1 to 86400 seconds, got " + interval);
    }
    return Optional.of(Duration.ofMillis(Math.round(interval * 1000)));
  }

  private PollOptions pollOptions(Map<String, String> environment) {
    PollOptions options = PollOptions.defaults();
    Optional<Duration> pace = interval();
    if (pace.isPresent()) {
      options = options.withInterval(pace.get());
    }
    String token = environment.getOrDefault(TOKEN_VARIABLE, "").strip();
    if (tokenFile != null) {
      options = options.withTokenFile(tokenFile);
    } else if (!token.isEmpty()) {
      options = options.withToken(token);
    }
    return caFile == null ? options : options.withCaFile(caFile);
  }
}
