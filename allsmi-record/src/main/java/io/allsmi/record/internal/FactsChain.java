package io.allsmi.record.internal;

import io.allsmi.record.Compression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Every block of a file by the facts behind it, found from the end of the file without decoding
 * anything.
 *
 * @param blocks in their order; no block is missing between the start of the file and {@link #end}
 * @param end behind the last of them and its facts
 */
record FactsChain(List<Placed> blocks, long end) {
  /** Behind the last facts there is at most one block, and hardly one is longer than this. */
  private static final long REACH = 16L << 20;

  /**
   * A block.
   *
   * @param offset where it begins
   */
  record Placed(long offset, BlockFacts facts) {}

  /** All of a file; empty when it has no facts, or one of them is missing or damaged. */
  static Optional<FactsChain> of(SegmentReader segment) throws IOException {
    if (segment.compression() == Compression.NONE) {
      return PlainFacts.read(segment.file()).map(FactsChain::placed);
    }
    BlockInput input = segment.input();
    long last = lastEnd(segment);
    List<Placed> blocks = new ArrayList<>();
    long end = last;
    while (end > 0) {
      Optional<BlockInput.Found> found = input.factsBefore(end);
      if (found.isPresent()) {
        blocks.add(new Placed(found.get().block(), found.get().facts()));
        end = found.get().block();
      } else {
        long before = input.beforeTable(end);
        if (before == end) {
          return Optional.empty();
        }
        end = before;
      }
    }
    Collections.reverse(blocks);
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new FactsChain(blocks, last));
  }

  private static FactsChain placed(List<BlockFacts> facts) {
    List<Placed> blocks = new ArrayList<>(facts.size());
    long at = 0;
    for (BlockFacts each : facts) {
      blocks.add(new Placed(at, each));
      at += each.plain();
    }
    return new FactsChain(blocks, at);
  }

  /** The facts of the last block that has some. */
  static Optional<BlockInput.Found> last(SegmentReader segment) throws IOException {
    return segment.compression() == Compression.NONE
        ? Optional.empty()
        : segment.input().factsBefore(segment.input().beforeTable(lastEnd(segment)));
  }

  /** Behind the last facts or table of a file; 0 when there is none. */
  private static long lastEnd(SegmentReader segment) throws IOException {
    BlockInput input = segment.input();
    long size = segment.size();
    if (input.beforeTable(size) < size || input.factsBefore(size).isPresent()) {
      return size;
    }
    if (!input.mayHaveFacts()) {
      return 0;
    }
    long behind = segment.compression() == Compression.GZIP ? GzipBlocks.EMPTY_END : 0;
    long end = size;
    while (end > 0) {
      end = segment.file().findEnd(end, REACH, BlockFacts.MARK);
      if (end < 0) {
        return 0;
      }
      if (end + behind <= size && input.factsBefore(end + behind).isPresent()) {
        return end + behind;
      }
      end--;
    }
    return 0;
  }
}
