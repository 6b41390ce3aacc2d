package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recordings as the Rust tool's own tests write them. */
class UpstreamRecordingsTest {
  private Path folder;

  @BeforeEach
  void find() {
    Optional<Path> data = Optional.empty();
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path here = at.resolve("shared/data/upstream/record");
      data = data.isEmpty() && Files.isDirectory(here) ? Optional.of(here) : data;
    }
    assumeTrue(data.isPresent(), "no shared/data folder beside this checkout");
    folder = data.get();
  }

  private Replayer open(String name) throws IOException {
    return Replayer.open(List.of(folder.resolve(name)));
  }

  private static int count(Replayer replayer) throws IOException {
    int count = 0;
    while (replayer.next().isPresent()) {
      count++;
    }
    return count;
  }

  @Test
  void aHeaderAndThreeFrames() throws IOException {
    try (Replayer replayer = open("replay-small-header-3-frames.ndjson")) {
      assertThat(replayer.header())
          .contains(new RecordingHeader("", List.of("a"), Duration.ofSeconds(1)));
      assertThat(replayer.duration()).isEqualTo(Duration.ofSeconds(2));
      assertThat(count(replayer)).isEqualTo(3);
      RecordedSnapshot last = replayer.current().orElseThrow();
      assertThat(last.offset()).isEqualTo(Duration.ofSeconds(2));
      assertThat(last.seq()).isEmpty();
      assertThat(last.snapshot().interval()).isEqualTo(Duration.ofSeconds(1));
      assertThat(last.snapshot().hosts()).hasSize(1);
      assertThat(replayer.damage()).isEmpty();
    }
  }

  @Test
  void anIndexLineIsNoFrame() throws IOException {
    try (Replayer replayer = open("replay-indexed-10-frames.ndjson")) {
      assertThat(count(replayer)).isEqualTo(10);
      for (int i = 9; i >= 0; i--) {
        assertThat(replayer.seek(Duration.ofSeconds(i)).orElseThrow().ordinal()).isEqualTo(i);
        assertThat(replayer.previous().isPresent()).isEqualTo(i > 0);
      }
      assertThat(replayer.damage()).isEmpty();
    }
  }

  @Test
  void aTornTailIsLeftOut() throws IOException {
    try (Replayer replayer = open("replay-corrupt-tail.ndjson")) {
      assertThat(count(replayer)).isEqualTo(2);
      assertThat(replayer.next()).isEmpty();
      assertThat(replayer.previous()).isPresent();
    }
  }

  @Test
  void anotherSchemaIsRefused() {
    assertThatThrownBy(() -> open("replay-schema-2.ndjson"))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage("replay: unsupported schema version 2, this all-smi supports schema 1");
  }
}
