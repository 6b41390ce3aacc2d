package io.allsmi.collect.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files, each about one rule, mean to us what they mean to {@code ssh -G}. */
class SshConfigOracleTest {
  /** Without the table of services OpenSSH knows no port by its name, not even its own. */
  private static final boolean HAS_SERVICES = Files.exists(Path.of("/etc/services"));

  @TempDir Path folder;

  @BeforeEach
  void needsSsh() throws IOException {
    SshDashG.need();
  }

  /** One file a line, with the escapes of Java for the ends of its lines. */
  static Stream<String> files() throws IOException {
    try (InputStream in = SshConfigOracleTest.class.getResourceAsStream("/ssh/config-cases.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> HAS_SERVICES || !line.equals("Port ssh"))
          .map(String::translateEscapes)
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void meansWhatItMeansToSsh(String text) throws IOException {
    same(SshDashG.write(folder.resolve("config"), text), "foo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOO", "10.0.0.1", "::1", "fe80::1%eth0", "a.b.c", "x@y"})
  void hostIsTakenAsSshTakesIt(String host) throws IOException {
    same(SshDashG.write(folder.resolve("config"), "Host *.c\nUser u\nHost F*\nUser v\n"), host);
  }

  @Test
  void includedFilesAreReadWhereTheyStand() throws IOException {
    Path config = folder.resolve("config");
    Path parts = Files.createDirectory(folder.resolve("parts"));
    SshDashG.write(parts.resolve("20"), "Host bar\nUser no\nHost foo\nUser twenty\nPort 20\n");
    SshDashG.write(parts.resolve("10"), "Port 10\nMatch host none\n");
    SshDashG.write(parts.resolve(".hidden"), "HostName hidden\n");
    SshDashG.write(parts.resolve("[a"), "HashKnownHosts yes\n");
    for (String include :
        List.of(
            "*", "?0", "[12]0", "20", "no*", "20 10", "\"10\" # c", ".h*", "[a", "\\20", "./1*")) {
      SshDashG.write(config, "Include " + parts + "/" + include + "\nIdentityFile last\n");
      same(config, "foo");
      SshDashG.write(config, "Host bar\nInclude " + parts + "/" + include + "\nIdentityFile x\n");
      same(config, "foo");
      same(config, "bar");
    }
  }

  @Test
  void filesThatIncludeThemselvesAreRefused() throws IOException {
    Path config = folder.resolve("config");
    SshDashG.write(config, "Include " + config + "\n");
    same(config, "foo");
    Path last = folder.resolve("16");
    SshDashG.write(last, "User deep\n");
    for (int i = 15; i >= 0; i--) {
      Path file = folder.resolve("" + i);
      SshDashG.write(file, "Include " + last + "\n");
      last = file;
    }
    same(last, "foo");
    SshDashG.write(config, "Include " + last + "\n");
    same(config, "foo");
  }

  @Test
  void whatIsNamedOnTheCommandLineWins() throws IOException {
    Path config =
        SshDashG.write(folder.resolve("config"), "User x\nPort 4\nMatch user y\nHostName z\n");
    Map<String, List<String>> theirs =
        SshDashG.ask(
                config, "-l", "y", "-p", "5", "-J", "a,b", "-o", "StrictHostKeyChecking=no", "foo")
            .orElseThrow();
    SshOverrides overrides =
        new SshOverrides(
            List.of(), List.of(), Optional.of(HostKeyPolicy.NO), List.of("a", "b"), false);
    Map<String, List<String>> ours =
        SshConfig.open(Optional.of(config), SshAccount.current())
            .values("foo", Optional.of("y"), OptionalInt.of(5), overrides);
    assertThat(SshDashG.comparable(ours)).isEqualTo(theirs);
    assertThat(ours.get("hostname")).containsExactly("z");
  }

  private static void same(Path config, String host) throws IOException {
    String at = host.contains("@") ? host.substring(0, host.indexOf('@')) : "";
    Optional<Map<String, List<String>>> theirs = SshDashG.ask(config, host);
    SshConfig ours = SshConfig.open(Optional.of(config), SshAccount.current());
    SshOverrides overrides =
        new SshOverrides(List.of(), List.of(), Optional.empty(), List.of(), true);
    Optional<String> user = at.isEmpty() ? Optional.empty() : Optional.of(at);
    String name = at.isEmpty() ? host : host.substring(at.length() + 1);
    if (theirs.isEmpty()) {
      assertThatThrownBy(() -> ours.values(name, user, OptionalInt.empty(), overrides))
          .as(Files.readString(config))
          .isInstanceOf(SshConfigException.class)
          .hasMessageContaining("expected ");
    } else {
      assertThat(SshDashG.comparable(ours.values(name, user, OptionalInt.empty(), overrides)))
          .as(Files.readString(config))
          .isEqualTo(theirs.get());
      assertThat(ours.resolve(name, user, OptionalInt.empty(), overrides).hostName()).isNotEmpty();
    }
  }
}
