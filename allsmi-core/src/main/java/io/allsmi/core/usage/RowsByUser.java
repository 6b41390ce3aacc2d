package io.allsmi.core.usage;

import io.allsmi.core.ProcessTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The careful way to tally a host: rows are put in order of their user and each user is added up on
 * its own. For hosts with very many users or devices, and for those that call the unattributed
 * group by more than one name.
 */
final class RowsByUser {
  private static final long UNTOUCHED = -2;

  private long[] sums = {};
  private int[] touched = {};

  /**
   * Adds up the rows of a host.
   *
   * @param tally where the figures go; prepared for the table
   * @param numbers the number in the cluster of each user, when several stand for the unattributed
   *     group
   */
  void count(HostTally tally, ProcessTable table, int @Nullable [] numbers) {
    if (sums.length < table.deviceCellCount()) {
      sums = new long[table.deviceCellCount()];
      touched = new int[sums.length];
      Arrays.fill(sums, UNTOUCHED);
    }
    int[] group = groups(table, numbers);
    int[] end = new int[tally.users];
    int[] order = order(table, group, end);
    int from = 0;
    for (int user = 0; user < tally.users; user++) {
      if (!tally.masked) {
        tally.figures[user * HostTally.STRIDE + HostTally.HELD] = tally.holdings;
      }
      addUser(tally, table, user, order, from, end[user]);
      if (numbers != null && numbers[user] == UserNames.UNATTRIBUTED) {
        tally.figures[user * HostTally.STRIDE + HostTally.PROCS] =
            distinctPids(table, order, from, end[user]);
      }
      from = end[user];
    }
  }

  /** The user that each code is counted under: itself, or the first unattributed one. */
  private static int[] groups(ProcessTable table, int @Nullable [] numbers) {
    int[] group = new int[table.userCount()];
    int unattributed = -1;
    for (int code = 0; code < group.length; code++) {
      group[code] = code;
      if (numbers != null && numbers[code] == UserNames.UNATTRIBUTED) {
        unattributed = unattributed < 0 ? code : unattributed;
        group[code] = unattributed;
      }
    }
    return group;
  }

  /** The rows by group, and where each group ends: a counting sort. */
  private static int[] order(ProcessTable table, int[] group, int[] end) {
    int rows = table.size();
    for (int row = 0; row < rows; row++) {
      end[group[table.userCode(row)]]++;
    }
    int next = 0;
    for (int i = 0; i < end.length; i++) {
      int count = end[i];
      end[i] = next;
      next += count;
    }
    int[] order = new int[rows];
    for (int row = 0; row < rows; row++) {
      order[end[group[table.userCode(row)]]++] = row;
    }
    return order;
  }

  private void addUser(
      HostTally tally, ProcessTable table, int user, int[] order, int from, int to) {
    long[] f = tally.figures;
    int at = user * HostTally.STRIDE;
    int devices = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      f[at + HostTally.PROCS] += table.firstOfProcess(row) ? 1 : 0;
      long start = table.startedAtMillis(row);
      if (start < f[at + HostTally.OLDEST] && start != ProcessTable.ABSENT) {
        f[at + HostTally.OLDEST] = start;
      }
      long rank = TopCommand.memory(table, row);
      if (rank > f[at + HostTally.TOP_MEMORY]
          || (rank == f[at + HostTally.TOP_MEMORY]
              && TopCommand.beats(table, row, (int) f[at + HostTally.TOP_ROW]))) {
        f[at + HostTally.TOP_MEMORY] = rank;
        f[at + HostTally.TOP_ROW] = row;
      }
      int device = table.deviceCell(row);
      if (device >= 0) {
        if (sums[device] == UNTOUCHED) {
          touched[devices++] = device;
          sums[device] = -1;
        }
        sums[device] = Saturating.addKnown(sums[device], table.gpuMemoryBytes(row));
      }
    }
    Arrays.sort(touched, 0, devices);
    for (int i = 0; i < devices; i++) {
      int device = touched[i];
      tally.memory[tally.hold(user, device)] = sums[device];
      f[at + HostTally.VRAM] = Saturating.addKnown(f[at + HostTally.VRAM], sums[device]);
      sums[device] = UNTOUCHED;
    }
  }

  private static int distinctPids(ProcessTable table, int[] order, int from, int to) {
    int[] pids = new int[to - from];
    for (int i = from; i < to; i++) {
      pids[i - from] = table.pid(order[i]);
    }
    Arrays.sort(pids);
    int distinct = 0;
    for (int i = 0; i < pids.length; i++) {
      distinct += i == 0 || pids[i] != pids[i - 1] ? 1 : 0;
    }
    return distinct;
  }
}
