package io.allsmi.record.internal;

import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** The facts in the index lines of a file without compression, found from its end. */
final class PlainFacts {
  private static final byte[] START = "{\"blocks\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SUM = Lines.SUM.getBytes(StandardCharsets.US_ASCII);

  /** Behind the last index line a file of long lines may go on for gigabytes. */
  private static final long REACH = 64L << 20;

  private static final int LONGEST_LINE = 16 << 20;
  private static final int NUMBERS = 6;

  private PlainFacts() {}

  /**
   * An index line.
   *
   * @param offset where it begins
   * @param previous where the one before it begins; -1 when there is none
   * @param blocks since that one
   */
  private record Line(long offset, long previous, List<BlockFacts> blocks) {}

  /** The blocks from the start of the file up to its last index line; empty when one is missing. */
  static Optional<List<BlockFacts>> read(FileWindow file) throws IOException {
    Deque<Line> lines = new ArrayDeque<>();
    long end = file.findEnd(file.size(), REACH, START);
    Optional<Line> line = end < 0 ? Optional.empty() : line(file, end - START.length);
    while (line.isPresent()) {
      lines.addFirst(line.get());
      long previous = line.get().previous();
      if (previous < 0) {
        return joined(lines);
      }
      long here = line.get().offset();
      line = previous < here ? line(file, previous) : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<List<BlockFacts>> joined(Deque<Line> lines) {
    List<BlockFacts> all = new ArrayList<>();
    long start = 0;
    for (Line line : lines) {
      long length = line.blocks().stream().mapToLong(BlockFacts::plain).sum();
      if (start + length != line.offset()) {
        return Optional.empty();
      }
      all.addAll(line.blocks());
      start = line.offset();
    }
    return Optional.of(all);
  }

  private static Optional<Line> line(FileWindow file, long offset) throws IOException {
    int most = 64 << 10;
    byte[] bytes = file.bytes(offset, most);
    int end = Chunk.lineFeed(bytes, 0, bytes.length);
    while (end == bytes.length && bytes.length == most && most < LONGEST_LINE) {
      most *= 4;
      bytes = file.bytes(offset, most);
      end = Chunk.lineFeed(bytes, 0, bytes.length);
    }
    int sum = end - 1;
    while (sum > end - 32 && sum > 0 && bytes[sum] != ',') {
      sum--;
    }
    if (end == bytes.length || sum <= 0 || !isSum(bytes, sum, end)) {
      return Optional.empty();
    }
    try (Json.Input json = new Json.Input(new String(bytes, 0, end, StandardCharsets.UTF_8))) {
      return parse(json).filter(line -> line.offset() == offset);
    } catch (Json.Malformed | IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isSum(byte[] bytes, int at, int end) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, at);
    String text = new String(bytes, at, end - at, StandardCharsets.US_ASCII);
    return text.equals(new String(SUM, StandardCharsets.US_ASCII) + crc.getValue() + "}");
  }

  private static Optional<Line> parse(Json.Input json) throws Json.Malformed {
    List<BlockFacts> blocks = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    long offset = -1;
    long previous = -1;
    String name = "";
    int depth = 0;
    for (Json.Token token = json.next(); token != Json.Token.END; token = json.next()) {
      switch (token) {
        case BEGIN_OBJECT, BEGIN_ARRAY -> {
          depth++;
          numbers.clear();
        }
        case END_OBJECT, END_ARRAY -> {
          if (depth-- == 3) {
            if (numbers.size() < NUMBERS || numbers.size() % 2 != 0) {
              return Optional.empty();
            }
            blocks.add(block(numbers));
          }
        }
        case NAME -> name = String.valueOf(json.text());
        case VALUE -> {
          String text = String.valueOf(json.text());
          if (depth == 3) {
            numbers.add(Long.parseLong(text));
          } else if (name.equals("byte_offset")) {
            offset = Long.parseLong(text);
          } else if (name.equals("previous")) {
            previous = Long.parseLong(text);
          }
        }
        case END -> {}
      }
    }
    return Optional.of(new Line(offset, previous, blocks));
  }

  private static BlockFacts block(List<Long> n) {
    List<BlockFacts.Gap> gaps = new ArrayList<>();
    for (int i = NUMBERS; i < n.size(); i += 2) {
      gaps.add(new BlockFacts.Gap(n.get(i), n.get(i + 1)));
    }
    int frames = (int) Math.min(n.get(1), Integer.MAX_VALUE);
    return new BlockFacts(n.get(0), n.get(0), frames, n.get(2), n.get(3), n.get(4), n.get(5), gaps);
  }
}
