package io.allsmi.core.usage;

import io.allsmi.core.ProcessTable;

/**
 * What the rows of one host say about each of its users, and who holds how much of which device.
 * One tally is reused from host to host.
 *
 * <p>The usual host has few users and few devices: its rows are added up through a small matrix of
 * user and device, in the order they come. A host for which that matrix would be large is added up
 * user by user instead, which stays linear in its rows.
 *
 * <p>The figures of a user lie side by side in one run of {@link #STRIDE} longs, a cache line: half
 * a million rows are added to them one by one.
 */
final class HostTally {
  /** Up to so many devices a user's devices are a bit mask. */
  static final int MASK_CELLS = 64;

  static final int STRIDE = 8;
  static final int PROCS = 0;

  /** The earliest start in milliseconds; the largest long when unknown. */
  static final int OLDEST = 1;

  static final int TOP_MEMORY = 2;
  static final int TOP_ROW = 3;

  /** Bytes; -1 when unknown. */
  static final int VRAM = 4;

  /** Microwatts; -1 when unknown. */
  static final int POWER = 5;

  /** Devices held. */
  static final int GPUS = 6;

  /** Those devices: a bit mask, or with more than {@link #MASK_CELLS} the first of the holdings. */
  static final int HELD = 7;

  private static final int MATRIX_SLOTS = 1 << 18;

  /** Users of the host; those without a process are codes that were merged into another. */
  int users;

  /** {@link #STRIDE} figures of each user. */
  long[] figures = {};

  /** Who holds a device, one entry for each user and device. */
  int holdings;

  /** The user of each holding, and the cell of its device. */
  int[] holder = {};

  int[] cell = {};

  /** Memory of each holding; -1 when no row reports it. */
  long[] memory = {};

  /** Whether {@link #HELD} is a bit mask. */
  boolean masked;

  /** The holding of each user and device plus one; 0 where there is none. */
  private int[] matrix = {};

  private final RowsByUser byUser = new RowsByUser();

  /**
   * Adds up the rows of a host.
   *
   * @param table the rows
   * @param numbers the number in the cluster of each of the table's users
   */
  void count(ProcessTable table, int[] numbers) {
    users = table.userCount();
    prepare(table.size());
    int merged = unattributedCodes(numbers);
    int cells = table.deviceCellCount();
    masked = cells <= MASK_CELLS;
    if (merged <= 1 && masked && (long) users * cells <= MATRIX_SLOTS) {
      addRows(table, cells);
      settle(cells);
    } else {
      byUser.count(this, table, merged > 1 ? numbers : null);
    }
  }

  /** One figure of a user. */
  long figure(int user, int which) {
    return figures[user * STRIDE + which];
  }

  /** Adds a holding without memory yet, and returns its place. */
  int hold(int user, int device) {
    int at = holdings++;
    holder[at] = user;
    cell[at] = device;
    memory[at] = -1;
    figures[user * STRIDE + GPUS]++;
    if (masked) {
      figures[user * STRIDE + HELD] |= 1L << device;
    }
    return at;
  }

  private int unattributedCodes(int[] numbers) {
    int count = 0;
    for (int i = 0; i < users; i++) {
      count += numbers[i] == UserNames.UNATTRIBUTED ? 1 : 0;
    }
    return count;
  }

  private void prepare(int rows) {
    if (figures.length < users * STRIDE) {
      figures = new long[(users + (users >> 1) + 16) * STRIDE];
    }
    if (holder.length < rows) {
      holder = new int[rows];
      cell = new int[rows];
      memory = new long[rows];
    }
    holdings = 0;
    long[] f = figures;
    for (int at = 0; at < users * STRIDE; at += STRIDE) {
      f[at + PROCS] = 0;
      f[at + OLDEST] = Long.MAX_VALUE;
      f[at + TOP_MEMORY] = -1;
      f[at + TOP_ROW] = 0;
      f[at + VRAM] = -1;
      f[at + POWER] = -1;
      f[at + GPUS] = 0;
      f[at + HELD] = 0;
    }
  }

  /** The hot loop: every row of every usual host passes here. */
  private void addRows(ProcessTable table, int cells) {
    if (matrix.length < users * cells) {
      matrix = new int[Math.min(MATRIX_SLOTS, users * cells * 2)];
    }
    int[] places = matrix;
    long[] f = figures;
    long[] sums = memory;
    int rows = table.size();
    for (int row = 0; row < rows; row++) {
      int user = table.userCode(row);
      long bytes = table.gpuMemoryBytes(row);
      int at = user * STRIDE;
      f[at + PROCS] += table.firstOfProcess(row) ? 1 : 0;
      long start = table.startedAtMillis(row);
      if (start < f[at + OLDEST] && start != ProcessTable.ABSENT) {
        f[at + OLDEST] = start;
      }
      int device = table.deviceCell(row);
      if (device >= 0) {
        int slot = user * cells + device;
        int place = places[slot] - 1;
        if (place < 0) {
          place = hold(user, device);
          places[slot] = place + 1;
        }
        if (bytes >= 0) {
          sums[place] = Saturating.add(Math.max(0, sums[place]), bytes);
        }
      }
      long rank = Math.max(0, bytes);
      long best = f[at + TOP_MEMORY];
      if (rank > best || (rank == best && TopCommand.beats(table, row, (int) f[at + TOP_ROW]))) {
        f[at + TOP_MEMORY] = rank;
        f[at + TOP_ROW] = row;
      }
    }
  }

  /** Adds up each user's memory and leaves the matrix filled with 0. */
  private void settle(int cells) {
    long[] f = figures;
    for (int i = 0; i < holdings; i++) {
      int at = holder[i] * STRIDE + VRAM;
      f[at] = Saturating.addKnown(f[at], memory[i]);
      matrix[holder[i] * cells + cell[i]] = 0;
    }
  }
}
