package io.allsmi.core.exposition;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an exporter says on its page beyond the readings of its host.
 *
 * @param version the version of the exporter; empty writes no build information
 * @param os the operating system, such as {@code linux}
 * @param arch the architecture, such as {@code x86_64}
 * @param age how old the readings are when the page is made; empty for a page made at once
 * @param collection how long collecting them took
 * @param processRowsOmitted process rows that the bound on their number left out; empty when none
 *     are collected
 * @param energy what was drawn, in the order to write; totals of 0 J are left out
 * @since 0.30.0
 */
public record ExporterFacts(
    String version,
    String os,
    String arch,
    Optional<Duration> age,
    Optional<Duration> collection,
    OptionalInt processRowsOmitted,
    List<EnergyTotal> energy) {
  /** Nothing is said. */
  public static final ExporterFacts NONE =
      new ExporterFacts(
          "", "", "", Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of());

  /** Checks the arguments and copies the list. */
  public ExporterFacts {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(os, "os");
    Objects.requireNonNull(arch, "arch");
    Objects.requireNonNull(age, "age");
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(processRowsOmitted, "processRowsOmitted");
    energy = List.copyOf(energy);
  }

  /**
   * The build of this program on this Java: its names for the system and the processor as the wire
   * has them, {@code linux} and {@code x86_64}.
   *
   * @param version the version of the exporter
   */
  public static ExporterFacts ofBuild(String version) {
    String os = System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    return new ExporterFacts(
        version,
        os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : os,
        arch.equals("amd64") ? "x86_64" : arch,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        List.of());
  }

  /** These facts with another {@link #age()}. */
  public ExporterFacts withAge(Duration age) {
    return new ExporterFacts(
        version, os, arch, Optional.of(age), collection, processRowsOmitted, energy);
  }

  /** These facts with another {@link #collection()}. */
  public ExporterFacts withCollection(Duration collection) {
    return new ExporterFacts(
        version, os, arch, age, Optional.of(collection), processRowsOmitted, energy);
  }

  /** These facts with another {@link #processRowsOmitted()}. */
  public ExporterFacts withProcessRowsOmitted(int rows) {
    return new ExporterFacts(version, os, arch, age, collection, OptionalInt.of(rows), energy);
  }

  /** These facts with another {@link #energy()}. */
  public ExporterFacts withEnergy(List<EnergyTotal> energy) {
    return new ExporterFacts(version, os, arch, age, collection, processRowsOmitted, energy);
  }
}
