package io.allsmi.core.exposition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the metric names of a host's pages. A name is kept with the brace that follows it, so
 * that one comparison also sees where it ends. Number 0 is no name.
 */
final class NameTable {
  private static final int MOST = 1 << 16;

  private final PageScanner.Sink sink;
  private final ByteTable bytes = new ByteTable();
  private final List<String> names = new ArrayList<>();
  private boolean[] wanted = new boolean[64];
  private int[] next = new int[64];
  private int last;

  NameTable(PageScanner.Sink sink) {
    this.sink = sink;
    forget();
  }

  void forget() {
    bytes.clear();
    Arrays.fill(next, 0, Math.min(names.size(), next.length), 0);
    names.clear();
    last = 0;
    bytes.addNothing();
    names.add("");
  }

  void beginPage() {
    last = 0;
  }

  String name(int id) {
    return names.get(id);
  }

  boolean isWanted(int id) {
    return wanted[id];
  }

  /** Bytes of the name without its brace. */
  int length(int id) {
    return bytes.length(id) - 1;
  }

  /**
   * The name that the line begins with, when it is the one of the line before or the one that
   * followed it last time; else 0.
   */
  int expected(byte[] buf, int from, int to) {
    if (last != 0 && bytes.startsWith(last, buf, from, to)) {
      return last;
    }
    int id = next[last];
    if (id != 0 && bytes.startsWith(id, buf, from, to)) {
      last = id;
      return id;
    }
    return 0;
  }

  /** Remembers that a name that was not expected came here. */
  void came(int id) {
    next[last] = id;
    last = id;
  }

  /** The number of a plain name; -1 when there are too many. */
  int number(byte[] buf, int from, int to) {
    if (buf[to] == '{') {
      return number(buf, from, to + 1, null);
    }
    byte[] key = Arrays.copyOfRange(buf, from, to + 1);
    key[to - from] = '{';
    return number(key, 0, key.length, null);
  }

  /** The number of a name that was written in quotes; -1 when there are too many. */
  int number(String name) {
    byte[] key = ('"' + name).getBytes(StandardCharsets.UTF_8);
    return number(key, 0, key.length, name);
  }

  /** The number of a key; without a name, the key is the name and a brace. */
  private int number(byte[] buf, int from, int to, @Nullable String quoted) {
    int id = bytes.find(buf, from, to);
    if (id >= 0 || names.size() == MOST) {
      return id;
    }
    id = bytes.addLastSought(buf, from, to, 0);
    if (id >= wanted.length) {
      wanted = Arrays.copyOf(wanted, id * 2);
      next = Arrays.copyOf(next, id * 2);
    }
    next[id] = 0;
    String name =
        quoted != null ? quoted : new String(buf, from, to - 1 - from, StandardCharsets.ISO_8859_1);
    names.add(name);
    wanted[id] = sink.wants(id, name);
    return id;
  }
}
