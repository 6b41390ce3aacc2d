package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a real Slurm has printed comes through the kinds of {@code parse}. */
class ParseSlurmCorpusTest {
  /** By how a file of a real cluster is called, its kind and what that prints. */
  private static final Map<String, List<String>> KINDS = kinds();

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("squeue\\.(default|long|me-alice)\\.txt", List.of("squeue", "jobs"));
    kinds.put("squeue\\.json|slurmrestd\\.jobs\\.json", List.of("squeue-json", "jobs"));
    kinds.put("scontrol\\.(o-)?show-job-d\\.txt", List.of("scontrol-job", "jobs"));
    kinds.put("scontrol\\.(o-)?show-node-d\\.txt", List.of("scontrol-node", "nodes"));
    kinds.put("scontrol\\.show-partition\\.txt", List.of("scontrol-partition", "partitions"));
    kinds.put("sinfo\\.(default|N-l)\\.txt", List.of("sinfo", "nodes"));
    kinds.put("sinfo\\.json", List.of("nodes-json", "nodes"));
    return kinds;
  }

  @Test
  void everyOutputIsAcceptedWithoutAComplaint() throws IOException {
    Path slurm = Path.of("../../shared/data/slurm").toAbsolutePath().normalize();
    assumeTrue(Files.isDirectory(slurm), "no shared/data folder beside this checkout");
    int read = 0;
    List<Path> files;
    try (Stream<Path> all = Files.walk(slurm)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Optional<List<String>> kind = kind(file);
      if (kind.isPresent() && !file.getParent().endsWith("errors")) {
        CommandRun run = CommandRun.of("parse", kind.get().get(0), file.toString());
        assertThat(run.err()).as(file.toString()).isEmpty();
        assertThat(run.code()).as(file.toString()).isZero();
        assertThat(run.out())
            .as(file.toString())
            .startsWith("{\"" + kind.get().get(1) + "\":[{")
            .endsWith("}]}\n");
        read++;
      }
    }
    assertThat(read).isGreaterThan(30);
    System.out.println("corpus: parse accepts " + read + " outputs of a real Slurm");
  }

  private static Optional<List<String>> kind(Path file) {
    String name = String.valueOf(file.getFileName());
    return KINDS.entrySet().stream()
        .filter(kind -> name.matches(kind.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
