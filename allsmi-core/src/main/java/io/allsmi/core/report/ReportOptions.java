package io.allsmi.core.report;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * What a report is made for.
 *
 * @param zone whose days and hours are meant
 * @param idleBelowPercent a GPU that is held while its utilisation is below this counts as
 *     idle-held; 0–100
 * @param pricePerKwh what a kilowatt-hour costs, in whatever currency; absent when there is no
 *     price
 * @since 0.30.0
 */
public record ReportOptions(
    ZoneId zone, double idleBelowPercent, Optional<BigDecimal> pricePerKwh) {
  /**
   * The threshold unless another is given, 5 %. A job that computes is far above it even where it
   * waits for data; a notebook left open, or a process that merely keeps its memory, reads 0 to 2.
   */
  public static final double IDLE_BELOW_PERCENT = 5;

  /** Checks the arguments. */
  public ReportOptions {
    Objects.requireNonNull(zone, "zone");
    if (!(idleBelowPercent >= 0 && idleBelowPercent <= 100)) {
      throw new IllegalArgumentException(
          "idleBelowPercent: expected 0 to 100, got " + idleBelowPercent);
    }
    if (pricePerKwh.isPresent() && pricePerKwh.get().signum() < 0) {
      throw new IllegalArgumentException(
          "pricePerKwh: expected at least 0, got " + pricePerKwh.get().toPlainString());
    }
  }

  /** The usual threshold and no price. */
  public static ReportOptions in(ZoneId zone) {
    return new ReportOptions(zone, IDLE_BELOW_PERCENT, Optional.empty());
  }
}
