package io.allsmi.tui;

import io.allsmi.core.file.FileFaults;
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
  private final Path home;
  private final Clock clock;
  private final ZoneId zone;

  Exporter(Path folder, Path home, Clock clock, ZoneId zone) {
    this.folder = folder;
    this.home = home;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Writes a new file named after what it is about; answers with its name, or with the reason why
   * there is none.
   */
  Event.Message write(String about, String csv, int rows) {
    try {
      String what = rows + (rows == 1 ? " row" : " rows");
      return new Event.Message("exported " + what + " to ", shown(written(about, csv)), false);
    } catch (IOException e) {
      return failed(about(FileFaults.explain(e)));
    } catch (RuntimeException | Error e) {
      return failed("a fault in this program, please report it: " + e);
    }
  }

  private Path written(String about, String csv) throws IOException {
    String stem = about + "-" + STAMP.format(clock.instant().atZone(zone));
    try (NewFile file = NewFile.unique(folder, stem, "csv")) {
      file.write(csv.getBytes(StandardCharsets.UTF_8));
      return file.path();
    }
  }

  private static Event.Message failed(String why) {
    return new Event.Message("export failed: " + why, "", true);
  }

  /** A full disk is reported without a name. */
  private String about(String why) {
    return why.contains(folder.toString()) ? why : shown(folder) + ": " + why;
  }

  /** The path with {@code ~} for the home folder. */
  private String shown(Path path) {
    boolean below = home.getNameCount() > 0 && home.isAbsolute() && path.startsWith(home);
    return below ? "~/" + home.relativize(path) : path.toString();
  }
}
