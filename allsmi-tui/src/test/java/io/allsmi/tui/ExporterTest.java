package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.state.Reducer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExporterTest {
  private static final Clock CLOCK = Clock.fixed(TestCluster.NOW, ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void twoExportsInOneSecondAreTwoPrivateFiles() throws Exception {
    Exporter exporter = new Exporter(folder, folder.resolve("me"), CLOCK, ZoneOffset.ofHours(9));
    assertThat(exporter.write("users", "a\n", 1))
        .isEqualTo(
            new Event.Message("exported 1 row to ", folder + "/users-20261120T233207.csv", false));
    assertThat(exporter.write("users", "b\n", 2).file()).endsWith("T233207-2.csv");
    Path first = folder.resolve("users-20261120T233207.csv");
    assertThat(Files.readString(first)).isEqualTo("a\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkInPlaceOfTheFolderIsNotFollowed() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Event.Message answer = new Exporter(link, folder, CLOCK, ZoneOffset.UTC).write("users", "a", 1);
    assertThat(answer.failure()).isTrue();
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void theHomeFolderIsATilde() {
    Path cache = folder.resolve(".cache/all-smi");
    assertThat(new Exporter(cache, folder, CLOCK, ZoneOffset.UTC).write("users", "a", 1).file())
        .isEqualTo("~/.cache/all-smi/users-20261120T143207.csv");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatCannotBeMadeSaysWhy() {
    Exporter exporter = new Exporter(Path.of("/proc/all-smi"), folder, CLOCK, ZoneOffset.UTC);
    assertThat(exporter.write("users", "a", 1).text())
        .startsWith("export failed: /proc/all-smi: expected ")
        .contains(", got ");
  }

  @Test
  void aFaultOfOursIsSaidToo() {
    Clock broken =
        new Clock() {
          @Override
          public Instant instant() {
            throw new IllegalStateException("a bug");
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    Event.Message answer =
        new Exporter(folder, folder, broken, ZoneOffset.UTC).write("users", "a", 1);
    assertThat(answer.failure()).isTrue();
    assertThat(answer.text()).contains("a bug");
  }

  @ParameterizedTest
  @CsvSource({
    "100,✓ exported 4 rows to ~/.cache/all-smi/users-20261120T143207.csv",
    "60,✓ exported 4 rows to …/users-20261120T143207.csv",
    "40,✓ …/users-20261120T143207.csv",
    "28,✓ users-20261120T143207.csv",
    "20,✓ users-20261120T1…"
  })
  void theNameOfTheFileStaysWhole(int columns, String expected) {
    TestView view = new TestView(columns, 12, TestCluster.mixed());
    String file = "~/.cache/all-smi/users-20261120T143207.csv";
    view.state(Reducer.toast(view.state(), "exported 4 rows to ", file, false));
    assertThat(view.line(11).strip()).isEqualTo(expected);
  }
}
