package io.allsmi.collect.ssh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that is said of a host, made into settings. */
final class ResolvedHost {
  private static final String NONE = "none";
  private static final String AGENT_VARIABLE = "SSH_AUTH_SOCK";

  private final SshAccount account;
  private final String alias;
  private final String hostName;
  private final ConfigValues values;
  private final Map<String, List<String>> all;
  private final SshOverrides overrides;
  private final Optional<Path> configFile;
  private final List<String> skipped;
  private final Tokens tokens;

  ResolvedHost(
      SshAccount account,
      String alias,
      String hostName,
      ConfigValues values,
      SshOverrides overrides,
      Optional<Path> configFile,
      List<String> skipped)
      throws SshConfigException {
    this.account = account;
    this.alias = alias;
    this.hostName = hostName;
    this.values = values;
    this.overrides = overrides;
    this.configFile = configFile;
    this.skipped = skipped;
    all = values.withDefaults();
    tokens =
        Tokens.of(
            account,
            alias,
            hostName,
            user(),
            Integer.toString(port()),
            values.first("hostkeyalias").orElse(alias));
    Optional<String> jumps = values.first("proxyjump").filter(value -> !isNone(value));
    if (jumps.filter(value -> ProxyJumpValue.isLoop(value, hostName, user(), port())).isPresent()) {
      throw new SshConfigException(
          "proxyjump: expected a way to " + alias + " over other hosts, got '" + jumps.get() + "'");
    }
  }

  /** Says first what wins over the files; paths are not said, since they hold no tokens. */
  static void override(ConfigValues values, SshOverrides overrides) {
    overrides
        .strictHostKeyChecking()
        .ifPresent(policy -> values.set("stricthostkeychecking", List.of(printed(policy))));
    if (!overrides.proxyJump().isEmpty()) {
      String jumps = String.join(",", overrides.proxyJump());
      boolean isNone = ProxyJumpValue.isNone(jumps);
      values.set("proxyjump", List.of(isNone ? NONE : ProxyJumpValue.printed(jumps)));
    }
  }

  private static String printed(HostKeyPolicy policy) {
    return switch (policy) {
      case YES -> "true";
      case ACCEPT_NEW -> "accept-new";
      case NO -> "false";
    };
  }

  static String hostName(ConfigValues values, String alias) throws SshConfigException {
    Optional<String> named = values.first("hostname");
    String found = named.isPresent() ? Tokens.hostName(named.get(), alias) : alias;
    return found.toLowerCase(Locale.ROOT);
  }

  private static boolean isNone(String value) {
    return value.equalsIgnoreCase(NONE);
  }

  private String user() {
    return values.first("user").orElse(account.userName());
  }

  private int port() {
    return values.first("port").map(Integer::parseInt).orElse(22);
  }

  private Optional<String> one(String name) {
    return all.getOrDefault(name, List.of()).stream().findFirst();
  }

  private boolean is(String name) {
    return one(name).filter("yes"::equals).isPresent();
  }

  SshSettings settings() throws SshConfigException {
    return new SshSettings(
        alias,
        hostName,
        user(),
        port(),
        identityFiles(),
        new LinkedHashSet<>(overrides.keys()).size(),
        !overrides.keys().isEmpty() || values.has("identityfile"),
        is("identitiesonly"),
        agentSocket(),
        paths("certificatefile", values.all("certificatefile")),
        userKnownHostsFiles(),
        plainPaths("globalknownhostsfile"),
        policy(),
        one("hostkeyalias"),
        is("hashknownhosts"),
        proxyJump(),
        proxyCommand(),
        one("connecttimeout").filter(t -> !isNone(t) && !t.equals("0")).map(ResolvedHost::seconds),
        one("serveraliveinterval")
            .filter(t -> !isNone(t))
            .map(ResolvedHost::seconds)
            .orElse(Duration.ZERO),
        one("serveralivecountmax").map(Integer::parseInt).orElse(3),
        paths("revokedhostkeys", values.all("revokedhostkeys")).stream().findFirst(),
        one("pubkeyauthentication").filter("false"::equals).isEmpty(),
        new SshArguments(overrides, configFile, proxyJump()).words(),
        new Unsupported(values, skipped).lines());
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private List<Path> identityFiles() throws SshConfigException {
    boolean hasDefaults = overrides.keys().isEmpty();
    List<String> named = values.all("identityfile");
    List<String> used =
        named.isEmpty() && hasDefaults ? all.getOrDefault("identityfile", List.of()) : named;
    Set<Path> keys = new LinkedHashSet<>(overrides.keys());
    keys.addAll(paths("identityfile", used));
    return List.copyOf(keys);
  }

  private Optional<Path> agentSocket() throws SshConfigException {
    String value = one("identityagent").orElse(AGENT_VARIABLE);
    if (isNone(value)) {
      return Optional.empty();
    }
    boolean isVariable = isVariable(value);
    if (!isVariable && !value.equals(AGENT_VARIABLE)) {
      return Optional.of(path("identityagent", tokens.path(value, "identityagent")));
    }
    String name = isVariable ? value.substring(1) : value;
    String socket = account.environment().getOrDefault(name, "");
    return socket.isEmpty() ? Optional.empty() : Optional.of(path("identityagent", socket));
  }

  private static boolean isVariable(String value) {
    return value.startsWith("$") && !value.startsWith("${");
  }

  private List<Path> userKnownHostsFiles() throws SshConfigException {
    return overrides.userKnownHostsFiles().isEmpty()
        ? paths("userknownhostsfile", all.getOrDefault("userknownhostsfile", List.of()))
        : overrides.userKnownHostsFiles();
  }

  private List<Path> paths(String keyword, List<String> written) throws SshConfigException {
    List<Path> paths = new ArrayList<>();
    for (String value : written) {
      if (!isNone(value)) {
        paths.add(path(keyword, tokens.path(value, keyword)));
      }
    }
    return paths;
  }

  private List<Path> plainPaths(String keyword) throws SshConfigException {
    List<Path> paths = new ArrayList<>();
    for (String value : all.getOrDefault(keyword, List.of())) {
      if (!isNone(value)) {
        paths.add(path(keyword, value));
      }
    }
    return paths;
  }

  private static Path path(String keyword, String value) throws SshConfigException {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new SshConfigException(
          keyword + ": expected a path, got '" + SshConfigException.shown(value) + "'");
    }
  }

  private HostKeyPolicy policy() {
    return switch (one("stricthostkeychecking").orElse("ask")) {
      case "accept-new" -> HostKeyPolicy.ACCEPT_NEW;
      case "false" -> HostKeyPolicy.NO;
      default -> HostKeyPolicy.YES; // there is nobody to ask
    };
  }

  private List<String> proxyJump() throws SshConfigException {
    List<String> hops = new ArrayList<>();
    String value = one("proxyjump").filter(jumps -> !isNone(jumps)).orElse("");
    for (String hop : ProxyJumpValue.hops(value).orElse(List.of())) {
      hops.add(tokens.percent(hop, "proxyjump", Tokens.CONNECTION));
    }
    return hops;
  }

  private Optional<String> proxyCommand() throws SshConfigException {
    Optional<String> command = one("proxycommand").filter(value -> !isNone(value));
    return command.isEmpty()
        ? command
        : Optional.of(tokens.percent(command.get(), "proxycommand", Tokens.CONNECTION));
  }

  /** As {@code ssh -G} prints it. */
  SortedMap<String, List<String>> printed() throws SshConfigException {
    SortedMap<String, List<String>> printed = new TreeMap<>(all);
    printed.put("host", List.of(alias));
    printed.put("user", List.of(user()));
    printed.put("hostname", List.of(hostName));
    printed.put("port", List.of(Integer.toString(port())));
    printed.put("userknownhostsfile", List.of(printedKnownHosts()));
    printed.computeIfPresent(
        "globalknownhostsfile", (k, files) -> List.of(String.join(" ", files)));
    printed.computeIfPresent("proxyjump", (k, jumps) -> isNone(jumps.get(0)) ? null : jumps);
    printed.computeIfPresent("proxycommand", (k, line) -> isNone(line.get(0)) ? null : line);
    Optional<String> agent = one("identityagent").filter(a -> !isVariable(a) && !isNone(a));
    if (agent.isPresent()) {
      printed.put("identityagent", List.of(tokens.path(agent.get(), "identityagent")));
    }
    if (!overrides.keys().isEmpty()) {
      Stream<String> keys = overrides.keys().stream().map(Path::toString);
      Stream<String> named = values.all("identityfile").stream();
      printed.put("identityfile", Stream.concat(keys, named).distinct().toList());
    }
    return printed;
  }

  private String printedKnownHosts() throws SshConfigException {
    if (one("userknownhostsfile").filter(ResolvedHost::isNone).isPresent()) {
      return NONE;
    }
    return String.join(" ", userKnownHostsFiles().stream().map(Path::toString).toList());
  }
}
