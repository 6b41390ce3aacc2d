package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.core.Corpus;
import io.allsmi.core.HostSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recordings of the Rust tool's own tests, line by line. */
class RecordedCorpusTest {
  private static List<byte[]> lines(String name) throws IOException {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    Path file = Corpus.root().orElseThrow().resolve("upstream/record").resolve(name);
    List<byte[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(line.getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static LineFacts facts(byte[] line) throws SnapshotFormatException {
    return LineFacts.of(line, 0, line.length);
  }

  @Test
  void framesAreSnapshotsASecondApart() throws Exception {
    SnapshotReader reader = new SnapshotReader();
    for (String name :
        List.of("replay-indexed-10-frames.ndjson", "replay-small-header-3-frames.ndjson")) {
      long before = -1;
      for (byte[] line : lines(name)) {
        LineFacts facts = facts(line);
        if (facts.kind() == LineFacts.Kind.DATA) {
          long time = reader.read(line, 0, line.length).cluster().takenAt().toEpochMilli();
          assertThat(facts.timeMillis()).hasValue(time);
          assertThat(before < 0 || time == before + 1000).isTrue();
          before = time;
        }
      }
    }
  }

  @Test
  void headersAndIndexesAreTold() throws Exception {
    assertThat(facts(lines("replay-small-header-3-frames.ndjson").get(0)).kind())
        .isEqualTo(LineFacts.Kind.HEADER);
    LineFacts index = facts(lines("replay-indexed-10-frames.ndjson").get(6));
    assertThat(index.kind()).isEqualTo(LineFacts.Kind.INDEX);
    assertThat(index.seq()).hasValue(5);
  }

  @Test
  void aTornLineIsNone() throws Exception {
    SnapshotReader reader = new SnapshotReader();
    List<byte[]> lines = lines("replay-corrupt-tail.ndjson");
    byte[] torn = lines.get(2);
    assertThatThrownBy(() -> facts(torn)).isInstanceOf(SnapshotFormatException.class);
    assertThatThrownBy(() -> reader.read(torn, 0, torn.length))
        .isInstanceOf(SnapshotFormatException.class);
    assertThat(reader.read(lines.get(1), 0, lines.get(1).length).cluster().hosts())
        .extracting(HostSnapshot::hostId)
        .containsExactly("a");
  }

  @Test
  void anotherSchemaIsRefused() throws Exception {
    byte[] line = lines("replay-schema-2.ndjson").get(0);
    assertThatThrownBy(() -> new SnapshotReader().read(line, 0, line.length))
        .hasMessage("unsupported schema version 2, this all-smi supports schema 1");
  }
}
