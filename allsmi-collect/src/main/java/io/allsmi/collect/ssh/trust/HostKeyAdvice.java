package io.allsmi.collect.ssh.trust;

import io.allsmi.collect.ssh.config.HostKeyPolicy;
import io.allsmi.collect.ssh.config.SshSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What helps where the key of a host was refused: commands that can be pasted into a shell. */
final class HostKeyAdvice {
  private static final Path NOWHERE = Path.of("/dev/null");

  private final SshSettings settings;
  private final String name;

  HostKeyAdvice(SshSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  /** How a key that is not known becomes known. */
  String accept() {
    List<Path> files = settings.userKnownHostsFiles();
    if (files.isEmpty() || files.get(0).equals(NOWHERE)) {
      return "compare the fingerprint, and name a file to keep it in with UserKnownHostsFile or"
          + " --ssh-known-hosts";
    }
    return "compare the fingerprint and accept it once with: " + ssh();
  }

  /**
   * How keys that are known and are not the host's any more are forgotten, from all their files.
   */
  String forget(List<Path> files) {
    String removed =
        files.stream()
            .map(file -> "ssh-keygen -R " + quoted(name) + " -f " + quoted(file.toString()))
            .collect(Collectors.joining(" && "));
    boolean isAdded = settings.strictHostKeyChecking() == HostKeyPolicy.ACCEPT_NEW;
    return removed + (isAdded || settings.userKnownHostsFiles().isEmpty() ? "" : " && " + ssh());
  }

  /** How a certificate that does not hold becomes one that does. */
  String sign(String principal) {
    return "have its authority sign the host's key anew: ssh-keygen -s AUTHORITY -h -I ID -n "
        + quoted(principal)
        + " KEY.pub";
  }

  /** Asks for the key even where the configuration says that nobody is asked. */
  private String ssh() {
    List<String> words = new ArrayList<>(List.of("ssh"));
    settings.sshArguments().forEach(word -> words.add(quotedWhereNeeded(word)));
    words.addAll(List.of("-o", "StrictHostKeyChecking=ask"));
    if (settings.port() != 22) {
      words.addAll(List.of("-p", String.valueOf(settings.port())));
    }
    words.add(quotedWhereNeeded(settings.user() + "@" + settings.alias()));
    words.add("true");
    return String.join(" ", words);
  }

  private static String quotedWhereNeeded(String text) {
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : quoted(text);
  }

  /** For a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
