package io.allsmi.collect.ssh.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one host is reached, as {@code ssh_config} and the command line together say: every pattern
 * is matched, every token replaced, every default filled in.
 *
 * @param alias the host as the user wrote it; what {@code Host} lines are matched with
 * @param hostName the name or address that is connected to
 * @param user the account there
 * @param port 1–65535
 * @param identityFiles private keys, or public keys whose private half an agent holds, in the order
 *     they are tried; the default ones when none is named; they need not exist
 * @param explicitKeys how many of the first {@code identityFiles} the command line has named; they
 *     are tried before all others
 * @param namesIdentities whether {@code identityFiles} were named and are not the defaults
 * @param identitiesOnly whether an agent is asked only for keys that {@code identityFiles} name
 * @param agentSocket the agent's socket; empty when there is none or none is wanted
 * @param certificateFiles certificates that are named
 * @param userKnownHostsFiles files of known hosts; the first is added to
 * @param globalKnownHostsFiles files of known hosts that are only read
 * @param strictHostKeyChecking what an unknown host key means
 * @param hostKeyAlias the name under which the host key is looked up instead of the host's
 * @param hashKnownHosts whether an added host is written as a hash
 * @param proxyJump the hosts on the way, nearest first, each as {@code [user@]host[:port]} or
 *     {@code ssh://…}; empty for none
 * @param proxyCommand the program whose input and output are the connection, ready for a shell
 * @param connectTimeout how long connecting may take; empty when not said
 * @param serverAliveInterval how often a silent server is asked whether it is there; zero for never
 * @param serverAliveCountMax how many such questions may go unanswered
 * @param revokedHostKeys a list of keys that are refused; empty for none
 * @param offersKeys whether a key is offered at all
 * @param sshArguments what {@code ssh} has to be told, besides the account, the port and the alias,
 *     to reach the host in the same way: each an argument of its own, not quoted
 * @param unsupported what the configuration asks of this host and is not done, for people
 * @since 0.30
 */
public record SshSettings(
    String alias,
    String hostName,
    String user,
    int port,
    List<Path> identityFiles,
    int explicitKeys,
    boolean namesIdentities,
    boolean identitiesOnly,
    Optional<Path> agentSocket,
    List<Path> certificateFiles,
    List<Path> userKnownHostsFiles,
    List<Path> globalKnownHostsFiles,
    HostKeyPolicy strictHostKeyChecking,
    Optional<String> hostKeyAlias,
    boolean hashKnownHosts,
    List<String> proxyJump,
    Optional<String> proxyCommand,
    Optional<Duration> connectTimeout,
    Duration serverAliveInterval,
    int serverAliveCountMax,
    Optional<Path> revokedHostKeys,
    boolean offersKeys,
    List<String> sshArguments,
    List<String> unsupported) {
  /** Checks the arguments and copies the lists. */
  public SshSettings {
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(hostName, "hostName");
    Objects.requireNonNull(user, "user");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 1 to 65535, got " + port);
    }
    identityFiles = List.copyOf(identityFiles);
    if (explicitKeys < 0 || explicitKeys > identityFiles.size()) {
      throw new IllegalArgumentException(
          "explicitKeys: expected 0 to " + identityFiles.size() + ", got " + explicitKeys);
    }
    certificateFiles = List.copyOf(certificateFiles);
    userKnownHostsFiles = List.copyOf(userKnownHostsFiles);
    globalKnownHostsFiles = List.copyOf(globalKnownHostsFiles);
    proxyJump = List.copyOf(proxyJump);
    sshArguments = List.copyOf(sshArguments);
    unsupported = List.copyOf(unsupported);
  }
}
