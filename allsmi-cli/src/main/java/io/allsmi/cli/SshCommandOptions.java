package io.allsmi.cli;

import io.allsmi.collect.ssh.SshHosts;
import io.allsmi.collect.ssh.SshOptions;
import io.allsmi.collect.ssh.SshReaders;
import io.allsmi.collect.ssh.SshTargetList;
import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshAccount;
import io.allsmi.collect.ssh.config.SshConfig;
import io.allsmi.collect.ssh.config.SshOverrides;
import io.allsmi.core.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Hosts over SSH on which nothing of ours is installed, and how they are reached. */
final class SshCommandOptions {
  private static final int MOST_SECONDS = 3600;
  private static final int MOST_AT_A_TIME = 1024;

  @Option(
      names = "--ssh",
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "Hosts to read over SSH with nothing installed: [user@]host[:port], lists such as"
              + " gpu[01-16], several with commas.")
  List<String> targets = new ArrayList<>();

  @Option(
      names = "--ssh-hostfile",
      paramLabel = "FILE",
      description = "A file with one such target a line; read again when it changes.")
  @Nullable Path hostfile;

  @Option(
      names = "--ssh-key",
      paramLabel = "FILE",
      description = "A private key to log in with, before all others; may be repeated.")
  List<String> keys = new ArrayList<>();

  @Option(
      names = "--ssh-config",
      paramLabel = "FILE",
      description = "Instead of ~/.ssh/config and /etc/ssh/ssh_config.")
  @Nullable String config;

  @Option(
      names = "--ssh-known-hosts",
      paramLabel = "FILE",
      description = "Known hosts instead of those that ssh_config names.")
  @Nullable String knownHosts;

  @Option(
      names = "--ssh-strict-host-key",
      paramLabel = "yes|accept-new|no",
      description = "What becomes of unknown host keys. Default: as ssh_config says, else yes.")
  @Nullable String strict;

  @Option(
      names = "--ssh-timeout-secs",
      paramLabel = "SECONDS",
      description = "How long connecting to a host may take. Default: as ssh_config says, else 10.")
  @Nullable Integer timeoutSeconds;

  @Option(
      names = "--ssh-concurrency",
      paramLabel = "N",
      description = "Hosts that are connected to at the same time. Default: 32.")
  @Nullable Integer concurrency;

  @Option(
      names = "--ssh-fallback",
      paramLabel = "TOOL,…",
      description =
          "What hosts without allsmi are read with, in this order: nvidia-smi, amd-smi, rocm-smi,"
              + " none. Default: the first three.")
  @Nullable String fallback;

  @Option(
      names = "--ssh-jump",
      paramLabel = "HOST,…",
      description = "Hosts to go through, the first one first, instead of those of ssh_config.")
  @Nullable String jump;

  @Option(
      names = "--ssh-allow-exec",
      description =
          "Run the programs of 'Match exec' in ssh_config, as ssh does. Without it such a line"
              + " never matches.")
  boolean allowsExec;

  /** Whether the command line names hosts over SSH. */
  boolean isGiven() {
    return !targets.isEmpty() || hostfile != null;
  }

  /** Says which option needs a host when there is none. */
  void checkUnused() {
    String given =
        !keys.isEmpty()
            ? "--ssh-key"
            : firstGiven(
                new String[] {
                  "--ssh-config", config,
                  "--ssh-known-hosts", knownHosts,
                  "--ssh-strict-host-key", strict,
                  "--ssh-timeout-secs", timeoutSeconds == null ? null : "",
                  "--ssh-concurrency", concurrency == null ? null : "",
                  "--ssh-fallback", fallback,
                  "--ssh-jump", jump,
                  "--ssh-allow-exec", allowsExec ? "" : null
                });
    if (!given.isEmpty()) {
      throw new UsageException(
          given + ": expected together with --ssh or --ssh-hostfile, got none");
    }
  }

  private static String firstGiven(@Nullable String[] namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        return String.valueOf(namesAndValues[i]);
      }
    }
    return "";
  }

  /** A few words for the title line. */
  String description() {
    if (hostfile != null) {
      return "hostfile " + hostfile.getFileName();
    }
    return targets.size() == 1 ? "ssh " + targets.get(0) : targets.size() + " lists over SSH";
  }

  /** The hosts of the command line but for those of a file. */
  SshTargetList named() {
    SshTargetList named = SshTargetList.parse(targets);
    if (hostfile == null && named.targets().isEmpty()) {
      String why = named.issues().isEmpty() ? "" : " (" + named.issues().get(0).message() + ")";
      throw new UsageException("--ssh: expected at least one host, got none" + why);
    }
    return named;
  }

  /** Hosts with these names, and those of the file; nothing is asked of them yet. */
  SshHosts hosts(SshHosts.Names names) throws IOException {
    Optional<Path> configFile =
        Optional.ofNullable(config).map(file -> existing("--ssh-config", file));
    SshConfig settings = SshConfig.open(configFile, SshAccount.current());
    return SshHosts.open(names, Optional.ofNullable(hostfile), settings, overrides());
  }

  private SshOverrides overrides() {
    List<Path> given = keys.stream().map(key -> existing("--ssh-key", key)).toList();
    List<Path> known = knownHosts == null ? List.of() : List.of(path(knownHosts));
    List<String> jumps = jump == null ? List.of() : List.of(jump.strip().split("\\s*,\\s*", -1));
    try {
      return new SshOverrides(
          given, known, Optional.ofNullable(strict).map(Words::policy), jumps, allowsExec);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ssh-jump: " + e.getMessage());
    }
  }

  /** How the hosts are reached and read. */
  SshOptions options(boolean masksSecrets, Optional<Duration> interval) {
    SshOptions options = SshOptions.defaults().withMasksSecrets(masksSecrets);
    if (timeoutSeconds != null) {
      within("--ssh-timeout-secs", timeoutSeconds, MOST_SECONDS);
      options = options.withConnectTimeout(Duration.ofSeconds(timeoutSeconds));
    }
    if (concurrency != null) {
      within("--ssh-concurrency", concurrency, MOST_AT_A_TIME);
      options = options.withConcurrency(concurrency);
    }
    if (fallback != null) {
      options = options.withFallbacks(Words.tools(fallback));
    }
    return interval.isPresent() ? options.withInterval(interval.get()) : options;
  }

  /** Reads those hosts; belongs to the poller that gets it. */
  static SshReaders readers(SshHosts hosts, SshOptions options) {
    return SshReaders.open(hosts, options);
  }

  private static void within(String name, int number, int most) {
    if (number < 1 || number > most) {
      throw new UsageException(name + ": expected 1 to " + most + ", got " + number);
    }
  }

  private static Path existing(String name, String file) {
    Path path = path(file);
    if (!Files.isRegularFile(path)) {
      throw new UsageException(name + ": expected a file that exists, got '" + path + "'");
    }
    return path;
  }

  /** Shells do not expand {@code --ssh-key=~/key}. */
  private static Path path(String file) {
    return file.startsWith("~/")
        ? Path.of(System.getProperty("user.home", ""), file.substring(2))
        : Path.of(file);
  }

  /** Words for which there are several. */
  static final class Words {
    private Words() {}

    static HostKeyPolicy policy(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "yes", "true", "strict" -> HostKeyPolicy.YES;
        case "accept-new", "acceptnew", "accept_new" -> HostKeyPolicy.ACCEPT_NEW;
        case "no", "false", "off" -> HostKeyPolicy.NO;
        default ->
            throw new UsageException(
                "--ssh-strict-host-key: expected one of yes, accept-new, no, got '" + word + "'");
      };
    }

    /** {@code none} wins, wherever it stands. */
    static List<Transport> tools(String list) {
      List<Transport> tools = new ArrayList<>();
      boolean none = false;
      for (String word : list.split(",", -1)) {
        Optional<Transport> tool = tool(word.strip().toLowerCase(Locale.ROOT));
        none |= tool.isEmpty();
        tool.filter(known -> !tools.contains(known)).ifPresent(tools::add);
      }
      return none ? List.of() : List.copyOf(tools);
    }

    private static Optional<Transport> tool(String word) {
      return switch (word) {
        case "nvidia-smi", "nvidia_smi", "nvidia" -> Optional.of(Transport.SSH_NVIDIA_SMI);
        case "amd-smi", "amd_smi", "amdsmi" -> Optional.of(Transport.SSH_AMD_SMI);
        case "rocm-smi", "rocm_smi", "rocm", "amd" -> Optional.of(Transport.SSH_ROCM_SMI);
        case "none", "off", "disabled" -> Optional.empty();
        default ->
            throw new UsageException(
                "--ssh-fallback: expected some of nvidia-smi, amd-smi, rocm-smi, none, got '"
                    + word
                    + "'");
      };
    }
  }
}
