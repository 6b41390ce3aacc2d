package io.allsmi.collect.ssh.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the command line has said, in the words of {@code ssh}. It hands none of them but the
 * configuration on to the programs that it goes through jump hosts with: where more was said, the
 * way is spelled out.
 */
final class SshArguments {
  /** What {@code ssh} puts in for the host that is gone to. */
  private static final String THROUGH = "[%h]:%p";

  private final List<String> ofEachHost = new ArrayList<>();
  private final boolean isHandedOn;
  private final List<String> way;
  private final boolean isWaySaid;

  /**
   * Words for a host.
   *
   * @param way its jump hosts, the first one first
   */
  SshArguments(SshOverrides overrides, Optional<Path> configFile, List<String> way) {
    configFile.ifPresent(file -> ofEachHost.addAll(List.of("-F", file.toString())));
    isHandedOn = overrides.keys().isEmpty() && overrides.userKnownHostsFiles().isEmpty();
    isWaySaid = !overrides.proxyJump().isEmpty();
    this.way = List.copyOf(way);
    overrides.keys().forEach(key -> ofEachHost.addAll(List.of("-i", key.toString())));
    if (!overrides.userKnownHostsFiles().isEmpty()) {
      String files =
          overrides.userKnownHostsFiles().stream()
              .map(file -> '"' + file.toString().replace("%", "%%") + '"')
              .collect(Collectors.joining(" "));
      ofEachHost.addAll(List.of("-o", "UserKnownHostsFile=" + files));
    }
  }

  List<String> words() {
    List<String> words = new ArrayList<>(ofEachHost);
    if (!way.isEmpty() && !isHandedOn) {
      words.addAll(List.of("-o", proxyCommand(way)));
    } else if (isWaySaid) {
      words.addAll(List.of("-J", way.isEmpty() ? ProxyJumpValue.NONE : String.join(",", way)));
    }
    return words;
  }

  /** The last of these hosts is gone through over those before it. */
  private String proxyCommand(List<String> hops) {
    int last = hops.size() - 1;
    List<String> words = new ArrayList<>(ofEachHost);
    // With a way of its own it would go that.
    words.addAll(
        last == 0 ? List.of() : List.of("-o", proxyCommand(List.copyOf(hops.subList(0, last)))));
    words.addAll(ProxyJumpValue.destination(hops.get(last)));
    String told = words.stream().map(SshArguments::quoted).collect(Collectors.joining(" "));
    return "ProxyCommand=ssh -W " + THROUGH + " " + told.replace("%", "%%");
  }

  /**
   * For the shell that runs it. Only backslashes: {@code ssh} looks for pairs of quotes in it too,
   * and not as a shell does.
   */
  private static String quoted(String word) {
    return word.replaceAll("[^A-Za-z0-9_@%+=:,./-]", "\\\\$0");
  }
}
