package io.allsmi.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which users the rows of a host have, and which devices each of them holds. It follows from who
 * the rows are and not from their readings, so it is worked out once for all successive tables.
 *
 * <p>A holding is one user and one device. The holdings of a user lie side by side.
 */
public final class Holdings {
  private static final String UNATTRIBUTED = "?";

  private final String[] users;
  private final int[] uids;
  private final int[] processes;

  /** By user: its first holding; one more entry for the end. */
  private final int[] start;

  /** By holding: its device; the complement when only rows without a UUID name it. */
  private final int[] cells;

  private final int[] holders;

  /** By row: its holding times 2, plus 1 when the row names no UUID. */
  private final int[] ofRow;

  private final boolean certain;

  Holdings(List<String> names, int[] userCode, int[] uid, int[] pid, int[] cell, int cellCount) {
    List<String> distinct = new ArrayList<>(names.size());
    int[] groupOfCode = new int[names.size()];
    int unattributed = -1;
    for (int code = 0; code < groupOfCode.length; code++) {
      String name = names.get(code);
      boolean unknown = groupOf(name).equals(UNATTRIBUTED);
      if (unknown && unattributed >= 0) {
        groupOfCode[code] = unattributed;
      } else {
        groupOfCode[code] = distinct.size();
        unattributed = unknown ? distinct.size() : unattributed;
        distinct.add(name);
      }
    }
    int rows = userCode.length;
    int[] groupOfRow = new int[rows];
    for (int row = 0; row < rows; row++) {
      groupOfRow[row] = groupOfCode[userCode[row]];
    }
    users = distinct.toArray(new String[0]);
    uids = smallestUids(users.length, groupOfRow, uid);
    processes = distinctPids(users.length, groupOfRow, pid);
    start = new int[users.length + 1];
    ofRow = new int[rows];
    int[] place = new int[rows];
    int count = place(cell, cellCount, groupOfRow, place);
    cells = Arrays.copyOf(place, count);
    holders = new int[count];
    boolean sure = true;
    for (int user = 0; user < users.length; user++) {
      for (int at = start[user]; at < start[user + 1]; at++) {
        holders[at] = user;
        sure &= cells[at] >= 0;
      }
    }
    certain = sure;
  }

  /**
   * The group that processes of a user belong to: the same name, or {@code ?} for one that says
   * that the user is not known.
   */
  public static String groupOf(String reported) {
    return reported.isBlank() || reported.equals("unknown") ? UNATTRIBUTED : reported;
  }

  /** How many users there are, the names for an unknown user counted as one. */
  public int userCount() {
    return users.length;
  }

  /** A user's name as reported; of several names for an unknown user, one of them. */
  public String user(int user) {
    return users[user];
  }

  /** How many processes a user has, each counted once however many rows it has. */
  public int processes(int user) {
    return processes[user];
  }

  /** How many holdings there are. */
  public int count() {
    return cells.length;
  }

  /** The first holding of a user; that of the next user is the end. */
  public int start(int user) {
    return start[user];
  }

  /** The device of a holding. */
  public int cell(int holding) {
    int cell = cells[holding];
    return cell < 0 ? ~cell : cell;
  }

  /**
   * Whether a holding stands whatever its rows report; else it stands when they report memory (see
   * {@link ProcessInfo#holdsDevice()}).
   */
  public boolean isCertain(int holding) {
    return cells[holding] >= 0;
  }

  /** Whether that is so for all of them. */
  public boolean isCertain() {
    return certain;
  }

  /** The smallest account number seen with a user, -1 when none was reported. */
  public int uid(int user) {
    return uids[user];
  }

  /** The order of users: by name, the unattributed group last. */
  boolean comesBefore(int user, int other) {
    boolean isUnknown = groupOf(users[user]).equals(UNATTRIBUTED);
    boolean isOtherUnknown = groupOf(users[other]).equals(UNATTRIBUTED);
    return isUnknown == isOtherUnknown ? users[user].compareTo(users[other]) < 0 : isOtherUnknown;
  }

  /**
   * By row: its holding times 2, plus the bytes that the row must report to count as holding its
   * device: 0, or 1 when it names no UUID.
   */
  int[] links() {
    return ofRow;
  }

  /** By holding: its user. */
  int[] holders() {
    return holders;
  }

  /** Gives each row its holding, and returns how many there are. */
  private int place(int[] cell, int cellCount, int[] groupOfRow, int[] place) {
    int[] order = byGroup(groupOfRow);
    int[] known = new int[cellCount];
    Arrays.fill(known, -1);
    int count = 0;
    int group = -1;
    for (int row : order) {
      while (group < groupOfRow[row]) {
        start[++group] = count;
      }
      int c = cell[row];
      int device = c < 0 ? ~c : c;
      int at = known[device];
      if (at < start[group]) {
        at = count++;
        known[device] = at;
        place[at] = c;
      }
      place[at] = Math.max(place[at], c);
      ofRow[row] = at * 2 + (c < 0 ? 1 : 0);
    }
    start[start.length - 1] = count;
    return count;
  }

  /** The rows in order of their group: a counting sort. */
  private int[] byGroup(int[] groupOfRow) {
    int[] next = new int[users.length + 1];
    for (int group : groupOfRow) {
      next[group + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    int[] order = new int[groupOfRow.length];
    for (int row = 0; row < order.length; row++) {
      order[next[groupOfRow[row]]++] = row;
    }
    return order;
  }

  private static int[] smallestUids(int groups, int[] groupOfRow, int[] uid) {
    int[] uids = new int[groups];
    Arrays.fill(uids, -1);
    for (int row = 0; row < uid.length; row++) {
      int group = groupOfRow[row];
      if (uid[row] >= 0 && (uids[group] < 0 || uid[row] < uids[group])) {
        uids[group] = uid[row];
      }
    }
    return uids;
  }

  private static int[] distinctPids(int groups, int[] groupOfRow, int[] pid) {
    int[] processes = new int[groups];
    LongSet seen = new LongSet(pid.length);
    for (int row = 0; row < pid.length; row++) {
      long process = (long) groupOfRow[row] << 32 | Integer.toUnsignedLong(pid[row]);
      processes[groupOfRow[row]] += seen.add(process) ? 1 : 0;
    }
    return processes;
  }

  /** Just enough of a hash set of longs to count half a million processes without boxing them. */
  private static final class LongSet {
    private final long[] slots;
    private final boolean[] used;

    LongSet(int expected) {
      int capacity = Integer.highestOneBit(Math.max(8, expected * 2 - 1)) * 2;
      slots = new long[capacity];
      used = new boolean[capacity];
    }

    boolean add(long value) {
      int mask = slots.length - 1;
      long mixed = value * 0x9E3779B97F4A7C15L;
      int at = (int) (mixed >>> 32) & mask;
      while (used[at]) {
        if (slots[at] == value) {
          return false;
        }
        at = (at + 1) & mask;
      }
      used[at] = true;
      slots[at] = value;
      return true;
    }
  }
}
