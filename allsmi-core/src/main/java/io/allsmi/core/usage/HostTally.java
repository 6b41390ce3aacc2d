package io.allsmi.core.usage;

import io.allsmi.core.ProcessTable;
import java.util.Arrays;

/**
 * What the rows of one host say about each of its users, and who holds how much of which device.
 * One tally is reused from host to host.
 *
 * <p>The usual host has few users and few devices: its rows are added up in a small matrix of user
 * and device, in the order they come. A host for which that matrix would be large is added up user
 * by user instead, which stays linear in its rows.
 */
final class HostTally {
  /** Up to so many devices a user's devices are a bit mask. */
  static final int MASK_CELLS = 64;

  private static final int MATRIX_SLOTS = 1 << 18;

  /** Users of the host; those without a process are codes that were merged into another. */
  int users;

  int[] procs = {};
  long[] oldestMillis = {};
  long[] topMemory = {};
  int[] topRow = {};
  long[] heldMask = {};
  int[] firstHolding = {};

  /** Device memory by user; -1 when unknown. */
  long[] vram = {};

  /** Who holds a device, one entry for each user and device, grouped by user. */
  int holdings;

  int[] holder = {};
  int[] cell = {};

  /** Memory of each holding; -1 when no row reports it. */
  long[] memory = {};

  private long[] knownMask = {};
  private long[] matrix = {};
  private final RowsByUser byUser = new RowsByUser();

  /**
   * Adds up the rows of a host.
   *
   * @param table the rows
   * @param numbers the number in the cluster of each of the table's users
   */
  void count(ProcessTable table, int[] numbers) {
    users = table.userCount();
    prepare(users, table.size());
    int merged = unattributedCodes(numbers);
    int cells = table.deviceCellCount();
    if (merged <= 1 && cells <= MASK_CELLS && (long) users * cells <= MATRIX_SLOTS) {
      addRows(table, cells);
      gatherHoldings(cells);
    } else {
      byUser.count(this, table, merged > 1 ? numbers : null);
    }
    firstHolding[users] = holdings;
  }

  /** Adds a holding of the user being gathered, and its memory to that user's. */
  void hold(int user, int device, long bytes) {
    int at = holdings++;
    holder[at] = user;
    cell[at] = device;
    memory[at] = bytes;
    vram[user] = Saturating.addKnown(vram[user], bytes);
  }

  private int unattributedCodes(int[] numbers) {
    int count = 0;
    for (int i = 0; i < users; i++) {
      count += numbers[i] == UserNames.UNATTRIBUTED ? 1 : 0;
    }
    return count;
  }

  private void prepare(int size, int rows) {
    if (procs.length < size) {
      int capacity = size + (size >> 1) + 16;
      procs = new int[capacity];
      oldestMillis = new long[capacity];
      topMemory = new long[capacity];
      topRow = new int[capacity];
      heldMask = new long[capacity];
      knownMask = new long[capacity];
      vram = new long[capacity];
      firstHolding = new int[capacity + 1];
    }
    if (holder.length < rows) {
      holder = new int[rows];
      cell = new int[rows];
      memory = new long[rows];
    }
    holdings = 0;
    Arrays.fill(procs, 0, size, 0);
    Arrays.fill(oldestMillis, 0, size, Long.MAX_VALUE);
    Arrays.fill(topMemory, 0, size, -1);
    Arrays.fill(heldMask, 0, size, 0);
    Arrays.fill(knownMask, 0, size, 0);
    Arrays.fill(vram, 0, size, -1);
  }

  /** The hot loop: every row of every usual host passes here. */
  private void addRows(ProcessTable table, int cells) {
    if (matrix.length < users * cells) {
      matrix = new long[Math.min(MATRIX_SLOTS, users * cells * 2)];
    }
    long[] sums = matrix;
    int[] processes = procs;
    long[] oldest = oldestMillis;
    long[] best = topMemory;
    int[] bestRow = topRow;
    long[] held = heldMask;
    long[] known = knownMask;
    int rows = table.size();
    for (int row = 0; row < rows; row++) {
      int user = table.userCode(row);
      long bytes = table.gpuMemoryBytes(row);
      processes[user] += table.firstOfProcess(row) ? 1 : 0;
      long start = table.startedAtMillis(row);
      if (start < oldest[user] && start != ProcessTable.ABSENT) {
        oldest[user] = start;
      }
      int device = table.deviceCell(row);
      if (device >= 0) {
        held[user] |= 1L << device;
        if (bytes >= 0) {
          known[user] |= 1L << device;
          int slot = user * cells + device;
          sums[slot] = Saturating.add(sums[slot], bytes);
        }
      }
      long rank = Math.max(0, bytes);
      if (rank > best[user]) {
        best[user] = rank;
        bestRow[user] = row;
      } else if (rank == best[user] && TopCommand.beats(table, row, bestRow[user])) {
        bestRow[user] = row;
      }
    }
  }

  /** Turns the matrix into holdings and leaves it filled with 0. */
  private void gatherHoldings(int cells) {
    for (int user = 0; user < users; user++) {
      firstHolding[user] = holdings;
      long known = knownMask[user];
      for (long left = heldMask[user]; left != 0; left &= left - 1) {
        int device = Long.numberOfTrailingZeros(left);
        int slot = user * cells + device;
        hold(user, device, (known >>> device & 1) != 0 ? matrix[slot] : -1);
        matrix[slot] = 0;
      }
    }
  }
}
