package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayerTest {
  @TempDir Path folder;

  private static Instant at(int frame) {
    return Frames.START.plus(Frames.INTERVAL.multipliedBy(frame));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatWasRecordedIsReplayed(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(25);
    Path file = Recordings.write(folder.resolve("a"), compression, 10, frames);
    assertThat(Recordings.replay(file)).isEqualTo(frames);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyPositionIsFoundWithAnIndexAndWithout(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(1013);
    Path indexed = Recordings.write(folder.resolve("a"), compression, 10, frames);
    for (Path file : sources(indexed, compression)) {
      try (Replayer replayer = Replayer.open(List.of(file))) {
        everyPositionIsFound(replayer, frames);
      }
    }
  }

  /** The same lines with all the index there is, with less of it, and with none. */
  private List<Path> sources(Path indexed, Compression compression) throws IOException {
    byte[] all = Files.readAllBytes(indexed);
    List<Path> files = new ArrayList<>(List.of(indexed));
    files.add(Recordings.withoutIndex(indexed, folder.resolve("none")));
    if (compression == Compression.ZSTD) {
      int table = 8 + 9 + 2 * 102 * 8;
      byte[] cut = Arrays.copyOf(all, all.length - table);
      files.add(Files.write(folder.resolve("no-table"), cut));
      files.add(withoutFacts(all));
    }
    return files;
  }

  /** Its facts are there, and not one of them is whole. */
  private Path withoutFacts(byte[] all) throws IOException {
    byte[] file = all.clone();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf("ALLSMI\1\n"); at >= 0; at = text.indexOf("ALLSMI\1\n", at + 1)) {
      file[at - 20]++;
    }
    return Files.write(folder.resolve("no-facts"), file);
  }

  private static void everyPositionIsFound(Replayer replayer, List<ClusterSnapshot> frames)
      throws IOException {
    for (int i = frames.size() - 1; i >= 0; i -= 7) {
      RecordedSnapshot byNumber = replayer.seek(i).orElseThrow();
      assertThat(byNumber.ordinal()).isEqualTo(i);
      assertThat(byNumber.seq()).hasValue(i);
      assertThat(byNumber.snapshot()).isEqualTo(frames.get(i));
    }
    for (int i = 0; i < frames.size(); i += i < 40 || i > 980 ? 1 : 17) {
      assertThat(replayer.seek(at(i)).orElseThrow().ordinal()).isEqualTo(i);
      assertThat(replayer.seek(at(i).plusMillis(2999)).orElseThrow().ordinal()).isEqualTo(i);
      Duration offset = Frames.INTERVAL.multipliedBy(i);
      assertThat(replayer.seek(offset).orElseThrow().offset()).isEqualTo(offset);
      Optional<RecordedSnapshot> next = replayer.next();
      assertThat(next.map(RecordedSnapshot::ordinal))
          .isEqualTo(i + 1 < frames.size() ? Optional.of(i + 1L) : Optional.empty());
      replayer.seek(i);
      Optional<RecordedSnapshot> previous = replayer.previous();
      assertThat(previous.map(RecordedSnapshot::ordinal))
          .isEqualTo(i > 0 ? Optional.of(i - 1L) : Optional.empty());
    }
    assertThat(replayer.frames()).hasValue(frames.size());
    assertThat(replayer.duration()).isEqualTo(Frames.INTERVAL.multipliedBy(frames.size() - 1L));
    assertThat(replayer.damage()).isEmpty();
    assertThat(replayer.gaps()).isEmpty();
  }

  @Test
  void placesBeyondAnEndAreThatEnd() throws IOException {
    Path file = Recordings.write(folder.resolve("a"), Compression.ZSTD, 10, Recordings.frames(25));
    try (Replayer replayer = Replayer.open(file)) {
      assertThat(replayer.seek(Duration.ofDays(9)).orElseThrow().ordinal()).isEqualTo(24);
      assertThat(replayer.next()).isEmpty();
      assertThat(replayer.next()).isEmpty();
      assertThat(replayer.current().orElseThrow().ordinal()).isEqualTo(24);
      assertThat(replayer.seek(Instant.MIN).orElseThrow().ordinal()).isZero();
      assertThat(replayer.previous()).isEmpty();
      assertThat(replayer.seek(Long.MAX_VALUE).orElseThrow().ordinal()).isEqualTo(24);
      assertThat(replayer.seek(Instant.MAX).orElseThrow().ordinal()).isEqualTo(24);
      assertThat(replayer.seek(-5).orElseThrow().ordinal()).isZero();
    }
  }

  @Test
  void durationIsKnownBeforeAnythingIsRead() throws IOException {
    for (Compression compression : Compression.values()) {
      Path file =
          Recordings.write(
              folder.resolve("a" + compression), compression, 10, Recordings.frames(25));
      try (Replayer replayer = Replayer.open(file)) {
        assertThat(replayer.duration()).isEqualTo(Duration.ofSeconds(72));
        assertThat(replayer.start()).isEqualTo(Frames.START);
        assertThat(replayer.current()).isEmpty();
        assertThat(replayer.isIndexed()).isFalse();
        RecordingHeader header = replayer.header().orElseThrow();
        assertThat(header.hosts()).containsExactly("10.0.0.0:9090", "10.0.0.1:9090");
        assertThat(header.interval()).isEqualTo(Frames.INTERVAL);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void filesThatWerePutTogetherAreOne(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(60);
    Path one = Recordings.write(folder.resolve("1"), compression, 10, frames.subList(0, 25));
    Path two = Recordings.write(folder.resolve("2"), compression, 10, frames.subList(25, 60));
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(Files.readAllBytes(one));
    both.write(Files.readAllBytes(two));
    Path file = Files.write(folder.resolve("both"), both.toByteArray());
    assertThat(Recordings.replay(file)).isEqualTo(frames);
    try (Replayer replayer = Replayer.open(file)) {
      for (int i = 59; i >= 0; i--) {
        assertThat(replayer.seek(at(i)).orElseThrow().snapshot()).isEqualTo(frames.get(i));
        assertThat(replayer.seek(i).orElseThrow().snapshot()).isEqualTo(frames.get(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void gapsAreTold(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = new ArrayList<>(Recordings.frames(60));
    frames.subList(33, 36).clear();
    frames.subList(9, 11).clear();
    Path file = Recordings.write(folder.resolve("a"), compression, 10, frames);
    Path none = Recordings.withoutIndex(file, folder.resolve("b"));
    for (Path each : List.of(file, none)) {
      try (Replayer replayer = Replayer.open(List.of(each))) {
        while (replayer.indexMore(1)) {
          assertThat(replayer.gaps().size()).isLessThanOrEqualTo(2);
        }
        assertThat(replayer.gaps())
            .containsExactly(new Gap(at(8), at(11)), new Gap(at(32), at(36)));
      }
    }
  }

  @Test
  void timesThatGoBackAreInTheOrderOfTheFile() throws IOException {
    int[] seconds = {0, 3, 6, 9, 4, 5, 12, 1, 15, 15, 18};
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      frames.add(Frames.frame(i, Frames.START.plusSeconds(seconds[i])));
    }
    for (int block = 1; block < 5; block++) {
      Path file = Recordings.write(folder.resolve("a" + block), Compression.ZSTD, block, frames);
      Path none = Recordings.withoutIndex(file, folder.resolve("b" + block));
      for (Path each : List.of(file, none)) {
        assertThat(Recordings.replay(each)).isEqualTo(frames);
        try (Replayer replayer = Replayer.open(List.of(each))) {
          int[] expected = {0, 0, 0, 1, 1, 1, 2, 2, 2, 5, 5, 5, 7, 7, 7, 9, 9, 9, 10, 10};
          for (int s = 0; s < expected.length; s++) {
            assertThat(replayer.seek(Duration.ofSeconds(s)).orElseThrow().ordinal())
                .as("block %s, %s s", block, s)
                .isEqualTo(expected[s]);
          }
        }
      }
    }
  }

  @Test
  void emptyAndForeignFilesAreToldInOneLine() throws IOException {
    Path empty = Files.write(folder.resolve("e"), new byte[0]);
    Path text = Files.writeString(folder.resolve("t"), "hello\nworld\n");
    Path zstd = folder.resolve("z");
    try (var out = Recordings.compressed(Files.newOutputStream(zstd), Compression.ZSTD)) {
      out.write("hello\n".getBytes(StandardCharsets.UTF_8));
    }
    Path two = Files.writeString(folder.resolve("s"), "{\"schema\":2,\"hostname\":\"a\"}\n");
    assertThatThrownBy(() -> Replayer.open(empty))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(empty + ": expected a recording, got an empty file");
    assertThatThrownBy(() -> Replayer.open(text))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(text + ": expected a recording, got 'hello'");
    assertThatThrownBy(() -> Replayer.open(zstd))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(zstd + ": expected a recording, got 'hello'");
    assertThatThrownBy(() -> Replayer.open(two))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage("replay: unsupported schema version 2, this all-smi supports schema 1");
    assertThatThrownBy(() -> Replayer.open(folder.resolve("none")))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aFileIsFollowedOverRotations(Compression compression) throws IOException {
    for (int files : new int[] {1, 2, 100}) {
      Path file = folder.resolve("out" + files + ".ndjson");
      RecorderOptions options =
          Recordings.options(compression).withMaxBytes(4000).withMaxFiles(files);
      try (Recorder recorder = Recorder.open(file, options, Recordings.blocksOf(3))) {
        recorder.record(Frames.frame(0));
        recorder.flush();
        try (Replayer replayer = Replayer.open(file)) {
          assertThat(replayer.next().orElseThrow().ordinal()).isZero();
          for (int i = 1; i < 60; i++) {
            recorder.record(Frames.frame(i));
            recorder.flush();
            while (replayer.indexMore(1)) {
              assertThat(replayer.isIndexed()).isFalse();
            }
            assertThat(replayer.refresh()).isTrue();
            RecordedSnapshot next = replayer.next().orElseThrow();
            assertThat(next.snapshot()).isEqualTo(Frames.frame(i));
            assertThat(next.ordinal()).isEqualTo(i);
            assertThat(replayer.next()).isEmpty();
          }
          assertThat(recorder.stats().segments()).isGreaterThan(5);
          assertThat(replayer.seek(at(59)).orElseThrow().snapshot()).isEqualTo(Frames.frame(59));
          assertThat(replayer.damage()).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void durationIsZeroUntilSomethingIsKnown(Compression compression) throws IOException {
    Path indexed = Recordings.write(folder.resolve("a"), compression, 10, Recordings.frames(25));
    Path file = Recordings.withoutIndex(indexed, folder.resolve("b"));
    boolean plain = compression == Compression.NONE;
    try (Replayer replayer = Replayer.open(List.of(file))) {
      assertThat(replayer.duration()).isEqualTo(Duration.ofSeconds(plain ? 72 : 0));
      replayer.indexMore(Long.MAX_VALUE);
      assertThat(replayer.duration()).isEqualTo(Duration.ofSeconds(72));
    }
  }

  @Test
  void ofAFolderOnlyRecordingsAreTaken() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    List<ClusterSnapshot> frames = Recordings.frames(30);
    List<Path> taken = new ArrayList<>();
    for (Compression each : Compression.values()) {
      int from = taken.size() * 10;
      Path file = sub.resolve("r" + from + ".ndjson" + each.suffix());
      taken.add(Recordings.write(file, each, 10, frames.subList(from, from + 10)));
    }
    for (String other : List.of("a.ndjson.bak", "a.ndjson.zst.part", "a.ndjson-old", "ndjson")) {
      Files.copy(taken.get(0), sub.resolve(other));
    }
    try (Replayer replayer = Replayer.open(sub)) {
      assertThat(replayer.files()).isEqualTo(taken);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aByteOrderMarkIsPassedOver(Compression compression) throws IOException {
    Path plain = Recordings.write(folder.resolve("a"), Compression.NONE, 10, Recordings.frames(5));
    for (int headers = 0; headers < 2; headers++) {
      List<String> lines = Recordings.lines(plain);
      Path file = folder.resolve("b" + headers);
      try (var out = Recordings.compressed(Files.newOutputStream(file), compression)) {
        String text = String.join("\n", lines.subList(1 - headers, lines.size()));
        out.write(("\uFEFF" + text + "\n").getBytes(StandardCharsets.UTF_8));
      }
      assertThat(Recordings.replay(file)).isEqualTo(Recordings.frames(5));
      try (Replayer replayer = Replayer.open(List.of(file))) {
        assertThat(replayer.header().isPresent()).isEqualTo(headers == 1);
        assertThat(replayer.seek(at(3)).orElseThrow().ordinal()).isEqualTo(3);
        assertThat(replayer.damage()).isEmpty();
      }
    }
  }
}
