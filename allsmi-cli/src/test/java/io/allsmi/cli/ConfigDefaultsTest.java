package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.cli.config.Config;
import io.allsmi.cli.config.ConfigKey;
import io.allsmi.cli.config.ConfigKeys;
import io.allsmi.cli.config.ConfigPlaces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What options are where the command line does not say. */
class ConfigDefaultsTest {
  private static final Console NOWHERE =
      new Console(
          new PrintStream(OutputStream.nullOutputStream()),
          new PrintStream(OutputStream.nullOutputStream()));

  @TempDir Path folder;

  private CommandLine parsed(Map<String, String> environment, String toml, String words)
      throws Exception {
    Path file =
        Files.writeString(folder.resolve("config.toml"), "schema_version = 1\n" + toml + "\n");
    String[] args = (words + " --config " + file).split(" ");
    ConfigPlaces places = new ConfigPlaces(environment, "/home/ann", folder, false);
    ConfigStart start = ConfigStart.of(args, places, NOWHERE);
    CommandLine line = Main.commandLine(start.args(), NOWHERE);
    start.applyTo(line);
    line.parseArgs(start.args());
    return line.getSubcommands().get(args[0]);
  }

  private Object value(String toml, String words, String option) throws Exception {
    return parsed(Map.of(), toml, words).getCommandSpec().findOption(option).getValue();
  }

  @Test
  void aFlagComesBeforeAVariableAndThatBeforeTheFile() throws Exception {
    Map<String, String> environment = Map.of("ALL_SMI_API_PORT", "2");
    String toml = "api.port = 1";
    assertThat(port(Map.of(), toml, "api")).isEqualTo(1);
    assertThat(port(environment, toml, "api")).isEqualTo(2);
    for (String flag : List.of("--port 3", "--port=3", "-p 3", "-p3")) {
      assertThat(port(environment, toml, "api " + flag)).isEqualTo(3);
    }
    assertThat(port(Map.of(), "", "api")).isEqualTo(9090);
  }

  private int port(Map<String, String> environment, String toml, String words) throws Exception {
    ApiCommand api = parsed(environment, toml, words).getCommand();
    return api.settings.port;
  }

  @ParameterizedTest
  @ValueSource(strings = {"view", "users", "record"})
  void theFileNamesHostsWhereTheCommandLineNamesNoSource(String command) throws Exception {
    String toml = "view.hosts = [\"a\", \"b\"]";
    assertThat(value(toml, command, "--hosts")).isEqualTo(List.of("a", "b"));
    for (String source :
        List.of("--hosts c", "--hostfile f", "--local", "--ssh d", "--slurm", "--replay r")) {
      assertThat(
              value(
                  toml,
                  command.equals("record") ? "record --local" : command + " " + source,
                  "--hosts"))
          .isIn(List.of(), List.of("c"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"snapshot", "jobs"})
  void aSourceOfTheFileDoesNotMoveACommandThatHasItsOwn(String command) throws Exception {
    assertThat(value("view.hosts = [\"a\"]", command, "--hosts")).isEqualTo(List.of());
  }

  @Test
  void hostsOfTheEnvironmentTakeThePlaceOfAllSourcesOfTheFile() throws Exception {
    String toml = "view.hostfile = \"f\"\nview.ssh = [\"s\"]";
    UsersCommand users = parsed(Map.of("ALL_SMI_VIEW_HOSTS", "a, b"), toml, "users").getCommand();
    assertThat(users.source.hosts).containsExactly("a", " b");
    assertThat(users.source.hostfile).isNull();
    assertThat(users.source.ssh.targets).isEmpty();
    UsersCommand backend =
        parsed(Map.of("BACKENDAI_CLUSTER_HOSTS", "c"), toml, "users").getCommand();
    assertThat(backend.source.hostfile).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "users --hosts a, false",
    "users --local, false",
    "users --ssh a, true",
    "snapshot --ssh a, true",
    "users --slurm, true",
    "jobs, true",
    "jobs --via http, false",
    "jobs --node-url http://{node}:1, false",
    "jobs --via srun --slurm-login l, true",
    "jobs --replay r, false"
  })
  void howHostsOverSshAreReachedCountsWhereThereAreSome(String words, boolean counts)
      throws Exception {
    assertThat(value("view.ssh_timeout_secs = 7", words, "--ssh-timeout-secs") != null)
        .isEqualTo(counts);
  }

  @Test
  void hostsOverSshInTheFileBringTheirSettings() throws Exception {
    String toml = "view.ssh = [\"a\"]\nview.ssh_key = \"~/k\"";
    UsersCommand users = parsed(Map.of(), toml, "users").getCommand();
    assertThat(users.source.ssh.targets).containsExactly("a");
    assertThat(users.source.ssh.keys).containsExactly("/home/ann/k");
  }

  @ParameterizedTest
  @CsvSource({
    "view --hosts a, 5.0",
    "view --local, 2.0",
    "view --local --hosts a, 5.0",
    "record --source local, 2.0",
    "view --slurm, 5.0",
    "view --slurm 3 1,",
    "view --hosts a --interval 1, 1.0"
  })
  void thisMachineAloneHasAPaceOfItsOwn(String words, Double seconds) throws Exception {
    String toml = "local.interval_secs = 2\nview.interval_secs = 5";
    assertThat(value(toml, words, "--interval")).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "'\"/run/x\"', true"})
  void aSocketIsTrueFalseOrAPath(String text, boolean given) throws Exception {
    ApiCommand api = parsed(Map.of(), "api.socket = " + text, "api").getCommand();
    assertThat(api.settings.socket != null).isEqualTo(given);
    if (text.contains("/run/x")) {
      assertThat(api.settings.socket).isEqualTo("/run/x");
    }
  }

  @Test
  void theFolderAndCompressionOfRecordingsAreForThoseWithoutAName() throws Exception {
    String toml = "record.compress = \"gzip\"\nrecord.output_dir = \"/r\"";
    assertThat(value(toml, "record", "--compress")).hasToString("GZIP");
    assertThat(value(toml, "record", "--output-dir")).hasToString("/r");
    assertThat(value(toml, "record -o x.ndjson", "--compress")).isNull();
    assertThat(value(toml, "record -o x.ndjson", "--output-dir")).isNull();
  }

  @Test
  void flagsAndWordsAreRead() throws Exception {
    assertThat(value("api.processes = true", "api", "--processes")).isEqualTo(true);
    assertThat(value("api.processes = true", "api --processes false", "--processes"))
        .isEqualTo(false);
    assertThat(value("view.theme = \"light\"", "view", "--theme")).hasToString("LIGHT");
    assertThat(value("snapshot.default_format = \"csv\"", "snapshot", "--format"))
        .hasToString("CSV");
    assertThat(value("snapshot.default_pretty = true", "snapshot", "--pretty")).isEqualTo(true);
  }

  @Test
  void thresholdsOfAlertsReachTheViewButTellNobodyOfARecording() throws Exception {
    String toml =
        "[alerts]\nenabled = false\ntemp_warn_c = 70\nbell_on_critical = true\n"
            + "webhook_url = \"http://127.0.0.1:1/x\"";
    assertThat(value(toml, "view", "--alert-temp")).isEqualTo(70.0);
    assertThat(value(toml, "view --alert-temp 75", "--alert-temp")).isEqualTo(75.0);
    assertThat(value(toml, "view", "--no-alerts")).isEqualTo(true);
    assertThat(value(toml, "view", "--alert-bell")).isEqualTo(true);
    assertThat(value(toml, "view --alert-bell", "--alert-bell")).isEqualTo(true);
    assertThat(value(toml, "view", "--alert-webhook")).isEqualTo("http://127.0.0.1:1/x");
    assertThat(value(toml, "view --replay r", "--alert-webhook")).isNull();
  }

  @Test
  void aWarningOfTheCommandLineMovesACriticalTemperatureOfTheFile() throws Exception {
    String toml = "alerts.temp_crit_c = 90";
    assertThat(value(toml, "view --alert-temp 80", "--alert-temp-crit")).isEqualTo(90.0);
    assertThat(value(toml, "view --alert-temp 95", "--alert-temp-crit")).isNull();
  }

  @Test
  void keysReachTheView() throws Exception {
    ViewCommand view = parsed(Map.of(), "keys.quit = \"z\"", "view").getCommand();
    assertThat(view.view.keys).isEqualTo(Map.of("quit", List.of("z")));
  }

  @Test
  void everyKeyIsTheDefaultOfAnOptionThatThereIs() {
    for (ConfigKey key : ConfigKeys.ALL) {
      for (String command : key.commands()) {
        CommandLine line = Main.commandLine(new String[] {command}, NOWHERE);
        OptionSpec option =
            line.getSubcommands().get(command).getCommandSpec().findOption(key.option());
        assertThat(option).as(key.path() + " in " + command).isNotNull();
      }
    }
  }

  @Test
  void aValueOfTheFileIsComplainedAboutWithItsPlace() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("c.toml"),
            "schema_version = 1\nview.ssh = [\"a\"]\nview.ssh_key = \"/nowhere/key\"\n");
    CommandRun run = CommandRun.of("users", "--config", file.toString());
    assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err())
        .startsWith("allsmi: config: " + file + ":3: as --ssh-key: expected a file that exists, ");
  }

  @Test
  void nothingSetIsNoProviderAtAll() throws Exception {
    ConfigPlaces places = new ConfigPlaces(Map.of(), folder.toString(), folder, false);
    ConfigStart start = ConfigStart.of(new String[] {"users"}, places, NOWHERE);
    CommandLine line = Main.commandLine(start.args(), NOWHERE);
    start.applyTo(line);
    assertThat(line.getSubcommands().get("users").getCommandSpec().defaultValueProvider()).isNull();
    assertThat(Config.load(Optional.empty(), places)).isSameAs(Config.NONE);
  }
}
