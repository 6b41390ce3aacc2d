package io.allsmi.collect.nvml;

import io.allsmi.core.internal.Ceiling;
import java.util.OptionalLong;

/**
 * Device memory.
 *
 * @param total bytes
 * @param used bytes in use; where the driver tells them apart, without those it keeps for itself
 * @param reserved bytes that the driver keeps for itself
 * @param isShared whether the device has none of its own
 */
record NvmlMemory(OptionalLong total, OptionalLong used, OptionalLong reserved, boolean isShared) {
  static NvmlMemory read(NvmlDevice device) {
    Struct two = Struct.versioned(NvmlLayout.MEMORY_V2, 2);
    if (device.ask("nvmlDeviceGetMemoryInfo_v2", (Object) two.memory())) {
      return of(device, "nvmlDeviceGetMemoryInfo_v2", two, 8, 32, 16);
    }
    Struct one = new Struct(NvmlLayout.MEMORY);
    int status = device.status("nvmlDeviceGetMemoryInfo", (Object) one.memory());
    return status == NvmlStatus.SUCCESS
        ? of(device, "nvmlDeviceGetMemoryInfo", one, 0, 16, -1)
        : new NvmlMemory(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            status == NvmlStatus.NOT_SUPPORTED);
  }

  private static NvmlMemory of(
      NvmlDevice device, String function, Struct info, int total, int used, int reserved) {
    OptionalLong all = bytes(device, function, (long) Ceiling.BYTES, info.wide(total));
    long most = all.orElse((long) Ceiling.BYTES);
    return new NvmlMemory(
        all,
        bytes(device, function, most, info.wide(used)),
        reserved < 0 ? OptionalLong.empty() : bytes(device, function, most, info.wide(reserved)),
        false);
  }

  private static OptionalLong bytes(NvmlDevice device, String function, long most, long bytes) {
    return device.believed(function, (double) most, bytes).isPresent()
        ? OptionalLong.of(bytes)
        : OptionalLong.empty();
  }
}
