package io.allsmi.core.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.Optional;

/**
 * What one row of a report comes to. Hours are hours of one GPU, with six decimals (3.6 ms).
 *
 * <p>A figure is absent when no part of it could be known; when some part could not, the figure
 * covers the rest, and a figure named {@code …Without…} says how many hours are missing from it.
 *
 * @since 0.30.0
 */
public final class UsageFigures {
  private static final int DECIMALS = 6;
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000);
  private static final BigDecimal MICRO_HOUR = HOUR.multiply(BigDecimal.valueOf(Figure.WHOLE));
  private static final BigDecimal GIB_HOUR = HOUR.multiply(BigDecimal.valueOf(1L << 30));

  /** Microwatts times milliseconds. */
  private static final BigDecimal KWH = BigDecimal.valueOf(3_600_000_000_000_000L);

  /** What figures are about. */
  enum Basis {
    /** The processes of a user. */
    USER,
    /** GPUs, whoever holds them. */
    DEVICES,
    /** What nobody's processes account for: energy alone. */
    NOBODY,
    /** The GPUs that jobs were given. */
    JOBS
  }

  private final Totals totals;
  private final Basis basis;
  private final Optional<BigDecimal> price;

  UsageFigures(Totals totals, Basis basis, Optional<BigDecimal> price) {
    this.totals = totals;
    this.basis = basis;
    this.price = price;
  }

  /** The sum itself, in the unit of its rate times milliseconds. */
  BigInteger exactly(Figure figure) {
    return totals.get(figure);
  }

  /**
   * Hours in which GPUs could be read. Absent for users, and where no host was ever read, as then
   * nobody knows how many GPUs there are.
   */
  public Optional<BigDecimal> gpuHoursAvailable() {
    return when(basis == Basis.DEVICES && !totals.isZero(Figure.SEEN), Figure.AVAILABLE, HOUR);
  }

  /**
   * Hours in which GPUs were held. A GPU that several users share counts for each of them in full,
   * as in the table of users, and once for its host, day and hour.
   */
  public Optional<BigDecimal> gpuHoursHeld() {
    return when(isHoldingKnown(), Figure.HELD, HOUR);
  }

  /**
   * Hours held, a shared GPU split among its users as its draw is, by the memory they hold. So the
   * shares of all users add up to the hours their GPUs were held.
   */
  public Optional<BigDecimal> gpuHoursShare() {
    return when(isHoldingKnown(), Figure.SHARE, MICRO_HOUR);
  }

  /** Hours held times utilisation, a shared GPU split in the same way. */
  public Optional<BigDecimal> gpuHoursBusy() {
    return when(isUtilizationKnown(), Figure.BUSY, MICRO_HOUR);
  }

  /** Hours held while the utilisation was below the threshold, counted as held hours are. */
  public Optional<BigDecimal> gpuHoursIdle() {
    return when(isUtilizationKnown(), Figure.IDLE, HOUR);
  }

  /** Hours in which GPUs could be read and nobody held them; absent for users. */
  public Optional<BigDecimal> gpuHoursFree() {
    return when(basis == Basis.DEVICES && isHoldingKnown(), Figure.FREE, HOUR);
  }

  /** What was made of the GPU-hours that jobs were given; absent for rows that are not of jobs. */
  public Optional<JobHours> jobHours() {
    if (basis != Basis.JOBS) {
      return Optional.empty();
    }
    BigInteger told =
        exactly(Figure.GIVEN_ACTIVE)
            .add(exactly(Figure.GIVEN_PARKED))
            .add(exactly(Figure.GIVEN_IDLE))
            .add(exactly(Figure.GIVEN_UNUSED));
    return Optional.of(
        new JobHours(
            scaled(Figure.GIVEN, HOUR),
            scaled(Figure.GIVEN_ACTIVE, HOUR),
            scaled(Figure.GIVEN_PARKED, HOUR),
            scaled(Figure.GIVEN_IDLE, HOUR),
            scaled(Figure.GIVEN_UNUSED, HOUR),
            scaled(exactly(Figure.GIVEN).subtract(told).max(BigInteger.ZERO), HOUR)));
  }

  /** The hours held that are in no busy or idle hour, as there was no utilisation. */
  public BigDecimal gpuHoursWithoutUtilization() {
    return scaled(Figure.WITHOUT_UTILIZATION, HOUR);
  }

  /** The hours held in which the memory of a holder was not known. */
  public BigDecimal gpuHoursWithoutMemory() {
    return scaled(Figure.WITHOUT_MEMORY, HOUR);
  }

  /** The hours whose draw, or of a user whose share of it, was not known. */
  public BigDecimal gpuHoursWithoutPower() {
    return scaled(Figure.WITHOUT_POWER, HOUR);
  }

  /** The hours available of hosts that report no processes, so that nobody knows who held them. */
  public BigDecimal gpuHoursWithoutProcesses() {
    return scaled(
        totals.get(Figure.AVAILABLE).subtract(totals.get(Figure.COLLECTED)).max(BigInteger.ZERO),
        HOUR);
  }

  /**
   * The mean utilisation of GPUs over the hours in which it was known, percent: for users of the
   * GPUs they held by their share, else of all GPUs, held or free.
   */
  public Optional<BigDecimal> utilizationPercent() {
    return totals.isZero(Figure.LOADED)
        ? Optional.empty()
        : Optional.of(
            new BigDecimal(totals.get(Figure.LOAD))
                .movePointRight(2)
                .divide(new BigDecimal(totals.get(Figure.LOADED)), 3, RoundingMode.HALF_UP));
  }

  /** Device memory of processes over time, GiB times hours. */
  public Optional<BigDecimal> vramGibHours() {
    Figure of = basis == Basis.JOBS ? Figure.GIVEN : Figure.HELD;
    return when(
        (isHoldingKnown() || basis == Basis.JOBS)
            && (totals.isZero(of)
                || !totals.isSame(of, Figure.WITHOUT_MEMORY)
                || !totals.isZero(Figure.MEMORY)),
        Figure.MEMORY,
        GIB_HOUR);
  }

  /** Kilowatt-hours: of a user, his share of the draw of the GPUs; else what the GPUs drew. */
  public Optional<BigDecimal> energyKwh() {
    return when(isPowerKnown(), Figure.POWER, KWH);
  }

  /**
   * The part of them that GPUs drew on which nobody is known to hold memory; absent for users.
   * {@code users + this = energyKwh} of the total.
   */
  public Optional<BigDecimal> unattributedEnergyKwh() {
    return when(basis == Basis.DEVICES && isPowerKnown(), Figure.UNATTRIBUTED_POWER, KWH);
  }

  /** What the kilowatt-hours cost; absent without a price too. */
  public Optional<BigDecimal> cost() {
    return cost(Figure.POWER, isPowerKnown());
  }

  /** What the unattributed part of them cost; absent for users and without a price too. */
  public Optional<BigDecimal> unattributedCost() {
    return cost(Figure.UNATTRIBUTED_POWER, basis == Basis.DEVICES && isPowerKnown());
  }

  private Optional<BigDecimal> cost(Figure figure, boolean known) {
    if (!known || price.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BigDecimal(totals.get(figure))
            .multiply(price.get())
            .divide(KWH, DECIMALS, RoundingMode.HALF_UP));
  }

  /** Hours of hosts whose readings are in these sums; 0 for users and GPUs. */
  public BigDecimal hostHoursSeen() {
    return totals.isZero(Figure.EXPECTED) ? zero() : scaled(Figure.SEEN, HOUR);
  }

  /** Hours of hosts that should have been read; 0 for users and GPUs. */
  public BigDecimal hostHoursExpected() {
    return scaled(Figure.EXPECTED, HOUR);
  }

  /** The same with the utilisation that users have: of the GPUs that were held, while they were. */
  public UsageFigures ofHeld() {
    return new UsageFigures(totals.ofHeld(), basis, price);
  }

  /** The energy, and nothing else, of GPUs on which nobody is known to hold memory. */
  public UsageFigures unattributed() {
    return new UsageFigures(totals.unattributed(), Basis.NOBODY, price);
  }

  /** Whether a host was down or its readings too old for some of the time. */
  public boolean isPartial() {
    return hostHoursSeen().compareTo(hostHoursExpected()) < 0;
  }

  private boolean isHoldingKnown() {
    return switch (basis) {
      case USER -> true;
      case NOBODY, JOBS -> false;
      case DEVICES ->
          !totals.isZero(Figure.HELD)
              || !totals.isZero(Figure.COLLECTED)
              || (!totals.isZero(Figure.SEEN) && totals.isZero(Figure.AVAILABLE));
    };
  }

  private boolean isUtilizationKnown() {
    return isHoldingKnown()
        && (totals.isZero(Figure.HELD) || !totals.isSame(Figure.HELD, Figure.WITHOUT_UTILIZATION));
  }

  private boolean isPowerKnown() {
    if (!totals.isZero(Figure.POWER) || basis == Basis.NOBODY) {
      return true;
    }
    boolean devices = basis == Basis.DEVICES;
    Figure held = basis == Basis.JOBS ? Figure.GIVEN : Figure.HELD;
    Figure of = devices && !totals.isZero(Figure.AVAILABLE) ? Figure.AVAILABLE : held;
    return !(devices && totals.isZero(Figure.SEEN))
        && (totals.isZero(of) || !totals.isSame(of, Figure.WITHOUT_POWER));
  }

  private Optional<BigDecimal> when(boolean known, Figure figure, BigDecimal unit) {
    return known ? Optional.of(scaled(figure, unit)) : Optional.empty();
  }

  private BigDecimal scaled(Figure figure, BigDecimal unit) {
    return scaled(totals.get(figure), unit);
  }

  private static BigDecimal scaled(BigInteger sum, BigDecimal unit) {
    return new BigDecimal(sum).divide(unit, DECIMALS, RoundingMode.HALF_UP);
  }

  private static BigDecimal zero() {
    return BigDecimal.ZERO.setScale(DECIMALS);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UsageFigures that) || basis != that.basis) {
      return false;
    }
    for (Figure figure : Figure.values()) {
      if (!exactly(figure).equals(that.exactly(figure))) {
        return false;
      }
    }
    return price.equals(that.price);
  }

  @Override
  public int hashCode() {
    return Objects.hash(exactly(Figure.HELD), exactly(Figure.POWER), basis);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Figure figure : Figure.values()) {
      text.append(figure).append('=').append(exactly(figure)).append(' ');
    }
    return text.toString().strip();
  }
}
