package io.allsmi.core.exposition;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers byte strings: equal strings get equal ids, counted from 0. The strings lie one behind the
 * other in one array, so that comparing against one is a single vectorised call.
 */
final class ByteTable {
  /** Seeded per process, so that no page can be built to collide. */
  private static final long SEED = new SplittableRandom().nextLong() | 1;

  private static final int LEAST_ROOM = 1 << 12;

  private byte[] arena = {};
  private int arenaEnd;
  private int[] starts = new int[64];
  private int[] hashes = new int[64];
  private int[] slots = new int[256];
  private int size;
  private int lastHash;

  void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
    }
    size = 0;
    arenaEnd = 0;
  }

  /**
   * Whether the bytes at {@code from} begin with string {@code id}; {@code limit} ends the buffer.
   */
  boolean startsWith(int id, byte[] buf, int from, int limit) {
    int start = starts[id];
    int length = (id + 1 == size ? arenaEnd : starts[id + 1]) - start;
    return length <= limit - from
        && Arrays.equals(buf, from, from + length, arena, start, start + length);
  }

  int length(int id) {
    return (id + 1 == size ? arenaEnd : starts[id + 1]) - starts[id];
  }

  /** The id of a string, -1 when it is new; then {@link #addLastSought} takes it in. */
  int find(byte[] buf, int from, int to) {
    int hash = hash(buf, from, to);
    lastHash = hash;
    int mask = slots.length - 1;
    for (int at = hash & mask; slots[at] != 0; at = (at + 1) & mask) {
      int id = slots[at] - 1;
      if (hashes[id] == hash && length(id) == to - from && startsWith(id, buf, from, to)) {
        return id;
      }
    }
    return -1;
  }

  /**
   * Adds the string that {@link #find} was asked for last and did not know.
   *
   * @param more bytes that are likely still to come
   */
  int addLastSought(byte[] buf, int from, int to, int more) {
    if ((size + 1) * 2 > slots.length) {
      grow();
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    int length = to - from;
    if (arenaEnd + length > arena.length) {
      int room = Math.max(arena.length * 2, LEAST_ROOM);
      arena = Arrays.copyOf(arena, Math.max(room, arenaEnd + length + more));
    }
    System.arraycopy(buf, from, arena, arenaEnd, length);
    int hash = lastHash;
    int id = size++;
    starts[id] = arenaEnd;
    hashes[id] = hash;
    arenaEnd += length;
    insert(id, hash);
    return id;
  }

  private void insert(int id, int hash) {
    int mask = slots.length - 1;
    int at = hash & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = id + 1;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int id = 0; id < size; id++) {
      insert(id, hashes[id]);
    }
  }

  /** Gives number 0 to the empty string, which never matches: so that 0 can mean none. */
  void addNothing() {
    byte[] nothing = {};
    find(nothing, 0, 0);
    addLastSought(nothing, 0, 0, 0);
  }

  /** Four lanes, so that one multiplication need not wait for another. */
  private static int hash(byte[] buf, int from, int to) {
    long a = SEED ^ (to - from);
    long b = SEED + 1;
    long c = SEED + 2;
    long d = SEED + 3;
    int at = from;
    for (; at + 32 <= to; at += 32) {
      a = mix(a ^ Bytes.word(buf, at));
      b = mix(b ^ Bytes.word(buf, at + 8));
      c = mix(c ^ Bytes.word(buf, at + 16));
      d = mix(d ^ Bytes.word(buf, at + 24));
    }
    for (; at + 8 <= to; at += 8) {
      a = mix(a ^ Bytes.word(buf, at));
    }
    long tail = 0;
    for (; at < to; at++) {
      tail = tail << 8 | (buf[at] & 0xFF);
    }
    long h = mix(mix(a ^ tail) + 3 * mix(b) + 5 * mix(c) + 7 * mix(d));
    return (int) (h ^ (h >>> 32));
  }

  private static long mix(long h) {
    long product = h * 0x9E3779B97F4A7C15L;
    return product ^ (product >>> 29);
  }
}
