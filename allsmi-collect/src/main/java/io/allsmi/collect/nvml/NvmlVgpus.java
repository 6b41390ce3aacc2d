package io.allsmi.collect.nvml;

import io.allsmi.core.VgpuInfo;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Ceiling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The virtual GPUs that a device is shared out as, on a host of virtual machines. */
final class NvmlVgpus {
  private static final int TEXT_BYTES = 80;
  private static final int NAME_BYTES = 64;

  /** {@code nvmlGpuVirtualizationMode_t}: host of vGPU, host of vSGA. */
  private static final int HOST = 3;

  private static final int HOST_GRAPHICS = 4;
  private static final int MOST_POLICIES = 1000;

  /** How busy one is, percent; absent when not told. */
  private record Busy(OptionalDouble all, OptionalDouble memory) {
    static final Busy UNKNOWN = new Busy(OptionalDouble.empty(), OptionalDouble.empty());
  }

  private final NvmlDevice device;

  private NvmlVgpus(NvmlDevice device) {
    this.device = device;
  }

  /** Empty on a device that is no host of any. */
  static Optional<VgpuInfo> read(NvmlDevice device) {
    int[] mode = new int[1];
    boolean isHost =
        device.ask("nvmlDeviceGetVirtualizationMode", (Object) mode)
            && (mode[0] == HOST || mode[0] == HOST_GRAPHICS);
    return isHost ? Optional.of(new NvmlVgpus(device).read()) : Optional.empty();
  }

  private VgpuInfo read() {
    int[] mode = new int[1];
    Optional<String> hostMode =
        device.ask("nvmlDeviceGetHostVgpuMode", (Object) mode)
            ? NvmlNames.hostMode(mode[0])
            : Optional.empty();
    Struct scheduler = new Struct(NvmlLayout.VGPU_SCHEDULER);
    boolean isScheduled =
        device.ask("nvmlDeviceGetVgpuSchedulerState", (Object) scheduler.memory());
    Struct able = new Struct(NvmlLayout.VGPU_SCHEDULER_CAPABILITIES);
    Optional<Boolean> roundRobin =
        device.ask("nvmlDeviceGetVgpuSchedulerCapabilities", (Object) able.memory())
            ? Optional.of(able.number(20) != 0)
            : Optional.empty();
    return new VgpuInfo(
        hostMode,
        isScheduled ? small(scheduler.unsigned(4), 2) : OptionalInt.empty(),
        isScheduled ? small(scheduler.unsigned(0), MOST_POLICIES) : OptionalInt.empty(),
        roundRobin,
        instances());
  }

  private static OptionalInt small(long value, int most) {
    return value <= most ? OptionalInt.of((int) value) : OptionalInt.empty();
  }

  private List<VgpuInfo.Instance> instances() {
    int[] ids = new int[Caps.DEVICES];
    int[] count = {ids.length};
    if (!device.ask("nvmlDeviceGetActiveVgpus", count, ids)) {
      return List.of();
    }
    Map<Integer, Busy> busy = busy();
    List<VgpuInfo.Instance> instances = new ArrayList<>();
    for (int i = 0; i < Math.min(count[0], ids.length); i++) {
      if (ids[i] >= 0) {
        instances.add(instance(ids[i], busy.getOrDefault(ids[i], Busy.UNKNOWN)));
      }
    }
    instances.sort(Comparator.comparingInt(VgpuInfo.Instance::id));
    return instances;
  }

  private VgpuInfo.Instance instance(int id, Busy busy) {
    NvmlVgpu vgpu = new NvmlVgpu(device, id);
    OptionalInt type = vgpu.type();
    return new VgpuInfo.Instance(
        id,
        vgpu.text("nvmlVgpuInstanceGetUUID", TEXT_BYTES),
        type.isEmpty() ? "" : vgpu.typeName(type.getAsInt(), NAME_BYTES),
        vgpu.machine(TEXT_BYTES),
        Optional.of(true),
        busy.all(),
        busy.memory(),
        vgpu.bytes("nvmlVgpuInstanceGetFbUsage", id),
        type.isEmpty()
            ? OptionalLong.empty()
            : vgpu.bytes("nvmlVgpuTypeGetFramebufferSize", type.getAsInt()));
  }

  private Map<Integer, Busy> busy() {
    String function = "nvmlDeviceGetVgpuUtilization";
    int[] kind = new int[1];
    int[] count = {Caps.DEVICES};
    Struct samples = new Struct(Caps.DEVICES * NvmlLayout.VGPU_SAMPLE);
    Map<Integer, Busy> busy = new HashMap<>();
    if (device.ask(function, 0L, kind, count, samples.memory())) {
      for (int i = 0; i < Math.min(count[0], Caps.DEVICES); i++) {
        int at = i * NvmlLayout.VGPU_SAMPLE;
        busy.put(
            samples.number(at),
            new Busy(percent(samples.unsigned(at + 16)), percent(samples.unsigned(at + 24))));
      }
    }
    return busy;
  }

  private static OptionalDouble percent(long value) {
    return value <= 100 ? OptionalDouble.of((double) value) : OptionalDouble.empty();
  }

  /** Asks about one of them: these functions take its number in place of the device. */
  private record NvmlVgpu(NvmlDevice device, int id) {
    String text(String function, int size) {
      byte[] memory = new byte[size];
      return device.plain(function, id, memory, size) == NvmlStatus.SUCCESS
          ? Struct.text(memory)
          : "";
    }

    OptionalInt type() {
      int[] type = new int[1];
      return device.plain("nvmlVgpuInstanceGetType", id, type) == NvmlStatus.SUCCESS
          ? OptionalInt.of(type[0])
          : OptionalInt.empty();
    }

    String typeName(int type, int size) {
      byte[] memory = new byte[size];
      int[] length = {size};
      return device.plain("nvmlVgpuTypeGetName", type, memory, length) == NvmlStatus.SUCCESS
          ? Struct.text(memory)
          : "";
    }

    String machine(int size) {
      byte[] memory = new byte[size];
      return device.plain("nvmlVgpuInstanceGetVmID", id, memory, size, new int[1])
              == NvmlStatus.SUCCESS
          ? Struct.text(memory)
          : "";
    }

    OptionalLong bytes(String function, int of) {
      long[] bytes = new long[1];
      return device.plain(function, of, bytes) == NvmlStatus.SUCCESS
              && device.believed(function, Ceiling.BYTES, bytes[0]).isPresent()
          ? OptionalLong.of(bytes[0])
          : OptionalLong.empty();
    }
  }
}
