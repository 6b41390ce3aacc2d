package io.allsmi.record.internal;

import io.allsmi.record.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in the files of a recording which snapshots are. It begins empty and grows from the start:
 * by the facts of blocks where a file has them for all, else by reading. What the facts say is
 * checked whenever somebody goes by them, and a file whose facts are wrong is read instead.
 */
public final class Timeline implements Closeable {
  private final Files files;
  private final List<Mark> marks = new ArrayList<>();
  private final List<BlockFacts.Gap> gaps = new ArrayList<>();
  private final long interval;
  private final BitSet distrusted = new BitSet();

  /** How many snapshots the files had that were read to their end. */
  private final Map<Integer, Long> counted = new HashMap<>();

  private int segment;
  private @Nullable SegmentReader scanner;
  private long frames;
  private long before;
  private long latest = Long.MIN_VALUE;
  private long last = Long.MIN_VALUE;
  private boolean complete;
  private int generation;
  private long blocksByFacts;

  /** Opens the files of a timeline. */
  public interface Files {
    /** How many there are. */
    int count();

    /** Opens one at its start. */
    SegmentReader open(int segment) throws IOException;

    /** Whether one was there and is no more; its snapshots keep their numbers. */
    default boolean isGone(int segment) {
      return false;
    }
  }

  /**
   * Knows nothing yet.
   *
   * @param interval how often frames were to be taken, in milliseconds; 0 when that is not known
   */
  public Timeline(Files files, long interval) {
    this.files = files;
    this.interval = interval;
  }

  /** Whether everything that there was is known. */
  public boolean isComplete() {
    return complete;
  }

  /** How many snapshots are known. */
  public long frames() {
    return frames;
  }

  /** The latest time that is known; {@link Long#MIN_VALUE} when none is. */
  public long latest() {
    return latest;
  }

  /** Where frames are missing, as far as it is known; the list itself. */
  public List<BlockFacts.Gap> gaps() {
    return gaps;
  }

  /** How many blocks were found by their facts. */
  public long blocksByFacts() {
    return blocksByFacts;
  }

  /** Places where reading can begin, as far as they are known; the list itself. */
  public List<Mark> marks() {
    return marks;
  }

  /**
   * Gets to know more.
   *
   * @param bytes about how many bytes of lines to read for it
   * @return whether there may be more to know
   */
  public boolean more(long bytes) throws IOException {
    for (long left = bytes; left > 0 && !complete; ) {
      left -= step();
    }
    return !complete;
  }

  /** Gets to know more until a later time than this one is known, or everything. */
  public void learnUntil(long time) throws IOException {
    while (latest <= time && !complete) {
      step();
    }
  }

  /** Gets to know more until more snapshots than that are known, or everything. */
  public void learnFrames(long ordinal) throws IOException {
    while (frames <= ordinal && !complete) {
      step();
    }
  }

  /** A file's facts, or one chunk of it; how many bytes that took. */
  private long step() throws IOException {
    SegmentReader reader = scanner;
    if (reader == null) {
      if (segment == files.count()) {
        complete = true;
        return 0;
      }
      if (files.isGone(segment)) {
        frames += counted.getOrDefault(segment++, 0L);
        return 1;
      }
      before = frames;
      try {
        reader = files.open(segment);
      } catch (NoSuchFileException e) {
        if (!files.isGone(segment)) {
          throw e;
        }
        return 1;
      }
      scanner = reader;
      if (!distrusted.get(segment)) {
        return 1 + byFacts(reader);
      }
    }
    Optional<Chunk> chunk = reader.next();
    if (chunk.isEmpty()) {
      counted.put(segment, frames - before);
      if (segment == files.count() - 1) {
        complete = true;
      } else {
        reader.close();
        scanner = null;
        segment++;
      }
      return 1;
    }
    add(chunk.get());
    reader.reuse(chunk.get());
    return chunk.get().length() + 1L;
  }

  private long byFacts(SegmentReader reader) throws IOException {
    Optional<FactsChain> chain = FactsChain.of(reader);
    if (chain.isEmpty()) {
      return 0;
    }
    long took = 0;
    List<FactsChain.Placed> blocks = chain.get().blocks();
    for (int i = 0; i < blocks.size(); i++) {
      FactsChain.Placed block = blocks.get(i);
      BlockFacts facts = block.facts();
      if (i + 1 < blocks.size() && isOdd(facts, blocks.get(i + 1).facts())) {
        took += facts.plain();
        if (!isTrue(reader, block)) {
          distrust(segment);
          return took;
        }
      }
      add(reader.compression(), block);
    }
    goBehind(reader, chain.get().end());
    return took;
  }

  private static void goBehind(SegmentReader reader, long end) {
    if (reader.compression() == Compression.NONE) {
      reader.seek(0, end);
    } else {
      reader.seek(end, 0);
    }
  }

  /** Whether the number of frames cannot be believed, as it does not lead to the next block's. */
  private static boolean isOdd(BlockFacts facts, BlockFacts next) {
    return facts.firstSeq() >= 0
        && next.firstSeq() >= 0
        && facts.firstSeq() + facts.frames() != next.firstSeq();
  }

  private static boolean isTrue(SegmentReader reader, FactsChain.Placed block) throws IOException {
    boolean plain = reader.compression() == Compression.NONE;
    reader.seek(plain ? 0 : block.offset(), plain ? block.offset() : 0, block.facts().plain());
    Optional<Chunk> chunk = reader.next();
    return chunk.isPresent() && chunk.get().fits(block.facts());
  }

  private void add(Compression compression, FactsChain.Placed block) {
    BlockFacts facts = block.facts();
    boolean plain = compression == Compression.NONE;
    marks.add(
        new Mark(
            segment,
            plain ? 0 : block.offset(),
            plain ? block.offset() : 0,
            frames,
            latest,
            facts));
    blocksByFacts++;
    if (facts.frames() == 0) {
      return;
    }
    gap(last, facts.first());
    gaps.addAll(facts.gaps());
    last = facts.last();
    latest = Math.max(latest, facts.latest());
    frames += facts.frames();
  }

  private void add(Chunk chunk) {
    frames += chunk.lostFrames();
    if (chunk.count() == 0) {
      return;
    }
    marks.add(new Mark(segment, chunk.block(), chunk.plain(), frames, latest, null));
    for (int i = 0; i < chunk.count(); i++) {
      gap(last, chunk.time(i));
      last = chunk.time(i);
      latest = Math.max(latest, last);
    }
    frames += chunk.count();
  }

  private void gap(long from, long to) {
    if (from != Long.MIN_VALUE && BlockFacts.Gap.between(interval, from, to)) {
      gaps.add(new BlockFacts.Gap(from, to));
    }
  }

  /** Forgets what the facts of a file said, and what came after it; it is read from now on. */
  public void distrust(int file) throws IOException {
    distrusted.set(file);
    generation++;
    restart();
  }

  /** Whether a file's facts were found to be wrong. */
  public boolean isDistrusted(int file) {
    return distrusted.get(file);
  }

  /** Changes when facts were found to be wrong: what was found by them has to be found again. */
  public int generation() {
    return generation;
  }

  /** Forgets everything but which facts are wrong: a file grew, or was found to be different. */
  public void restart() throws IOException {
    close();
    marks.clear();
    gaps.clear();
    segment = 0;
    frames = 0;
    latest = Long.MIN_VALUE;
    last = Long.MIN_VALUE;
    complete = false;
    blocksByFacts = 0;
  }

  /** The last place before which there are at most so many snapshots; -1 when none is known. */
  public int before(long ordinal) {
    int low = 0;
    int high = marks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (marks.get(middle).ordinal() <= ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** The last place before which no snapshot is later than a time; -1 when none is known. */
  public int notLater(long time) {
    int low = 0;
    int high = marks.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (marks.get(middle).latestBefore() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  @Override
  public void close() throws IOException {
    if (scanner != null) {
      scanner.close();
      scanner = null;
    }
  }
}
