package io.allsmi.core.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the label blocks of a host's pages by their raw text and keeps what was read of each. The
 * block that followed this one last time is compared first: a page lists the same devices in the
 * same order in every family. Number 0 is no labels.
 */
final class LabelTable {
  private static final int MOST = 1 << 18;

  /** Blocks on the page of a host with a few GPUs. */
  private static final int FIRST_ROOM = 128;

  /** Of so many bytes of a first page, one is of a block that has not come before. */
  private static final int NEW_BYTES = 3;

  private final LabelBlock block;
  private final long longest;
  private final ByteTable bytes = new ByteTable();
  private final List<LabelSet> sets = new ArrayList<>(FIRST_ROOM);
  private int[] next = new int[FIRST_ROOM];
  private int last;

  /**
   * Whether any of the sets has a remark: looking at each set for one would cost a memory access.
   */
  private boolean hasRemarks;

  /** Why {@link #number} gave -1. */
  String fault = "";

  LabelTable(ScrapeLimits limits) {
    this.block = new LabelBlock(limits);
    this.longest = limits.longestLabels();
    forget();
  }

  void forget() {
    bytes.clear();
    Arrays.fill(next, 0, Math.min(sets.size(), next.length), 0);
    sets.clear();
    last = 0;
    hasRemarks = false;
    bytes.addNothing();
    sets.add(LabelSet.NONE);
  }

  void beginPage() {
    last = 0;
  }

  int size() {
    return sets.size();
  }

  LabelSet set(int id) {
    return sets.get(id);
  }

  /** What is odd about a set; empty for nearly all. */
  String remark(int id) {
    return hasRemarks ? sets.get(id).remark : "";
  }

  /** Bytes of the block, braces included. */
  int length(int id) {
    return bytes.length(id);
  }

  /** The block at the brace, when it is the expected one or the one of the line before; else 0. */
  int expected(byte[] buf, int from, int to) {
    int id = next[last];
    if (id != 0 && bytes.startsWith(id, buf, from, to)) {
      last = id;
      return id;
    }
    return last != 0 && bytes.startsWith(last, buf, from, to) ? last : 0;
  }

  /** Remembers that a block that was not expected came here. */
  void came(int id) {
    next[last] = id;
    last = id;
  }

  /** The number of the block at the brace, read if it is new; -1 when it cannot be read. */
  int number(byte[] buf, int from, int to) {
    int end = block.endAlike(buf, from, to);
    boolean alike = end >= 0;
    if (!alike) {
      end = LabelScan.end(buf, from, to);
    }
    if (end < 0) {
      fault = "labels: expected '}' before the end of the line";
      return -1;
    }
    if (end - from > longest) {
      fault = "labels: expected at most " + longest + " bytes";
      return -1;
    }
    int id = bytes.find(buf, from, end);
    return id >= 0 ? id : add(buf, from, end, alike, (to - end) / NEW_BYTES);
  }

  private int add(byte[] buf, int from, int end, boolean alike, int more) {
    if (sets.size() == MOST) {
      fault = "page: expected at most " + MOST + " different label sets";
      return -1;
    }
    LabelSet set;
    try {
      set = alike ? block.readAlike(buf, from, end) : block.read(buf, from, end);
    } catch (LabelBlock.Malformed e) {
      fault = e.complaint;
      return -1;
    }
    int id = bytes.addLastSought(buf, from, end, more);
    sets.add(set);
    hasRemarks |= !set.remark.isEmpty();
    if (id >= next.length) {
      next = Arrays.copyOf(next, id * 2);
    }
    next[id] = 0;
    return id;
  }
}
