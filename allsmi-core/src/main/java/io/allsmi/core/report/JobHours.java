package io.allsmi.core.report;

import java.math.BigDecimal;

/**
 * GPU-hours that jobs were given, and what was made of them. {@code given = active + parked + idle
 * + unused + unknown}. What is made of a GPU at one moment is said by {@link
 * io.allsmi.core.jobs.GpuUseWindow}: a GPU is active for up to 5 minutes after it last worked.
 *
 * @param given allocated GPUs times hours, partitions counted as GPUs
 * @param active hours in which they worked
 * @param parked wasted: hours in which memory was held and nothing done
 * @param idle wasted: hours with a process and nothing else
 * @param unused wasted: hours without a process
 * @param unknown hours of which it cannot be told, as the node was not read
 * @since 0.30.0
 */
public record JobHours(
    BigDecimal given,
    BigDecimal active,
    BigDecimal parked,
    BigDecimal idle,
    BigDecimal unused,
    BigDecimal unknown) {
  /** Hours known to be wasted: parked, idle and unused. */
  public BigDecimal wasted() {
    return parked.add(idle).add(unused);
  }
}
