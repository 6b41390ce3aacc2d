package io.allsmi.core.shim;

import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Utf8;
import java.util.Optional;
import java.util.OptionalInt;

/** A process row as far as it has been read. */
final class ProcessDraft {
  private final ProcessDetails.Builder details = ProcessDetails.builder();
  private OptionalInt pid = OptionalInt.empty();
  private String name = "";
  private String command = "";
  private String deviceUuid = "";
  private OptionalInt deviceIndex = OptionalInt.empty();
  private long memory = -1;

  void pid(Reading cell) {
    pid = cell.count();
  }

  /** The text a tool gives is a name, a path or a command line; it is taken for both. */
  void name(Reading cell) {
    command = cell.words(Caps.COMMAND_BYTES);
    name = Utf8.cut(command, Caps.NAME_BYTES);
  }

  void deviceUuid(Reading cell) {
    deviceUuid = cell.words(Caps.UUID_BYTES);
  }

  void device(GpuDraft gpu) {
    deviceUuid = gpu.uuid();
    deviceIndex = gpu.index();
  }

  void deviceIndex(Reading cell) {
    deviceIndex = cell.count();
  }

  void memory(Reading cell, Unit unit) {
    cell.in(unit).ifPresent(bytes -> memory = Math.round(bytes));
  }

  void utilization(Reading cell) {
    cell.in(Unit.PERCENT).ifPresent(details::gpuUtilizationPercent);
  }

  void type(Reading cell) {
    details.type(cell.words(Caps.NAME_BYTES));
  }

  void gpuInstance(Reading cell) {
    cell.count().ifPresent(details::gpuInstanceId);
  }

  void computeInstance(Reading cell) {
    cell.count().ifPresent(details::computeInstanceId);
  }

  /** The row; empty without a process id. */
  Optional<ProcessInfo> build() {
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    ProcessInfo.Builder process =
        ProcessInfo.builder(pid.getAsInt()).name(name).command(command).details(details.build());
    if (!deviceUuid.isEmpty()) {
      process.deviceUuid(deviceUuid);
    }
    deviceIndex.ifPresent(process::deviceIndex);
    if (memory >= 0) {
      process.gpuMemoryBytes(memory);
    }
    return Optional.of(process.build());
  }
}
