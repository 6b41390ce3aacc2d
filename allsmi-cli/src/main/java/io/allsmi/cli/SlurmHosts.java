package io.allsmi.cli;

import io.allsmi.collect.HostSupplier;
import io.allsmi.collect.command.CommandRunner;
import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.host.HostReaders;
import io.allsmi.collect.slurm.JobNodes;
import io.allsmi.collect.slurm.NodeAddress;
import io.allsmi.collect.slurm.SlurmJobs;
import io.allsmi.collect.slurm.SrunReaders;
import io.allsmi.collect.ssh.SshHost;
import io.allsmi.collect.ssh.SshHosts;
import io.allsmi.collect.ssh.SshLogin;
import io.allsmi.collect.ssh.SshOptions;
import io.allsmi.collect.ssh.SshReaders;
import io.allsmi.collect.ssh.SshTarget;
import io.allsmi.collect.ssh.SshTargetList;
import io.allsmi.core.Issue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code --slurm} adds to the hosts of a command: the jobs and the nodes they are on. */
final class SlurmHosts implements AutoCloseable {
  private final SlurmCommandOptions options;
  private final Optional<SshReaders> way;
  private final Optional<SshLogin> login;
  private final ProgramStarter programs;
  private final SlurmJobs jobs;
  private final JobNodes nodes;

  private SlurmHosts(
      SlurmCommandOptions options,
      Optional<SshReaders> way,
      Optional<SshLogin> login,
      CommandRunner commands,
      ProgramStarter programs) {
    this.options = options;
    this.way = way;
    this.login = login;
    this.programs = programs;
    this.jobs = options.jobs(commands);
    boolean isOverSsh = options.way() == SlurmCommandOptions.Way.SSH;
    NodeAddress address = isOverSsh ? (node, on) -> Optional.empty() : options.address(account());
    this.nodes = JobNodes.of(jobs, address);
  }

  /** Nothing is asked yet; a login node is connected to by the first question. */
  static SlurmHosts open(SlurmCommandOptions options, SshCommandOptions ssh) throws IOException {
    String node = options.login;
    if (node == null) {
      var here = SlurmCommandOptions.here();
      return new SlurmHosts(options, Optional.empty(), Optional.empty(), here, here);
    }
    SshHosts hosts = ssh.hosts(() -> only("--slurm-login", node));
    SshHost host = (SshHost) hosts.current().targets().get(0);
    SshReaders readers = SshReaders.open(hosts, ssh.options(true, Optional.empty()));
    SshLogin login = readers.login(host);
    return new SlurmHosts(options, Optional.of(readers), Optional.of(login), login, login);
  }

  private static SshTargetList only(String option, String host) {
    try {
      return new SshTargetList(List.of(SshTarget.parse(host)), List.of());
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  private String account() {
    return SlurmCommandOptions.account();
  }

  SlurmJobs jobs() {
    return jobs;
  }

  /** The nodes and what is wrong with the jobs; of nodes over SSH only the latter. */
  HostSupplier supplier() {
    return nodes;
  }

  /** These hosts over SSH and, where nodes are read so, the nodes behind them. */
  SshTargetList over(SshTargetList named) throws IOException {
    if (options.way() != SlurmCommandOptions.Way.SSH) {
      return named;
    }
    List<SshTarget> targets = new ArrayList<>(named.targets());
    List<Issue> issues = new ArrayList<>(named.issues());
    for (String name : nodes.names()) {
      try {
        targets.add(new SshTarget(Optional.empty(), name, OptionalInt.empty()));
      } catch (IllegalArgumentException e) {
        issues.add(new Issue(0, "node: " + e.getMessage()));
      }
    }
    return new SshTargetList(targets, issues);
  }

  /** Readers of nodes that are read by steps. */
  Optional<HostReaders> readers(boolean masksSecrets, Optional<Duration> pace) {
    return options.way() == SlurmCommandOptions.Way.SRUN
        ? Optional.of(SrunReaders.of(programs, masksSecrets, pace))
        : Optional.empty();
  }

  /** How hosts over SSH are read: connecting takes 5 s at most where nothing else is said. */
  static SshOptions patience(SshOptions options) {
    return options.connectTimeout().isPresent()
        ? options
        : options.withConnectTimeout(Duration.ofSeconds(5));
  }

  /** Leaves the login node. */
  @Override
  public void close() {
    login.ifPresent(SshLogin::close);
    way.ifPresent(SshReaders::close);
  }
}
