package io.allsmi.core.shim;

import io.allsmi.core.MigInfo;
import io.allsmi.core.internal.Caps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nvidia-smi -q} says, as text or as XML: devices one after another, each with its
 * partitions and its processes. The two forms differ in the words for things, which their readers
 * bring along as paths.
 */
final class NvidiaLog {
  /** The number of devices the host has, which may be more than are listed. */
  private OptionalInt attached = OptionalInt.empty();

  private final Harvest harvest;
  private final Map<String, NvidiaField> fields;
  private final List<Listed> devices = new ArrayList<>();
  private final List<Reading> common = new ArrayList<>();
  private @Nullable Partition partition;

  /** A device and what is listed under it. */
  private record Listed(GpuDraft gpu, int line, List<Started> processes) {}

  /** A process and where it begins. */
  private record Started(ProcessDraft draft, int line) {}

  /** A partition as far as it has been read. */
  private static final class Partition {
    OptionalInt index = OptionalInt.empty();
    OptionalInt gpuInstance = OptionalInt.empty();
    OptionalInt computeInstance = OptionalInt.empty();
    OptionalLong used = OptionalLong.empty();
    OptionalLong total = OptionalLong.empty();
  }

  /** What a reading of a partition is. */
  enum PartitionField {
    INDEX((part, cell) -> part.index = cell.count()),
    GPU_INSTANCE((part, cell) -> part.gpuInstance = cell.count()),
    COMPUTE_INSTANCE((part, cell) -> part.computeInstance = cell.count()),
    MEMORY_USED((part, cell) -> part.used = bytes(cell)),
    MEMORY_TOTAL((part, cell) -> part.total = bytes(cell));

    private final BiConsumer<Partition, Reading> setter;

    PartitionField(BiConsumer<Partition, Reading> setter) {
      this.setter = setter;
    }
  }

  NvidiaLog(Map<String, NvidiaField> fields, Harvest harvest) {
    this.fields = fields;
    this.harvest = harvest;
  }

  /** A memory reading in bytes. */
  static OptionalLong bytes(Reading cell) {
    OptionalDouble bytes = cell.in(Unit.MEBIBYTES);
    return bytes.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(bytes.getAsDouble()));
  }

  void attached(Reading cell) {
    attached = cell.count();
  }

  /** A reading that is about every device, such as the driver's version. */
  void common(Reading cell) {
    common.add(cell);
  }

  void beginDevice(int line) {
    endPartition();
    devices.add(new Listed(new GpuDraft(), line, new ArrayList<>()));
  }

  void beginPartition() {
    endPartition();
    partition = new Partition();
  }

  void beginProcess(int line) {
    endPartition();
    if (!devices.isEmpty()) {
      last().processes.add(new Started(new ProcessDraft(), line));
    }
  }

  /** A reading of the device, by its path there. */
  void device(Reading cell) {
    NvidiaField field = fields.get(cell.name());
    if (field != null && !devices.isEmpty()) {
      field.set(last().gpu, cell);
    }
  }

  void partition(PartitionField field, Reading cell) {
    if (partition != null) {
      field.setter.accept(partition, cell);
    }
  }

  void process(BiConsumer<ProcessDraft, Reading> setter, Reading cell) {
    if (!devices.isEmpty() && !last().processes.isEmpty()) {
      List<Started> processes = last().processes;
      setter.accept(processes.get(processes.size() - 1).draft, cell);
    }
  }

  private Listed last() {
    return devices.get(devices.size() - 1);
  }

  private void endPartition() {
    if (partition != null && partition.index.isPresent() && !devices.isEmpty()) {
      last()
          .gpu
          .partition(
              new MigInfo.Instance(
                  partition.index.getAsInt(),
                  "",
                  "",
                  partition.gpuInstance,
                  partition.computeInstance,
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  partition.used,
                  partition.total));
    }
    partition = null;
  }

  /** Neither form numbers the devices: their places do when all of them are listed. */
  void finish() {
    endPartition();
    boolean all = attached.orElse(-1) == devices.size();
    for (int i = 0; i < devices.size(); i++) {
      Listed listed = devices.get(i);
      if (listed.gpu.isEmpty()) {
        harvest.complain(listed.line, "device: expected readings, got none");
        continue;
      }
      if (all && i < Caps.DEVICES) {
        listed.gpu.index(i);
      }
      for (Reading cell : common) {
        NvidiaField field = fields.get(cell.name());
        if (field != null) {
          field.set(listed.gpu, cell);
        }
      }
      harvest.add(listed.gpu, listed.line);
      for (Started process : listed.processes) {
        process.draft.device(listed.gpu);
        harvest.add(process.draft, process.line);
      }
    }
  }
}
