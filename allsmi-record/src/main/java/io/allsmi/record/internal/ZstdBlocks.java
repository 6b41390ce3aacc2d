package io.allsmi.record.internal;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that are zstd frames, their facts in skippable frames, and the table of the standard
 * seekable format at the end. The one class that knows the library.
 */
final class ZstdBlocks {
  /** Of a frame. */
  static final int MAGIC = 0xFD2FB528;

  /** Of a skippable frame, whose last four bits are free. */
  static final int SKIPPABLE = 0x184D2A50;

  /** Of a skippable frame with the facts of the block before it. */
  static final int FACTS = SKIPPABLE | 0xA;

  /** Of the skippable frame that is the table, by the seekable format. */
  static final int TABLE = SKIPPABLE | 0xE;

  /** The last four bytes of a table. */
  static final int TABLE_END = 0x8F92EAB1;

  private static final int SKIP_HEADER = 8;
  private static final int TABLE_FOOTER = 9;
  private static final int MOST_BLOCK_BYTES = 128 << 10;

  /**
   * A frame with more blocks than that, which are 256 MiB, is read piece by piece, and nobody asks
   * for its end.
   */
  private static final int MOST_BLOCKS_WALKED = 2048;

  private ZstdBlocks() {}

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes. */
  static final class Output implements BlockOutput {
    private static final int OUT = 512 << 10;
    private static final int COPIED = 64 << 10;

    private final CountingOutput out;
    private final BlockLayout layout;
    private final List<int[]> table = new ArrayList<>();

    /** Outside of the heap: into an array the library would copy, and the lines each time, too. */
    private final ByteBuffer compressed = ByteBuffer.allocateDirect(OUT);

    private final byte[] copied = new byte[COPIED];
    private final ByteBuffer nothing = ByteBuffer.allocate(0);

    /** Of all blocks: its tables and its window are made once. */
    private @Nullable ZstdCompressCtx encoder;

    private int windowLog;
    private boolean open;
    private long start;

    Output(CountingOutput out, BlockLayout layout) {
      this.out = out;
      this.layout = layout;
    }

    @Override
    public void begin(int lineLength) {
      start = out.count();
      windowLog(encoder(), layout.zstd().windowLog(lineLength));
      open = true;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ZstdCompressCtx block = encoder();
      ByteBuffer plain = ByteBuffer.wrap(bytes, offset, length);
      while (plain.hasRemaining()) {
        step(block, plain, EndDirective.CONTINUE);
      }
    }

    private ZstdCompressCtx encoder() {
      ZstdCompressCtx made = encoder;
      if (made != null) {
        return made;
      }
      ZstdEffort effort = layout.zstd();
      made =
          new ZstdCompressCtx()
              .setLevel(effort.level())
              .setStrategy(effort.strategy())
              .setHashLog(effort.hashLog())
              .setChainLog(effort.chainLog())
              .setSearchLog(effort.searchLog())
              .setMinMatch(effort.minMatch())
              .setChecksum(true);
      encoder = made;
      return made;
    }

    private void windowLog(ZstdCompressCtx block, int log) {
      if (log != windowLog) {
        block.setWindowLog(log);
        windowLog = log;
      }
    }

    /** Lets the library take and give as much as it can; whether it has given all it was asked. */
    private boolean step(ZstdCompressCtx block, ByteBuffer plain, EndDirective how)
        throws IOException {
      boolean done;
      try {
        done = block.compressByteBufferStream(compressed, plain, how);
      } catch (ZstdException e) {
        throw new IOException("zstd: expected to compress, got '" + e.getMessage() + "'", e);
      }
      if (!compressed.hasRemaining() || (done && how != EndDirective.CONTINUE)) {
        writeOut();
      }
      return done;
    }

    private void writeOut() throws IOException {
      compressed.flip();
      while (compressed.hasRemaining()) {
        int n = Math.min(compressed.remaining(), copied.length);
        compressed.get(copied, 0, n);
        out.write(copied, 0, n);
      }
      compressed.clear();
    }

    private void drain(EndDirective how) throws IOException {
      ZstdCompressCtx block = encoder;
      while (open && block != null && !step(block, nothing, how)) {
        // again until all of it is out
      }
    }

    @Override
    public void flush() throws IOException {
      drain(EndDirective.FLUSH);
    }

    @Override
    public BlockFacts endBlock(BlockFacts facts) throws IOException {
      if (!open) {
        return facts;
      }
      drain(EndDirective.END);
      open = false;
      BlockFacts known = facts.stored(out.count() - start);
      table.add(new int[] {(int) known.stored(), (int) known.plain()});
      byte[] payload = known.toBytes();
      skippable(FACTS, payload);
      table.add(new int[] {SKIP_HEADER + payload.length, 0});
      return known;
    }

    @Override
    public void finish() throws IOException {
      byte[] bytes = new byte[table.size() * 2 * Integer.BYTES + TABLE_FOOTER];
      ByteBuffer content = littleEndian(bytes);
      for (int[] frame : table) {
        content.putInt(frame[0]).putInt(frame[1]);
      }
      content.putInt(table.size()).put((byte) 0).putInt(TABLE_END);
      skippable(TABLE, bytes);
    }

    private void skippable(int magic, byte[] content) throws IOException {
      byte[] frame = new byte[SKIP_HEADER + content.length];
      littleEndian(frame).putInt(magic).putInt(content.length).put(content);
      out.write(frame, 0, frame.length);
    }

    @Override
    public void close() {
      ZstdCompressCtx last = encoder;
      encoder = null;
      open = false;
      if (last != null) {
        last.close();
      }
    }
  }

  /** Reads. */
  static final class Input implements BlockInput {
    private static final long UNCLEAR = -1;
    private static final long FAR = -2;
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);
    private static final int IN = 64 << 10;
    private static final int OUT = 64 << 10;

    /** A longer frame is decoded piece by piece. */
    private static final int MOST_AT_ONCE = 64 << 20;

    private final FileWindow file;
    private final ZstdDecompressCtx decoder = new ZstdDecompressCtx();
    private ByteBuffer in = NOTHING;
    private ByteBuffer out = NOTHING;
    private final ByteBuffer step = ByteBuffer.allocateDirect(4).order(ByteOrder.LITTLE_ENDIAN);
    private long walkedFrom = -1;
    private long walkedTo = UNCLEAR;
    private long position;
    private boolean ended;

    /** What was asked for last, when it is a frame whose end and length are known. */
    private @Nullable Whole known;

    /** The same when nothing of it was read yet. */
    private @Nullable Whole fresh;

    /** A frame as it lies in the file. */
    private ByteBuffer stored = NOTHING;

    private record Whole(long offset, long end, long plain) {}

    Input(FileWindow file) {
      this.file = file;
    }

    @Override
    public Piece look(long offset) throws IOException {
      byte[] head = file.bytes(offset, SKIP_HEADER);
      if (head.length == 0) {
        return Piece.of(Kind.END);
      }
      if (head.length < SKIP_HEADER) {
        return Piece.of(Kind.TORN);
      }
      ByteBuffer bytes = littleEndian(head);
      int magic = bytes.getInt();
      if (magic == MAGIC) {
        return Piece.of(Kind.DATA);
      }
      if ((magic & ~0xF) != SKIPPABLE) {
        return Piece.of(Kind.UNKNOWN);
      }
      long length = SKIP_HEADER + (bytes.getInt() & 0xFFFFFFFFL);
      if (length > file.size() - offset) {
        return Piece.of(Kind.TORN);
      }
      Optional<BlockFacts> facts = Optional.empty();
      if (magic == FACTS && length <= SKIP_HEADER + BlockFacts.MOST) {
        int payload = (int) length - SKIP_HEADER;
        facts = BlockFacts.read(file.bytes(offset + SKIP_HEADER, payload), 0, payload);
      }
      return facts.isPresent() || isFollowed(offset + length)
          ? new Piece(Kind.SKIP, length, facts)
          : Piece.of(Kind.UNKNOWN);
    }

    /** Whether a frame or the end of the file is here: a length that leads elsewhere is wrong. */
    private boolean isFollowed(long end) throws IOException {
      byte[] next = file.bytes(end, Integer.BYTES);
      if (next.length < Integer.BYTES) {
        return true;
      }
      int magic = littleEndian(next).getInt();
      return magic == MAGIC || (magic & ~0xF) == SKIPPABLE;
    }

    @Override
    public OptionalLong plainBytes(long offset) throws IOException {
      long end = walk(offset);
      if (end < 0) {
        return OptionalLong.empty();
      }
      Optional<BlockFacts> facts = look(end).facts().filter(f -> f.stored() == end - offset);
      OptionalLong plain =
          facts.isPresent() ? OptionalLong.of(facts.get().plain()) : contentSize(offset);
      known = plain.isPresent() ? new Whole(offset, end, plain.getAsLong()) : null;
      return plain;
    }

    private OptionalLong contentSize(long offset) throws IOException {
      byte[] head = file.bytes(offset, 18);
      int descriptor = head[4] & 0xFF;
      int flag = descriptor >> 6;
      boolean single = (descriptor & 0x20) != 0;
      if (flag == 0 && !single) {
        return OptionalLong.empty();
      }
      int at = 5 + (single ? 0 : 1) + new int[] {0, 1, 2, 4}[descriptor & 3];
      ByteBuffer bytes = littleEndian(head);
      return OptionalLong.of(
          switch (flag) {
            case 0 -> bytes.get(at) & 0xFF;
            case 1 -> (bytes.getShort(at) & 0xFFFF) + 256;
            case 2 -> bytes.getInt(at) & 0xFFFFFFFFL;
            default -> bytes.getLong(at);
          });
    }

    @Override
    public boolean mayHaveFacts() throws IOException {
      long end = walk(0);
      return end == UNCLEAR || (end >= 0 && look(end).facts().isPresent());
    }

    /**
     * Where the frame ends that begins here, by the sizes of its blocks; less than 0 when that is
     * {@link #UNCLEAR}, or {@link #FAR}.
     */
    private long walk(long offset) throws IOException {
      if (offset != walkedFrom) {
        walkedTo = walkThrough(offset);
        walkedFrom = walkedTo == UNCLEAR ? -1 : offset; // what is unclear may be written to its end
      }
      return walkedTo;
    }

    private long walkThrough(long offset) throws IOException {
      byte[] head = file.bytes(offset, 18);
      if (head.length < 9 || littleEndian(head).getInt() != MAGIC) {
        return UNCLEAR;
      }
      int descriptor = head[4] & 0xFF;
      if ((descriptor & 0x08) != 0) { // a reserved bit
        return UNCLEAR;
      }
      boolean single = (descriptor & 0x20) != 0;
      int sizeBytes = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
      long at = offset + 5 + (single ? 0 : 1) + new int[] {0, 1, 2, 4}[descriptor & 3] + sizeBytes;
      long size = file.size();
      for (int i = 0; i < MOST_BLOCKS_WALKED; i++) {
        int n = file.read(step.clear().limit(3), at);
        if (n < 3) {
          return UNCLEAR;
        }
        int header = (step.getShort(0) & 0xFFFF) | ((step.get(2) & 0xFF) << 16);
        int type = (header >> 1) & 3;
        int length = header >> 3;
        if (type == 3 || length > MOST_BLOCK_BYTES) {
          return UNCLEAR;
        }
        at += 3 + (type == 1 ? 1 : length);
        if (at > size) {
          return UNCLEAR;
        }
        if ((header & 1) != 0) {
          long end = at + ((descriptor & 4) != 0 ? 4 : 0);
          return end <= size ? end : UNCLEAR;
        }
      }
      return FAR;
    }

    @Override
    public long begin(long offset, long skip) throws IOException {
      decoder.reset();
      in.limit(0);
      out.limit(0);
      position = offset;
      ended = false;
      Whole last = known;
      fresh = last != null && last.offset() == offset && skip == 0 ? last : null;
      byte[] into = new byte[(int) Math.min(skip, OUT)];
      long skipped = 0;
      while (skipped < skip) {
        int n = read(into, 0, (int) Math.min(skip - skipped, into.length));
        if (n < 0) {
          break;
        }
        skipped += n;
      }
      return skipped;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Whole frame = fresh;
      fresh = null;
      if (frame != null && isAtOnce(frame, length) && readWhole(frame, bytes, offset)) {
        return (int) frame.plain();
      }
      while (!out.hasRemaining()) {
        if (ended) {
          return END;
        }
        boolean more = in.hasRemaining() || fill();
        if (out.capacity() == 0) {
          out = ByteBuffer.allocateDirect(OUT);
        }
        out.clear();
        int before = in.remaining();
        try {
          ended = decoder.decompressDirectByteBufferStream(out, in);
        } catch (ZstdException e) {
          out.limit(0);
          return DAMAGED;
        }
        out.flip();
        if (!more && !ended && !out.hasRemaining() && before == in.remaining()) {
          return TORN;
        }
      }
      int n = Math.min(length, out.remaining());
      out.get(bytes, offset, n);
      return n;
    }

    private static boolean isAtOnce(Whole frame, int room) {
      long length = frame.end() - frame.offset();
      return frame.plain() > 0 && frame.plain() <= room && length <= MOST_AT_ONCE;
    }

    /**
     * Decodes a frame to where its lines are wanted: without the window that a stream needs, and
     * without copying them. False when it is not what was expected; it can be read in parts then.
     */
    private boolean readWhole(Whole frame, byte[] bytes, int offset) throws IOException {
      int length = (int) (frame.end() - frame.offset());
      if (stored.capacity() < length) {
        stored = ByteBuffer.allocateDirect(Math.max(length + length / 4, 2 * stored.capacity()));
      }
      stored.clear().limit(length);
      int n = 1;
      while (stored.hasRemaining() && n > 0) {
        n = file.read(stored, frame.offset() + stored.position());
      }
      if (stored.hasRemaining()) {
        return false;
      }
      int plain = (int) frame.plain();
      try {
        n = decoder.decompressDirectByteBufferToByteArray(bytes, offset, plain, stored, 0, length);
      } catch (ZstdException e) {
        n = -1;
      }
      if (n != plain) {
        decoder.reset();
        return false;
      }
      position = frame.end();
      ended = true;
      return true;
    }

    private boolean fill() throws IOException {
      if (in.capacity() == 0) {
        in = ByteBuffer.allocateDirect(IN);
      }
      in.clear();
      int n = Math.max(0, file.read(in, position));
      in.flip();
      position += n;
      return n > 0;
    }

    @Override
    public long end() {
      return position - in.remaining();
    }

    @Override
    public OptionalLong resume(long offset) throws IOException {
      long end = walk(offset);
      if (end >= 0 && isBoundary(end)) {
        return OptionalLong.of(end);
      }
      long found = file.find(offset + 1, this::isStart);
      return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private boolean isBoundary(long offset) throws IOException {
      Kind kind = look(offset).kind();
      return kind == Kind.END || kind == Kind.DATA || kind == Kind.SKIP;
    }

    private boolean isStart(byte[] window, int at, long offset) throws IOException {
      if (window.length - at < 4) {
        return false;
      }
      int magic = littleEndian(window).getInt(at);
      if (magic == MAGIC) {
        long end = walk(offset);
        return end >= 0 ? isBoundary(end) : begins(offset);
      }
      if ((magic & ~0xF) == SKIPPABLE) {
        Piece piece = look(offset);
        return piece.kind() == Kind.SKIP && isBoundary(offset + piece.length());
      }
      return false;
    }

    /** Whether lines come out of a frame whose end is missing or far away. */
    private boolean begins(long offset) throws IOException {
      byte[] first = new byte[1];
      return begin(offset, 0) == 0 && read(first, 0, 1) == 1 && first[0] == '{';
    }

    @Override
    public Optional<Found> factsBefore(long end) throws IOException {
      int most = (int) Math.min(end, 4096);
      byte[] tail = file.bytes(end - most, most);
      int length = BlockFacts.lengthOfTail(tail, tail.length);
      long start = end - length - SKIP_HEADER;
      if (length == 0 || start < 0) {
        return Optional.empty();
      }
      return look(start)
          .facts()
          .map(facts -> new Found(start, facts))
          .filter(found -> found.block() >= 0);
    }

    @Override
    public long beforeTable(long end) throws IOException {
      if (end < SKIP_HEADER + TABLE_FOOTER) {
        return end;
      }
      ByteBuffer footer = littleEndian(file.bytes(end - TABLE_FOOTER, TABLE_FOOTER));
      long frames = footer.getInt() & 0xFFFFFFFFL;
      int entry = (footer.get() & 0x80) == 0 ? 8 : 12;
      long start = end - TABLE_FOOTER - frames * entry - SKIP_HEADER;
      if (footer.getInt() != TABLE_END || start < 0) {
        return end;
      }
      return look(start).length() == end - start ? start : end;
    }

    @Override
    public void close() {
      decoder.close();
    }
  }
}
