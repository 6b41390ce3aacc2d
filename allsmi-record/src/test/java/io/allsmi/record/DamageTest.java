package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is lost when a file is not what was written. */
class DamageTest {
  private static final int FRAMES = 23;
  private static final int BLOCK = 5;

  /** A file that is cut at every byte has fewer frames, of one host each, in three blocks. */
  private static final int CUT_FRAMES = 8;

  private static final int CUT_BLOCK = 3;

  /** One in which bytes are flipped has five blocks. */
  private static final int FLIP_FRAMES = 14;

  private static final List<ClusterSnapshot> SMALL = small();

  @TempDir Path folder;

  private int files;

  /** The numbers of the frames that are found, forwards, and again backwards. */
  private List<Integer> found(Path file) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    try (Replayer replayer = Replayer.open(List.of(file))) {
      for (Optional<RecordedSnapshot> s = replayer.next(); s.isPresent(); s = replayer.next()) {
        numbers.add(number(s.get()));
        assertThat(numbers).hasSizeLessThanOrEqualTo(FRAMES);
      }
      if (files++ % 4 != 0) { // the way back takes longer, and is no other for most files
        return numbers;
      }
      List<Integer> back = new ArrayList<>();
      Optional<RecordedSnapshot> s = replayer.current();
      for (; s.isPresent(); s = replayer.previous()) {
        back.add(0, number(s.get()));
        assertThat(back).hasSizeLessThanOrEqualTo(FRAMES);
      }
      assertThat(back).isEqualTo(numbers);
    } catch (RecordingFormatException e) {
      return numbers;
    }
    return numbers;
  }

  private static int number(RecordedSnapshot snapshot) {
    int number = (int) snapshot.seq().orElseThrow();
    assertThat(snapshot.snapshot()).isEqualTo(SMALL.get(number));
    return number;
  }

  private static List<Integer> upTo(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /** Frames of one host: a file of them has fewer bytes to cut it at. */
  private static List<ClusterSnapshot> small() {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      Instant at = Frames.START.plus(Frames.INTERVAL.multipliedBy(i));
      frames.add(Frames.cluster(i, at, 1, 1));
    }
    return frames;
  }

  /** A file that is not closed; after each frame that was flushed, how long it was. */
  private Path unclosed(Compression compression, long[] lengths) throws IOException {
    Path file = folder.resolve("open");
    Recorder recorder =
        Recorder.open(file, Recordings.options(compression), Recordings.blocksOf(CUT_BLOCK));
    for (int i = 0; i < CUT_FRAMES; i++) {
      recorder.record(SMALL.get(i));
      recorder.flush();
      lengths[i] = Files.size(file);
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aCutAtAnyByteLosesWhatLiesBehindIt(Compression compression) throws IOException {
    long[] lengths = new long[CUT_FRAMES];
    Path cut = unclosed(compression, lengths);
    try (FileChannel file = FileChannel.open(cut, StandardOpenOption.WRITE)) {
      for (long length = file.size(); length >= 0; length--) {
        file.truncate(length);
        int whole = 0;
        while (whole < CUT_FRAMES && lengths[whole] <= length) {
          whole++;
        }
        List<Integer> found = found(cut);
        assertThat(found.size()).as("cut at %s", length).isBetween(whole, CUT_FRAMES);
        assertThat(found).isEqualTo(upTo(found.size()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aClosedFileThatIsCutLosesWhatLiesBehindTheCut(Compression compression) throws IOException {
    Path file = Recordings.write(folder.resolve("a"), compression, BLOCK, SMALL);
    byte[] all = Files.readAllBytes(file);
    Path cut = folder.resolve("cut");
    for (int length = all.length;
        length >= 0;
        length -= compression == Compression.NONE ? 397 : 1 + length % 7) {
      Files.write(cut, Arrays.copyOf(all, length));
      List<Integer> found = found(cut);
      assertThat(found).isEqualTo(upTo(found.size()));
      double part = (double) length / all.length;
      assertThat(found.size()).isGreaterThanOrEqualTo((int) (part * FRAMES * 0.5) - BLOCK);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aFlippedByteLosesAtMostItsBlock(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = SMALL.subList(0, FLIP_FRAMES);
    Path file = Recordings.write(folder.resolve("a"), compression, CUT_BLOCK, frames);
    byte[] all = Files.readAllBytes(file);
    Path flipped = folder.resolve("flipped");
    Random random = new Random(7);
    boolean plain = compression == Compression.NONE;
    for (int at = 0; at < all.length; at += plain ? 211 : 1 + random.nextInt(4)) {
      byte[] bytes = all.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, bytes);
      List<Integer> found = plain ? foundPlain(flipped) : found(flipped);
      List<Integer> lost = new ArrayList<>(upTo(FLIP_FRAMES));
      lost.removeAll(found);
      assertThat(lost.stream().map(n -> n / (plain ? 1 : CUT_BLOCK)).distinct().count())
          .as("flipped at %s: lost %s", at, lost)
          .isLessThanOrEqualTo(plain ? 2 : 1);
      assertThat(found).isSorted().doesNotHaveDuplicates();
    }
  }

  /** Without a checksum a line may say something else; its place is known all the same. */
  private static List<Integer> foundPlain(Path file) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    try (Replayer replayer = Replayer.open(List.of(file))) {
      for (Optional<RecordedSnapshot> s = replayer.next(); s.isPresent(); s = replayer.next()) {
        for (int i = 0; i < FRAMES; i++) {
          if (s.get().snapshot().equals(SMALL.get(i))) {
            numbers.add(i);
          }
        }
      }
    }
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"ZSTD", "GZIP"})
  void aDamagedBlockIsToldAndSkippedInEveryWay(Compression compression) throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(FRAMES);
    Path file = Recordings.write(folder.resolve("a"), compression, BLOCK, frames);
    byte[] all = Files.readAllBytes(file);
    int third = endOfFacts(all, 2) + 60; // in the block of 10 to 14
    all[third] ^= 0x55;
    Path bad = Files.write(folder.resolve("bad"), all);
    try (Replayer replayer = Replayer.open(List.of(bad))) {
      assertThat(replayer.seek(9).orElseThrow().ordinal()).isEqualTo(9);
      RecordedSnapshot after = replayer.next().orElseThrow();
      assertThat(after.seq()).hasValue(15);
      assertThat(after.ordinal()).isEqualTo(15);
      assertThat(replayer.previous().orElseThrow().ordinal()).isEqualTo(9);
      assertThat(replayer.seek(12).orElseThrow().ordinal()).isEqualTo(9);
      assertThat(replayer.seek(Frames.START.plusSeconds(37)).orElseThrow().ordinal()).isEqualTo(9);
      assertThat(replayer.seek(Frames.START.plusSeconds(45)).orElseThrow().ordinal()).isEqualTo(15);
      assertThat(replayer.seek(22).orElseThrow().seq()).hasValue(22);
      while (replayer.indexMore(1)) {
        assertThat(replayer.frames()).isEmpty();
      }
      assertThat(replayer.frames()).hasValue(FRAMES);
      assertThat(replayer.damage()).hasSize(1);
      assertThat(replayer.damage().get(0).toString())
          .contains(bad + " offset ")
          .endsWith("expected a block, got one that cannot be read; 5 snapshots lost");
    }
  }

  private static int endOfFacts(byte[] all, int blocks) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int at = 0;
    for (int i = 0; i < blocks; i++) {
      at = text.indexOf("ALLSMI\1\n", at) + 8;
    }
    return at;
  }

  @Test
  void garbageInFrontBetweenAndBehindIsSkipped() throws IOException {
    for (Compression compression : List.of(Compression.ZSTD, Compression.GZIP)) {
      List<ClusterSnapshot> frames = Recordings.frames(FRAMES);
      Path file = Recordings.write(folder.resolve("a" + compression), compression, BLOCK, frames);
      byte[] all = Files.readAllBytes(file);
      byte[] garbage = new byte[3000];
      new Random(3).nextBytes(garbage);
      Path mixed = folder.resolve("mixed" + compression);
      try (var out = Files.newOutputStream(mixed)) {
        out.write(garbage);
        out.write(all);
        out.write(garbage);
        out.write(all);
        out.write(garbage);
      }
      try (Replayer replayer = Replayer.open(List.of(mixed))) {
        int count = 0;
        while (replayer.next().isPresent()) {
          count++;
        }
        assertThat(count).isEqualTo(2 * FRAMES);
        assertThat(replayer.damage()).hasSize(3);
      }
    }
  }

  @Test
  void onlyWhatWasNotShownOfABlockIsLost() throws IOException {
    Path file = folder.resolve("long.gz");
    int block = 100;
    RecorderOptions options = Recordings.options(Compression.GZIP);
    try (Recorder recorder = Recorder.open(file, options, Recordings.blocksOf(block))) {
      for (int i = 0; i < 2 * block; i++) {
        recorder.record(
            Frames.cluster(i, Frames.START.plus(Frames.INTERVAL.multipliedBy(i)), 20, 25));
      }
    }
    byte[] all = Files.readAllBytes(file);
    all[endOfFacts(all, 1) - 80 - 16 - 8]++; // the checksum of the first block
    Files.write(file, all);
    RecordingInfo info = RecordingTools.info(file);
    long lost = 2 * block - info.frames();
    assertThat(lost).isBetween(1L, block - 1L);
    assertThat(info.damage()).hasSize(1);
    assertThat(info.damage().get(0).message())
        .isEqualTo("expected a block, got one that cannot be read; " + lost + " snapshots lost");
    try (Replayer replayer = Replayer.open(file)) {
      for (long i = 0; i < 2 * block; i += i == block - lost - 1 ? lost + 1 : 1) {
        RecordedSnapshot next = replayer.next().orElseThrow();
        assertThat(next.seq()).hasValue(i);
        assertThat(next.ordinal()).isEqualTo(i);
      }
      assertThat(replayer.damage()).isEqualTo(info.damage());
    }
  }
}
