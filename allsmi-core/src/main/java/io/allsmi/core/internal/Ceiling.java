package io.allsmi.core.internal;

/** The highest readings that are believed of any device; what is above is no reading. */
public final class Ceiling {
  /** Memory of a device, of a host or of a disk, bytes. */
  public static final double BYTES = 1L << 60;

  /** Draw or limit, watts. */
  public static final double WATTS = 1_000_000;

  /** A temperature or a limit of one, °C. */
  public static final double CELSIUS = 250;

  /** A clock, MHz. */
  public static final double MEGAHERTZ = 100_000;

  /** A device's fan, revolutions per minute. */
  public static final double RPM = 100_000;

  private Ceiling() {}
}
