package io.allsmi.collect.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.Testbed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the installed {@code ssh -G} says, to compare with. */
final class SshDashG {
  /** Depend on how ssh was built, or are printed in a form of their own. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "canonicalizepermittedcnames",
          "casignaturealgorithms",
          "ciphers",
          "controlpath",
          "controlpersist",
          "fingerprinthash",
          "gssapikexalgorithms",
          "hostbasedacceptedalgorithms",
          "hostkeyalgorithms",
          "ignoreunknown",
          "ipqos",
          "kexalgorithms",
          "localforward",
          "loglevel",
          "macs",
          "pubkeyacceptedalgorithms",
          "remoteforward",
          "dynamicforward",
          "addkeystoagent",
          "rekeylimit",
          "xauthlocation");

  /** The program, or the test is skipped. */
  static Path need() throws IOException {
    Path ssh = Testbed.need("ssh");
    Answer version = run(List.of(ssh.toString(), "-V"));
    assumeTrue(version.text().startsWith("OpenSSH_"), "ssh is not OpenSSH");
    return ssh;
  }

  /** Writes a file that no one else may write, whatever the umask. */
  static Path write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** What was printed, both streams, and how it ended. */
  record Answer(int code, String text) {}

  private SshDashG() {}

  /** The values; empty when the configuration is refused. */
  static Optional<Map<String, List<String>>> ask(Path config, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(need().toString(), "-G", "-F"));
    command.add(config.toString());
    command.addAll(List.of(arguments));
    Answer answer = run(command);
    return answer.code() == 0 ? Optional.of(values(answer.text())) : Optional.empty();
  }

  private static Map<String, List<String>> values(String text) {
    Map<String, List<String>> values = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int blank = line.indexOf(' ');
      String key = blank < 0 ? line : line.substring(0, blank).toLowerCase(Locale.ROOT);
      if (Keyword.of(key).isPresent()) {
        values.computeIfAbsent(key, k -> new ArrayList<>()).add(line.substring(blank + 1));
      }
    }
    return comparable(values);
  }

  /** Without what is not compared. */
  static Map<String, List<String>> comparable(Map<String, List<String>> values) {
    Map<String, List<String>> kept = new TreeMap<>(values);
    kept.keySet().removeAll(NOT_COMPARED);
    return kept;
  }

  private static Answer run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("SSH_AUTH_SOCK");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return new Answer(process.exitValue(), text);
  }
}
