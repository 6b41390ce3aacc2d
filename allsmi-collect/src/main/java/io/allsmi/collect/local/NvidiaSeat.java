package io.allsmi.collect.local;

import io.allsmi.collect.nvml.NvmlGpu;
import io.allsmi.collect.nvml.NvmlReading;
import io.allsmi.collect.nvml.NvmlUse;
import io.allsmi.core.GpuInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** One GPU and the thread that asks it. */
final class NvidiaSeat {
  /** What it answered. */
  record Answer(GpuInfo gpu, List<DeviceUse> uses, boolean isLost, List<String> complaints) {}

  private final NvmlGpu gpu;
  private final NvidiaSurroundings surroundings;
  private final Patience patience;
  private @Nullable FutureTask<NvmlReading> asked;
  private Optional<GpuInfo> identity = Optional.empty();

  NvidiaSeat(NvmlGpu gpu, NvidiaSurroundings surroundings, Duration limit) {
    this.gpu = gpu;
    this.surroundings = surroundings;
    this.patience = new Patience(limit);
  }

  boolean isAsking() {
    return patience.isAsking();
  }

  /** The driver's number of it. */
  int index() {
    return gpu.index();
  }

  /** {@code GPU 3 (GPU-…)}. */
  String title() {
    String uuid = identity.flatMap(GpuInfo::uuid).map(text -> " (" + text + ")").orElse("");
    return "GPU " + gpu.index() + uuid;
  }

  /** What it is, without readings; empty before it answered for the first time. */
  Optional<GpuInfo> identity() {
    return identity;
  }

  /** Asks it, unless it still owes an answer. */
  void begin() {
    asked = patience.begin("nvml-" + gpu.index(), gpu::read).orElse(null);
  }

  Optional<Answer> answer(long nanoseconds) {
    FutureTask<NvmlReading> task = asked;
    Optional<NvmlReading> reading =
        task == null ? Optional.empty() : Patience.answer("nvml-" + gpu.index(), task, nanoseconds);
    return reading.map(this::answer);
  }

  private Answer answer(NvmlReading reading) {
    GpuInfo read = surroundings.complete(reading.gpu(), reading.sharesMemory());
    if (read.uuid().isPresent() && (identity.isEmpty() || !reading.isLost())) {
      identity = Optional.of(identity(read));
    }
    List<DeviceUse> uses = reading.uses().stream().map(use -> use(read, use)).toList();
    GpuInfo shown = reading.isLost() ? identity.orElse(read) : read;
    return new Answer(shown, uses, reading.isLost(), reading.complaints());
  }

  private static GpuInfo identity(GpuInfo read) {
    GpuInfo.Builder known =
        GpuInfo.builder().name(read.name()).deviceType(read.deviceType()).detail(named(read));
    read.index().ifPresent(known::index);
    read.uuid().ifPresent(known::uuid);
    read.memoryTotalBytes().ifPresent(known::memoryTotalBytes);
    return known.build();
  }

  private static Map<String, String> named(GpuInfo read) {
    String address = read.detail().get("pci_bus_id");
    return address == null ? Map.of() : Map.of("pci_bus_id", address);
  }

  private static DeviceUse use(GpuInfo gpu, NvmlUse use) {
    return new DeviceUse(
        use.pid(),
        gpu.uuid(),
        gpu.index(),
        use.memoryBytes(),
        use.utilizationPercent(),
        use.type(),
        use.gpuInstance(),
        use.computeInstance());
  }
}
