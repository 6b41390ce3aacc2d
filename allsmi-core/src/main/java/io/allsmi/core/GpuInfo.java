package io.allsmi.core;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One accelerator of a host as seen at one moment. Source: {@code all_smi_gpu_*} and its relatives,
 * or the vendor's tool.
 *
 * @param index the device's number on its host
 * @param uuid the device's UUID; with the host it is the key of the device
 * @param name the model, such as {@code NVIDIA H200}; may be empty
 * @param deviceType GPU, NPU or TPU
 * @param utilizationPercent percent of the device, 0–100
 * @param memoryUsedBytes device memory in use, bytes
 * @param memoryTotalBytes device memory, bytes
 * @param temperatureCelsius °C, never 0
 * @param powerWatts draw, watts
 * @param powerLimitWatts the limit in force, watts
 * @param powerLimitMaxWatts the highest limit that can be set, watts
 * @param graphicsClockMhz clock, MHz, never 0
 * @param graphicsClockMaxMhz the highest clock, MHz
 * @param memoryClockMaxMhz the highest memory clock, MHz
 * @param performanceState 0 (fastest) to 15
 * @param fanSpeedRpm revolutions per minute
 * @param thresholds the device's own temperature limits
 * @param pcieGeneration generation of the PCIe link in use
 * @param pcieWidth lanes of the PCIe link in use
 * @param numaNode NUMA node the device is attached to
 * @param gspFirmwareMode 0 disabled, 1 enabled, 2 default
 * @param gspFirmwareVersion version of that firmware
 * @param nvLinks active links by number; empty when there are none or they are not reported
 * @param smOccupancy fraction of the warps resident, 0–1
 * @param memoryBandwidthUtilization fraction of the memory bandwidth used, 0–1
 * @param coreCount GPU cores; Apple
 * @param aneMilliwatts draw of the neural engine, milliwatts; Apple
 * @param dlaUtilizationPercent percent of the deep-learning accelerator, 0–100; Jetson
 * @param tensorcoreUtilizationPercent percent of the tensor cores, 0–100; TPU
 * @param mig its partitions; absent when it cannot be partitioned
 * @param vgpu its virtual GPUs; absent when it has none
 * @param detail driver, CUDA version and other texts, sorted by key
 */
public record GpuInfo(
    OptionalInt index,
    Optional<String> uuid,
    String name,
    String deviceType,
    OptionalDouble utilizationPercent,
    OptionalLong memoryUsedBytes,
    OptionalLong memoryTotalBytes,
    OptionalDouble temperatureCelsius,
    OptionalDouble powerWatts,
    OptionalDouble powerLimitWatts,
    OptionalDouble powerLimitMaxWatts,
    OptionalInt graphicsClockMhz,
    OptionalInt graphicsClockMaxMhz,
    OptionalInt memoryClockMaxMhz,
    OptionalInt performanceState,
    OptionalInt fanSpeedRpm,
    TemperatureThresholds thresholds,
    OptionalInt pcieGeneration,
    OptionalInt pcieWidth,
    OptionalInt numaNode,
    OptionalInt gspFirmwareMode,
    Optional<String> gspFirmwareVersion,
    List<NvLink> nvLinks,
    OptionalDouble smOccupancy,
    OptionalDouble memoryBandwidthUtilization,
    OptionalInt coreCount,
    OptionalDouble aneMilliwatts,
    OptionalDouble dlaUtilizationPercent,
    OptionalDouble tensorcoreUtilizationPercent,
    Optional<MigInfo> mig,
    Optional<VgpuInfo> vgpu,
    Map<String, String> detail) {
  /** Checks the arguments and copies the lists. */
  public GpuInfo {
    Objects.requireNonNull(uuid, "uuid");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(deviceType, "deviceType");
    Objects.requireNonNull(thresholds, "thresholds");
    Objects.requireNonNull(gspFirmwareVersion, "gspFirmwareVersion");
    Objects.requireNonNull(mig, "mig");
    Objects.requireNonNull(vgpu, "vgpu");
    Checks.notNegative("index", index);
    Checks.notNegative("utilizationPercent", utilizationPercent);
    Checks.notNegative("memoryUsedBytes", memoryUsedBytes);
    Checks.notNegative("memoryTotalBytes", memoryTotalBytes);
    Checks.notNegative("temperatureCelsius", temperatureCelsius);
    Checks.notNegative("powerWatts", powerWatts);
    Checks.notNegative("powerLimitWatts", powerLimitWatts);
    Checks.notNegative("powerLimitMaxWatts", powerLimitMaxWatts);
    Checks.notNegative("graphicsClockMhz", graphicsClockMhz);
    Checks.notNegative("graphicsClockMaxMhz", graphicsClockMaxMhz);
    Checks.notNegative("memoryClockMaxMhz", memoryClockMaxMhz);
    Checks.notNegative("performanceState", performanceState);
    Checks.notNegative("fanSpeedRpm", fanSpeedRpm);
    Checks.notNegative("pcieGeneration", pcieGeneration);
    Checks.notNegative("pcieWidth", pcieWidth);
    Checks.notNegative("numaNode", numaNode);
    Checks.notNegative("gspFirmwareMode", gspFirmwareMode);
    Checks.notNegative("smOccupancy", smOccupancy);
    Checks.notNegative("memoryBandwidthUtilization", memoryBandwidthUtilization);
    Checks.notNegative("coreCount", coreCount);
    Checks.notNegative("aneMilliwatts", aneMilliwatts);
    Checks.notNegative("dlaUtilizationPercent", dlaUtilizationPercent);
    Checks.notNegative("tensorcoreUtilizationPercent", tensorcoreUtilizationPercent);
    nvLinks = List.copyOf(nvLinks);
    detail = Details.copyOf(detail);
  }

  /** Starts a value in which every optional reading is absent. */
  public static Builder builder() {
    return new Builder();
  }

  /** This value as a builder, to change some of it. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.index = index;
    b.uuid = uuid;
    b.name = name;
    b.deviceType = deviceType;
    b.utilizationPercent = utilizationPercent;
    b.memoryUsedBytes = memoryUsedBytes;
    b.memoryTotalBytes = memoryTotalBytes;
    b.temperatureCelsius = temperatureCelsius;
    b.powerWatts = powerWatts;
    b.powerLimitWatts = powerLimitWatts;
    b.powerLimitMaxWatts = powerLimitMaxWatts;
    b.graphicsClockMhz = graphicsClockMhz;
    b.graphicsClockMaxMhz = graphicsClockMaxMhz;
    b.memoryClockMaxMhz = memoryClockMaxMhz;
    b.performanceState = performanceState;
    b.fanSpeedRpm = fanSpeedRpm;
    b.thresholds = thresholds;
    b.pcieGeneration = pcieGeneration;
    b.pcieWidth = pcieWidth;
    b.numaNode = numaNode;
    b.gspFirmwareMode = gspFirmwareMode;
    b.gspFirmwareVersion = gspFirmwareVersion;
    b.nvLinks = nvLinks;
    b.smOccupancy = smOccupancy;
    b.memoryBandwidthUtilization = memoryBandwidthUtilization;
    b.coreCount = coreCount;
    b.aneMilliwatts = aneMilliwatts;
    b.dlaUtilizationPercent = dlaUtilizationPercent;
    b.tensorcoreUtilizationPercent = tensorcoreUtilizationPercent;
    b.mig = mig;
    b.vgpu = vgpu;
    b.detail = detail;
    return b;
  }

  /** Collects the readings of one GpuInfo; what is not set stays absent. */
  public static final class Builder {
    private OptionalInt index = OptionalInt.empty();
    private Optional<String> uuid = Optional.empty();
    private String name = "";
    private String deviceType = "GPU";
    private OptionalDouble utilizationPercent = OptionalDouble.empty();
    private OptionalLong memoryUsedBytes = OptionalLong.empty();
    private OptionalLong memoryTotalBytes = OptionalLong.empty();
    private OptionalDouble temperatureCelsius = OptionalDouble.empty();
    private OptionalDouble powerWatts = OptionalDouble.empty();
    private OptionalDouble powerLimitWatts = OptionalDouble.empty();
    private OptionalDouble powerLimitMaxWatts = OptionalDouble.empty();
    private OptionalInt graphicsClockMhz = OptionalInt.empty();
    private OptionalInt graphicsClockMaxMhz = OptionalInt.empty();
    private OptionalInt memoryClockMaxMhz = OptionalInt.empty();
    private OptionalInt performanceState = OptionalInt.empty();
    private OptionalInt fanSpeedRpm = OptionalInt.empty();
    private TemperatureThresholds thresholds = TemperatureThresholds.NONE;
    private OptionalInt pcieGeneration = OptionalInt.empty();
    private OptionalInt pcieWidth = OptionalInt.empty();
    private OptionalInt numaNode = OptionalInt.empty();
    private OptionalInt gspFirmwareMode = OptionalInt.empty();
    private Optional<String> gspFirmwareVersion = Optional.empty();
    private List<NvLink> nvLinks = List.of();
    private OptionalDouble smOccupancy = OptionalDouble.empty();
    private OptionalDouble memoryBandwidthUtilization = OptionalDouble.empty();
    private OptionalInt coreCount = OptionalInt.empty();
    private OptionalDouble aneMilliwatts = OptionalDouble.empty();
    private OptionalDouble dlaUtilizationPercent = OptionalDouble.empty();
    private OptionalDouble tensorcoreUtilizationPercent = OptionalDouble.empty();
    private Optional<MigInfo> mig = Optional.empty();
    private Optional<VgpuInfo> vgpu = Optional.empty();
    private Map<String, String> detail = Map.of();

    private Builder() {}

    /** Sets {@link GpuInfo#index()}. */
    public Builder index(int index) {
      this.index = OptionalInt.of(index);
      return this;
    }

    /** Sets {@link GpuInfo#uuid()}. */
    public Builder uuid(String uuid) {
      this.uuid = Optional.of(uuid);
      return this;
    }

    /** Sets {@link GpuInfo#name()}. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /** Sets {@link GpuInfo#deviceType()}. */
    public Builder deviceType(String deviceType) {
      this.deviceType = deviceType;
      return this;
    }

    /** Sets {@link GpuInfo#utilizationPercent()}. */
    public Builder utilizationPercent(double utilizationPercent) {
      this.utilizationPercent = OptionalDouble.of(utilizationPercent);
      return this;
    }

    /** Sets {@link GpuInfo#memoryUsedBytes()}. */
    public Builder memoryUsedBytes(long memoryUsedBytes) {
      this.memoryUsedBytes = OptionalLong.of(memoryUsedBytes);
      return this;
    }

    /** Sets {@link GpuInfo#memoryTotalBytes()}. */
    public Builder memoryTotalBytes(long memoryTotalBytes) {
      this.memoryTotalBytes = OptionalLong.of(memoryTotalBytes);
      return this;
    }

    /** Sets {@link GpuInfo#temperatureCelsius()}. */
    public Builder temperatureCelsius(double temperatureCelsius) {
      this.temperatureCelsius = OptionalDouble.of(temperatureCelsius);
      return this;
    }

    /** Sets {@link GpuInfo#powerWatts()}. */
    public Builder powerWatts(double powerWatts) {
      this.powerWatts = OptionalDouble.of(powerWatts);
      return this;
    }

    /** Sets {@link GpuInfo#powerLimitWatts()}. */
    public Builder powerLimitWatts(double powerLimitWatts) {
      this.powerLimitWatts = OptionalDouble.of(powerLimitWatts);
      return this;
    }

    /** Sets {@link GpuInfo#powerLimitMaxWatts()}. */
    public Builder powerLimitMaxWatts(double powerLimitMaxWatts) {
      this.powerLimitMaxWatts = OptionalDouble.of(powerLimitMaxWatts);
      return this;
    }

    /** Sets {@link GpuInfo#graphicsClockMhz()}. */
    public Builder graphicsClockMhz(int graphicsClockMhz) {
      this.graphicsClockMhz = OptionalInt.of(graphicsClockMhz);
      return this;
    }

    /** Sets {@link GpuInfo#graphicsClockMaxMhz()}. */
    public Builder graphicsClockMaxMhz(int graphicsClockMaxMhz) {
      this.graphicsClockMaxMhz = OptionalInt.of(graphicsClockMaxMhz);
      return this;
    }

    /** Sets {@link GpuInfo#memoryClockMaxMhz()}. */
    public Builder memoryClockMaxMhz(int memoryClockMaxMhz) {
      this.memoryClockMaxMhz = OptionalInt.of(memoryClockMaxMhz);
      return this;
    }

    /** Sets {@link GpuInfo#performanceState()}. */
    public Builder performanceState(int performanceState) {
      this.performanceState = OptionalInt.of(performanceState);
      return this;
    }

    /** Sets {@link GpuInfo#fanSpeedRpm()}. */
    public Builder fanSpeedRpm(int fanSpeedRpm) {
      this.fanSpeedRpm = OptionalInt.of(fanSpeedRpm);
      return this;
    }

    /** Sets {@link GpuInfo#thresholds()}. */
    public Builder thresholds(TemperatureThresholds thresholds) {
      this.thresholds = thresholds;
      return this;
    }

    /** Sets {@link GpuInfo#pcieGeneration()}. */
    public Builder pcieGeneration(int pcieGeneration) {
      this.pcieGeneration = OptionalInt.of(pcieGeneration);
      return this;
    }

    /** Sets {@link GpuInfo#pcieWidth()}. */
    public Builder pcieWidth(int pcieWidth) {
      this.pcieWidth = OptionalInt.of(pcieWidth);
      return this;
    }

    /** Sets {@link GpuInfo#numaNode()}. */
    public Builder numaNode(int numaNode) {
      this.numaNode = OptionalInt.of(numaNode);
      return this;
    }

    /** Sets {@link GpuInfo#gspFirmwareMode()}. */
    public Builder gspFirmwareMode(int gspFirmwareMode) {
      this.gspFirmwareMode = OptionalInt.of(gspFirmwareMode);
      return this;
    }

    /** Sets {@link GpuInfo#gspFirmwareVersion()}. */
    public Builder gspFirmwareVersion(String gspFirmwareVersion) {
      this.gspFirmwareVersion = Optional.of(gspFirmwareVersion);
      return this;
    }

    /** Sets {@link GpuInfo#nvLinks()}. */
    public Builder nvLinks(List<NvLink> nvLinks) {
      this.nvLinks = nvLinks;
      return this;
    }

    /** Sets {@link GpuInfo#smOccupancy()}. */
    public Builder smOccupancy(double smOccupancy) {
      this.smOccupancy = OptionalDouble.of(smOccupancy);
      return this;
    }

    /** Sets {@link GpuInfo#memoryBandwidthUtilization()}. */
    public Builder memoryBandwidthUtilization(double memoryBandwidthUtilization) {
      this.memoryBandwidthUtilization = OptionalDouble.of(memoryBandwidthUtilization);
      return this;
    }

    /** Sets {@link GpuInfo#coreCount()}. */
    public Builder coreCount(int coreCount) {
      this.coreCount = OptionalInt.of(coreCount);
      return this;
    }

    /** Sets {@link GpuInfo#aneMilliwatts()}. */
    public Builder aneMilliwatts(double aneMilliwatts) {
      this.aneMilliwatts = OptionalDouble.of(aneMilliwatts);
      return this;
    }

    /** Sets {@link GpuInfo#dlaUtilizationPercent()}. */
    public Builder dlaUtilizationPercent(double dlaUtilizationPercent) {
      this.dlaUtilizationPercent = OptionalDouble.of(dlaUtilizationPercent);
      return this;
    }

    /** Sets {@link GpuInfo#tensorcoreUtilizationPercent()}. */
    public Builder tensorcoreUtilizationPercent(double tensorcoreUtilizationPercent) {
      this.tensorcoreUtilizationPercent = OptionalDouble.of(tensorcoreUtilizationPercent);
      return this;
    }

    /** Sets {@link GpuInfo#mig()}. */
    public Builder mig(MigInfo mig) {
      this.mig = Optional.of(mig);
      return this;
    }

    /** Sets {@link GpuInfo#vgpu()}. */
    public Builder vgpu(VgpuInfo vgpu) {
      this.vgpu = Optional.of(vgpu);
      return this;
    }

    /** Sets {@link GpuInfo#detail()}. */
    public Builder detail(Map<String, String> detail) {
      this.detail = detail;
      return this;
    }

    /** The value. */
    public GpuInfo build() {
      return new GpuInfo(
          index,
          uuid,
          name,
          deviceType,
          utilizationPercent,
          memoryUsedBytes,
          memoryTotalBytes,
          temperatureCelsius,
          powerWatts,
          powerLimitWatts,
          powerLimitMaxWatts,
          graphicsClockMhz,
          graphicsClockMaxMhz,
          memoryClockMaxMhz,
          performanceState,
          fanSpeedRpm,
          thresholds,
          pcieGeneration,
          pcieWidth,
          numaNode,
          gspFirmwareMode,
          gspFirmwareVersion,
          nvLinks,
          smOccupancy,
          memoryBandwidthUtilization,
          coreCount,
          aneMilliwatts,
          dlaUtilizationPercent,
          tensorcoreUtilizationPercent,
          mig,
          vgpu,
          detail);
    }
  }
}
