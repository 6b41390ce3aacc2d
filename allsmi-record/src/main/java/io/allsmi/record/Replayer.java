package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.json.SnapshotFormatException;
import io.allsmi.core.json.SnapshotReader;
import io.allsmi.record.internal.BlockFacts;
import io.allsmi.record.internal.Chunk;
import io.allsmi.record.internal.DamageList;
import io.allsmi.record.internal.Mark;
import io.allsmi.record.internal.Opening;
import io.allsmi.record.internal.SegmentReader;
import io.allsmi.record.internal.Timeline;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads recordings, ours and the Rust tool's: forwards, backwards, and from any moment. Several
 * files are one timeline.
 *
 * <pre>{@code
 * try (Replayer replayer = Replayer.open(path)) {
 *   Optional<RecordedSnapshot> then = replayer.seek(Instant.parse("2026-11-20T14:32:00Z"));
 *   Optional<RecordedSnapshot> after = replayer.next();
 * }
 * }</pre>
 *
 * <p>It stands on one snapshot, {@link #current()}, and moves. For snapshots of 10:00, 10:05 and
 * 10:10, {@code seek(10:07)} stands on 10:05, {@code next()} on 10:10, and {@code next()} again
 * finds nothing and stays.
 *
 * <p>What cannot be read is left out and told by {@link #damage()}: a block, a line, the end that
 * was never written. No move throws for it. A move reads one block, of which all lines are in
 * memory; a jump in a file that does not say where its blocks are reads it up to there first, once,
 * and {@link #indexMore} does that ahead of time.
 *
 * <p>No device is read and no connection is made. For one thread at a time.
 *
 * @since 0.30.0
 */
public final class Replayer implements AutoCloseable {
  /** Bytes of lines that are let go before others are read. */
  private static final int HEAVY = 8 << 20;

  private static final long AGAIN = Long.MIN_VALUE;

  private final Opening opening;
  private final DamageList damage;
  private final Timeline timeline;
  private final SnapshotReader parser = new SnapshotReader();
  private final long firstMillis;

  private int segment = -1;
  private @Nullable SegmentReader reader;
  private long readOrdinal;
  private @Nullable Chunk queued;
  private long queuedOrdinal;

  private @Nullable Chunk chunk;
  private long chunkOrdinal;
  private int chunkSegment;
  private int line = -1;
  private long placeBlock;
  private long placePlain;
  private @Nullable RecordedSnapshot current;
  private long tailLatest = Long.MIN_VALUE;
  private boolean closed;

  /** Whether what {@link #following} gives comes behind {@link #chunk}. */
  private boolean follows = true;

  private Replayer(Opening opening, DamageList damage) throws IOException {
    this.opening = opening;
    this.damage = damage;
    timeline = new Timeline(opening, opening.header().map(h -> h.interval().toMillis()).orElse(0L));
    firstMillis = opening.firstMillis();
    tailLatest = opening.tailLatest();
  }

  /**
   * Opens a recording and stands before its first snapshot.
   *
   * @param path a file, any file of a set that was written one after another, or a folder whose
   *     recordings are one timeline
   * @throws RecordingFormatException when there is no recording in it that can be read
   * @throws IOException when it cannot be opened
   */
  public static Replayer open(Path path) throws IOException {
    DamageList damage = new DamageList();
    return new Replayer(Opening.of(path, damage), damage);
  }

  /**
   * Opens files as one timeline, in the order of their first snapshots.
   *
   * @throws RecordingFormatException when there is no recording in one of them
   * @throws IOException when one cannot be opened
   */
  public static Replayer open(List<Path> files) throws IOException {
    DamageList damage = new DamageList();
    return new Replayer(Opening.of(files, damage), damage);
  }

  /** The files, in the order of time. */
  public List<Path> files() {
    return opening.files();
  }

  /** What the first header says; empty when no file has one. */
  public Optional<RecordingHeader> header() {
    return opening.header();
  }

  /** When the first snapshot was taken. */
  public Instant start() {
    return Instant.ofEpochMilli(firstMillis);
  }

  /**
   * From the first snapshot to the latest. Of a file that does not say when it ends, this is what
   * is known so far, zero before anything is; {@link #isIndexed()} tells whether that is all.
   */
  public Duration duration() {
    long latest = Math.max(timeline.latest(), tailLatest);
    if (current != null) {
      latest = Math.max(latest, current.snapshot().takenAt().toEpochMilli());
    }
    return Duration.ofMillis(latest <= firstMillis ? 0 : latest - firstMillis);
  }

  /** How many snapshots there are; absent until the last is known. */
  public OptionalLong frames() {
    return timeline.isComplete() ? OptionalLong.of(timeline.frames()) : OptionalLong.empty();
  }

  /** Whether it is known where everything is. */
  public boolean isIndexed() {
    return timeline.isComplete();
  }

  /**
   * Gets to know more of where everything is, so that later jumps need not.
   *
   * @param bytes about how many bytes of lines to read for it
   * @return whether there is more to know
   */
  public boolean indexMore(long bytes) throws IOException {
    check();
    return timeline.more(bytes);
  }

  /** Where snapshots are missing, as far as it is known; in the order of the files. */
  public List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    for (BlockFacts.Gap gap : timeline.gaps()) {
      gaps.add(new Gap(Instant.ofEpochMilli(gap.from()), Instant.ofEpochMilli(gap.to())));
    }
    return gaps;
  }

  /** What could not be read so far; each part once. */
  public List<Damage> damage() {
    return damage.all();
  }

  /** The snapshot it stands on; empty before the first move. */
  public Optional<RecordedSnapshot> current() {
    return Optional.ofNullable(current);
  }

  /** Goes to the next snapshot. Empty at the end, where it stays. */
  public Optional<RecordedSnapshot> next() throws IOException {
    check();
    comeBack();
    Chunk in = chunk;
    if (in != null) {
      for (int i = line + 1; i < in.count(); i++) {
        if (stand(in, chunkOrdinal, chunkSegment, i)) {
          return current();
        }
      }
      if (in.length() > HEAVY) { // two of these are not held at once
        chunk = null;
        if (reader != null) {
          reader.reuse(in);
        }
      }
    }
    in = null;
    while (true) {
      Chunk following = following();
      if (following == null) {
        return Optional.empty();
      }
      long ordinal = readOrdinal - following.count();
      for (int i = 0; i < following.count(); i++) {
        if (stand(following, ordinal, segment, i)) {
          return current();
        }
      }
    }
  }

  /** After a move that led nowhere: what follows is what comes behind the current one. */
  private void comeBack() throws IOException {
    RecordedSnapshot at = current;
    Spot spot = follows || at == null ? null : find(at.ordinal());
    if (spot != null) {
      chunk = spot.chunk;
      chunkOrdinal = spot.ordinal;
      chunkSegment = spot.segment;
      line = spot.line;
    }
  }

  /** Goes to the snapshot before. Empty at the start, where it stays. */
  public Optional<RecordedSnapshot> previous() throws IOException {
    check();
    RecordedSnapshot from = current;
    return from == null || from.ordinal() == 0 ? Optional.empty() : backTo(from.ordinal() - 1);
  }

  /** Stands on the last snapshot that can be read up to one; stays when there is none. */
  private Optional<RecordedSnapshot> backTo(long ordinal) throws IOException {
    for (long wanted = ordinal; wanted >= 0; ) {
      Spot spot = find(wanted);
      if (spot == null) {
        return Optional.empty();
      }
      for (int i = spot.line; i >= 0; i--) {
        if (stand(spot.chunk, spot.ordinal, spot.segment, i)) {
          return current();
        }
      }
      wanted = spot.ordinal - 1;
    }
    return Optional.empty();
  }

  /**
   * Goes to a time since the start. Before the start and behind the end it goes to that end.
   *
   * @return where it stands; empty only when nothing can be read
   */
  public Optional<RecordedSnapshot> seek(Duration offset) throws IOException {
    return seekMillis(plus(firstMillis, offset));
  }

  private static long plus(long millis, Duration offset) {
    try {
      return Math.addExact(millis, offset.toMillis());
    } catch (ArithmeticException e) {
      return offset.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * Goes to what was seen at a moment: the last snapshot before the first that is later. Before the
   * start it goes to the start.
   *
   * @return where it stands; empty only when nothing can be read
   */
  public Optional<RecordedSnapshot> seek(Instant at) throws IOException {
    long millis;
    try {
      millis = at.toEpochMilli();
    } catch (ArithmeticException e) {
      millis = at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seekMillis(millis);
  }

  private Optional<RecordedSnapshot> seekMillis(long at) throws IOException {
    check();
    while (true) {
      int generation = timeline.generation();
      timeline.learnUntil(at);
      long ordinal = lastUntil(at);
      if (ordinal == AGAIN) {
        continue;
      }
      Optional<RecordedSnapshot> there = standNear(Math.max(0, ordinal));
      if (ordinal > 0 && there.isPresent() && isLater(there.get(), at) && standsByFacts()) {
        timeline.distrust(chunkSegment);
        forget();
      }
      if (generation == timeline.generation()) {
        return there;
      }
    }
  }

  private boolean isLater(RecordedSnapshot snapshot, long at) {
    return firstMillis + snapshot.offset().toMillis() > at;
  }

  /** The number of the last snapshot before the first that is later than a time; may be -1. */
  private long lastUntil(long at) throws IOException {
    int number = timeline.notLater(at);
    if (number < 0) {
      return -1;
    }
    Mark mark = timeline.marks().get(number);
    long near = lastUntil(at, mark);
    if (near >= 0) {
      return near;
    }
    boolean isLast = number == timeline.marks().size() - 1;
    if (!go(mark)) {
      return AGAIN;
    }
    while (true) {
      Chunk next = following();
      if (next == null) {
        return readOrdinal - 1;
      }
      if (next.count() > 0) {
        adopt(next);
      }
      for (int i = 0; i < next.count(); i++) {
        if (next.time(i) > at) {
          return chunkOrdinal + i - 1;
        }
      }
      if (!isLast && mark.facts() != null && segment == mark.segment()) {
        Mark after = timeline.marks().get(number + 1);
        if (after.segment() == segment && readOrdinal >= after.ordinal() + 1) {
          timeline.distrust(segment); // its facts promised a later one in the block
          forget();
          return AGAIN;
        }
      }
    }
  }

  /** The same where the lines in memory are the ones of that place and tell; -1 otherwise. */
  private long lastUntil(long at, Mark mark) {
    Chunk in = chunk;
    boolean here = in != null && follows && mark.ordinal() == chunkOrdinal;
    for (int i = 0; here && in != null && i < in.count(); i++) {
      if (in.time(i) > at) {
        return chunkOrdinal + i - 1;
      }
    }
    return -1;
  }

  /** Takes what was read last as the lines around the place where it will stand. */
  private void adopt(Chunk read) {
    chunk = read;
    chunkOrdinal = readOrdinal - read.count();
    chunkSegment = segment;
    placeBlock = read.block();
    placePlain = read.plain();
    line = -1;
    follows = true;
  }

  /**
   * Goes to the snapshot with a number, counted from 0 in the timeline; beyond the last, to the
   * last.
   *
   * @return where it stands; empty only when nothing can be read
   */
  public Optional<RecordedSnapshot> seek(long ordinal) throws IOException {
    check();
    while (true) {
      int generation = timeline.generation();
      Optional<RecordedSnapshot> there = standNear(Math.max(0, ordinal));
      if (generation == timeline.generation()) {
        return there;
      }
    }
  }

  private Optional<RecordedSnapshot> standNear(long ordinal) throws IOException {
    timeline.learnFrames(ordinal);
    Optional<RecordedSnapshot> there = backTo(ordinal);
    if (there.isEmpty()) { // nothing up to there can be read
      forget();
      there = next();
    }
    return there;
  }

  /**
   * Looks whether the files have grown. It stays where it stands, and {@link #next()} finds what
   * came.
   *
   * @return whether there may be more than before
   */
  public boolean refresh() throws IOException {
    check();
    if (!opening.hasGrown()) {
      return false;
    }
    timeline.restart();
    tailLatest = Math.max(tailLatest, opening.tailLatest());
    RecordedSnapshot at = current;
    if (at == null) {
      forget();
      return true;
    }
    if (opening.isGone(chunkSegment) && (reader == null || segment != chunkSegment)) {
      goBehind(chunkSegment, at.ordinal());
      return true;
    }
    SegmentReader again = reader(chunkSegment);
    again.seek(placeBlock, placePlain);
    readOrdinal = chunkOrdinal;
    queued = null;
    Chunk same = following();
    while (same != null && readOrdinal <= at.ordinal()) {
      same = following();
    }
    if (same == null) {
      return true;
    }
    adopt(same);
    line = (int) Math.max(-1, at.ordinal() - chunkOrdinal);
    return true;
  }

  /** The file was removed: what follows is the next one that is there. */
  private void goBehind(int file, long ordinal) throws IOException {
    forget();
    segment = file;
    readOrdinal = ordinal + 1;
  }

  /** A snapshot in memory. */
  private record Spot(Chunk chunk, long ordinal, int segment, int line) {}

  /** The last line up to a number, wherever it is; null when there is none. */
  private @Nullable Spot find(long ordinal) throws IOException {
    Chunk in = chunk;
    if (in != null && follows && ordinal >= chunkOrdinal && ordinal < chunkOrdinal + in.count()) {
      return new Spot(in, chunkOrdinal, chunkSegment, (int) (ordinal - chunkOrdinal));
    }
    timeline.learnFrames(ordinal);
    for (int number = timeline.before(ordinal); number >= 0; number--) {
      Mark mark = timeline.marks().get(number);
      if (!go(mark)) {
        return find(ordinal);
      }
      Spot best = null;
      while (readOrdinal <= ordinal && segment == mark.segment()) {
        Chunk next = followingHere();
        if (next == null) {
          break;
        }
        long first = readOrdinal - next.count();
        if (next.count() > 0 && first <= ordinal) {
          best = new Spot(next, first, segment, (int) Math.min(ordinal - first, next.count() - 1L));
        } else if (next.count() > 0) {
          keep(next);
        }
      }
      if (best != null) {
        follows = true;
        return best;
      }
    }
    return null;
  }

  /** Goes to a place; false when the place is not what it was said to be. */
  private boolean go(Mark mark) throws IOException {
    SegmentReader there = reader(mark.segment());
    BlockFacts facts = mark.facts();
    follows = false;
    there.reuse(queued);
    there.reuse(chunk);
    chunk = null;
    queued = null;
    readOrdinal = mark.ordinal();
    if (facts == null) {
      there.seek(mark.block(), mark.plain());
      return true;
    }
    Optional<Chunk> first = there.at(mark);
    if (first.isEmpty()) {
      timeline.distrust(mark.segment());
      forget();
      return false;
    }
    readOrdinal += first.get().lostFrames() + first.get().count();
    keep(first.get());
    return true;
  }

  /** Hands the chunk that was read last out again. */
  private void keep(Chunk read) {
    queued = read;
    queuedOrdinal = readOrdinal;
    readOrdinal -= read.count();
  }

  private @Nullable Chunk following() throws IOException {
    while (true) {
      Chunk next = followingHere();
      if (next != null) {
        return next;
      }
      int after = present(segment + 1);
      if (after == opening.count()) {
        return null;
      }
      try {
        reader(after);
      } catch (NoSuchFileException e) {
        if (!opening.isGone(after)) {
          throw e;
        }
        segment = after;
      }
    }
  }

  /** The first file from one on that was not removed. */
  private int present(int number) {
    int there = number;
    while (there < opening.count() && opening.isGone(there)) {
      there++;
    }
    return there;
  }

  /** The next chunk of the same file; null at its end. */
  private @Nullable Chunk followingHere() throws IOException {
    Chunk kept = queued;
    if (kept != null) {
      queued = null;
      readOrdinal = queuedOrdinal;
      return kept;
    }
    SegmentReader in = reader;
    if (in == null) {
      int first = present(segment + 1);
      if (first == opening.count()) {
        return null;
      }
      in = reader(first);
    }
    Optional<Chunk> next = in.next();
    if (next.isEmpty()) {
      return null;
    }
    readOrdinal += next.get().lostFrames() + next.get().count();
    return next.get();
  }

  /** The reader of a file, at its start when it is another than before. */
  private SegmentReader reader(int number) throws IOException {
    SegmentReader open = reader;
    if (open != null && segment == number) {
      return open;
    }
    if (open != null) {
      open.close();
      reader = null;
    }
    open = opening.open(number);
    reader = open;
    segment = number;
    return open;
  }

  /** Stands nowhere; what comes next is the start. */
  private void forget() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
    segment = -1;
    readOrdinal = 0;
    queued = null;
    chunk = null;
    line = -1;
    follows = true;
  }

  private boolean standsByFacts() {
    int mark = current == null ? -1 : timeline.before(current.ordinal());
    return mark >= 0 && timeline.marks().get(mark).facts() != null;
  }

  private boolean stand(Chunk in, long ordinal, int number, int which) {
    int start = in.start(which);
    SnapshotReader.Frame frame;
    try {
      frame = parser.read(in.bytes(), start, in.end(which) - start);
    } catch (SnapshotFormatException e) {
      if (!in.open() || which < in.count() - 1) { // the last line may not be written to its end
        long at = in.plain() + start;
        damage.add(opening.files().get(number), at, at, String.valueOf(e.getMessage()));
      }
      return false;
    }
    chunk = in;
    chunkOrdinal = ordinal;
    chunkSegment = number;
    line = which;
    placeBlock = in.block();
    placePlain = in.plain();
    long offset = Math.max(0, in.time(which) - firstMillis);
    current =
        new RecordedSnapshot(
            ordinal + which, frame.seq(), Duration.ofMillis(offset), timed(frame.cluster()));
    return true;
  }

  /** Lines of the Rust tool do not say how often they come, but its header does. */
  private ClusterSnapshot timed(ClusterSnapshot snapshot) {
    Duration interval = header().map(RecordingHeader::interval).orElse(Duration.ZERO);
    return snapshot.interval().isZero() && !interval.isZero()
        ? new ClusterSnapshot(
            snapshot.takenAt(),
            snapshot.source(),
            interval,
            snapshot.hosts(),
            snapshot.issues(),
            snapshot.jobs())
        : snapshot;
  }

  private void check() {
    if (closed) {
      throw new IllegalStateException("replayer: expected an open one, got one that is closed");
    }
  }

  /** Closes the files; closing twice is allowed. */
  @Override
  public void close() throws IOException {
    closed = true;
    try (timeline) {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }
  }
}
