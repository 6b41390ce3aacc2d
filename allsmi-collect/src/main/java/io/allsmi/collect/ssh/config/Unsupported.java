package io.allsmi.collect.ssh.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a configuration asks for that would change how a host is reached, and is not done. */
final class Unsupported {
  /** Keywords, and the values that ask for nothing. */
  private static final Map<String, Set<String>> ASKS_FOR_NOTHING =
      Map.ofEntries(
          Map.entry("addressfamily", Set.of("any")),
          Map.entry("bindaddress", Set.of()),
          Map.entry("bindinterface", Set.of()),
          Map.entry("canonicalizehostname", Set.of("false")),
          Map.entry("hostbasedauthentication", Set.of("no")),
          Map.entry("knownhostscommand", Set.of("none")),
          Map.entry("nohostauthenticationforlocalhost", Set.of("no")),
          Map.entry("pkcs11provider", Set.of("none")),
          Map.entry("proxyusefdpass", Set.of("no")),
          Map.entry("remotecommand", Set.of("none")),
          Map.entry("verifyhostkeydns", Set.of("false")));

  private final ConfigValues values;
  private final List<String> skipped;

  Unsupported(ConfigValues values, List<String> skipped) {
    this.values = values;
    this.skipped = skipped;
  }

  /** Each in one line, sorted, the programs that were not run at the end. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ASKS_FOR_NOTHING.keySet().stream()
        .sorted()
        .filter(this::isAsked)
        .forEach(name -> lines.add(name + " " + shown(name) + ": not supported"));
    if (values.has("preferredauthentications")
        && !shown("preferredauthentications").contains("publickey")) {
      lines.add(
          "preferredauthentications "
              + shown("preferredauthentications")
              + ": only publickey is supported");
    }
    skipped.stream()
        .distinct()
        .forEach(
            command ->
                lines.add(
                    "match exec '"
                        + SshConfigException.shown(command)
                        + "': not run; --ssh-allow-exec allows it"));
    return lines;
  }

  private boolean isAsked(String name) {
    Set<String> nothing = ASKS_FOR_NOTHING.getOrDefault(name, Set.of());
    return values
        .first(name)
        .filter(v -> !nothing.contains(v.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  private String shown(String name) {
    return SshConfigException.shown(values.first(name).orElse(""));
  }
}
