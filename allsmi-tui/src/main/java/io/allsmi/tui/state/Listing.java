package io.allsmi.tui.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one list in their order, found by key. */
public final class Listing {
  /** A list without rows. */
  static final Listing EMPTY = new Listing(List.of());

  private final List<Row> rows;
  private final Map<String, Integer> positions;
  private final List<Row> matching;
  private @Nullable Set<String> matchingKeys;

  Listing(List<? extends Row> rows) {
    this(rows, List.copyOf(rows));
  }

  private Listing(List<? extends Row> rows, List<Row> matching) {
    this.rows = List.copyOf(rows);
    this.matching = matching;
    this.positions = new HashMap<>(rows.size() * 2);
    for (int i = 0; i < rows.size(); i++) {
      positions.putIfAbsent(rows.get(i).key(), i);
    }
  }

  /** All rows in their order, with the rows of another list in place of those it has too. */
  Listing with(Listing other) {
    List<Row> mixed = new ArrayList<>(rows.size());
    for (Row row : rows) {
      int at = other.indexOf(row.key());
      mixed.add(at < 0 ? row : other.rows.get(at));
    }
    return new Listing(mixed, other.rows);
  }

  /**
   * The rows that the filter matches, all of them where there is none; they are what sums cover.
   */
  public List<Row> matching() {
    return matching;
  }

  /** Whether a row is there although the filter does not match it. */
  public boolean isDim(Row row) {
    return matching.size() < rows.size() && !matchingKeys().contains(row.key());
  }

  private Set<String> matchingKeys() {
    Set<String> keys = matchingKeys;
    if (keys == null) {
      keys = new HashSet<>();
      for (Row row : matching) {
        keys.add(row.key());
      }
      matchingKeys = keys;
    }
    return keys;
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
