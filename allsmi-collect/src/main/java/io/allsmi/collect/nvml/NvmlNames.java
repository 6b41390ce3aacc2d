package io.allsmi.collect.nvml;

import java.util.Optional;

/** What the numbers of NVML's enumerations are called. A number that is not known has no name. */
final class NvmlNames {
  /** {@code nvmlBrandType_t}. */
  private static final String[] BRANDS = {
    "",
    "Quadro",
    "Tesla",
    "NVS",
    "GRID",
    "GeForce",
    "Titan",
    "NVIDIA Virtual Applications",
    "NVIDIA Virtual PC",
    "NVIDIA Virtual Compute Server",
    "NVIDIA RTX Virtual Workstation",
    "NVIDIA Cloud Gaming",
    "Quadro RTX",
    "NVIDIA RTX",
    "NVIDIA",
    "GeForce RTX",
    "Titan RTX"
  };

  /** {@code nvmlDeviceArchitecture_t}. */
  private static final String[] ARCHITECTURES = {
    "",
    "",
    "Kepler",
    "Maxwell",
    "Pascal",
    "Volta",
    "Turing",
    "Ampere",
    "Ada Lovelace",
    "Hopper",
    "Blackwell"
  };

  /** {@code nvmlComputeMode_t}. */
  private static final String[] COMPUTE_MODES = {
    "Default", "Exclusive_Thread", "Prohibited", "Exclusive_Process"
  };

  /** {@code nvmlEnableState_t}. */
  private static final String[] STATES = {"Disabled", "Enabled"};

  /** {@code nvmlHostVgpuMode_t}. */
  private static final String[] HOST_MODES = {"NonSriov", "Sriov"};

  private NvmlNames() {}

  static Optional<String> brand(int number) {
    return name(BRANDS, number);
  }

  static Optional<String> architecture(int number) {
    return name(ARCHITECTURES, number);
  }

  static Optional<String> computeMode(int number) {
    return name(COMPUTE_MODES, number);
  }

  static Optional<String> state(int number) {
    return name(STATES, number);
  }

  static Optional<String> hostMode(int number) {
    return name(HOST_MODES, number);
  }

  /** {@code nvmlIntNvLinkDeviceType_t}, in the words of the exporter. */
  static String remote(int number) {
    return switch (number) {
      case 0 -> "gpu";
      case 1 -> "ibmnpu";
      case 2 -> "switch";
      default -> "unknown";
    };
  }

  private static Optional<String> name(String[] names, int number) {
    return number < 0 || number >= names.length || names[number].isEmpty()
        ? Optional.empty()
        : Optional.of(names[number]);
  }
}
