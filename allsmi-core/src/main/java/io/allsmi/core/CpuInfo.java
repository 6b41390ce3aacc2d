package io.allsmi.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The processors of a host. Source: {@code all_smi_cpu_*}, or /proc and sysfs.
 *
 * @param index position when a host reports several; 0 otherwise
 * @param model the model, may be empty
 * @param architecture such as {@code x86_64}; may be empty
 * @param platformType Intel, Amd, AppleSilicon, Arm or another word; may be empty
 * @param socketCount sockets
 * @param coreCount cores
 * @param threadCount hardware threads
 * @param frequencyMhz clock, MHz, never 0
 * @param baseFrequencyMhz clock that is sustained without boost, MHz
 * @param maxFrequencyMhz highest clock, MHz
 * @param cacheSizeMb last-level cache, MiB
 * @param utilizationPercent percent of all cores, 0–100
 * @param temperatureCelsius °C
 * @param powerWatts draw, watts
 * @param sockets by number; empty when not reported
 * @param cores by number; empty when not reported
 * @param appleSilicon what only Apple's processors report
 */
public record CpuInfo(
    int index,
    String model,
    String architecture,
    String platformType,
    OptionalInt socketCount,
    OptionalInt coreCount,
    OptionalInt threadCount,
    OptionalInt frequencyMhz,
    OptionalInt baseFrequencyMhz,
    OptionalInt maxFrequencyMhz,
    OptionalInt cacheSizeMb,
    OptionalDouble utilizationPercent,
    OptionalDouble temperatureCelsius,
    OptionalDouble powerWatts,
    List<Socket> sockets,
    List<Core> cores,
    Optional<AppleSiliconInfo> appleSilicon) {
  /** Checks the arguments and copies the lists. */
  public CpuInfo {
    Checks.notNegative("index", OptionalInt.of(index));
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(architecture, "architecture");
    Objects.requireNonNull(platformType, "platformType");
    Objects.requireNonNull(appleSilicon, "appleSilicon");
    Checks.notNegative("socketCount", socketCount);
    Checks.notNegative("coreCount", coreCount);
    Checks.notNegative("threadCount", threadCount);
    Checks.notNegative("frequencyMhz", frequencyMhz);
    Checks.notNegative("baseFrequencyMhz", baseFrequencyMhz);
    Checks.notNegative("maxFrequencyMhz", maxFrequencyMhz);
    Checks.notNegative("cacheSizeMb", cacheSizeMb);
    Checks.notNegative("utilizationPercent", utilizationPercent);
    Checks.notNegative("temperatureCelsius", temperatureCelsius);
    Checks.notNegative("powerWatts", powerWatts);
    sockets = List.copyOf(sockets);
    cores = List.copyOf(cores);
  }

  /**
   * One socket.
   *
   * @param id its number
   * @param cores its cores
   * @param threads its hardware threads
   * @param utilizationPercent percent, 0–100
   * @param temperatureCelsius °C
   * @param frequencyMhz MHz
   */
  public record Socket(
      int id,
      OptionalInt cores,
      OptionalInt threads,
      OptionalDouble utilizationPercent,
      OptionalDouble temperatureCelsius,
      OptionalInt frequencyMhz) {
    /** Checks the arguments. */
    public Socket {
      Checks.notNegative("cores", cores);
      Checks.notNegative("threads", threads);
      Checks.notNegative("utilizationPercent", utilizationPercent);
      Checks.notNegative("temperatureCelsius", temperatureCelsius);
      Checks.notNegative("frequencyMhz", frequencyMhz);
    }
  }

  /**
   * One core.
   *
   * @param id its number
   * @param type Super, Performance, Efficiency or Standard
   * @param utilizationPercent percent, 0–100
   */
  public record Core(int id, String type, double utilizationPercent) {
    /** Checks the arguments. */
    public Core {
      Objects.requireNonNull(type, "type");
      Checks.notNegative("utilizationPercent", OptionalDouble.of(utilizationPercent));
    }
  }

  /** Starts a value in which every optional reading is absent. */
  public static Builder builder() {
    return new Builder();
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.index = index;
    b.model = model;
    b.architecture = architecture;
    b.platformType = platformType;
    b.socketCount = socketCount;
    b.coreCount = coreCount;
    b.threadCount = threadCount;
    b.frequencyMhz = frequencyMhz;
    b.baseFrequencyMhz = baseFrequencyMhz;
    b.maxFrequencyMhz = maxFrequencyMhz;
    b.cacheSizeMb = cacheSizeMb;
    b.utilizationPercent = utilizationPercent;
    b.temperatureCelsius = temperatureCelsius;
    b.powerWatts = powerWatts;
    b.sockets = sockets;
    b.cores = cores;
    b.appleSilicon = appleSilicon;
    return b;
  }

  /** Collects the readings of one CpuInfo; what is not set stays absent. */
  public static final class Builder {
    private int index = 0;
    private String model = "";
    private String architecture = "";
    private String platformType = "";
    private OptionalInt socketCount = OptionalInt.empty();
    private OptionalInt coreCount = OptionalInt.empty();
    private OptionalInt threadCount = OptionalInt.empty();
    private OptionalInt frequencyMhz = OptionalInt.empty();
    private OptionalInt baseFrequencyMhz = OptionalInt.empty();
    private OptionalInt maxFrequencyMhz = OptionalInt.empty();
    private OptionalInt cacheSizeMb = OptionalInt.empty();
    private OptionalDouble utilizationPercent = OptionalDouble.empty();
    private OptionalDouble temperatureCelsius = OptionalDouble.empty();
    private OptionalDouble powerWatts = OptionalDouble.empty();
    private List<Socket> sockets = List.of();
    private List<Core> cores = List.of();
    private Optional<AppleSiliconInfo> appleSilicon = Optional.empty();

    private Builder() {}

    /** Sets {@link CpuInfo#index()}. */
    public Builder index(int index) {
      this.index = index;
      return this;
    }

    /** Sets {@link CpuInfo#model()}. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    /** Sets {@link CpuInfo#architecture()}. */
    public Builder architecture(String architecture) {
      this.architecture = architecture;
      return this;
    }

    /** Sets {@link CpuInfo#platformType()}. */
    public Builder platformType(String platformType) {
      this.platformType = platformType;
      return this;
    }

    /** Sets {@link CpuInfo#socketCount()}. */
    public Builder socketCount(int socketCount) {
      this.socketCount = OptionalInt.of(socketCount);
      return this;
    }

    /** Sets {@link CpuInfo#coreCount()}. */
    public Builder coreCount(int coreCount) {
      this.coreCount = OptionalInt.of(coreCount);
      return this;
    }

    /** Sets {@link CpuInfo#threadCount()}. */
    public Builder threadCount(int threadCount) {
      this.threadCount = OptionalInt.of(threadCount);
      return this;
    }

    /** Sets {@link CpuInfo#frequencyMhz()}. */
    public Builder frequencyMhz(int frequencyMhz) {
      this.frequencyMhz = OptionalInt.of(frequencyMhz);
      return this;
    }

    /** Sets {@link CpuInfo#baseFrequencyMhz()}. */
    public Builder baseFrequencyMhz(int baseFrequencyMhz) {
      this.baseFrequencyMhz = OptionalInt.of(baseFrequencyMhz);
      return this;
    }

    /** Sets {@link CpuInfo#maxFrequencyMhz()}. */
    public Builder maxFrequencyMhz(int maxFrequencyMhz) {
      this.maxFrequencyMhz = OptionalInt.of(maxFrequencyMhz);
      return this;
    }

    /** Sets {@link CpuInfo#cacheSizeMb()}. */
    public Builder cacheSizeMb(int cacheSizeMb) {
      this.cacheSizeMb = OptionalInt.of(cacheSizeMb);
      return this;
    }

    /** Sets {@link CpuInfo#utilizationPercent()}. */
    public Builder utilizationPercent(double utilizationPercent) {
      this.utilizationPercent = OptionalDouble.of(utilizationPercent);
      return this;
    }

    /** Sets {@link CpuInfo#temperatureCelsius()}. */
    public Builder temperatureCelsius(double temperatureCelsius) {
      this.temperatureCelsius = OptionalDouble.of(temperatureCelsius);
      return this;
    }

    /** Sets {@link CpuInfo#powerWatts()}. */
    public Builder powerWatts(double powerWatts) {
      this.powerWatts = OptionalDouble.of(powerWatts);
      return this;
    }

    /** Sets {@link CpuInfo#sockets()}. */
    public Builder sockets(List<Socket> sockets) {
      this.sockets = sockets;
      return this;
    }

    /** Sets {@link CpuInfo#cores()}. */
    public Builder cores(List<Core> cores) {
      this.cores = cores;
      return this;
    }

    /** Sets {@link CpuInfo#appleSilicon()}. */
    public Builder appleSilicon(AppleSiliconInfo appleSilicon) {
      this.appleSilicon = Optional.of(appleSilicon);
      return this;
    }

    /** The value. */
    public CpuInfo build() {
      return new CpuInfo(
          index,
          model,
          architecture,
          platformType,
          socketCount,
          coreCount,
          threadCount,
          frequencyMhz,
          baseFrequencyMhz,
          maxFrequencyMhz,
          cacheSizeMb,
          utilizationPercent,
          temperatureCelsius,
          powerWatts,
          sockets,
          cores,
          appleSilicon);
    }
  }
}
