package io.allsmi.record.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.file.NewFile;
import io.allsmi.record.Compression;
import io.allsmi.record.RecordedSnapshot;
import io.allsmi.record.RecordingHeader;
import io.allsmi.record.Replayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts that are whole and wrong must cost time and nothing else. */
class LyingFactsTest {
  private static final int FRAMES = 40;
  private static final int BLOCK = 5;

  @TempDir Path folder;

  private static byte[] line(int seq) {
    String text =
        "{\"gpus\":[],\"hostname\":\"a\",\"schema\":1,\"seq\":%d,\"source\":\"local\",\"t\":%d,"
            + "\"timestamp\":\"2026-11-20T14:00:00Z\"}\n";
    return text.formatted(seq, time(seq)).getBytes(StandardCharsets.UTF_8);
  }

  private static long time(int seq) {
    return 1_795_000_000_000L + seq * 1000L;
  }

  private Path written() throws IOException {
    Path file = folder.resolve("a");
    BlockLayout layout = BlockLayout.of(BLOCK, 1 << 20);
    try (SegmentWriter out =
        new SegmentWriter(NewFile.create(file), Compression.ZSTD, layout, 1000)) {
      out.line(Lines.header(new RecordingHeader("0", List.of("a"), Duration.ofSeconds(1))));
      for (int i = 0; i < FRAMES; i++) {
        byte[] line = line(i);
        out.frame(line, 0, line.length, i, time(i));
      }
      out.finish();
    }
    return file;
  }

  /** The same blocks, and of some of them other facts. */
  private Path with(Path file, String name, int from, int to, UnaryOperator<BlockFacts> lie)
      throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (SegmentReader reader = SegmentReader.open(file, new DamageList().of(file))) {
      int block = 0;
      for (FactsChain.Placed placed : FactsChain.of(reader).orElseThrow().blocks()) {
        other.write(all, (int) placed.offset(), (int) placed.facts().stored());
        boolean lies = block >= from && block < to;
        byte[] payload = (lies ? lie.apply(placed.facts()) : placed.facts()).toBytes();
        other.writeBytes(new byte[] {0x5A, 0x2A, 0x4D, 0x18, (byte) payload.length, 0, 0, 0});
        other.writeBytes(payload);
        block++;
      }
    }
    return Files.write(folder.resolve(name), other.toByteArray());
  }

  @Test
  void noLieShowsAWrongFrame() throws IOException {
    Path file = written();
    List<UnaryOperator<BlockFacts>> lies = new ArrayList<>();
    for (long by : new long[] {-3000, -1, 1, 2000, 1L << 40}) {
      lies.add(f -> of(f, f.frames(), f.firstSeq() + by, f.first(), f.last(), f.latest()));
      lies.add(f -> of(f, f.frames(), f.firstSeq(), f.first() + by, f.last(), f.latest()));
      lies.add(f -> of(f, f.frames(), f.firstSeq(), f.first(), f.last() + by, f.latest()));
      lies.add(f -> of(f, f.frames(), f.firstSeq(), f.first(), f.last(), f.latest() + by));
      lies.add(
          f ->
              of(
                  f,
                  (int) Math.abs(f.frames() + by),
                  f.firstSeq(),
                  f.first(),
                  f.last(),
                  f.latest()));
      lies.add(
          f ->
              new BlockFacts(
                  Math.abs(f.stored() + by),
                  f.plain(),
                  f.frames(),
                  f.firstSeq(),
                  f.first(),
                  f.last(),
                  f.latest(),
                  f.gaps()));
      lies.add(
          f ->
              new BlockFacts(
                  f.stored(),
                  Math.abs(f.plain() + by),
                  f.frames(),
                  f.firstSeq(),
                  f.first(),
                  f.last(),
                  f.latest(),
                  f.gaps()));
    }
    int number = 0;
    for (UnaryOperator<BlockFacts> lie : lies) {
      for (int[] blocks : new int[][] {{0, 1}, {3, 4}, {7, 8}, {2, 6}, {0, 8}}) {
        everyPositionIsRight(with(file, "lie" + number++, blocks[0], blocks[1], lie));
      }
    }
  }

  private static BlockFacts of(
      BlockFacts f, int frames, long firstSeq, long first, long last, long latest) {
    return new BlockFacts(f.stored(), f.plain(), frames, firstSeq, first, last, latest, f.gaps());
  }

  private static void everyPositionIsRight(Path file) throws IOException {
    for (int i = 0; i < FRAMES; i += 3) {
      try (Replayer replayer = Replayer.open(List.of(file))) {
        RecordedSnapshot byTime = replayer.seek(Duration.ofMillis(i * 1000L + 999)).orElseThrow();
        assertThat(byTime.seq()).as("%s, %s s", file, i).hasValue(i);
        assertThat(replayer.seek(i).orElseThrow().seq()).as("%s, %s", file, i).hasValue(i);
        assertThat(replayer.seek(FRAMES - 1L - i).orElseThrow().seq()).hasValue(FRAMES - 1L - i);
        if (replayer.previous().isPresent()) {
          assertThat(replayer.next().orElseThrow().seq()).hasValue(FRAMES - 1L - i);
        }
        assertThat(replayer.damage()).isEmpty();
      }
    }
  }
}
