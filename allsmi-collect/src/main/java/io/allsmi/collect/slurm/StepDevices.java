package io.allsmi.collect.slurm;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The numbers of devices as a step sees them. Where Slurm shows a job only the devices it was given
 * ({@code ConstrainDevices}), the driver counts these from 0; on the node they have other numbers.
 */
final class StepDevices {
  private StepDevices() {}

  /**
   * The readings with the numbers that the devices have on their node, where the step saw as many
   * as the job was given, counted from 0; else as they are.
   *
   * @param granted ascending
   */
  static HostSnapshot renumbered(HostSnapshot seen, List<Integer> granted) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (GpuInfo gpu : seen.gpus()) {
      int index = gpu.index().orElse(-1);
      if (index < 0 || index >= granted.size()) {
        return seen;
      }
      numbers.put(index, granted.get(index));
    }
    boolean isSame = numbers.entrySet().stream().allMatch(e -> e.getKey().equals(e.getValue()));
    if (isSame || numbers.size() != granted.size() || seen.gpus().size() != granted.size()) {
      return seen;
    }
    return seen.toBuilder()
        .gpus(
            seen.gpus().stream()
                .map(gpu -> gpu.toBuilder().index(number(numbers, gpu.index())).build())
                .toList())
        .processes(seen.processes().stream().map(row -> renumbered(row, numbers)).toList())
        .build();
  }

  private static int number(Map<Integer, Integer> numbers, OptionalInt index) {
    return numbers.getOrDefault(index.orElse(-1), index.orElse(-1));
  }

  private static ProcessInfo renumbered(ProcessInfo row, Map<Integer, Integer> numbers) {
    Integer number = numbers.get(row.deviceIndex().orElse(-1));
    return number == null ? row : row.toBuilder().deviceIndex(number).build();
  }
}
