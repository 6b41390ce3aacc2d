package io.allsmi.collect.remote;

import io.allsmi.collect.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The nvidia-smi of a {@link FakeHost} that says what one has said before: its folder has links to
 * the captures, see {@code testbed/captured-nvidia-smi}.
 */
final class CapturedSmi implements AutoCloseable {
  private static final Path PROGRAM =
      Path.of("../testbed/captured-nvidia-smi").toAbsolutePath().normalize();

  private final Path folder;
  private final List<Path> links = new ArrayList<>();

  CapturedSmi(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Testbed.need("awk");
  }

  /** What was captured, as {@code query.csv}, {@code apps.csv}, {@code list.txt} or a failure. */
  CapturedSmi says(String name, Path capture) throws IOException {
    links.add(Files.createSymbolicLink(folder.resolve(name), capture.toAbsolutePath().normalize()));
    return this;
  }

  /** The same of our own. */
  CapturedSmi says(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  /** The columns of a capture that has no line of titles. */
  CapturedSmi columns(String name, List<String> columns) throws IOException {
    return says(name + ".columns", String.join(",", columns));
  }

  /** For {@link FakeHost#tool}. */
  String script() {
    return "exec " + PROGRAM + " '" + folder + "' \"$@\"";
  }

  /** The captures stay where they are. */
  @Override
  public void close() throws IOException {
    for (Path link : links) {
      Files.deleteIfExists(link);
    }
  }
}
