package io.allsmi.core;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits the draw of the GPUs of one host among the users who hold memory on them; the rule stands
 * on {@code UserAggregator.aggregate}.
 */
final class PowerShares {
  /** Below these a quotient in doubles is off by less than 2, so it can be put right in longs. */
  private static final long PLAIN_DRAW = 1L << 50;

  private static final long PLAIN_TOTAL = 1L << 60;

  private final Holdings holdings;
  private final long[] draw;

  /** By holding. */
  private final long[] memory;

  /** By GPU: what rows that were left out hold; shorter where none were. */
  private final long[] elsewhere;

  // By GPU.
  private final long[] total;
  private final long[] given;
  private final long[] most;

  /** The user who holds the most memory; he takes what rounding leaves over. */
  private final int[] largest;

  private BigInteger @Nullable [] exactTotal;
  private long unattributed;

  /**
   * Starts with nothing held.
   *
   * @param draw by GPU: microwatts, negative when not known
   * @param memory by holding: bytes, negative when not known; complete before {@link #split}
   * @param elsewhere by GPU: bytes that rows which were left out hold, whose share nobody gets;
   *     empty where none were
   */
  PowerShares(Holdings holdings, long[] draw, long[] memory, long[] elsewhere) {
    this.holdings = holdings;
    this.draw = draw;
    this.memory = memory;
    this.elsewhere = elsewhere;
    this.total = Arrays.copyOf(elsewhere, draw.length);
    this.given = new long[draw.length];
    this.most = new long[draw.length];
    this.largest = new int[draw.length];
    Arrays.fill(largest, -1);
  }

  /** Notes how much a user holds of a device. */
  void hold(int user, int cell, long bytes) {
    if (cell < draw.length && bytes > 0) {
      total[cell] = capped(total[cell], bytes);
      long lead = most[cell] - bytes;
      if (lead == 0 && holdings.comesBefore(user, largest[cell])) {
        largest[cell] = user;
      }
      // All ones when this is more; no branch, as it would often be guessed wrong.
      long more = lead >> 63;
      most[cell] -= lead & more;
      largest[cell] ^= (largest[cell] ^ user) & (int) more;
    }
  }

  /** Splits the draw: the share of each user in microwatts, -1 where none is known. */
  long[] split() {
    double[] ratio = new double[draw.length];
    boolean plain = true;
    for (int cell = 0; cell < ratio.length; cell++) {
      ratio[cell] = (double) draw[cell] / total[cell];
      plain &= draw[cell] < PLAIN_DRAW && total[cell] < PLAIN_TOTAL;
    }
    if (!plain) {
      sumExactly();
    }
    long[] power = new long[holdings.userCount()];
    Arrays.fill(power, -1);
    int[] holders = holdings.holders();
    for (int at = 0; at < memory.length; at++) {
      share(holdings.cell(at), memory[at], holders[at], ratio, power);
    }
    giveRest(power);
    return power;
  }

  /** The draw of GPUs on which nobody holds memory, microwatts; after {@link #split}. */
  long unattributed() {
    return unattributed;
  }

  /** Totals without a limit, for the GPUs whose readings are absurd. */
  private void sumExactly() {
    BigInteger[] sums = new BigInteger[draw.length];
    for (int cell = 0; cell < sums.length; cell++) {
      sums[cell] = BigInteger.valueOf(elsewhere(cell));
    }
    for (int at = 0; at < memory.length; at++) {
      int cell = holdings.cell(at);
      if (cell < sums.length && memory[at] > 0) {
        sums[cell] = sums[cell].add(BigInteger.valueOf(memory[at]));
      }
    }
    exactTotal = sums;
  }

  private long elsewhere(int cell) {
    return cell < elsewhere.length ? elsewhere[cell] : 0;
  }

  private void share(int cell, long bytes, int user, double[] ratio, long[] power) {
    if (bytes < 0 || cell >= draw.length || draw[cell] < 0) {
      return;
    }
    long share = bytes == 0 ? 0 : part(cell, bytes, ratio[cell]);
    given[cell] += share;
    power[user] = capped(power[user] & ~(power[user] >> 63), share);
  }

  /** {@code floor(draw * memory / total)}, exactly. */
  private long part(int cell, long bytes, double ratio) {
    long sum = total[cell];
    if (exactTotal != null && !(draw[cell] < PLAIN_DRAW && sum < PLAIN_TOTAL)) {
      return BigInteger.valueOf(draw[cell])
          .multiply(BigInteger.valueOf(bytes))
          .divide(exactTotal[cell])
          .longValueExact();
    }
    long part = (long) (ratio * bytes);
    // The products may wrap; their difference is small, so it is right all the same.
    long rest = draw[cell] * bytes - part * sum;
    while (rest < 0) {
      part--;
      rest += sum;
    }
    while (rest >= sum) {
      part++;
      rest -= sum;
    }
    return part;
  }

  /** The sum of two numbers of at least 0; absurd ones must not turn into a negative one. */
  private static long capped(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private void giveRest(long[] power) {
    for (int cell = 0; cell < draw.length; cell++) {
      if (draw[cell] <= 0 || elsewhere(cell) > 0) {
        continue;
      }
      if (largest[cell] < 0) {
        unattributed = capped(unattributed, draw[cell]);
      } else {
        // He has a share of it already, so there is a number to add to.
        int user = largest[cell];
        power[user] = capped(power[user], draw[cell] - given[cell]);
      }
    }
  }
}
