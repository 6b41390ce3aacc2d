package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecorderExecutorProperties {
  private static final List<ClusterSnapshot> FRAMES = new ArrayList<>();

  static {
    int[] hosts = {2, 30, 1, 90, 60, 30, 150, 1, 40, 60};
    for (int i = 0; i < hosts.length; i++) {
      FRAMES.add(
          Frames.cluster(i, Frames.START.plus(Frames.INTERVAL.multipliedBy(i)), hosts[i], 25));
    }
  }

  @Property(tries = 40)
  void theFilesAreTheSameOnEveryExecutor(
      @ForAll Compression compression,
      @ForAll Threads threads,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int block,
      @ForAll @IntRange(min = 0, max = 2) int rotation,
      @ForAll @Size(10) List<Boolean> flushes)
      throws Exception {
    Path folder = Files.createTempDirectory("allsmi-record");
    try {
      RecorderOptions options =
          Recordings.options(compression).withMaxBytes(rotation * 30_000L).withMaxFiles(100);
      Path alone = Files.createDirectory(folder.resolve("alone"));
      write(alone.resolve("a"), options, block, flushes);
      Path other = Files.createDirectory(folder.resolve("other"));
      threads.run(
          seed,
          executor -> write(other.resolve("a"), options.withExecutor(executor), block, flushes));
      assertThat(bytes(other)).isEqualTo(bytes(alone));
      if (rotation == 0) {
        assertThat(Recordings.replay(other.resolve("a"))).isEqualTo(FRAMES);
      }
    } finally {
      remove(folder);
    }
  }

  private static void write(Path file, RecorderOptions options, int block, List<Boolean> flushes)
      throws IOException {
    try (Recorder recorder = Recorder.open(file, options, Recordings.blocksOf(block))) {
      for (int i = 0; i < FRAMES.size(); i++) {
        recorder.record(FRAMES.get(i));
        if (flushes.get(i)) {
          recorder.flush();
        }
      }
    }
  }

  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.put(
            file.getFileName().toString(),
            bytes.length + " bytes, " + java.util.Arrays.hashCode(bytes));
      }
    }
    return files;
  }

  /** A write by a thread that is interrupted closes the file: nothing more can be written then. */
  @Property(tries = 40)
  void whatWasFlushedBeforeAWriteFailedIsRead(
      @ForAll Compression compression,
      @ForAll @IntRange(min = 1, max = 9) int failing,
      @ForAll @Size(10) List<Boolean> flushes)
      throws IOException {
    Path folder = Files.createTempDirectory("allsmi-record");
    try {
      Path file = folder.resolve("a");
      int[] asked = {0};
      Executor executor =
          task -> {
            if (++asked[0] == failing) {
              Thread.currentThread().interrupt();
            }
            task.run();
            boolean unused = Thread.interrupted();
          };
      int flushed = 0;
      boolean hasFailed = false;
      Recorder recorder =
          Recorder.open(file, Recordings.options(compression).withExecutor(executor));
      try (recorder) {
        for (int i = 0; i < FRAMES.size(); i++) {
          recorder.record(FRAMES.get(i));
          if (flushes.get(i)) {
            recorder.flush();
            flushed = i + 1;
          }
        }
      } catch (IOException e) {
        hasFailed = true;
        assertThat(e).hasMessageStartingWith(file + ": expected to write the recording, got '");
      }
      if (compression == Compression.NONE) {
        assertThat(hasFailed).isEqualTo(asked[0] >= failing);
      }
      if (!hasFailed) {
        flushed = FRAMES.size();
      }
      if (flushed > 0) {
        List<ClusterSnapshot> read = Recordings.replay(file);
        assertThat(read).hasSizeGreaterThanOrEqualTo(flushed);
        assertThat(read).isEqualTo(FRAMES.subList(0, read.size()));
      }
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
