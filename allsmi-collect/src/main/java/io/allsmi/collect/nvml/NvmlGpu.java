package io.allsmi.collect.nvml;

import io.allsmi.core.GpuInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One GPU of the driver. For one thread at a time. */
public final class NvmlGpu {
  /** How often what seldom changes is read again. */
  private static final int FACTS_EVERY = 16;

  private final NvmlLibrary library;
  private final int index;
  private OptionalLong handle = OptionalLong.empty();
  private final Map<String, String> ofDriver;
  private final NvmlSamples samples = new NvmlSamples();
  private final NvmlPartitions partitions = new NvmlPartitions();
  private final NvmlGpm counters = new NvmlGpm(OptionalInt.empty());
  private GpuInfo facts = GpuInfo.builder().build();
  private int reads;

  NvmlGpu(NvmlLibrary library, int index, Map<String, String> ofDriver) {
    this.library = library;
    this.index = index;
    this.ofDriver = ofDriver;
  }

  /** Its number, as the driver counts. */
  public int index() {
    return index;
  }

  /** Reads it; takes as long as the driver takes. */
  public NvmlReading read() {
    if (handle.isEmpty()) {
      // Not when the driver is opened: a GPU that hangs may do so here, and must not cost the
      // others.
      long[] found = new long[1];
      int status = library.call("nvmlDeviceGetHandleByIndex_v2", index, found);
      if (status != NvmlStatus.SUCCESS) {
        String complaint = "expected a handle, got " + NvmlStatus.text(status);
        return new NvmlReading(facts, List.of(), false, true, List.of(complaint));
      }
      handle = OptionalLong.of(found[0]);
    }
    NvmlComplaints complaints = new NvmlComplaints();
    NvmlDevice device = new NvmlDevice(library, handle.getAsLong(), complaints);
    if (reads++ % FACTS_EVERY == 0) {
      facts(device, complaints);
    }
    GpuInfo.Builder gpu = facts.toBuilder();
    Map<String, String> detail = new TreeMap<>(facts.detail());
    NvmlMemory memory = NvmlMemory.read(device);
    memory.total().ifPresent(gpu::memoryTotalBytes);
    memory.used().ifPresent(gpu::memoryUsedBytes);
    memory.reserved().ifPresent(bytes -> detail.put("memory_reserved_bytes", Long.toString(bytes)));
    new NvmlReadings(device, gpu, detail).read();
    gpu.nvLinks(NvmlLinks.read(device));
    NvmlVgpus.read(device).ifPresent(gpu::vgpu);
    counters(device, gpu);
    NvmlPartitions.Found parts = partitions.read(device);
    parts.info().ifPresent(gpu::mig);
    List<String> modeKeys = List.of("mig_mode_current", "mig_mode_pending");
    for (int i = 0; i < parts.modes().size(); i++) {
      detail.put(modeKeys.get(i), parts.modes().get(i));
    }
    Map<Integer, NvmlUse> uses = NvmlPartitions.together(parts.uses(), NvmlProcesses.read(device));
    List<NvmlUse> busy = busy(device, uses);
    return complaints.isLost()
        ? new NvmlReading(facts, List.of(), false, true, complaints.messages())
        : new NvmlReading(
            gpu.detail(detail).build(), busy, memory.isShared(), false, complaints.messages());
  }

  /** What was known stays when the device does not answer any more. */
  private void facts(NvmlDevice device, NvmlComplaints complaints) {
    GpuInfo read = NvmlFacts.read(index, device, ofDriver);
    if (facts.index().isEmpty() || (read.uuid().isPresent() && !complaints.isLost())) {
      facts = read;
    }
  }

  private void counters(NvmlDevice device, GpuInfo.Builder gpu) {
    List<OptionalDouble> percents =
        counters.read(device, NvmlGpm.OCCUPANCY, NvmlGpm.MEMORY_BANDWIDTH);
    percents.get(0).ifPresent(percent -> gpu.smOccupancy(percent / 100));
    percents.get(1).ifPresent(percent -> gpu.memoryBandwidthUtilization(percent / 100));
  }

  private List<NvmlUse> busy(NvmlDevice device, Map<Integer, NvmlUse> uses) {
    Map<Integer, Integer> percents = uses.isEmpty() ? Map.of() : samples.read(device);
    List<NvmlUse> busy = new ArrayList<>();
    uses.forEach(
        (pid, use) -> {
          Integer percent = percents.get(pid);
          busy.add(percent == null ? use : use.withUtilization(OptionalDouble.of(percent)));
        });
    return busy;
  }

  void close() {
    if (handle.isEmpty()) {
      return;
    }
    NvmlDevice device = new NvmlDevice(library, handle.getAsLong(), new NvmlComplaints());
    counters.close(device);
    partitions.close(device);
  }
}
