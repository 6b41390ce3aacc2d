package io.allsmi.core.usage;

import io.allsmi.core.Holdings;
import io.allsmi.core.ProcessTable;
import java.util.Arrays;

/**
 * What the rows of one host say about each of its users, and how much each holds of which device.
 * One tally is reused from host to host.
 *
 * <p>Half a million rows pass here one by one, so each figure is written where it stays.
 */
final class HostTally {
  static final int STRIDE = 4;

  /** Bytes; -1 when unknown. */
  static final int VRAM = 0;

  /** Microwatts; -1 when unknown. */
  static final int POWER = 1;

  /** Whole seconds; -1 when unknown. */
  static final int LONGEST = 2;

  /** The user's number in the cluster, and the row with the most memory. */
  static final int NUMBER_AND_TOP = 3;

  /** The memory of a holding that no row makes certain. */
  static final long UNHELD = -2;

  /** {@link #STRIDE} figures of each user; an array of its own for each host. */
  long[] figures = {};

  /** The number in the cluster of each user. */
  int[] numbers = {};

  /** Devices held by each user. */
  int[] gpus = {};

  /** Processes of each user. */
  int[] processes = {};

  /** The smallest account number of each user; -1 when unknown. */
  int[] uids = {};

  /** The memory of each user's top row. */
  long[] topMemory = {};

  /** Memory of each holding; -1 when no row reports it. */
  long[] memory = {};

  /** How many holdings there are, and the user and the device of each. */
  int holdings;

  int[] holder = {};
  int[] cell = {};

  private int[] topRow = {};
  private long[] oldest = {};

  // What the arrays hold before a host is counted. A copy of these is quick even where nothing is
  // compiled yet; a loop that fills is not.
  private long[] noFigures = {};
  private long[] notStarted = {};
  private long[] unknown = {};

  /** Adds up the rows of a host and splits the draw of its GPUs. */
  void count(ProcessTable table, UserNames names, PowerShares shares, long nowMillis) {
    Holdings rows = table.holdings();
    prepare(rows, names);
    table.tally(memory, oldest, topMemory, topRow);
    shares.prepare(table, numbers);
    for (int place = 0; place < holdings; place++) {
      addHolding(place, shares);
    }
    shares.split(this);
    int users = rows.userCount();
    for (int user = 0; user < users; user++) {
      finish(user, nowMillis);
    }
  }

  /** The number in the cluster of a user, from {@link #NUMBER_AND_TOP}. */
  static int number(long numberAndTop) {
    return (int) (numberAndTop >>> 32);
  }

  /** The row with the most memory, from {@link #NUMBER_AND_TOP}. */
  static int topRow(long numberAndTop) {
    return (int) numberAndTop;
  }

  private void prepare(Holdings rows, UserNames names) {
    int users = rows.userCount();
    holdings = rows.count();
    if (numbers.length < users || memory.length < holdings) {
      makeRoom(Math.max(users, holdings));
    }
    figures = Arrays.copyOf(noFigures, users * STRIDE);
    System.arraycopy(notStarted, 0, oldest, 0, users);
    System.arraycopy(unknown, 0, topMemory, 0, users);
    System.arraycopy(unknown, 0, memory, 0, holdings);
    rows.copyTo(holder, cell);
    rows.copyUsersTo(processes, uids);
    for (int user = 0; user < users; user++) {
      gpus[user] = 0;
      numbers[user] = names.number(rows.user(user));
    }
    if (!rows.isCertain()) {
      for (int at = 0; at < holdings; at++) {
        memory[at] = rows.isCertain(at) ? -1 : UNHELD;
      }
    }
  }

  private void makeRoom(int least) {
    int room = least + (least >> 1) + 16;
    numbers = new int[room];
    gpus = new int[room];
    processes = new int[room];
    uids = new int[room];
    topMemory = new long[room];
    topRow = new int[room];
    oldest = new long[room];
    memory = new long[room];
    holder = new int[room];
    cell = new int[room];
    notStarted = new long[room];
    Arrays.fill(notStarted, Long.MAX_VALUE);
    unknown = new long[room];
    Arrays.fill(unknown, -1);
    noFigures = new long[room * STRIDE];
    for (int at = 0; at < noFigures.length; at += STRIDE) {
      noFigures[at + VRAM] = -1;
      noFigures[at + POWER] = -1;
    }
  }

  /** Adds to a user's memory and devices, and to what is held of a GPU. */
  private void addHolding(int place, PowerShares shares) {
    long bytes = memory[place];
    if (bytes == UNHELD) {
      return;
    }
    int user = holder[place];
    gpus[user]++;
    if (bytes >= 0) {
      int at = user * STRIDE + VRAM;
      // Of a sum of -1 this leaves 0. No branch, as every other one is guessed wrong.
      long sum = (figures[at] & ~(figures[at] >> 63)) + bytes;
      figures[at] = sum < 0 ? Long.MAX_VALUE : sum;
      shares.hold(user, cell[place], bytes);
    }
  }

  private void finish(int user, long nowMillis) {
    int at = user * STRIDE;
    long start = oldest[user];
    long longest = -1;
    if (start != Long.MAX_VALUE) {
      long millis = nowMillis - start;
      // A start so far back that the difference wraps.
      longest = start >= nowMillis ? 0 : (millis < 0 ? Long.MAX_VALUE : millis) / 1000;
    }
    figures[at + LONGEST] = longest;
    figures[at + NUMBER_AND_TOP] = (long) numbers[user] << 32 | topRow[user];
  }
}
