package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecorderTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyLineIsWhereTheIndexSays(Compression compression) throws IOException {
    Path file = Recordings.write(folder.resolve("a"), compression, 100, Recordings.frames(2101));
    List<String> lines = Recordings.lines(file);
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"all_smi_version\":\"0.30.0\",\"header\":true,\"hosts\":[\"10.0.0.0:9090\","
                + "\"10.0.0.1:9090\"],\"interval_ms\":3000,\"schema\":1}");
    long offset = 0;
    int data = 0;
    List<Integer> indexed = new ArrayList<>();
    for (String line : lines) {
      if (line.contains("\"index\":true")) {
        indexed.add(data - 1);
        assertThat(line).contains("\"byte_offset\":" + offset + ",\"index\":true");
        assertThat(line).contains("\"schema\":1,\"seq\":" + (data - 1));
      } else if (!line.contains("\"header\":true")) {
        assertThat(line).contains("\"schema\":1,\"seq\":" + data + ",");
        data++;
      }
      offset += line.length() + 1;
    }
    assertThat(data).isEqualTo(2101);
    assertThat(indexed)
        .isEqualTo(
            compression == Compression.NONE ? List.of(1000, 2000, 2100) : List.of(1000, 2000));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void whatWasFlushedIsThere(Compression compression) throws IOException {
    Path file = folder.resolve("a");
    try (Recorder recorder = Recorder.open(file, Recordings.options(compression))) {
      for (int i = 0; i < 130; i++) {
        recorder.record(Frames.frame(i));
        if (i % 10 == 9) {
          recorder.flush();
          assertThat(Recordings.replay(file)).isEqualTo(Recordings.frames(i + 1));
        }
      }
      RecorderStats stats = recorder.stats();
      assertThat(stats.frames()).isEqualTo(130);
      assertThat(stats.segments()).isEqualTo(1);
      assertThat(stats.storedBytes()).isEqualTo(Files.size(file));
      assertThat(stats.plainBytes()).isGreaterThanOrEqualTo(stats.storedBytes());
    }
  }

  @Test
  void aFileIsItsOwnersAloneAndNeverReplaced() throws IOException {
    Path file = Recordings.write(folder.resolve("a"), Compression.ZSTD, 9, Recordings.frames(1));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> Recorder.open(file, RecorderOptions.defaults()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + ": expected a new file, got one that exists");
    Path link = Files.createSymbolicLink(folder.resolve("l"), folder.resolve("elsewhere"));
    assertThatThrownBy(() -> Recorder.open(link, RecorderOptions.defaults()))
        .isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("a", "l");
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void atEverySizeTheFilesAreOneTimeline(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(40);
    for (long size = 1; size < 60_000; size = size * 3 + 700) {
      Path sub = Files.createDirectory(folder.resolve(compression + "-" + size));
      Path file = sub.resolve("out.x.ndjson");
      int segments;
      try (Recorder recorder =
          Recorder.open(
              file,
              Recordings.options(compression).withMaxBytes(size).withMaxFiles(1000),
              Recordings.blocksOf(7))) {
        for (ClusterSnapshot frame : frames) {
          recorder.record(frame);
        }
        segments = recorder.stats().segments();
      }
      try (Stream<Path> files = Files.list(sub)) {
        for (Path each : files.toList()) {
          assertThat(Recordings.lines(each).get(0)).contains("\"header\":true");
          assertThat(Recordings.lines(each).size()).isLessThan(frames.size() + 9);
        }
      }
      for (Path given :
          List.of(file, sub, segments > 1 ? sub.resolve("out.0001.x.ndjson") : file)) {
        try (Replayer replayer = Replayer.open(given)) {
          List<ClusterSnapshot> replayed = new ArrayList<>();
          for (var s = replayer.next(); s.isPresent(); s = replayer.next()) {
            assertThat(s.get().ordinal()).isEqualTo(replayed.size());
            replayed.add(s.get().snapshot());
          }
          assertThat(replayed).isEqualTo(frames);
          for (int i = 39; i >= 0; i -= 3) {
            assertThat(replayer.seek(i).orElseThrow().snapshot()).isEqualTo(frames.get(i));
            assertThat(replayer.seek(Frames.INTERVAL.multipliedBy(i)).orElseThrow().ordinal())
                .isEqualTo(i);
          }
        }
      }
    }
  }

  @Test
  void theOldestFilesOfThisRunGo() throws IOException {
    Path file = folder.resolve("out.ndjson.zst");
    Files.writeString(folder.resolve("out.0007.ndjson.zst"), "of another run");
    RecorderOptions options =
        Recordings.options(Compression.ZSTD).withMaxBytes(1024).withMaxFiles(3);
    try (Recorder recorder = Recorder.open(file, options)) {
      for (int i = 0; i < 40; i++) {
        recorder.record(Frames.frame(i));
        assertThat(names().size()).isLessThanOrEqualTo(4);
      }
    }
    List<String> names = names();
    assertThat(names).hasSize(4).contains("out.0007.ndjson.zst", "out.ndjson.zst");
    assertThat(Files.readString(folder.resolve("out.0007.ndjson.zst"))).isEqualTo("of another run");
    assertThat(names.get(1)).isGreaterThan("out.0009");
    Files.delete(folder.resolve("out.0007.ndjson.zst"));
    Path last = folder.resolve("out.ndjson.zst");
    try (Replayer replayer = Replayer.open(last)) {
      assertThat(replayer.files()).hasSize(3);
      RecordedSnapshot first = replayer.next().orElseThrow();
      assertThat(first.seq().orElseThrow()).isGreaterThan(5);
      assertThat(replayer.seek(99).orElseThrow().seq()).hasValue(39);
    }
  }

  @Test
  void oneFileIsKeptWhenOneIsAskedFor() throws IOException {
    Path file = folder.resolve("out.ndjson");
    RecorderOptions options =
        Recordings.options(Compression.NONE).withMaxBytes(5000).withMaxFiles(1);
    try (Recorder recorder = Recorder.open(file, options)) {
      for (int i = 0; i < 40; i++) {
        recorder.record(Frames.frame(i));
      }
    }
    assertThat(names()).containsExactly("out.ndjson");
    List<ClusterSnapshot> left = Recordings.replay(file);
    assertThat(left).isNotEmpty();
    assertThat(left).isEqualTo(Recordings.frames(40).subList(40 - left.size(), 40));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void theNewestFileHasSnapshotsWhereverTheLastOneEnds(Compression compression) throws IOException {
    for (int frames = 1; frames < 8; frames++) {
      Path sub = Files.createDirectory(folder.resolve(compression + "-" + frames));
      Path file = sub.resolve("out.ndjson");
      RecorderOptions options = Recordings.options(compression).withMaxBytes(1).withMaxFiles(3);
      try (Recorder recorder = Recorder.open(file, options)) {
        for (int i = 0; i < frames; i++) {
          recorder.record(Frames.frame(i));
          assertThat(recorder.stats().segments()).isEqualTo(i + 1);
        }
      }
      try (Stream<Path> files = Files.list(sub)) {
        assertThat(files).hasSize(Math.min(frames, 3));
      }
      assertThat(Recordings.replay(file)).containsExactly(Frames.frame(frames - 1));
      try (Replayer replayer = Replayer.open(file)) {
        int first = Math.max(0, frames - 3);
        assertThat(replayer.next().orElseThrow().seq()).hasValue(first);
        assertThat(replayer.seek(99).orElseThrow().seq()).hasValue(frames - 1);
      }
    }
  }

  @Test
  void aFileThatVanishedIsTold() throws IOException {
    Path file = folder.resolve("out.ndjson");
    Recorder recorder = Recorder.open(file, Recordings.options(Compression.NONE));
    recorder.record(Frames.frame(0));
    Files.delete(file);
    assertThatThrownBy(recorder::flush)
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": expected the file that is being written, got nothing at that path");
    assertThatThrownBy(() -> recorder.record(Frames.frame(1)))
        .isInstanceOf(IllegalStateException.class);
    recorder.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void nothingIsLeftWhenTheFirstWriteFails(Compression compression) throws IOException {
    Recorder recorder = Recorder.open(folder.resolve("out"), Recordings.options(compression));
    Thread.currentThread().interrupt(); // which closes the file under it
    try {
      assertThatThrownBy(
              () -> {
                recorder.record(Frames.frame(0));
                recorder.flush();
              })
          .isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    recorder.close();
    assertThat(names()).isEmpty();
  }

  @Test
  void aRecordingWithoutSnapshotsIsAHeader() throws IOException {
    Path file = folder.resolve("out.ndjson.gz");
    Recorder.open(file, RecorderOptions.defaults().compressedAs(file)).close();
    assertThat(Recordings.lines(file)).hasSize(1);
    assertThatThrownBy(() -> Replayer.open(file))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(file + ": expected a recording with snapshots, got none in it");
  }

  @Test
  void theNameDecidesTheCompression() {
    RecorderOptions options = RecorderOptions.defaults();
    assertThat(options.compressedAs(Path.of("a.ndjson")).compression()).isEqualTo(Compression.NONE);
    assertThat(options.compressedAs(Path.of("a.ndjson.gz")).compression())
        .isEqualTo(Compression.GZIP);
    assertThat(options.compressedAs(Path.of("A.NDJSON.GZ")).compression())
        .isEqualTo(Compression.GZIP);
    assertThat(options.compressedAs(Path.of("a.Zst")).compression()).isEqualTo(Compression.ZSTD);
    assertThat(options.compressedAs(Path.of("a.zst")).compression()).isEqualTo(Compression.ZSTD);
  }
}
