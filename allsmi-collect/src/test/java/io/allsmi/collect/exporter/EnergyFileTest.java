package io.allsmi.collect.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.exposition.EnergyTotal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyFileTest {
  private static final List<EnergyTotal> TOTALS =
      List.of(
          new EnergyTotal(EnergyTotal.Scope.GPU, "GPU odd\nname%", 123456.789),
          new EnergyTotal(EnergyTotal.Scope.CPU, "", 1e-7),
          new EnergyTotal(EnergyTotal.Scope.CHASSIS, "", 3.5e12));

  @TempDir Path folder;

  private final List<String> complaints = new ArrayList<>();

  private final List<EnergyFile> opened = new ArrayList<>();

  /** The file, as after a restart. */
  private EnergyFile file() {
    close();
    return open();
  }

  private EnergyFile open() {
    EnergyFile file = EnergyFile.open(folder.resolve("energy"), complaints::add);
    opened.add(file);
    return file;
  }

  @AfterEach
  void close() {
    opened.forEach(EnergyFile::close);
    opened.clear();
  }

  @Test
  void aSecondExporterIsToldAndLeavesTheSumsOfTheFirst() {
    EnergyFile first = open();
    first.save(TOTALS);
    EnergyFile second = open();
    assertThat(complaints)
        .singleElement()
        .asString()
        .contains("expected to be the only exporter that keeps its energy there, got another one");
    assertThat(second.load()).isEmpty();
    second.save(TOTALS.subList(0, 1));
    assertThat(file().load()).isEqualTo(TOTALS);
  }

  @Test
  void whatIsSavedIsLoaded() {
    file().save(TOTALS);
    assertThat(file().load()).isEqualTo(TOTALS);
    assertThat(complaints).isEmpty();
  }

  @Test
  void noFileIsNoEnergyAndNoComplaint() {
    assertThat(file().load()).isEmpty();
    assertThat(complaints).isEmpty();
  }

  @Test
  void aTextThatIsCutAnywhereIsSeenToBe() {
    String whole = EnergyFile.format(TOTALS);
    for (int end = 0; end < whole.length(); end++) {
      String cut = whole.substring(0, end);
      assertThatThrownBy(() -> EnergyFile.parse(cut))
          .as("cut at %d", end)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> EnergyFile.parse(whole.replace("123456", "923456")))
        .hasMessage("a text whose checksum does not fit");
  }

  @Test
  void aDamagedFileIsReportedPutAsideAndStartedAnew() throws IOException {
    Files.writeString(folder.resolve("energy"), "allsmi energy 1\ngpu GPU-1 12\nend 00000000\n");
    assertThat(file().load()).isEmpty();
    assertThat(complaints)
        .singleElement()
        .asString()
        .endsWith("got a text whose checksum does not fit; it is put aside and begins at 0");
    assertThat(folder.resolve("energy.damaged")).exists();
    file().save(TOTALS);
    assertThat(file().load()).isEqualTo(TOTALS);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsComplainedOfOnce() throws IOException {
    Files.createDirectory(folder.resolve("energy"));
    EnergyFile file = file();
    file.save(TOTALS);
    file.save(TOTALS);
    assertThat(complaints).singleElement().asString().startsWith("energy is not kept: ");
  }
}
