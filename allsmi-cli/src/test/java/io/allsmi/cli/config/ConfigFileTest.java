package io.allsmi.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.KeyBindings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
  @TempDir Path folder;

  private ConfigFile read(String... lines) throws IOException {
    return bytes((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private ConfigFile bytes(byte[] bytes) throws IOException {
    return ConfigFile.read(Files.write(folder.resolve("config.toml"), bytes), "/home/ann");
  }

  private static List<String> faults(ConfigFile file) {
    return file.faults().stream().map(f -> f.line() + ": " + f.message()).toList();
  }

  private static String text(ConfigFile file, String key) {
    return file.values().get(ConfigKeys.of(key).orElseThrow()).text();
  }

  @Test
  void whatItSaysIsTheTextOfOptions() throws IOException {
    ConfigFile file =
        read(
            "schema_version = 1",
            "[view]",
            "hosts = [\"a\", \"b:9091\"]",
            "hostfile = \"~/hosts.csv\"",
            "interval_secs = 2.5",
            "ssh_strict_host_key = \"accept_new\"",
            "[api]",
            "processes = true",
            "[keys]",
            "quit = \"z\"");
    assertThat(faults(file)).isEmpty();
    assertThat(text(file, "view.hosts")).isEqualTo("a,b:9091");
    assertThat(text(file, "view.hostfile")).isEqualTo("/home/ann/hosts.csv");
    assertThat(text(file, "view.interval_secs")).isEqualTo("2.5");
    assertThat(text(file, "view.ssh_strict_host_key")).isEqualTo("accept-new");
    assertThat(text(file, "api.processes")).isEqualTo("true");
    assertThat(file.keys()).containsEntry("quit", List.of("z"));
  }

  @Test
  void aKeyThatWouldDoNothingIsAFaultThatNamesTheNearestOne() throws IOException {
    assertThat(faults(read("schema_version = 1", "[view]", "host = [\"a\"]")))
        .containsExactly(
            "3: view.host: expected a known key such as view.hosts, got an unknown one");
    assertThat(faults(read("schema_version = 1", "colour = 1")))
        .containsExactly(
            "2: colour: expected a key that 'allsmi config init' writes, got an unknown one");
  }

  @Test
  void whatTheRustToolWritesWithoutEffectIsNoFault() throws IOException {
    ConfigFile file =
        read("schema_version = 1", "[general]", "locale = \"ko\"", "[energy]", "currency = 5");
    assertThat(faults(file)).isEmpty();
    assertThat(file.values()).isEmpty();
    assertThat(file.ignored())
        .containsExactly("general.locale (line 3)", "energy.currency (line 5)");
  }

  @Test
  void anEmptyStringIsAsIfTheKeyWereNotThere() throws IOException {
    ConfigFile file =
        read("schema_version = 1", "[view]", "hostfile = \"\"", "hosts = []", "ssh_key = \"\"");
    assertThat(faults(file)).isEmpty();
    assertThat(file.values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "view.interval_secs = \"x\" | expected a number from 0.1 to 86400, got 'x'",
        "view.interval_secs = 0 | expected a number from 0.1 to 86400, got 0",
        "view.interval_secs = nan | expected a number from 0.1 to 86400, got NaN",
        "view.hosts = 5 | expected a list of strings, got 5",
        "view.hosts = [1] | expected a list of strings, got 1",
        "view.theme = \"dark\" | expected one of default, light, colour-blind, mono, got 'dark'",
        "api.port = 65536 | expected a whole number from 0 to 65535, got 65536",
        "api.port = 1.5 | expected a whole number from 0 to 65535, got 1.5",
        "api.port = [1] | expected a whole number from 0 to 65535, got a list",
        "api.processes = \"yes\" | expected true or false, got 'yes'",
        "api.socket = 1979-05-27 | expected true, false or a path as a string, got a date or time",
        "keys.quit = 5 | expected a key such as \"x\" or a list of them, got 5"
      })
  void aValueOfTheWrongKindSaysWhatIsExpected(String line, String message) throws IOException {
    String key = line.split(" ", 2)[0];
    assertThat(faults(read("schema_version = 1", line)))
        .containsExactly("2: " + key + ": " + message);
  }

  @Test
  void theVersionIsOneAndStandsThere() throws IOException {
    assertThat(faults(read("schema_version = 2")))
        .containsExactly("1: schema_version: expected 1, got 2");
    assertThat(faults(read("[view]")))
        .containsExactly(
            "1: schema_version: expected 1 above all tables, got none; write 'schema_version = 1'"
                + " there");
  }

  @Test
  void whatIsNotTomlIsAFaultWithItsLine() throws IOException {
    assertThat(faults(read("schema_version = 1", "[view", "x")))
        .isNotEmpty()
        .first()
        .asString()
        .startsWith("2: expected TOML, got something else: ");
  }

  @Test
  void allFaultsAreNamedInTheOrderOfTheirLines() throws IOException {
    ConfigFile file =
        read("schema_version = 1", "[keys]", "fly = \"x\"", "[view]", "hosts = 5", "odd = 1");
    assertThat(file.faults()).extracting(Fault::line).containsExactly(3, 5, 6);
    assertThat(file.say(file.faults().get(1))).startsWith(file.path() + ":5: view.hosts: ");
  }

  @Test
  void itIsBoundedInBytesAndInDepth() throws IOException {
    byte[] large = new byte[(1 << 20) + 1];
    Arrays.fill(large, (byte) '#');
    assertThat(faults(bytes(large))).containsExactly("1: expected at most 1 MiB, got more");
    byte[] deep = "[".repeat(500_000).getBytes(StandardCharsets.UTF_8);
    assertThat(faults(bytes(deep))).hasSize(1).first().asString().contains("brackets");
    assertThat(faults(bytes(new byte[] {(byte) 0xff})))
        .containsExactly("1: expected UTF-8, got other bytes");
  }

  @Test
  void aFileThatBeginsIsRightAndSaysNothing() throws IOException {
    ConfigFile file = read(ConfigTemplate.commented());
    assertThat(faults(file)).isEmpty();
    assertThat(file.values()).isEmpty();
  }

  @Test
  void whatItBeginsWithIsRightWhenItIsUncommented() throws IOException {
    String all = ConfigTemplate.commented().replaceAll("(?m)^# ([a-z_]+ = )", "$1");
    ConfigFile file = read(all);
    assertThat(faults(file)).isEmpty();
    assertThat(file.values().size()).isGreaterThan(20);
  }

  @Test
  void theDocumentNamesEveryKeyVariableAndAction() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "config.md"));
    for (ConfigKey key : ConfigKeys.ALL) {
      assertThat(document).contains("| `" + key.name() + "` | ");
      assertThat(key.variables()).allMatch(document::contains);
    }
    for (String key : ConfigKeys.WITHOUT_EFFECT) {
      assertThat(document).contains("`" + key + "`");
    }
  }

  /** {@code -Dallsmi.golden.update=true} writes the table. */
  @Test
  void theDocumentHasTheActionsAndTheirKeys() throws IOException {
    Path path = Path.of("..", "docs", "config.md");
    String table =
        KeyBindings.actions().stream()
            .map(a -> "| `" + a + "` | " + String.join(" ", keys(a)) + " |\n")
            .collect(
                Collectors.joining("", "<!-- actions -->\n| action | keys |\n|---|---|\n", ""));
    String document = Files.readString(path);
    if (Boolean.getBoolean("allsmi.golden.update")) {
      int from = document.indexOf("<!-- actions -->");
      int to = document.indexOf("<!-- /actions -->");
      document = document.substring(0, from) + table + document.substring(to);
      Files.writeString(path, document);
    }
    assertThat(document).contains(table + "<!-- /actions -->\n");
  }

  private static List<String> keys(String action) {
    return KeyBindings.defaultKeys(action).stream().map(key -> "`" + key + "`").toList();
  }

  @Test
  void everyKeyHasAVariableButThoseOfSsh() {
    for (ConfigKey key : ConfigKeys.ALL) {
      String name = "ALL_SMI_" + key.path().replace('.', '_').toUpperCase(Locale.ROOT);
      boolean ssh = key.option().startsWith("--ssh");
      assertThat(key.variables().contains(name)).as(key.path()).isEqualTo(!ssh);
    }
  }
}
