package io.allsmi.core;

import java.util.Arrays;

/**
 * What the rows of one host come to for each of its users. It is worked out once, when the host's
 * snapshot is made: by whoever read the host, while other hosts are still being read, and not again
 * for a host that has not been read since.
 *
 * <p>Users and holdings are numbered as in {@link Holdings}.
 */
public final class HostTally {
  /** A figure that is not known. */
  public static final long UNKNOWN = -1;

  /** The memory of a holding that no row makes one. */
  private static final long UNHELD = -2;

  // By user.
  private final long[] vram;
  private final long[] power;
  private final long[] oldest;
  private final long[] topMemory;
  private final int[] topRow;
  private final int[] gpus;

  /** By holding. */
  private final long[] memory;

  private final long unattributed;

  /**
   * Adds up rows.
   *
   * @param table the rows, joined to GPUs
   * @param draw by GPU: its draw in microwatts, negative when not known
   * @param elsewhere by GPU: the memory of rows that were left out; empty where none were
   */
  HostTally(ProcessTable table, long[] draw, long[] elsewhere) {
    Holdings holdings = table.holdings();
    memory = filled(holdings.count(), UNKNOWN);
    for (int at = 0; at < memory.length && !holdings.isCertain(); at++) {
      memory[at] = holdings.isCertain(at) ? UNKNOWN : UNHELD;
    }
    int users = holdings.userCount();
    oldest = filled(users, Long.MAX_VALUE);
    topMemory = filled(users, UNKNOWN);
    topRow = new int[users];
    int[] links = holdings.links();
    int[] holders = holdings.holders();
    for (int row = 0; row < links.length; row++) {
      addRow(table, row, links[row], holders[links[row] >> 1]);
    }
    vram = filled(users, UNKNOWN);
    gpus = new int[users];
    PowerShares shares = new PowerShares(holdings, draw, memory, elsewhere);
    for (int at = 0; at < memory.length; at++) {
      addHolding(memory[at], holders[at], holdings.cell(at), shares);
    }
    power = shares.split();
    unattributed = shares.unattributed();
  }

  private static long[] filled(int length, long value) {
    long[] array = new long[length];
    Arrays.fill(array, value);
    return array;
  }

  // A method for what is done to one row, and no calls in it: a fresh JVM interprets the body of a
  // loop for long, and compiles a method once it is called often. No branches, as every other one
  // is guessed wrong.
  private void addRow(ProcessTable table, int row, int link, int user) {
    long bytes = table.gpuMemoryBytes[row];
    if (bytes >= (link & 1)) {
      int holding = link >> 1;
      // Of a sum of -1 or less this leaves 0.
      long sum = (memory[holding] & ~(memory[holding] >> 63)) + bytes;
      memory[holding] = sum < 0 ? Long.MAX_VALUE : sum;
    }
    long start = table.startedAtMillis[row];
    long known = start == ProcessTable.ABSENT ? Long.MAX_VALUE : start;
    long before = oldest[user];
    oldest[user] = known < before ? known : before;
    long lead = topMemory[user] - (bytes & ~(bytes >> 63));
    if (lead == 0 && table.comesBefore(row, table, topRow[user], 0)) {
      topRow[user] = row;
    }
    // All ones when the row comes before.
    long wins = lead >> 63;
    topMemory[user] -= lead & wins;
    topRow[user] ^= (topRow[user] ^ row) & (int) wins;
  }

  private void addHolding(long bytes, int user, int cell, PowerShares shares) {
    if (bytes == UNHELD) {
      return;
    }
    gpus[user]++;
    if (bytes >= 0) {
      // Of a sum of -1 this leaves 0.
      long sum = (vram[user] & ~(vram[user] >> 63)) + bytes;
      vram[user] = sum < 0 ? Long.MAX_VALUE : sum;
      shares.hold(user, cell, bytes);
    }
  }

  /** Device memory of a user in bytes, {@link #UNKNOWN} when no row reports any. */
  public long vramBytes(int user) {
    return vram[user];
  }

  /**
   * A user's share of the draw of the GPUs in microwatts, {@link #UNKNOWN} when none is known; the
   * rule stands on {@code UserAggregator.aggregate}.
   */
  public long powerMicrowatts(int user) {
    return power[user];
  }

  /** The draw of GPUs on which no row holds memory, microwatts. */
  public long unattributedMicrowatts() {
    return unattributed;
  }

  /**
   * The start of a user's oldest process, milliseconds since the epoch; {@link Long#MAX_VALUE} when
   * none is known.
   */
  public long oldestMillis(int user) {
    return oldest[user];
  }

  /**
   * The row of a user with the most device memory, of several the first by {@link ProcessTable}.
   */
  public int topRow(int user) {
    return topRow[user];
  }

  /** Device memory of that row, 0 when it reports none. */
  public long topMemoryBytes(int user) {
    return topMemory[user];
  }

  /** How many devices a user holds. */
  public int gpus(int user) {
    return gpus[user];
  }

  /** Whether a holding stands: a row names its device by UUID or reports memory on it. */
  public boolean isHeld(int holding) {
    return memory[holding] != UNHELD;
  }

  /**
   * Device memory of a holding in bytes, {@link #UNKNOWN} when no row of it reports any or it does
   * not stand.
   */
  public long heldBytes(int holding) {
    return Math.max(UNKNOWN, memory[holding]);
  }
}
