package io.allsmi.record;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.record.internal.BlockLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Recordings for tests: written by the recorder, and made worse in various ways. */
final class Recordings {
  private Recordings() {}

  static RecorderOptions options(Compression compression) {
    return RecorderOptions.defaults()
        .withCompression(compression)
        .withZone(ZoneOffset.UTC)
        .withMaxBytes(0);
  }

  static BlockLayout blocksOf(int frames) {
    return BlockLayout.of(frames, 32L << 20);
  }

  static List<ClusterSnapshot> frames(int count) {
    List<ClusterSnapshot> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(Frames.frame(i));
    }
    return frames;
  }

  static Path write(Path path, Compression compression, int block, List<ClusterSnapshot> frames)
      throws IOException {
    try (Recorder recorder = Recorder.open(path, options(compression), blocksOf(block))) {
      for (ClusterSnapshot frame : frames) {
        recorder.record(frame);
      }
    }
    return path;
  }

  static byte[] plain(byte[] file) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(file);
    return switch (Compression.sniff(file)) {
      case NONE -> file;
      case GZIP -> new GZIPInputStream(in).readAllBytes();
      case ZSTD -> new ZstdInputStreamNoFinalizer(in).readAllBytes();
    };
  }

  static List<String> lines(Path file) throws IOException {
    return new String(plain(Files.readAllBytes(file)), StandardCharsets.UTF_8).lines().toList();
  }

  /** As another program writes it: one block, without any index. */
  static Path withoutIndex(Path file, Path other) throws IOException {
    Compression compression = Compression.sniff(Files.readAllBytes(file));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressed(bytes, compression)) {
      for (String line : lines(file)) {
        if (!line.contains("\"index\":true")) {
          out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return Files.write(other, bytes.toByteArray());
  }

  static OutputStream compressed(OutputStream out, Compression compression) throws IOException {
    return switch (compression) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(out, 3).setChecksum(true);
    };
  }

  /** All snapshots, from the start. */
  static List<ClusterSnapshot> replay(Path file) throws IOException {
    List<ClusterSnapshot> all = new ArrayList<>();
    try (Replayer replayer = Replayer.open(List.of(file))) {
      for (Optional<RecordedSnapshot> s = replayer.next(); s.isPresent(); s = replayer.next()) {
        all.add(s.get().snapshot());
      }
    }
    return all;
  }
}
