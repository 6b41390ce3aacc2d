package io.allsmi.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Captured real outputs that lie beside a checkout, in {@code shared/data}; they are not part of
 * it.
 */
public final class Corpus {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Corpus() {}

  public static Optional<Path> root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path data = folder.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }

  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  public static JsonNode json(Path file) throws IOException {
    return MAPPER.readTree(file.toFile());
  }
}
