package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ReplayProperties {
  /** Milliseconds from each frame to the next: gaps and steps back among them. */
  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(2000, 4000)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-9000, 0)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(5000, 90_000)))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 60)
  void whatWasRecordedIsFoundAtEveryPlace(
      @ForAll("steps") List<Integer> steps,
      @ForAll Compression compression,
      @ForAll @IntRange(min = 1, max = 12) int block,
      @ForAll @IntRange(min = 0, max = 3) int rotation)
      throws IOException {
    List<ClusterSnapshot> frames = new ArrayList<>(List.of(Frames.frame(0)));
    Instant at = Frames.START;
    for (int i = 0; i < steps.size(); i++) {
      at = at.plusMillis(steps.get(i));
      frames.add(Frames.frame(i + 1, at));
    }
    Path folder = Files.createTempDirectory("allsmi-replay");
    try {
      Path file = folder.resolve("a.ndjson");
      RecorderOptions options =
          Recordings.options(compression).withMaxBytes(rotation * 2500L).withMaxFiles(1000);
      try (Recorder recorder = Recorder.open(file, options, Recordings.blocksOf(block))) {
        for (ClusterSnapshot frame : frames) {
          recorder.record(frame);
        }
      }
      boolean ordered = steps.stream().allMatch(step -> step >= 0);
      if (rotation == 0 || ordered) { // files are put in the order of their first frames
        check(Replayer.open(file), frames);
      }
      if (rotation == 0) {
        check(Replayer.open(Recordings.withoutIndex(file, folder.resolve("b"))), frames);
      }
    } finally {
      remove(folder);
    }
  }

  private static void check(Replayer opened, List<ClusterSnapshot> frames) throws IOException {
    try (Replayer replayer = opened) {
      List<ClusterSnapshot> replayed = new ArrayList<>();
      for (var s = replayer.next(); s.isPresent(); s = replayer.next()) {
        replayed.add(s.get().snapshot());
      }
      assertThat(replayed).isEqualTo(frames);
      for (int i = frames.size() - 1; i >= 0; i -= 2) {
        assertThat(replayer.seek(i).orElseThrow().snapshot()).isEqualTo(frames.get(i));
        Instant at = frames.get(i).takenAt();
        for (Instant each : List.of(at.minusMillis(1), at, at.plusMillis(1))) {
          Optional<RecordedSnapshot> there = replayer.seek(each);
          assertThat(there.orElseThrow().ordinal()).isEqualTo(linear(frames, each));
        }
      }
      for (int i = frames.size() - 1; i >= 0; i--) {
        assertThat(replayer.seek(i).orElseThrow().ordinal()).isEqualTo(i);
        assertThat(replayer.previous().map(RecordedSnapshot::ordinal).orElse(-1L))
            .isEqualTo(i - 1L);
      }
    }
  }

  /** As somebody who reads from the start would find it. */
  private static long linear(List<ClusterSnapshot> frames, Instant at) {
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).takenAt().isAfter(at)) {
        return Math.max(0, i - 1);
      }
    }
    return frames.size() - 1L;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
