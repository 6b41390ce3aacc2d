package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.cli.config.ConfigPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCommandTest {
  @TempDir Path folder;

  private CommandRun run(String... args) {
    ConfigPlaces places =
        new ConfigPlaces(Map.of(), folder.toString(), folder.resolve("etc"), false);
    return CommandRun.in(places, args);
  }

  private Path own() {
    return folder.resolve(".config/all-smi/config.toml");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aFileIsBegunOnceAndForItsOwnerAlone() throws IOException {
    CommandRun first = run("config", "init");
    assertThat(first.code()).isZero();
    assertThat(first.out().strip()).isEqualTo(own().toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
        .isEqualTo("rw-------");
    Files.writeString(own(), "mine");
    CommandRun second = run("config", "init");
    assertThat(second.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(second.err()).contains("expected a new file, got one that exists");
    assertThat(own()).hasContent("mine");
  }

  @Test
  void thePathIsThatOfTheFileThatIsUsed() {
    CommandRun none = run("config", "path");
    assertThat(none.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains(own().toString(), "allsmi config init").hasLineCount(1);
    assertThat(run("config", "init").code()).isZero();
    assertThat(run("config", "path").out().strip()).isEqualTo(own().toString());
  }

  @Test
  void everyFaultIsNamed() throws IOException {
    Path file = write("c.toml", "schema_version = 1\nodd = 1\n[view]\nhosts = 5\n");
    CommandRun run = run("config", "validate", "--config", file.toString());
    assertThat(run.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("allsmi: config: " + file + ":"));
    assertThat(run("config", "init").code()).isZero();
    assertThat(run("config", "validate").out()).endsWith(": right, 0 settings\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alerts.temp_warn_c = 95\nalerts.temp_crit_c = 90",
        "alerts.webhook_url = \"ftp://x\""
      })
  void valuesThatDoNotGoTogetherAreWrong(String toml) throws IOException {
    Path file = write("c.toml", "schema_version = 1\n" + toml + "\n");
    CommandRun run = run("config", "validate", "--config", file.toString());
    CommandRun view = run("view", "--local", "--config", file.toString());
    assertThat(view.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).startsWith("allsmi: config: " + file + ": ").hasLineCount(1);
  }

  @Test
  void whatHoldsIsPrinted() throws IOException {
    Path file = write("c.toml", "schema_version = 1\nview.theme = \"mono\"\n");
    assertThat(run("config", "print", "--config", file.toString()).out())
        .contains("theme = \"mono\"  # file " + file + ":2\n");
  }

  @Test
  void aBrokenFileIsTheCommandLinesFaultOnlyWhereItIsNamedThere() throws IOException {
    Path named = write("c.toml", "schema_version = 9\n");
    CommandRun wrong = run("users", "--hosts", "127.0.0.1:1", "--config", named.toString());
    assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(wrong.err())
        .isEqualTo("allsmi: config: " + named + ":1: schema_version: expected 1, got 9\n");
    Files.createDirectories(folder.resolve(".config/all-smi"));
    Files.writeString(own(), "schema_version = 9\n");
    assertThat(run("users", "--hosts", "127.0.0.1:1").code()).isEqualTo(ExitCodes.FAILED);
    assertThat(run("users", "--help").code()).isZero();
    assertThat(run("mock", "--help").code()).isZero();
    assertThat(run("--version").code()).isZero();
  }

  @Test
  void keysWithoutEffectAreOneLineOfWarning() throws IOException {
    Path file = write("c.toml", "schema_version = 1\n[display]\ncolor_scheme = \"x\"\n");
    CommandRun run = run("users", "--hosts", "127.0.0.1:1", "--config", file.toString());
    assertThat(run.err())
        .startsWith(
            "allsmi: warning: config: "
                + file
                + ": without effect here: display.color_scheme (line 3)\n");
  }

  @Test
  void withoutACommandTheModeOfTheFileDecides() throws IOException {
    Path file = write("c.toml", "schema_version = 1\ngeneral.default_mode = \"view\"\n");
    assertThat(run("--config", file.toString()).err()).contains("source: expected --local");
  }

  @Test
  void withoutASubcommandTheOnesThereAreAreNamed() {
    CommandRun run = run("config");
    assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains("path, print, init, validate");
  }
}
