package io.allsmi.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.usage.UserAggregator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingToolsTest {
  @TempDir Path folder;

  private Path written(Compression compression, List<ClusterSnapshot> frames) throws IOException {
    return Recordings.write(folder.resolve("a" + compression), compression, 10, frames);
  }

  @Test
  void infoSaysWhatARecordingIs() throws IOException {
    List<ClusterSnapshot> frames = new ArrayList<>(Recordings.frames(57));
    frames.subList(20, 24).clear();
    for (Compression compression : Compression.values()) {
      Path file = written(compression, frames);
      RecordingInfo info = RecordingTools.info(file);
      assertThat(info.frames()).isEqualTo(53);
      assertThat(info.duration()).isEqualTo(Frames.INTERVAL.multipliedBy(56));
      assertThat(info.hosts()).containsExactly("10.0.0.0:9090", "10.0.0.1:9090");
      assertThat(info.gaps()).hasSize(1);
      assertThat(info.damage()).isEmpty();
      RecordingInfo.File only = info.files().get(0);
      assertThat(info.files()).hasSize(1);
      assertThat(only.compression()).isEqualTo(compression);
      assertThat(only.storedBytes()).isEqualTo(Files.size(file));
      assertThat(only.plainBytes()).isEqualTo(Recordings.plain(Files.readAllBytes(file)).length);
      assertThat(only.blocks()).isEqualTo(6);
      assertThat(only.indexedBlocks()).isEqualTo(6);
      assertThat(RecordingTools.verify(file)).isEmpty();
    }
  }

  @Test
  void infoSaysHowAFileEnds() throws IOException {
    for (Compression compression : Compression.values()) {
      Path file = written(compression, Recordings.frames(25));
      RecordingInfo.File whole = RecordingTools.info(file).files().get(0);
      assertThat(whole.closed()).isTrue();
      assertThat(whole.tornBytes()).isZero();

      byte[] all = Files.readAllBytes(file);
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(all, all.length - 9));
      RecordingInfo info = RecordingTools.info(cut);
      assertThat(info.files().get(0).closed()).isFalse();
      assertThat(info.files().get(0).tornBytes()).isBetween(20L, 1000L);
      assertThat(info.frames()).isEqualTo(25);
      assertThat(info.damage()).isEmpty();
    }
  }

  @Test
  void infoSaysHowLongAnUnfinishedBlockIs() throws IOException {
    for (Compression compression : Compression.values()) {
      Path file = folder.resolve("open" + compression);
      Recorder recorder =
          Recorder.open(file, Recordings.options(compression), Recordings.blocksOf(10));
      for (int i = 0; i < 20; i++) {
        recorder.record(Frames.frame(i));
      }
      recorder.flush();
      long whole = Files.size(file);
      assertThat(RecordingTools.info(file).files().get(0).tornBytes()).isZero();
      recorder.record(Frames.frame(20));
      recorder.flush();
      boolean plain = compression == Compression.NONE;
      RecordingInfo.File open = RecordingTools.info(file).files().get(0);
      assertThat(open.tornBytes()).isEqualTo(plain ? 0 : Files.size(file) - whole);
      assertThat(open.frames()).isEqualTo(21);
      assertThat(open.closed()).isFalse();
    }
  }

  @Test
  void catGivesTheLines() throws IOException {
    for (Compression compression : Compression.values()) {
      Path file = written(compression, Recordings.frames(33));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThat(RecordingTools.cat(file, out)).isEqualTo(33);
      List<String> lines = new ArrayList<>(Recordings.lines(file));
      lines.removeIf(line -> line.contains("\"index\":true"));
      assertThat(out.toString(StandardCharsets.UTF_8).lines().toList()).isEqualTo(lines);
    }
  }

  @Test
  void compactKeepsTheLinesAndTheJumps() throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(1700);
    Path file = written(Compression.NONE, frames);
    Path compact = folder.resolve("c.ZST");
    assertThat(RecordingTools.compact(file, compact)).isEqualTo(1700);
    assertThat(Recordings.replay(compact)).isEqualTo(frames);
    assertThat(RecordingTools.info(compact).files().get(0).blocks()).isEqualTo(3);
    assertThat(RecordingTools.verify(compact)).isEmpty();
    try (Replayer replayer = Replayer.open(compact)) {
      assertThat(replayer.seek(1234).orElseThrow().snapshot()).isEqualTo(frames.get(1234));
    }
    assertThat(Files.size(compact)).isLessThan(Files.size(file) / 10);
  }

  @Test
  void compactTakesNoNameOfAnotherKind() throws IOException {
    Path file = written(Compression.NONE, Recordings.frames(3));
    for (String name : List.of("c.ndjson", "c.ndjson.gz", "c")) {
      Path compact = folder.resolve(name);
      assertThatThrownBy(() -> RecordingTools.compact(file, compact))
          .isInstanceOf(IOException.class)
          .hasMessage(compact + ": expected a name that ends with .zst, got '" + name + "'");
      assertThat(compact).doesNotExist();
    }
  }

  @Test
  void repairDropsWhatIsDamagedAndMakesTheIndexNew() throws IOException {
    for (Compression compression : List.of(Compression.ZSTD, Compression.GZIP)) {
      Path file = written(compression, Recordings.frames(50));
      byte[] all = Files.readAllBytes(file);
      int second = new String(all, StandardCharsets.ISO_8859_1).indexOf("ALLSMI\1\n") + 90;
      all[second] ^= 0x10;
      Path bad = Files.write(folder.resolve("bad" + compression), all);
      assertThat(RecordingTools.verify(bad)).isNotEmpty();
      Path good = folder.resolve("good" + compression);
      List<Damage> damage = RecordingTools.repair(bad, good);
      assertThat(damage).hasSize(1);
      assertThat(RecordingTools.verify(good)).isEmpty();
      List<ClusterSnapshot> left = new ArrayList<>(Recordings.frames(50));
      left.subList(10, 20).clear();
      assertThat(Recordings.replay(good)).isEqualTo(left);
      assertThat(RecordingTools.info(good).files().get(0).compression()).isEqualTo(compression);
      try (Replayer replayer = Replayer.open(good)) {
        assertThat(replayer.seek(10).orElseThrow().seq()).hasValue(20);
      }
    }
  }

  @Test
  void verifyTellsOfALineThatIsNoSnapshot() throws IOException {
    Path file = written(Compression.NONE, Recordings.frames(5));
    String text = Files.readString(file).replaceFirst("\"hosts\":\\[\\{", "\"hosts\":[{{");
    Path bad = Files.writeString(folder.resolve("bad"), text);
    assertThat(RecordingTools.verify(bad)).isNotEmpty();
  }

  @Test
  void aSliceHasTheFramesOfItsTime() throws IOException {
    List<ClusterSnapshot> frames = Recordings.frames(50);
    Path file = written(Compression.ZSTD, frames);
    Path part = folder.resolve("part");
    long count =
        RecordingTools.slice(
            file,
            Frames.START.plusSeconds(31),
            Frames.START.plusSeconds(60),
            Optional.empty(),
            part,
            Compression.GZIP);
    assertThat(count).isEqualTo(10);
    assertThat(Recordings.replay(part)).isEqualTo(frames.subList(11, 21));
  }

  @Test
  void anAnonymousSliceHoldsNoNameAndTheSameUsage() throws IOException {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      frames.add(Frames.cluster(i, Frames.START.plus(Frames.INTERVAL.multipliedBy(i)), 3, 3));
    }
    Path file = written(Compression.ZSTD, frames);
    Pseudonyms names = Pseudonyms.of(new byte[32]);
    Path part = folder.resolve("part");
    RecordingTools.slice(
        file,
        Frames.START,
        Frames.START.plusSeconds(99),
        Optional.of(names),
        part,
        Compression.NONE);
    String text = Files.readString(part);
    for (String name :
        List.of("mira", "jonas", "node-", "10.0.0.", "train.py", "GPU-0\"", "no answer")) {
      assertThat(text).doesNotContain(name);
    }
    List<ClusterSnapshot> hidden = Recordings.replay(part);
    assertThat(hidden).hasSize(20);
    for (int i = 0; i < 20; i++) {
      List<HostSnapshot> before = frames.get(i).hosts();
      List<HostSnapshot> after = hidden.get(i).hosts();
      assertThat(after).hasSize(3).extracting(HostSnapshot::hostId).doesNotHaveDuplicates();
      assertThat(UserAggregator.aggregate(after).users())
          .extracting(u -> u.nodes() + " " + u.gpus() + " " + u.procs() + " " + u.vramBytes())
          .containsExactlyInAnyOrderElementsOf(
              UserAggregator.aggregate(before).users().stream()
                  .map(u -> u.nodes() + " " + u.gpus() + " " + u.procs() + " " + u.vramBytes())
                  .toList());
    }
    assertThat(Pseudonyms.of(new byte[32]).name("user", "mira"))
        .isEqualTo(names.name("user", "mira"))
        .isNotEqualTo(Pseudonyms.random().name("user", "mira"));
  }

  @Test
  void whatWouldHaveNoSnapshotIsNotMade() throws IOException {
    Path file = written(Compression.NONE, Recordings.frames(3));
    Path bad =
        Files.writeString(
            folder.resolve("bad"), Files.readString(file).replace("\"hosts\":[{", "\"hosts\":[{{"));
    Path made = folder.resolve("made");
    assertThatThrownBy(() -> RecordingTools.repair(bad, made))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(bad + ": expected snapshots that can be read, got none");
    assertThat(made).doesNotExist();
    assertThatThrownBy(
            () ->
                RecordingTools.slice(
                    file,
                    Frames.START.plusSeconds(7),
                    Frames.START.plusSeconds(99),
                    Optional.empty(),
                    made,
                    Compression.NONE))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(
            file
                + ": expected snapshots between 2026-11-20T14:00:07Z and 2026-11-20T14:01:39Z,"
                + " got none; it has 2026-11-20T14:00:00Z to 2026-11-20T14:00:06Z");
    assertThat(made).doesNotExist();
  }
}
