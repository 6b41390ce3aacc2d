package io.allsmi.core.usage;

import io.allsmi.core.ProcessTable;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits the draw of the GPUs of one host among the users who hold memory on them; the rule stands
 * on {@link UserAggregator#aggregate}. Reused from host to host.
 */
final class PowerShares {
  /** Below these a quotient in doubles is off by less than 2, so it can be put right in longs. */
  private static final long PLAIN_DRAW = 1L << 50;

  private static final long PLAIN_TOTAL = 1L << 60;

  private final UserNames names;

  /** Microwatts of GPUs on which no row holds memory. */
  long unattributed;

  private int gpus;
  private int[] numbers = {};
  private long[] draw = {};
  private long[] total = {};
  private long[] given = {};
  private double[] ratio = {};
  private long[] most = {};

  /** By GPU: the user who holds the most memory; he takes what rounding leaves over. */
  private int[] largest = {};

  private BigInteger @Nullable [] exactTotal;

  PowerShares(UserNames names) {
    this.names = names;
  }

  /** Notes how much a user holds of a device. */
  void hold(int user, int cell, long bytes) {
    if (cell < gpus && bytes > 0) {
      long sum = total[cell] + bytes;
      total[cell] = sum < 0 ? Long.MAX_VALUE : sum;
      long lead = most[cell] - bytes;
      if (lead == 0 && isBefore(user, largest[cell])) {
        largest[cell] = user;
      }
      // All ones when this is more; no branch, as it would often be guessed wrong.
      long more = lead >> 63;
      most[cell] -= lead & more;
      largest[cell] ^= (largest[cell] ^ user) & (int) more;
    }
  }

  /** Splits the draw of a host's GPUs and notes each user's share in the tally. */
  void split(HostTally tally) {
    boolean plain = true;
    for (int cell = 0; cell < gpus; cell++) {
      ratio[cell] = (double) draw[cell] / total[cell];
      plain &= draw[cell] < PLAIN_DRAW && total[cell] < PLAIN_TOTAL;
    }
    if (!plain) {
      sumExactly(tally);
    }
    for (int place = 0; place < tally.holdings; place++) {
      share(tally, place);
    }
    giveRest(tally);
  }

  /**
   * Reads the draw of a host's GPUs.
   *
   * @param table the host's rows
   * @param userNumbers the number in the cluster of each of its users
   */
  void prepare(ProcessTable table, int[] userNumbers) {
    numbers = userNumbers;
    gpus = table.listedDeviceCount();
    if (draw.length < gpus) {
      draw = new long[gpus];
      total = new long[gpus];
      given = new long[gpus];
      ratio = new double[gpus];
      most = new long[gpus];
      largest = new int[gpus];
    }
    table.copyPowerTo(draw);
    for (int cell = 0; cell < gpus; cell++) {
      total[cell] = 0;
      given[cell] = 0;
      most[cell] = 0;
      largest[cell] = -1;
    }
    unattributed = 0;
    exactTotal = null;
  }

  /** Totals without a limit, for the GPUs whose readings are absurd. */
  private void sumExactly(HostTally tally) {
    BigInteger[] sums = new BigInteger[gpus];
    Arrays.fill(sums, BigInteger.ZERO);
    for (int i = 0; i < tally.holdings; i++) {
      int cell = tally.cell[i];
      if (cell < gpus && tally.memory[i] > 0) {
        sums[cell] = sums[cell].add(BigInteger.valueOf(tally.memory[i]));
      }
    }
    exactTotal = sums;
  }

  private boolean isPlain(int cell) {
    return draw[cell] < PLAIN_DRAW && total[cell] < PLAIN_TOTAL;
  }

  // One method without calls on its plain way, for the sake of a JVM that has compiled nothing yet.
  private void share(HostTally tally, int place) {
    int cell = tally.cell[place];
    long memory = tally.memory[place];
    if (memory < 0 || cell >= gpus || draw[cell] < 0) {
      return;
    }
    long share = 0;
    if (memory > 0 && exactTotal != null && !isPlain(cell)) {
      share = exactPart(cell, memory, exactTotal);
    } else if (memory > 0) {
      long sum = total[cell];
      share = (long) (ratio[cell] * memory);
      // The products may wrap; their difference is small, so it is right all the same.
      long rest = draw[cell] * memory - share * sum;
      while (rest < 0) {
        share--;
        rest += sum;
      }
      while (rest >= sum) {
        share++;
        rest -= sum;
      }
    }
    given[cell] += share;
    int at = tally.holder[place] * HostTally.STRIDE + HostTally.POWER;
    long before = tally.figures[at];
    long known = (before & ~(before >> 63)) + share;
    tally.figures[at] = known < 0 ? Long.MAX_VALUE : known;
  }

  private boolean isBefore(int user, int other) {
    return names.compare(numbers[user], numbers[other]) < 0;
  }

  /** {@code floor(draw * memory / total)}, exactly. */
  private long exactPart(int cell, long memory, BigInteger[] totals) {
    return BigInteger.valueOf(draw[cell])
        .multiply(BigInteger.valueOf(memory))
        .divide(totals[cell])
        .longValueExact();
  }

  private void giveRest(HostTally tally) {
    for (int cell = 0; cell < gpus; cell++) {
      if (draw[cell] <= 0) {
        continue;
      }
      if (largest[cell] < 0) {
        unattributed = Saturating.add(unattributed, draw[cell]);
      } else {
        // He has got a share already, so there is a number.
        int at = largest[cell] * HostTally.STRIDE + HostTally.POWER;
        tally.figures[at] = Saturating.add(tally.figures[at], draw[cell] - given[cell]);
      }
    }
  }
}
