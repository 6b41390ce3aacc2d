package io.allsmi.tui.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one list in their order, found by key. */
public final class Listing {
  /** A list without rows. */
  static final Listing EMPTY = new Listing(List.of());

  private final List<Row> rows;
  private final Map<String, Integer> positions;

  Listing(List<? extends Row> rows) {
    this.rows = List.copyOf(rows);
    this.positions = new HashMap<>(rows.size() * 2);
    for (int i = 0; i < rows.size(); i++) {
      positions.putIfAbsent(rows.get(i).key(), i);
    }
  }

  /** The rows. */
  public List<Row> rows() {
    return rows;
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /** The place of a key; -1 when there is no such row. */
  public int indexOf(String key) {
    return positions.getOrDefault(key, -1);
  }
}
