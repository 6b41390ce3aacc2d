package io.allsmi.collect.nvml;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.TemperatureThresholds;
import io.allsmi.core.internal.Ceiling;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What seldom changes: who a device is, what it can do, and its limits. */
final class NvmlFacts {
  private static final int UUID_BYTES = 96;
  private static final int NAME_BYTES = 96;
  private static final int VERSION_BYTES = 80;
  private static final int GRAPHICS_CLOCK = 0;
  private static final int MEMORY_CLOCK = 2;
  private static final int UNITS_OF_POWER = 1000;

  /** {@code nvmlTemperatureThresholds_t}. */
  private static final int SHUTDOWN = 0;

  private static final int SLOWDOWN = 1;
  private static final int GPU_MAX = 3;
  private static final int ACOUSTIC = 5;

  private final NvmlDevice device;
  private final GpuInfo.Builder gpu = GpuInfo.builder();
  private final Map<String, String> detail = new TreeMap<>();

  private NvmlFacts(NvmlDevice device) {
    this.device = device;
  }

  /** Reads them all. */
  static GpuInfo read(int index, NvmlDevice device, Map<String, String> ofDriver) {
    NvmlFacts facts = new NvmlFacts(device);
    facts.gpu.index(index);
    facts.detail.putAll(ofDriver);
    facts.identity();
    facts.model();
    facts.limits();
    facts.modes();
    return facts.gpu.detail(facts.detail).build();
  }

  private void identity() {
    device.text("nvmlDeviceGetUUID", UUID_BYTES).ifPresent(gpu::uuid);
    device.text("nvmlDeviceGetName", NAME_BYTES).ifPresent(gpu::name);
    pciAddress().ifPresent(address -> detail.put("pci_bus_id", address));
    device
        .text("nvmlDeviceGetVbiosVersion", VERSION_BYTES)
        .ifPresent(text -> detail.put("vbios_version", text));
  }

  /** Every version of {@code nvmlPciInfo_t} has these numbers in one place. */
  private Optional<String> pciAddress() {
    Struct pci = new Struct(NvmlLayout.PCI_INFO);
    return device.ask("nvmlDeviceGetPciInfo_v3", (Object) pci.memory())
            || device.ask("nvmlDeviceGetPciInfo_v2", (Object) pci.memory())
        ? Optional.of(
            String.format(
                Locale.ROOT, "%08X:%02X:%02X.0", pci.number(16), pci.number(20), pci.number(24)))
        : Optional.empty();
  }

  private void model() {
    number("nvmlDeviceGetBrand").flatMap(NvmlNames::brand).ifPresent(t -> detail.put("brand", t));
    number("nvmlDeviceGetArchitecture")
        .flatMap(NvmlNames::architecture)
        .ifPresent(text -> detail.put("architecture", text));
    int[] major = new int[1];
    int[] minor = new int[1];
    if (device.ask("nvmlDeviceGetCudaComputeCapability", major, minor)) {
      detail.put("compute_capability", major[0] + "." + minor[0]);
    }
    byte[] version = new byte[VERSION_BYTES];
    if (device.ask("nvmlDeviceGetGspFirmwareVersion", (Object) version)) {
      NvmlDevice.nonEmpty(Struct.text(version)).ifPresent(gpu::gspFirmwareVersion);
    }
    int[] isEnabled = new int[1];
    if (device.ask("nvmlDeviceGetGspFirmwareMode", isEnabled, new int[1])) {
      gpu.gspFirmwareMode(isEnabled[0] == 0 ? 0 : 1);
    }
    device.whole(4096, "nvmlDeviceGetNumaNodeId").ifPresent(gpu::numaNode);
  }

  /** The number of an enumeration; one that is none of its constants is simply not known. */
  private Optional<Integer> number(String function) {
    int[] answer = new int[1];
    return device.ask(function, (Object) answer) ? Optional.of(answer[0]) : Optional.empty();
  }

  private void limits() {
    gpu.thresholds(
        new TemperatureThresholds(
            threshold(SLOWDOWN), threshold(SHUTDOWN), threshold(GPU_MAX), threshold(ACOUSTIC)));
    device
        .positive((int) Ceiling.MEGAHERTZ, "nvmlDeviceGetMaxClockInfo", GRAPHICS_CLOCK)
        .ifPresent(gpu::graphicsClockMaxMhz);
    device
        .positive((int) Ceiling.MEGAHERTZ, "nvmlDeviceGetMaxClockInfo", MEMORY_CLOCK)
        .ifPresent(gpu::memoryClockMaxMhz);
    device
        .reading(UNITS_OF_POWER, Ceiling.WATTS, "nvmlDeviceGetPowerManagementDefaultLimit")
        .ifPresent(watts -> detail.put("power_limit_default", Plain.number(watts)));
    int[] least = new int[1];
    int[] most = new int[1];
    String constraints = "nvmlDeviceGetPowerManagementLimitConstraints";
    if (device.ask(constraints, least, most)) {
      watts(constraints, least[0])
          .ifPresent(watts -> detail.put("power_limit_min", Plain.number(watts)));
      watts(constraints, most[0]).ifPresent(gpu::powerLimitMaxWatts);
    }
    device
        .positive(100, "nvmlDeviceGetMaxPcieLinkGeneration")
        .ifPresent(generation -> detail.put("pcie_gen_max", String.valueOf(generation)));
    device
        .positive(1024, "nvmlDeviceGetMaxPcieLinkWidth")
        .ifPresent(width -> detail.put("pcie_width_max", String.valueOf(width)));
  }

  private Optional<Double> watts(String function, int milliwatts) {
    double watts = Integer.toUnsignedLong(milliwatts) / (double) UNITS_OF_POWER;
    return device.believed(function, Ceiling.WATTS, watts).stream().boxed().findFirst();
  }

  private OptionalInt threshold(int which) {
    return device.positive((int) Ceiling.CELSIUS, "nvmlDeviceGetTemperatureThreshold", which);
  }

  private void modes() {
    number("nvmlDeviceGetComputeMode")
        .flatMap(NvmlNames::computeMode)
        .ifPresent(text -> detail.put("compute_mode", text));
    number("nvmlDeviceGetPersistenceMode")
        .flatMap(NvmlNames::state)
        .ifPresent(text -> detail.put("persistence_mode", text));
    int[] current = new int[1];
    int[] pending = new int[1];
    if (device.ask("nvmlDeviceGetEccMode", current, pending)) {
      NvmlNames.state(current[0]).ifPresent(text -> detail.put("ecc_mode_current", text));
      NvmlNames.state(pending[0])
          .filter(text -> current[0] != pending[0])
          .ifPresent(text -> detail.put("ecc_mode_pending", text));
    }
  }
}
