package io.allsmi.core.exposition;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The things of one kind that a page speaks of (its GPUs, its processes): one row each, one column
 * for each family. Rows are kept from page to page; cells hold the readings of this page, NaN where
 * there is none.
 */
final class Rows {
  static final int REJECTED = -1;
  private static final int UNRESOLVED = 0;

  /** Instead of the number of a set, for a row that other rows brought in. */
  private static final int BROUGHT_IN = -1;

  final Family.Scope scope;
  private final int width;
  private final int most;
  private final Map<Object, Integer> byKey;

  private double[] cells = {};
  private LabelSet[] labels = {};
  private int[] seenOn = {};

  /** The number of the set that labels a row, or {@link #BROUGHT_IN}. */
  private int[] setOfRow = {};

  private int size;
  private int live;
  private int page;

  /** For each label set: 0 not looked at, -1 names nothing, else row + 1. */
  private int[] rowOfSet = {};

  /** How many labels it has. */
  private int[] lengthOfSet = {};

  /** Set when a row appeared, came back or got other labels; cleared by the reader of it. */
  boolean changed;

  /** How many things were left out because there are too many. */
  int leftOut;

  Rows(Family.Scope scope, int most) {
    this.scope = scope;
    this.width = scope.width();
    this.most = most;
    // Room for as many as there are rows at first; it is made when the first comes.
    this.byKey = new HashMap<>(2 * firstRoom());
  }

  void forget() {
    byKey.clear();
    size = 0;
    live = 0;
    Arrays.fill(rowOfSet, UNRESOLVED);
    changed = true;
  }

  /** Starts a page: no row is seen yet. */
  void begin() {
    page++;
    live = 0;
    leftOut = 0;
  }

  /** Whether so many rows are dead that starting anew is cheaper than keeping them. */
  boolean isMostlyDead() {
    return size > 2 * live + 256;
  }

  int size() {
    return size;
  }

  int live() {
    return live;
  }

  boolean isLive(int row) {
    return seenOn[row] == page;
  }

  LabelSet labels(int row) {
    return labels[row];
  }

  double cell(int row, Family family) {
    return cells[row * width + family.column()];
  }

  /**
   * The row a label set stands for, {@link #REJECTED} when it names none. A row has the labels that
   * it was first seen with on this page, or those of a longer set that came later.
   */
  int row(int setId, LabelTable sets) {
    int known = setId < rowOfSet.length ? rowOfSet[setId] : UNRESOLVED;
    if (known <= 0) {
      return known == REJECTED ? REJECTED : resolve(setId, sets.set(setId));
    }
    int row = known - 1;
    if (seenOn[row] != page) {
      if (!revive(row)) {
        return REJECTED;
      }
      if (setOfRow[row] != setId) {
        take(row, setId, sets.set(setId));
      }
    } else if (setOfRow[row] != setId && lengthOfSet[setId] >= labels[row].names.length) {
      take(row, setId, sets.set(setId));
    }
    return row;
  }

  private void take(int row, int setId, LabelSet set) {
    setOfRow[row] = setId;
    if (labels[row] != set) {
      labels[row] = set;
      changed = true;
    }
  }

  private int resolve(int setId, LabelSet set) {
    Object key = RowKeys.key(scope, set);
    int row = key == null ? REJECTED : rowOfKey(key, setId, set);
    if (row == REJECTED && key != null) {
      return REJECTED;
    }
    if (setId >= rowOfSet.length) {
      int room = Math.max(setId + 64, rowOfSet.length * 2);
      rowOfSet = Arrays.copyOf(rowOfSet, room);
      lengthOfSet = Arrays.copyOf(lengthOfSet, room);
    }
    rowOfSet[setId] = row == REJECTED ? REJECTED : row + 1;
    lengthOfSet[setId] = set.names.length;
    if (row != REJECTED && labels[row].names.length <= set.names.length) {
      take(row, setId, set);
    }
    return row;
  }

  private int rowOfKey(Object key, int setId, LabelSet set) {
    Integer known = byKey.get(key);
    if (known != null) {
      if (seenOn[known] != page) {
        if (!revive(known)) {
          return REJECTED;
        }
        take(known, setId, set);
      }
      return known;
    }
    if (live >= most) {
      leftOut++;
      return REJECTED;
    }
    int row = size++;
    if (row == labels.length) {
      int room = Math.max(firstRoom(), row * 2);
      labels = Arrays.copyOf(labels, room);
      seenOn = Arrays.copyOf(seenOn, room);
      setOfRow = Arrays.copyOf(setOfRow, room);
      cells = Arrays.copyOf(cells, room * width);
    }
    byKey.put(key, row);
    setOfRow[row] = setId;
    labels[row] = set;
    seenOn[row] = page - 1;
    revive(row);
    changed = true;
    return row;
  }

  private int firstRoom() {
    return scope == Family.Scope.PROCESS ? 64 : 8;
  }

  /** Makes sure that a thing which other kinds of rows speak of is on this page. */
  void bringIn(String key, LabelSet set) {
    rowOfKey(key, BROUGHT_IN, set);
  }

  /** Marks a row as being on this page; refused when the page has too many already. */
  boolean revive(int row) {
    if (seenOn[row] == page) {
      return true;
    }
    if (live >= most) {
      leftOut++;
      return false;
    }
    if (seenOn[row] != page - 1) {
      changed = true;
    }
    seenOn[row] = page;
    live++;
    Arrays.fill(cells, row * width, (row + 1) * width, Double.NaN);
    return true;
  }

  void put(int row, Family family, double value) {
    cells[row * width + family.column()] = value;
  }

  /** Where a set was seen to name nothing, for the complaint. */
  @Nullable String missing() {
    return RowKeys.required(scope);
  }
}
