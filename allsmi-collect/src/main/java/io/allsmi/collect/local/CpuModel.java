package io.allsmi.collect.local;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names: of the processor, of its maker, of its architecture. */
final class CpuModel {
  /** Part numbers of the ARM cores that servers with GPUs have; the kernel gives no names. */
  private static final Map<String, String> ARM_PARTS =
      Map.of(
          "0x41/0xd08", "Cortex-A72",
          "0x41/0xd0c", "Neoverse-N1",
          "0x41/0xd40", "Neoverse-V1",
          "0x41/0xd42", "Cortex-A78AE",
          "0x41/0xd49", "Neoverse-N2",
          "0x41/0xd4f", "Neoverse-V2",
          "0x41/0xd83", "Neoverse-V3",
          "0x41/0xd8e", "Neoverse-N3",
          "0x4e/0x004", "Carmel",
          "0xc0/0xac3", "Ampere-1");

  private CpuModel() {}

  /** The model, empty when the kernel does not tell. */
  static String name(SystemFiles files, CpuInfoText cpuinfo) {
    Optional<String> name = cpuinfo.value("model name");
    if (name.isPresent()) {
      return name.get().replaceAll(" +", " ");
    }
    String part =
        cpuinfo.value("CPU implementer").orElse("") + "/" + cpuinfo.value("CPU part").orElse("");
    String arm = ARM_PARTS.get(part.toLowerCase(Locale.ROOT));
    if (arm != null) {
      return arm;
    }
    return cpuinfo
        .value("cpu")
        .or(() -> cpuinfo.value("Model"))
        .or(() -> cpuinfo.value("Hardware"))
        .or(() -> files.line("/sys/firmware/devicetree/base/model").map(CpuModel::withoutNul))
        .orElse("");
  }

  private static String withoutNul(String text) {
    return text.replace("\0", "");
  }

  /** Such as x86_64. */
  static String architecture(SystemFiles files) {
    String java = System.getProperty("os.arch", "");
    String ours = java.equals("amd64") ? "x86_64" : java;
    return files.line("/proc/sys/kernel/arch").orElse(files.isThisMachine() ? ours : "");
  }

  /** Intel, Amd, Arm, or the maker's own word. */
  static String platform(String architecture, CpuInfoText cpuinfo) {
    String vendor = cpuinfo.value("vendor_id").orElse("");
    return switch (vendor) {
      case "GenuineIntel" -> "Intel";
      case "AuthenticAMD" -> "Amd";
      case "" -> isArm(architecture) || cpuinfo.value("CPU implementer").isPresent() ? "Arm" : "";
      default -> vendor;
    };
  }

  private static boolean isArm(String architecture) {
    return architecture.startsWith("aarch64") || architecture.startsWith("arm");
  }
}
