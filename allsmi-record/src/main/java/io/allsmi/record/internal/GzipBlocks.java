package io.allsmi.record.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that are gzip members, their facts in an extra field of an empty member. The one class
 * that knows the library, which writes such fields; it can neither flush inside a member nor give
 * the end of a torn one, so the lines themselves go through the JDK.
 */
final class GzipBlocks {
  /** The name of our extra field. */
  private static final String FIELD = "AS";

  private static final int HEADER = 10;
  private static final int FIELD_HEADER = 6;
  private static final int TRAILER = 8;

  /** What deflate makes of nothing, and the trailer of that. */
  static final int EMPTY_END = 2 + TRAILER;

  private static final int HAS_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int LONGEST_HEADER = 128 << 10;

  private GzipBlocks() {}

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes. */
  static final class Output implements BlockOutput {
    private static final int BUFFER = 64 << 10;

    private final CountingOutput out;
    private final int level;
    private @Nullable Member open;
    private long start;

    Output(CountingOutput out, BlockLayout layout) {
      this.out = out;
      this.level = layout.gzipLevel();
    }

    @Override
    public void begin(int lineLength) throws IOException {
      start = out.count();
      open = new Member(out, level);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.requireNonNull(open, "block").write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (open != null) {
        open.flush();
      }
    }

    @Override
    public BlockFacts endBlock(BlockFacts facts) throws IOException {
      Member block = open;
      if (block == null) {
        return facts;
      }
      open = null;
      block.close();
      BlockFacts known = facts.stored(out.count() - start);
      GzipParameters parameters = new GzipParameters();
      ExtraField extra = new ExtraField();
      extra.addSubField(FIELD, known.toBytes());
      parameters.setExtraField(extra);
      ByteArrayOutputStream member = new ByteArrayOutputStream();
      new GzipCompressorOutputStream(member, parameters).close();
      out.write(member.toByteArray(), 0, member.size());
      return known;
    }

    @Override
    public void finish() {
      // the facts of the last block are the end
    }

    @Override
    public void close() {
      if (open != null) {
        open.release();
        open = null;
      }
    }

    private static final class Member extends GZIPOutputStream {
      Member(CountingOutput out, int level) throws IOException {
        super(out, BUFFER, true);
        def.setLevel(level);
      }

      void release() {
        def.end();
      }
    }
  }

  /** Reads. */
  static final class Input implements BlockInput {
    private static final int IN = 64 << 10;

    private final FileWindow file;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] in = new byte[IN];
    private long position;
    private long end;
    private boolean ended;
    private boolean broken;

    Input(FileWindow file) {
      this.file = file;
    }

    @Override
    public Piece look(long offset) throws IOException {
      byte[] head = file.bytes(offset, HEADER);
      if (head.length == 0 || isPadding(head, offset)) {
        return Piece.of(Kind.END);
      }
      if (head.length < HEADER) {
        return Piece.of(Kind.TORN);
      }
      if (!isHeader(head, 0)) {
        return Piece.of(Kind.UNKNOWN);
      }
      return (head[3] & HAS_EXTRA) == 0 ? Piece.of(Kind.DATA) : withExtra(offset);
    }

    /** Some programs fill the last sector with zeros, which is no damage. */
    private boolean isPadding(byte[] head, long offset) throws IOException {
      if (head[0] != 0) {
        return false;
      }
      long other = file.find(offset, (window, at, where) -> window[at] != 0);
      return other < 0;
    }

    private static boolean isHeader(byte[] bytes, int at) {
      return (bytes[at] & 0xFF) == 0x1F
          && (bytes[at + 1] & 0xFF) == 0x8B
          && bytes[at + 2] == 8
          && (bytes[at + 3] & 0xE0) == 0;
    }

    private Piece withExtra(long offset) throws IOException {
      byte[] field = file.bytes(offset + HEADER, FIELD_HEADER);
      if (field.length < FIELD_HEADER) {
        return Piece.of(Kind.TORN);
      }
      int length = littleEndian(field).getShort(4) & 0xFFFF;
      if (field[2] != FIELD.charAt(0) || field[3] != FIELD.charAt(1) || length > BlockFacts.MOST) {
        return Piece.of(Kind.DATA);
      }
      int all = HEADER + FIELD_HEADER + length + EMPTY_END;
      if (all > file.size() - offset) {
        return Piece.of(Kind.TORN);
      }
      byte[] payload = file.bytes(offset + HEADER + FIELD_HEADER, length);
      Optional<BlockFacts> facts = BlockFacts.read(payload, 0, length);
      return facts.isPresent() ? new Piece(Kind.SKIP, all, facts) : Piece.of(Kind.DATA);
    }

    /** Only the end of a member tells how long it is, and that is not known before. */
    @Override
    public OptionalLong plainBytes(long offset) {
      return OptionalLong.empty();
    }

    @Override
    public long begin(long offset, long skip) throws IOException {
      inflater.reset();
      checksum.reset();
      ended = false;
      long data = afterHeader(offset);
      broken = data < 0;
      position = data;
      byte[] into = new byte[(int) Math.min(skip, IN)];
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

    private long afterHeader(long offset) throws IOException {
      byte[] head = file.bytes(offset, LONGEST_HEADER);
      if (head.length < HEADER || !isHeader(head, 0)) {
        return -1;
      }
      int flags = head[3];
      int at = HEADER;
      if ((flags & HAS_EXTRA) != 0) {
        at += 2 + (at + 2 <= head.length ? littleEndian(head).getShort(at) & 0xFFFF : 0);
      }
      for (int text = (flags & HAS_NAME) / HAS_NAME + (flags & HAS_COMMENT) / HAS_COMMENT;
          text > 0;
          text--) {
        while (at < head.length && head[at] != 0) {
          at++;
        }
        at++;
      }
      at += (flags & HAS_CHECKSUM) == 0 ? 0 : 2;
      return at <= head.length ? offset + at : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (broken) {
        return DAMAGED;
      }
      if (ended) {
        return END;
      }
      while (true) {
        int n;
        try {
          n = inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
          return DAMAGED;
        }
        checksum.update(bytes, offset, n);
        if (n > 0) {
          return n;
        }
        if (inflater.finished()) {
          return trailer();
        }
        if (inflater.needsDictionary()) {
          return DAMAGED;
        }
        int more = Math.max(0, file.read(ByteBuffer.wrap(in), position));
        if (more == 0) {
          return TORN;
        }
        inflater.setInput(in, 0, more);
        position += more;
      }
    }

    private int trailer() throws IOException {
      long at = position - inflater.getRemaining();
      byte[] trailer = file.bytes(at, TRAILER);
      if (trailer.length < TRAILER) {
        return TORN;
      }
      ByteBuffer sums = littleEndian(trailer);
      if (sums.getInt() != (int) checksum.getValue()
          || sums.getInt() != (int) inflater.getBytesWritten()) {
        return DAMAGED;
      }
      ended = true;
      end = at + TRAILER;
      return END;
    }

    @Override
    public long end() {
      return end;
    }

    @Override
    public OptionalLong resume(long offset) throws IOException {
      long found = file.find(offset + 1, this::isStart);
      return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private boolean isStart(byte[] window, int at, long offset) throws IOException {
      if (window.length - at < HEADER - 2 || !isHeader(window, at)) {
        return false;
      }
      if (look(offset).kind() == Kind.SKIP) {
        return true;
      }
      byte[] first = new byte[1];
      return begin(offset, 0) == 0 && read(first, 0, 1) == 1 && first[0] == '{';
    }

    @Override
    public Optional<Found> factsBefore(long end) throws IOException {
      int most = (int) Math.min(end, 4096);
      byte[] tail = file.bytes(end - most, most);
      int length = BlockFacts.lengthOfTail(tail, tail.length - EMPTY_END);
      long start = end - EMPTY_END - length - FIELD_HEADER - HEADER;
      if (length == 0 || start < 0) {
        return Optional.empty();
      }
      Piece piece = look(start);
      return piece
          .facts()
          .filter(facts -> piece.length() == end - start)
          .map(facts -> new Found(start, facts))
          .filter(found -> found.block() >= 0);
    }

    @Override
    public long beforeTable(long end) {
      return end;
    }

    @Override
    public void close() {
      inflater.end();
    }
  }

  /** The levels there are. */
  static boolean isLevel(int level) {
    return level >= 1 && level <= Deflater.BEST_COMPRESSION;
  }
}
