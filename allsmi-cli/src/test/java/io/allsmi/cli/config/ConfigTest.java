package io.allsmi.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
  @TempDir Path folder;

  private ConfigPlaces places(Map<String, String> environment) {
    return new ConfigPlaces(
        environment, folder.resolve("home").toString(), folder.resolve("etc"), false);
  }

  private Path write(Path path, String text) throws IOException {
    Path parent = path.getParent();
    assertThat(parent).isNotNull();
    Files.createDirectories(parent);
    return Files.writeString(path, "schema_version = 1\n" + text);
  }

  private static Optional<Config.Setting> port(Config config) {
    return config.setting(ConfigKeys.of("api.port").orElseThrow());
  }

  @Test
  void nothingIsSetWhereThereIsNoFileAndNoVariable() throws ConfigException {
    assertThat(Config.load(Optional.empty(), places(Map.of("HOME", "/x")))).isSameAs(Config.NONE);
  }

  @Test
  void theFileOfTheUserComesBeforeThatOfTheMachine() throws Exception {
    write(places(Map.of()).all().get(1), "api.port = 1\n");
    assertThat(port(Config.load(Optional.empty(), places(Map.of()))).orElseThrow().text())
        .isEqualTo("1");
    write(places(Map.of()).own(), "api.port = 2\n");
    assertThat(port(Config.load(Optional.empty(), places(Map.of()))).orElseThrow().text())
        .isEqualTo("2");
    Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
    write(folder.resolve("xdg/all-smi/config.toml"), "api.port = 3\n");
    assertThat(port(Config.load(Optional.empty(), places(xdg))).orElseThrow().text())
        .isEqualTo("3");
  }

  @Test
  void aVariableComesBeforeTheFileAndSaysSo() throws Exception {
    Path file = write(folder.resolve("c.toml"), "[api]\nport = 1\nprocesses = true\n");
    Map<String, String> environment =
        Map.of("ALL_SMI_API_PORT", "7", "ALL_SMI_API_PROCESSES", "no");
    Config config = Config.load(Optional.of(file), places(environment));
    assertThat(port(config))
        .contains(new Config.Setting("7", Config.Origin.ENVIRONMENT, "ALL_SMI_API_PORT"));
    assertThat(config.setting(ConfigKeys.of("api.processes").orElseThrow()).orElseThrow().text())
        .isEqualTo("false");
    assertThat(port(Config.load(Optional.of(file), places(Map.of()))))
        .contains(new Config.Setting("1", Config.Origin.FILE, file + ":3"));
  }

  @Test
  void anOldNameOfAVariableCountsBehindItsNewOne() throws Exception {
    ConfigKey key = ConfigKeys.of("alerts.temp_warn_c").orElseThrow();
    Map<String, String> old = Map.of("ALL_SMI_ALERT_TEMP", "70");
    Map<String, String> both =
        Map.of("ALL_SMI_ALERT_TEMP", "70", "ALL_SMI_ALERTS_TEMP_WARN_C", "71");
    assertThat(Config.load(Optional.empty(), places(old)).setting(key).orElseThrow().text())
        .isEqualTo("70");
    assertThat(Config.load(Optional.empty(), places(both)).setting(key).orElseThrow().text())
        .isEqualTo("71");
  }

  @Test
  void aVariableThatIsWrongIsNamed() {
    assertThatThrownBy(() -> Config.load(Optional.empty(), places(Map.of("ALL_SMI_API_PORT", "x"))))
        .hasMessage("ALL_SMI_API_PORT: expected a whole number from 0 to 65535, got 'x'");
  }

  @Test
  void aFaultNamesTheFileItsLineAndHowManyMoreThereAre() throws IOException {
    Path file = write(folder.resolve("c.toml"), "a = 1\nb = 2\n");
    assertThatThrownBy(() -> Config.load(Optional.of(file), places(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("config: " + file + ":2: a: expected ")
        .hasMessageEndingWith("; and 1 more, see 'allsmi config validate'");
  }

  @Test
  void aNamedFileMustExistAndAFolderIsNone() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> Config.load(Optional.of(none), places(Map.of())))
        .hasMessage("config: " + none + ": expected a file that exists, got none");
    assertThatThrownBy(() -> Config.load(Optional.of(folder), places(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("config: ");
  }

  @Test
  void whatHoldsIsPrintedAsTomlWithItsOrigin() throws Exception {
    Path file =
        write(
            folder.resolve("c.toml"),
            "[alerts]\nwebhook_url = \"https://ann:pw@hooks.example/T0/secret\"\n"
                + "[keys]\nquit = \"\\\\\"\n");
    Config config = Config.load(Optional.of(file), places(Map.of("ALL_SMI_VIEW_HOSTS", "a,b")));
    String printed = ConfigTemplate.effective(config);
    assertThat(printed)
        .contains("hosts = [\"a\", \"b\"]  # environment ALL_SMI_VIEW_HOSTS\n")
        .contains("# port = 9090  # default\n")
        .contains("webhook_url = \"https://…@hooks.example/…\"  # file " + file + ":3\n")
        .contains("quit = [\"\\\\\"]  # file\n")
        .doesNotContain("secret", "pw@");
    Path copy = Files.writeString(folder.resolve("copy.toml"), printed);
    assertThat(ConfigFile.read(copy, "/x").faults()).isEmpty();
  }
}
