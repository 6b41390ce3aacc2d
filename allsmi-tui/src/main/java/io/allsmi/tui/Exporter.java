package io.allsmi.tui;

import io.allsmi.core.file.NewFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Writes CSV files that nobody else can read and that replace nothing. */
final class Exporter {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  private final Path folder;
  private final Clock clock;
  private final ZoneId zone;

  Exporter(Path folder, Clock clock, ZoneId zone) {
    this.folder = folder;
    this.clock = clock;
    this.zone = zone;
  }

  /** Writes a new file; answers with its name, or with the reason why there is none. */
  Event.Message write(String csv, int rows) {
    String stem = "users-" + STAMP.format(clock.instant().atZone(zone));
    try (NewFile file = NewFile.unique(folder, stem, "csv")) {
      file.write(csv.getBytes(StandardCharsets.UTF_8));
      String what = rows + (rows == 1 ? " row" : " rows");
      return new Event.Message("exported " + what + " to " + file.path(), false);
    } catch (IOException e) {
      return new Event.Message("export failed: " + e.getMessage(), true);
    }
  }
}
