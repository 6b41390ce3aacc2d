package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.file.FileFaults;
import io.allsmi.core.file.NewFile;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.record.internal.BlockLayout;
import io.allsmi.record.internal.Lane;
import io.allsmi.record.internal.LineBuffer;
import io.allsmi.record.internal.Lines;
import io.allsmi.record.internal.SegmentName;
import io.allsmi.record.internal.SegmentWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes snapshots into a recording: one line each, in blocks that can be read alone.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.open(path, RecorderOptions.defaults().compressedAs(path))) {
 *   recorder.record(snapshot);
 * }
 * }</pre>
 *
 * <p>There is no thread and no clock in it. Encoding and writing happen in {@link #record}, so a
 * caller that must not wait gives this a thread of its own. With an {@linkplain
 * RecorderOptions#executor() executor} a long line is compressed and written there while the rest
 * of it is encoded here, and {@link #record} may return before all of it is; the file has the same
 * bytes. A fault of that work is thrown by the next call. What was recorded is certain to be in the
 * file after {@link #flush()}, which the caller calls as often as it can bear to lose what came
 * since: every two seconds is a good habit, and costs little when nothing came.
 *
 * <p>After an exception nothing more can be written: {@link #close()} then only closes the file,
 * which holds everything up to the last flush, and removes it when nothing came into it. An
 * interrupt of the thread that writes is such an exception; with an executor, one of the caller
 * waits until the call is done.
 *
 * <p>For one thread at a time.
 *
 * @since 0.30.0
 */
public final class Recorder implements AutoCloseable {
  private final Path path;
  private final RecorderOptions options;
  private final BlockLayout layout;
  private final SegmentName names;
  private final SnapshotJson json;
  private final LineBuffer line = new LineBuffer();
  private final Deque<Path> setAside = new ArrayDeque<>();
  private final long firstNumber;
  private final @Nullable Lane lane;
  private NewFile file;
  private @Nullable SegmentWriter segment;
  private @Nullable RecordingHeader header;
  private long rotations;
  private long seq;
  private long olderPlain;
  private long olderStored;
  private boolean failed;
  private boolean closed;

  private Recorder(
      Path path, RecorderOptions options, BlockLayout layout, SegmentName names, NewFile file)
      throws IOException {
    this.path = path;
    this.options = options;
    this.layout = layout;
    this.names = names;
    this.file = file;
    json = SnapshotJson.of(options.sections(), options.zone());
    firstNumber = names.highest();
    lane = options.executor().map(Lane::new).orElse(null);
  }

  /**
   * Makes the file. Nothing that exists is written to, and no symbolic link is followed.
   *
   * @param path the file that is written; older ones of the same recording get a number before the
   *     first point of its name
   * @throws IOException when the file exists or cannot be made; the message says what to do
   */
  public static Recorder open(Path path, RecorderOptions options) throws IOException {
    return open(path, options, BlockLayout.RECORDING);
  }

  static Recorder open(Path path, RecorderOptions options, BlockLayout layout) throws IOException {
    SegmentName names = SegmentName.of(path);
    NewFile file = NewFile.create(path);
    try {
      return new Recorder(path, options, layout, names, file);
    } catch (IOException e) {
      file.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /**
   * Writes a snapshot. The first one also says in the header which hosts are recorded, and how
   * often.
   *
   * @throws IOException when it cannot be written, as {@code path: expected …, got …}; also when
   *     the executor takes no more work: the snapshot is in the file then, which is whole
   */
  public void record(ClusterSnapshot snapshot) throws IOException {
    check();
    Objects.requireNonNull(snapshot, "snapshot");
    if (lane == null) {
      whole(snapshot);
      return;
    }
    hold();
    try {
      inParts(snapshot);
      if (lane.refusal().isPresent()) {
        refused(lane.refusal().get());
      }
    } finally {
      letGo();
    }
  }

  /** Encodes a line, and then writes it. */
  private void whole(ClusterSnapshot snapshot) throws IOException {
    line.reset();
    json.write(snapshot, seq, line);
    try {
      rotateWhenFull();
      SegmentWriter current = segment(snapshot);
      current.frame(line.bytes(), 0, line.size(), seq++, snapshot.takenAt().toEpochMilli());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Writes a line while it is encoded, but for the first of a file: blocks are made by that. */
  private void inParts(ClusterSnapshot snapshot) throws IOException {
    try {
      rotateWhenFull();
    } catch (IOException e) {
      throw failure(e);
    }
    SegmentWriter current = segment;
    if (current == null) {
      whole(snapshot);
      return;
    }
    try {
      json.write(snapshot, seq, current.begin());
      current.end(seq++, snapshot.takenAt().toEpochMilli());
    } catch (IOException e) {
      throw failure(e);
    } catch (RuntimeException | Error e) {
      failed = true; // half a line is no place to go on from
      try {
        current.flush();
      } catch (IOException | RuntimeException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
  }

  /** The caller's thread has done what the executor would not; the recording ends here. */
  private void refused(RuntimeException reason) throws IOException {
    try {
      if (segment != null) {
        segment.finish();
      }
    } catch (IOException e) {
      throw failure(e);
    }
    throw failure(
        new IOException(
            path
                + ": expected an executor that takes work, got one that refuses it;"
                + " the recording ends with snapshot "
                + (seq - 1)
                + ", and is whole",
            reason));
  }

  private void rotateWhenFull() throws IOException {
    SegmentWriter full = segment;
    if (full != null && isFull(full)) {
      rotate(full);
    }
  }

  /** Asked before a line and not behind one, so that the newest file is never without any. */
  private boolean isFull(SegmentWriter current) throws IOException {
    if (options.maxBytes() == 0 || current.frames() == 0) {
      return false;
    }
    current.settle();
    if (current.stored() + current.unflushed() >= options.maxBytes()) {
      current.flush();
    }
    return current.stored() >= options.maxBytes();
  }

  private SegmentWriter segment(ClusterSnapshot snapshot) throws IOException {
    SegmentWriter current = segment;
    if (current != null) {
      return current;
    }
    RecordingHeader first = header;
    if (first == null) {
      first = new RecordingHeader(options.version(), hosts(snapshot), snapshot.interval());
      header = first;
    }
    return begin(first);
  }

  private SegmentWriter begin(RecordingHeader first) throws IOException {
    SegmentWriter current =
        new SegmentWriter(file, options.compression(), layout, first.interval().toMillis(), lane);
    segment = current;
    current.line(Lines.header(first));
    return current;
  }

  private static List<String> hosts(ClusterSnapshot snapshot) {
    boolean here = snapshot.source() == ClusterSnapshot.Source.LOCAL;
    return snapshot.hosts().stream()
        .map(here ? HostSnapshot::hostname : HostSnapshot::hostId)
        .toList();
  }

  /** Sets the file aside, under a number that was never used, and makes a new one. */
  private void rotate(SegmentWriter current) throws IOException {
    current.finish();
    olderPlain += current.plain();
    olderStored += current.stored();
    segment = null;
    current.close();
    rotations++;
    Path aside = names.numbered(firstNumber + rotations);
    Files.move(names.active(), aside);
    setAside.add(aside);
    while (setAside.size() > options.maxFiles() - 1) {
      Files.deleteIfExists(setAside.remove());
    }
    file = NewFile.create(path);
  }

  /**
   * Brings everything that was recorded into the file, where others can read it.
   *
   * @throws IOException when it cannot be written, or when the file is not there any more
   */
  public void flush() throws IOException {
    check();
    hold();
    try {
      if (segment != null) {
        segment.flush();
      }
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(
            path + ": expected the file that is being written, got nothing at that path");
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      letGo();
    }
  }

  /** The file that is being written. */
  public Path path() {
    return path;
  }

  /** What was written so far; what is on its way is not among the stored bytes. */
  public RecorderStats stats() {
    SegmentWriter current = segment;
    return new RecorderStats(
        seq,
        olderPlain + (current == null ? 0 : current.plain()),
        olderStored + (current == null ? 0 : current.stored()),
        (int) rotations + 1);
  }

  /**
   * Ends the recording with a whole block and forces it to the disk; closing twice is allowed. A
   * recording without snapshots is a header.
   *
   * @throws IOException when the end cannot be written
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    hold();
    try {
      if (!failed) {
        SegmentWriter last = segment;
        if (last == null) {
          last = begin(new RecordingHeader(options.version(), List.of(), java.time.Duration.ZERO));
        }
        last.finish();
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      try {
        release();
      } finally {
        letGo();
      }
    }
  }

  private void hold() {
    if (lane != null) {
      lane.hold();
    }
  }

  private void letGo() {
    if (lane != null) {
      lane.release();
    }
  }

  private void release() throws IOException {
    if (segment != null) {
      segment.close();
    } else {
      file.close();
    }
    // What failed before its first byte is no recording, and would be in the way of the next.
    boolean regular = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    if (failed && regular && Files.size(path) == 0) {
      Files.delete(path);
    }
  }

  private void check() {
    if (closed || failed) {
      throw new IllegalStateException(
          "recorder: expected an open one, got one that " + (closed ? "is closed" : "has failed"));
    }
  }

  private IOException failure(IOException cause) {
    failed = true;
    String told = FileFaults.explain(cause);
    String message =
        told.contains(": expected ")
            ? told
            : path + ": expected to write the recording, got '" + told + "'";
    return new IOException(message, cause);
  }
}
