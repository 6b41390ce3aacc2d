package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExporterTest {
  @TempDir Path folder;

  @Test
  void twoExportsInOneSecondAreTwoPrivateFiles() throws Exception {
    Clock clock = Clock.fixed(TestCluster.NOW, ZoneOffset.UTC);
    Exporter exporter = new Exporter(folder, clock, ZoneOffset.ofHours(9));
    assertThat(exporter.write("a\n", 1).text()).contains("1 row to ").contains("T233207.csv");
    assertThat(exporter.write("b\n", 2).text()).contains("2 rows to ").contains("T233207-2.csv");
    Path first = folder.resolve("users-20261120T233207.csv");
    assertThat(Files.readString(first)).isEqualTo("a\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLinkInPlaceOfTheFolderIsNotFollowed() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    Event.Message answer =
        new Exporter(link, Clock.fixed(TestCluster.NOW, ZoneOffset.UTC), ZoneOffset.UTC)
            .write("a", 1);
    assertThat(answer.failure()).isTrue();
    assertThat(target).isEmptyDirectory();
  }
}
