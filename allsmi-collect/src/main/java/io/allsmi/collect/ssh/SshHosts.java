package io.allsmi.collect.ssh;

import io.allsmi.collect.HostList;
import io.allsmi.collect.HostSupplier;
import io.allsmi.collect.host.HostTarget;
import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshConfig;
import io.allsmi.collect.ssh.config.SshConfigException;
import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.Issue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hosts over SSH as a user names them, with what {@code ssh_config} says of each.
 *
 * <pre>{@code
 * SshHosts hosts =
 *     SshHosts.open(
 *         SshTargetList.parse(List.of("gpu[01-16]")),
 *         Optional.empty(),
 *         SshConfig.open(Optional.empty(), SshAccount.current()),
 *         SshOverrides.none());
 * SshReaders readers = SshReaders.open(hosts, SshOptions.defaults());
 * try (var poller = ClusterPoller.open(hosts, PollOptions.defaults(), List.of(readers))) {
 *   UserAggregation users = UserAggregator.aggregate(poller.readOnce().hosts());
 * }
 * }</pre>
 *
 * <p>The list's issues are what could not be used of it, a warning when the keys of hosts are not
 * checked, and what was noticed of known hosts since. Safe for use by several threads.
 *
 * @since 0.30
 */
public final class SshHosts implements HostSupplier {
  private static final int MOST_NOTICES = 100;

  /** Names hosts that come and go. */
  @FunctionalInterface
  public interface Names {
    /**
     * The hosts as of now.
     *
     * @throws IOException when they cannot be told
     */
    SshTargetList current() throws IOException;
  }

  private final Names named;
  private final Optional<Path> hostfilePath;
  private final Optional<SshHostfile> hostfile;
  private final SshConfig config;
  private final SshOverrides overrides;
  private final Map<SshTarget, SshHost> resolved = new HashMap<>();
  private final Set<String> notices = new LinkedHashSet<>();
  private volatile Consumer<String> listener = notice -> {};

  private SshHosts(Names named, Optional<Path> hostfile, SshConfig config, SshOverrides overrides) {
    this.named = named;
    this.hostfilePath = hostfile;
    this.hostfile = hostfile.map(SshHostfile::watch);
    this.config = config;
    this.overrides = overrides;
  }

  /**
   * These hosts and, after them, those of a file, which is read again when it changes; nothing is
   * read yet.
   *
   * @param overrides what wins over the configuration; a line of the file wins over that
   */
  public static SshHosts open(
      SshTargetList named, Optional<Path> hostfile, SshConfig config, SshOverrides overrides) {
    return new SshHosts(() -> named, hostfile, config, overrides);
  }

  /**
   * Hosts that come and go, such as the nodes of jobs; nothing is read yet.
   *
   * @param named is asked whenever the hosts are
   * @param hostfile a file of others, which is read again when it changes
   * @param overrides what wins over the configuration
   */
  public static SshHosts open(
      Names named, Optional<Path> hostfile, SshConfig config, SshOverrides overrides) {
    return new SshHosts(named, hostfile, config, overrides);
  }

  /**
   * The hosts as of now.
   *
   * @throws IOException when the file cannot be read, or when there is no host of which the
   *     configuration says how it is reached
   */
  @Override
  public synchronized HostList current() throws IOException {
    SshTargetList names = named.current();
    List<Issue> issues = new ArrayList<>();
    for (Issue issue : names.issues()) {
      issues.add(new Issue(0, "--ssh: entry " + issue.line() + ": " + issue.message()));
    }
    List<SshTarget> targets = new ArrayList<>(names.targets());
    if (hostfile.isPresent()) {
      SshTargetList file = hostfile.get().current();
      targets.addAll(file.targets());
      file.issues().forEach(issue -> issues.add(new Issue(0, hostfilePath.get() + " " + issue)));
    }
    List<HostTarget> hosts = hosts(targets, issues);
    if (uncheckedKeys(hosts)) {
      issues.add(
          0,
          new Issue(
              0,
              "ssh: host keys are not checked (StrictHostKeyChecking no);"
                  + " anyone on the way can pretend to be these hosts"));
    }
    synchronized (notices) {
      notices.forEach(notice -> issues.add(new Issue(0, "ssh: " + notice)));
    }
    return new HostList(hosts, issues);
  }

  private List<HostTarget> hosts(List<SshTarget> targets, List<Issue> issues) throws IOException {
    List<HostTarget> hosts = new ArrayList<>();
    Optional<SshConfigException> first = Optional.empty();
    for (SshTarget target : targets) {
      try {
        hosts.add(host(target));
      } catch (SshConfigException e) {
        first = first.or(() -> Optional.of(e));
        issues.add(new Issue(0, target + ": " + e.getMessage()));
      }
    }
    if (hosts.isEmpty() && first.isPresent()) {
      throw first.get();
    }
    return hosts;
  }

  private SshHost host(SshTarget target) throws SshConfigException {
    SshHost known = resolved.get(target);
    if (known != null) {
      return known;
    }
    List<Path> keys = new ArrayList<>(target.keys());
    keys.addAll(overrides.keys());
    List<String> jumps = target.jumps().isEmpty() ? overrides.proxyJump() : target.jumps();
    SshHost host = new SshHost(settings(target, keys, jumps));
    resolved.put(target, host);
    return host;
  }

  private SshSettings settings(SshTarget target, List<Path> keys, List<String> jumps)
      throws SshConfigException {
    SshOverrides ofTarget =
        new SshOverrides(
            keys,
            overrides.userKnownHostsFiles(),
            overrides.strictHostKeyChecking(),
            jumps,
            overrides.allowsMatchExec());
    return config.resolve(target.host(), target.user(), target.port(), ofTarget);
  }

  /** A jump host has the keys and known hosts of all, but a way of its own. */
  SshSettings jump(String spec) throws IOException {
    return settings(SshTarget.parse(spec), overrides.keys(), List.of());
  }

  /**
   * Tells at once what is noticed of known hosts from now on, for who does not ask for the list
   * again.
   *
   * @param to is told each notice once, in one line; any thread
   */
  public void tellNotices(Consumer<String> to) {
    listener = to;
  }

  /** Something about known hosts that is said with the list from now on. */
  void notice(String text) {
    boolean isNew;
    synchronized (notices) {
      isNew = notices.size() < MOST_NOTICES && notices.add(text);
    }
    if (isNew) {
      listener.accept("ssh: " + text);
    }
  }

  private static boolean uncheckedKeys(List<HostTarget> hosts) {
    return hosts.stream()
        .map(SshHost.class::cast)
        .anyMatch(h -> h.settings().strictHostKeyChecking() == HostKeyPolicy.NO);
  }
}
