package io.allsmi.record.internal;

import io.allsmi.record.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file, from any place on, a chunk at a time. Whatever the file is, this neither
 * throws for it nor loops: what cannot be read is told and left out, and reading goes on behind it.
 *
 * <p>A block whose length is known is read whole, so that nothing of it is shown before its
 * checksum was seen. One that is too long for that, or whose length is not known, comes in parts.
 */
public final class SegmentReader implements Closeable {
  /** A part of a block: what is decoded is looked through while it is in the core's cache. */
  static final int PART = 512 << 10;

  /** Bytes that may be asked for whatever the file is. */
  private static final int HARMLESS = 64 << 20;

  /** The longest block that is read whole. */
  private static final long LONGEST_WHOLE = 512L << 20;

  private static final int FIRST_BUFFER = 64 << 10;

  private final Path path;
  private final SeekableByteChannel channel;
  private final Compression compression;
  private final FileWindow file;
  private final BlockInput input;
  private final Notes notes;
  private final int usualPart;
  private int part;
  private final LineLook look = new LineLook();

  private long position;
  private long plain;
  private boolean reading;
  private boolean whole;
  private long lostFrames;
  private long torn;

  /** How much of the block was left out at its start, and how many snapshots came out since. */
  private long leftOut;

  private long handedOut;

  private byte[] buffer = new byte[0];
  private byte[] spare = new byte[0];
  private int filled;

  /** So much of the buffer has no line feed: a line may come in hundreds of parts. */
  private int searched;

  private long startBlock;
  private long startPlain;
  private boolean atEnd;
  private int firstRoom;
  private boolean inParts;
  private long most = Long.MAX_VALUE;

  /** What is told of a file while it is read. */
  public interface Notes extends Chunk.Others {
    /**
     * A part of the file cannot be read.
     *
     * @param offset where in the file
     * @param bytes how long it is; up to the end of the file where nothing follows
     * @param frames how many snapshots were in it; -1 when that is not known
     */
    void damage(long offset, long bytes, long frames);
  }

  private SegmentReader(
      Path path, SeekableByteChannel channel, Compression compression, Notes notes, int part) {
    this.path = path;
    this.channel = channel;
    this.compression = compression;
    this.notes = notes;
    this.part = part;
    usualPart = part;
    file = new FileWindow(channel);
    input =
        switch (compression) {
          case ZSTD -> new ZstdBlocks.Input(file);
          case GZIP -> new GzipBlocks.Input(file);
          case NONE -> new PlainInput(file);
        };
  }

  /** Opens a file at its start. */
  public static SegmentReader open(Path path, Notes notes) throws IOException {
    return open(path, notes, PART);
  }

  /**
   * Opens a file at its start.
   *
   * @param part about how many bytes of lines come at once where a block does not come whole
   */
  public static SegmentReader open(Path path, Notes notes, int part) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.READ);
    try {
      FileWindow file = new FileWindow(channel);
      return new SegmentReader(path, channel, compression(file), notes, part);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** By the first bytes, and by the first block that can be read where those say nothing. */
  private static Compression compression(FileWindow file) throws IOException {
    byte[] head = file.bytes(0, Compression.SNIFF_BYTES);
    Compression sniffed = Compression.sniff(head);
    if (sniffed != Compression.NONE || head.length == 0 || head[0] == '{') {
      return sniffed;
    }
    for (int i = 0; i < head.length; i++) {
      if (head[i] == '{') {
        return Compression.NONE;
      }
    }
    try (BlockInput zstd = new ZstdBlocks.Input(file);
        BlockInput gzip = new GzipBlocks.Input(file)) {
      if (zstd.resume(0).isPresent()) {
        return Compression.ZSTD;
      }
      return gzip.resume(0).isPresent() ? Compression.GZIP : Compression.NONE;
    }
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** How it is compressed. */
  public Compression compression() {
    return compression;
  }

  /** How long the file is now. */
  public long size() throws IOException {
    return file.size();
  }

  /** How many blocks the file itself tells of. */
  public long factsOfBlocks() throws IOException {
    return FactsChain.of(this).map(chain -> (long) chain.blocks().size()).orElse(0L);
  }

  /**
   * How many bytes of the file, at its end, belong to a block or a plain line that is not finished;
   * known when all of it was read.
   */
  public long torn() {
    return torn;
  }

  /** Whether the file ends with what is written when it is closed. */
  public boolean isClosed() throws IOException {
    long size = file.size();
    return switch (compression) {
      case ZSTD -> input.beforeTable(size) < size;
      case GZIP -> input.factsBefore(size).isPresent();
      case NONE -> {
        Optional<FactsChain> chain = FactsChain.of(this);
        yield chain.isPresent()
            && file.find(chain.get().end(), (window, at, where) -> window[at] == '\n') == size - 1;
      }
    };
  }

  BlockInput input() {
    return input;
  }

  FileWindow file() {
    return file;
  }

  /**
   * Goes on reading elsewhere.
   *
   * @param block where a block begins
   * @param skip plain bytes of it to leave out; a line begins behind them
   */
  public void seek(long block, long skip) {
    seek(block, skip, 0);
  }

  /**
   * Goes on reading elsewhere.
   *
   * @param expected about how many bytes of lines are wanted first; 0 when that is not known
   */
  void seek(long block, long skip, long expected) {
    part = expected <= 0 ? usualPart : (int) Math.min(expected, LONGEST_WHOLE);
    firstRoom = expected <= 0 ? 0 : part;
    position = block;
    plain = skip;
    filled = 0;
    searched = 0;
    lostFrames = 0;
    atEnd = false;
    reading = false;
    most = Long.MAX_VALUE;
    leftOut = 0;
    handedOut = 0;
  }

  /** From now on no block is read whole: only its first lines are wanted. */
  void inParts() {
    inParts = true;
  }

  /**
   * The lines of a place; the ones behind it when they are known to be lost. Empty when the place
   * is not what the facts say.
   */
  public Optional<Chunk> at(Mark mark) throws IOException {
    BlockFacts facts = Objects.requireNonNull(mark.facts());
    boolean inFile = mark.block() + mark.plain() < file.size();
    if (!inFile || (compression == Compression.NONE && facts.plain() > file.size())) {
      return Optional.empty();
    }
    seek(mark.block(), mark.plain(), facts.plain());
    return next()
        .filter(
            chunk ->
                chunk.lostFrames() > 0
                    ? chunk.lostFrames() == facts.frames()
                    : chunk.block() == mark.block()
                        && chunk.plain() == mark.plain()
                        && chunk.fits(facts));
  }

  /** The next lines; empty at the end of what there is. */
  public Optional<Chunk> next() throws IOException {
    while (!atEnd) {
      if (!reading && !beginBlock()) {
        atEnd = true;
        return filled > 0 ? Optional.of(chunk(filled, true)) : Optional.empty();
      }
      room();
      int n = input.read(buffer, filled, buffer.length - filled);
      if (n > 0) {
        filled += n;
        plain += n;
        if (filled > most) { // the facts of the block were wrong
          atEnd = true;
          return Optional.empty();
        }
        int lines = !whole && filled >= part ? endOfLines() : 0;
        if (lines > 0) {
          return Optional.of(chunk(lines, false));
        }
      } else {
        Optional<Chunk> chunk = endOfBlock(n);
        if (chunk.isPresent()) {
          return chunk;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Chunk> endOfBlock(int how) throws IOException {
    reading = false;
    most = Long.MAX_VALUE;
    if (how == BlockInput.END) {
      position = input.end();
      plain = 0;
      leftOut = 0;
      handedOut = 0;
      int lines = endOfLines();
      return lines > 0 ? Optional.of(chunk(lines, false)) : Optional.empty();
    }
    OptionalLong next =
        how == BlockInput.TORN && !isTornForSure() ? laterBlock() : OptionalLong.empty();
    if (how == BlockInput.TORN && next.isEmpty()) {
      atEnd = true;
      return lastChunk();
    }
    filled = 0;
    searched = 0;
    skipDamage(next.isPresent() ? next : input.resume(position));
    return Optional.empty();
  }

  /** What can be read of a block that is not finished. */
  private Optional<Chunk> lastChunk() throws IOException {
    int lines = endOfLines();
    int left = filled - lines;
    Optional<Chunk> chunk = filled > 0 ? Optional.of(chunk(filled, true)) : Optional.empty();
    // A last line without a line feed may be a whole snapshot.
    boolean whole = chunk.filter(c -> c.count() > 0 && c.end(c.count() - 1) > lines).isPresent();
    boolean plainFile = compression == Compression.NONE;
    torn = !plainFile ? file.size() - position : whole ? 0 : left;
    return chunk;
  }

  private boolean isTornForSure() {
    return compression == Compression.NONE;
  }

  /** Where there is a whole block behind one that has no end, the end was not cut off. */
  private OptionalLong laterBlock() throws IOException {
    return input.resume(position);
  }

  /** Says what is lost, and goes on where something can be read. */
  private void skipDamage(OptionalLong next) throws IOException {
    long to = next.orElse(file.size());
    long frames = -1;
    if (next.isPresent()) {
      Optional<BlockFacts> facts = input.look(to).facts();
      if (facts.isPresent() && facts.get().stored() == to - position) {
        frames = Math.max(0, facts.get().frames() - framesLeftOut() - handedOut);
        lostFrames += frames;
      }
    }
    notes.damage(position, to - position, frames);
    position = to;
    plain = 0;
    leftOut = 0;
    handedOut = 0;
    if (next.isEmpty()) {
      atEnd = true;
    }
  }

  /** How many snapshots there are in what was left out of the block, which is known to be whole. */
  private int framesLeftOut() throws IOException {
    if (leftOut == 0 || leftOut > LONGEST_WHOLE) {
      return 0;
    }
    byte[] bytes = new byte[(int) leftOut];
    input.begin(position, 0);
    int n = 0;
    int more = 0;
    while (more >= 0 && n < bytes.length) {
      n += more;
      more = n < bytes.length ? input.read(bytes, n, bytes.length - n) : 0;
    }
    Chunk before = new Chunk(position, 0, bytes, n, false, 0);
    return before.look(look, (kind, line, all, start, end, at) -> {}).count();
  }

  /** Finds the next block; whether there is one. */
  private boolean beginBlock() throws IOException {
    while (true) {
      BlockInput.Piece piece = input.look(position);
      switch (piece.kind()) {
        case DATA -> {
          OptionalLong length =
              plain > 0 || inParts ? OptionalLong.empty() : input.plainBytes(position);
          whole = length.isPresent() && length.getAsLong() <= LONGEST_WHOLE;
          int said = firstRoom;
          firstRoom = 0;
          boolean asSaid = said > 0 && compression != Compression.NONE;
          most = asSaid ? said : Long.MAX_VALUE;
          whole |= asSaid;
          long room = asSaid ? said + 1L : whole ? length.getAsLong() + 1 : Math.max(said, 1);
          room = asSaid || whole || said > 0 ? room : FIRST_BUFFER;
          if (filled == 0) {
            // A file that lies about a length does not get more than it could come to.
            long likely = Math.max(HARMLESS, (file.size() - position) * 1000);
            buffer = bytes((int) Math.min(room, Math.min(likely, LONGEST_WHOLE + 1)));
            startBlock = position;
            startPlain = plain;
          }
          long skipped = input.begin(position, plain);
          reading = true;
          leftOut = skipped;
          handedOut = 0;
          if (skipped == plain) {
            return true;
          }
          // A line that began in one block and ended in another is followed by lines of the other.
          leaveOut(skipped);
        }
        case SKIP -> position += piece.length();
        case END -> {
          return false;
        }
        case TORN, UNKNOWN -> {
          OptionalLong next = input.resume(position);
          if (next.isEmpty() && piece.kind() == BlockInput.Kind.TORN) {
            torn = file.size() - position;
            return false;
          }
          filled = 0;
          searched = 0;
          skipDamage(next);
          if (next.isEmpty()) {
            return false;
          }
        }
      }
    }
  }

  /** Takes the bytes of lines that nobody needs any more, for others. */
  public void reuse(@Nullable Chunk chunk) {
    if (chunk != null && chunk.bytes().length > spare.length) {
      spare = chunk.bytes();
    }
  }

  /** So many bytes or some more. Making new ones means clearing them, and soon collecting them. */
  private byte[] bytes(int least) {
    byte[] before = spare;
    if (least == 0 || before.length < least || before.length > 2L * Math.max(least, PART)) {
      return new byte[least];
    }
    spare = new byte[0];
    return before;
  }

  private void leaveOut(long skipped) throws IOException {
    if (input.read(new byte[1], 0, 1) == BlockInput.END) {
      plain -= skipped;
      position = input.end();
    } else {
      plain = 0;
      position = file.size();
    }
    reading = false;
  }

  private void room() {
    if (filled == buffer.length) {
      // Four times as much while it is less than a part, later half as much again.
      int size =
          buffer.length < part / 4
              ? Math.max(buffer.length * 4, 1024)
              : buffer.length < part
                  ? part
                  : buffer.length + Math.max(FIRST_BUFFER, buffer.length / 2);
      buffer = Arrays.copyOf(buffer, size);
    }
  }

  /** Behind the last line feed; 0 when there is none. */
  private int endOfLines() {
    int at = filled;
    while (at > searched && buffer[at - 1] != '\n') {
      at--;
    }
    if (at > searched) {
      return at;
    }
    searched = filled;
    return 0;
  }

  /** Hands lines out, and keeps what is left of the next one. */
  private Chunk chunk(int lines, boolean open) {
    byte[] all = buffer;
    int left = filled - lines;
    Chunk chunk = new Chunk(startBlock, startPlain, all, lines, open, lostFrames);
    lostFrames = 0;
    part = usualPart;
    buffer = bytes(Math.max(left, reading ? Math.min(part, all.length) : 0));
    System.arraycopy(all, lines, buffer, 0, left);
    filled = left;
    searched = 0;
    startPlain += lines;
    if (left == 0 && reading) {
      startBlock = position;
      startPlain = plain;
    }
    chunk.look(look, notes);
    handedOut += reading ? chunk.count() : 0;
    return chunk;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      input.close();
    }
  }
}
