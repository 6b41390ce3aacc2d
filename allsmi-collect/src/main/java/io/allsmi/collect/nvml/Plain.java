package io.allsmi.collect.nvml;

import java.math.BigDecimal;

/** Numbers as texts of {@code detail}: plain digits. */
final class Plain {
  private Plain() {}

  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
