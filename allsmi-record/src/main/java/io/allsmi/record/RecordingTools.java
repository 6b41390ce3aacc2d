package io.allsmi.record;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.file.NewFile;
import io.allsmi.core.json.SnapshotFormatException;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotReader;
import io.allsmi.core.json.SnapshotSection;
import io.allsmi.record.internal.BlockFacts;
import io.allsmi.record.internal.BlockLayout;
import io.allsmi.record.internal.Chunk;
import io.allsmi.record.internal.DamageList;
import io.allsmi.record.internal.LineBuffer;
import io.allsmi.record.internal.Lines;
import io.allsmi.record.internal.Opening;
import io.allsmi.record.internal.SegmentReader;
import io.allsmi.record.internal.SegmentWriter;
import io.allsmi.record.internal.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with recordings besides watching them. Each reads a recording from its start to
 * its end, one block at a time, and what cannot be read is left out. A recording is a file, the set
 * of files it is one of, or a folder, as {@link Replayer#open(Path)} takes it.
 *
 * <p>What is written is a new file; nothing that exists is written to.
 *
 * @since 0.30.0
 */
public final class RecordingTools {
  private RecordingTools() {}

  /**
   * Says what a recording is. Lines are counted by a glance at them, and hosts are those of the
   * header and of the first snapshot of each block.
   *
   * @throws IOException as {@link Replayer#open(Path)}
   */
  public static RecordingInfo info(Path recording) throws IOException {
    DamageList damage = new DamageList();
    Opening opening = Opening.of(recording, damage);
    Info info = new Info(opening, damage);
    for (int i = 0; i < opening.count(); i++) {
      info.read(i);
    }
    return info.made();
  }

  /**
   * Reads every line, and compares what the file says of itself with what it has.
   *
   * @return what is wrong; empty when nothing is
   * @throws IOException as {@link Replayer#open(Path)}
   */
  public static List<Damage> verify(Path recording) throws IOException {
    DamageList damage = new DamageList();
    Opening opening = Opening.of(recording, damage);
    SnapshotReader parser = new SnapshotReader();
    Timeline index = new Timeline(opening, 0);
    try (index) {
      index.learnFrames(Long.MAX_VALUE);
      for (int i = 0; i < opening.count(); i++) {
        if (index.isDistrusted(i)) {
          damage.add(opening.files().get(i), -2, 0, WRONG_FACTS);
        }
      }
    }
    for (int i = 0; i < opening.count(); i++) {
      Path file = opening.files().get(i);
      checkFacts(opening, index, i, damage);
      each(
          opening,
          i,
          (chunk, line) -> {
            try {
              parser.read(chunk.bytes(), chunk.start(line), length(chunk, line));
            } catch (SnapshotFormatException e) {
              long at = chunk.plain() + chunk.start(line);
              damage.add(file, chunk.block(), at, String.valueOf(e.getMessage()));
            }
          });
    }
    return damage.all();
  }

  private static final String WRONG_FACTS =
      "expected facts that are true of their block, got others; 'repair' makes them new";

  private static void checkFacts(Opening opening, Timeline index, int file, DamageList damage)
      throws IOException {
    try (SegmentReader reader = opening.open(file)) {
      for (var mark : index.marks()) {
        if (mark.segment() == file && mark.facts() != null && reader.at(mark).isEmpty()) {
          damage.add(opening.files().get(file), -2, mark.block() + mark.plain(), WRONG_FACTS);
        }
      }
    }
  }

  /**
   * Writes a recording anew: with an index, and without what cannot be read.
   *
   * @param damaged one file
   * @param repaired is made; compressed like the other
   * @return what was left out
   * @throws RecordingFormatException when nothing of the one can be read; there is no other then
   * @throws IOException when one cannot be read at all, or the other cannot be written
   */
  public static List<Damage> repair(Path damaged, Path repaired) throws IOException {
    DamageList damage = new DamageList();
    Opening opening = Opening.of(List.of(damaged), damage);
    Compression compression;
    try (SegmentReader reader = opening.open(0)) {
      compression = reader.compression();
    }
    SnapshotReader parser = new SnapshotReader();
    try (Copy copy = new Copy(opening.header(), repaired, compression, BlockLayout.RECORDING)) {
      each(
          opening,
          0,
          (chunk, line) -> {
            try {
              parser.read(chunk.bytes(), chunk.start(line), length(chunk, line));
              copy.line(chunk, line);
            } catch (SnapshotFormatException e) {
              long at = chunk.plain() + chunk.start(line);
              damage.add(damaged, chunk.block(), at, String.valueOf(e.getMessage()));
            }
          });
      if (copy.frames() == 0) {
        throw new RecordingFormatException(
            damaged + ": expected snapshots that can be read, got none");
      }
      copy.finish();
    }
    return damage.all();
  }

  /**
   * Writes a part of a recording.
   *
   * @param from the first time that is in it
   * @param to the last time that is in it
   * @param names puts other names in it; empty to leave every line as it is
   * @param part is made
   * @return how many snapshots it has
   * @throws RecordingFormatException when there would be none in it; it is not made then
   * @throws IOException when the one cannot be read at all, or the other cannot be written
   */
  public static long slice(
      Path recording,
      Instant from,
      Instant to,
      Optional<Pseudonyms> names,
      Path part,
      Compression compression)
      throws IOException {
    Opening opening = Opening.of(recording, new DamageList());
    long first = from.toEpochMilli();
    long last = to.toEpochMilli();
    Hidden hidden = names.map(Hidden::new).orElse(null);
    Optional<RecordingHeader> header =
        opening.header().map(h -> names.isPresent() ? names.get().hide(h) : h);
    long[] range = {Long.MAX_VALUE, Long.MIN_VALUE};
    try (Copy copy = new Copy(header, part, compression, BlockLayout.RECORDING)) {
      for (int i = 0; i < opening.count(); i++) {
        each(
            opening,
            i,
            (chunk, line) -> {
              long time = chunk.time(line);
              range[0] = Math.min(range[0], time);
              range[1] = Math.max(range[1], time);
              if (time >= first && time <= last) {
                copy(chunk, line, hidden, copy);
              }
            });
      }
      if (copy.frames() == 0) {
        throw new RecordingFormatException(
            String.format(
                "%s: expected snapshots between %s and %s, got none; it has %s to %s",
                recording,
                from,
                to,
                Instant.ofEpochMilli(range[0]),
                Instant.ofEpochMilli(range[1])));
      }
      copy.finish();
      return copy.frames();
    }
  }

  private static void copy(Chunk chunk, int line, @Nullable Hidden hidden, Copy copy)
      throws IOException {
    if (hidden == null) {
      copy.line(chunk, line);
      return;
    }
    try {
      hidden.line(chunk, line, copy);
    } catch (SnapshotFormatException e) {
      return; // what cannot be read cannot be made anonymous, and is left out
    }
  }

  /**
   * Writes the same lines in larger blocks, compressed harder. A jump then costs some times more,
   * and stays a jump.
   *
   * @param compact is made, in zstd; its name ends with {@code .zst}
   * @return how many snapshots it has
   * @throws IOException when the name ends otherwise, when the one cannot be read at all, or the
   *     other cannot be written
   */
  public static long compact(Path recording, Path compact) throws IOException {
    String name = String.valueOf(compact.getFileName());
    if (!name.toLowerCase(Locale.ROOT).endsWith(Compression.ZSTD.suffix())) {
      throw new IOException(compact + ": expected a name that ends with .zst, got '" + name + "'");
    }
    Opening opening = Opening.of(recording, new DamageList());
    try (Copy copy = new Copy(opening.header(), compact, Compression.ZSTD, BlockLayout.COMPACT)) {
      for (int i = 0; i < opening.count(); i++) {
        each(opening, i, copy::line);
      }
      copy.finish();
      return copy.frames();
    }
  }

  /**
   * Writes the header and all snapshots as lines.
   *
   * @param out left open
   * @return how many snapshots there were
   * @throws IOException when the one cannot be read at all, or the other cannot be written
   */
  public static long cat(Path recording, OutputStream out) throws IOException {
    Opening opening = Opening.of(recording, new DamageList());
    if (opening.header().isPresent()) {
      out.write(Lines.header(opening.header().get()));
    }
    long[] frames = {0};
    for (int i = 0; i < opening.count(); i++) {
      each(
          opening,
          i,
          (chunk, line) -> {
            out.write(chunk.bytes(), chunk.start(line), length(chunk, line));
            out.write('\n');
            frames[0]++;
          });
    }
    return frames[0];
  }

  private interface Use {
    void line(Chunk chunk, int line) throws IOException;
  }

  private static void each(Opening opening, int file, Use use) throws IOException {
    try (SegmentReader reader = opening.open(file)) {
      for (Optional<Chunk> chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        for (int line = 0; line < chunk.get().count(); line++) {
          use.line(chunk.get(), line);
        }
        reader.reuse(chunk.get());
      }
    }
  }

  private static int length(Chunk chunk, int line) {
    return chunk.end(line) - chunk.start(line);
  }

  /** Gathers what a recording is. */
  private static final class Info {
    private final Opening opening;
    private final DamageList damage;
    private final long interval;
    private final SnapshotReader parser = new SnapshotReader();
    private final List<RecordingInfo.File> files = new ArrayList<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long frames;
    private long before = Long.MIN_VALUE;
    private long latest = Long.MIN_VALUE;

    Info(Opening opening, DamageList damage) {
      this.opening = opening;
      this.damage = damage;
      interval = opening.header().map(h -> h.interval().toMillis()).orElse(0L);
      opening.header().ifPresent(h -> hosts.addAll(h.hosts()));
    }

    void read(int file) throws IOException {
      try (SegmentReader reader = opening.open(file)) {
        long plain = 0;
        long first = frames;
        long blocks = 0;
        long block = -1;
        for (Optional<Chunk> next = reader.next(); next.isPresent(); next = reader.next()) {
          Chunk chunk = next.get();
          plain += chunk.length();
          blocks += chunk.block() == block ? 0 : 1;
          block = chunk.block();
          add(chunk);
        }
        long indexed = reader.factsOfBlocks();
        files.add(
            new RecordingInfo.File(
                reader.path(),
                reader.compression(),
                reader.size(),
                plain,
                frames - first,
                Math.max(blocks, indexed),
                indexed,
                reader.torn(),
                reader.isClosed()));
      }
    }

    private void add(Chunk chunk) {
      for (int i = 0; i < chunk.count(); i++) {
        long time = chunk.time(i);
        if (before != Long.MIN_VALUE && BlockFacts.Gap.between(interval, before, time)) {
          gaps.add(new Gap(Instant.ofEpochMilli(before), Instant.ofEpochMilli(time)));
        }
        before = time;
        latest = Math.max(latest, time);
      }
      frames += chunk.count();
      if (chunk.count() > 0) {
        try {
          int length = length(chunk, 0);
          for (HostSnapshot host :
              parser.read(chunk.bytes(), chunk.start(0), length).cluster().hosts()) {
            hosts.add(host.hostId());
          }
        } catch (SnapshotFormatException e) {
          long at = chunk.plain() + chunk.start(0);
          damage.add(
              opening.files().get(files.size()), chunk.block(), at, String.valueOf(e.getMessage()));
        }
      }
    }

    RecordingInfo made() {
      return new RecordingInfo(
          files,
          opening.header(),
          frames,
          Instant.ofEpochMilli(opening.firstMillis()),
          Instant.ofEpochMilli(Math.max(latest, opening.firstMillis())),
          List.copyOf(hosts),
          gaps,
          damage.all());
    }
  }

  /** A new file with lines of another; it is removed again unless it was finished. */
  private static final class Copy implements AutoCloseable {
    private final NewFile file;
    private final SegmentWriter out;
    private boolean finished;

    Copy(Optional<RecordingHeader> header, Path path, Compression compression, BlockLayout layout)
        throws IOException {
      file = NewFile.create(path);
      long interval = header.map(h -> h.interval().toMillis()).orElse(0L);
      out = new SegmentWriter(file, compression, layout, interval);
      RecordingHeader known =
          header.orElseGet(() -> new RecordingHeader("", List.of(), Duration.ZERO));
      out.line(Lines.header(known));
    }

    void line(Chunk chunk, int line) throws IOException {
      int start = chunk.start(line);
      int length = length(chunk, line);
      // The line feed behind it may be missing, or be two characters.
      byte[] bytes = new byte[length + 1];
      System.arraycopy(chunk.bytes(), start, bytes, 0, length);
      bytes[length] = '\n';
      out.frame(bytes, 0, bytes.length, chunk.seq(line), chunk.time(line));
    }

    void line(LineBuffer line, long seq, long time) throws IOException {
      out.frame(line.bytes(), 0, line.size(), seq, time);
    }

    long frames() {
      return out.frames();
    }

    void finish() throws IOException {
      out.finish();
      finished = true;
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (!finished) {
        Files.deleteIfExists(file.path());
      }
    }
  }

  /** Writes snapshots with other names. */
  private static final class Hidden {
    private final Pseudonyms names;
    private final SnapshotReader parser = new SnapshotReader();
    private final SnapshotJson json =
        SnapshotJson.of(EnumSet.allOf(SnapshotSection.class), ZoneOffset.UTC);
    private final LineBuffer buffer = new LineBuffer();

    Hidden(Pseudonyms names) {
      this.names = names;
    }

    void line(Chunk chunk, int line, Copy copy) throws IOException, SnapshotFormatException {
      SnapshotReader.Frame frame =
          parser.read(chunk.bytes(), chunk.start(line), length(chunk, line));
      long seq = frame.seq().orElse(copy.frames());
      buffer.reset();
      json.write(names.hide(frame.cluster()), seq, buffer);
      copy.line(buffer, seq, chunk.time(line));
    }
  }
}
