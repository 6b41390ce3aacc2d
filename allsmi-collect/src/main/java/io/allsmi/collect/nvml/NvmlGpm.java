package io.allsmi.collect.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Performance counters of a device or of a GPU instance of it (Hopper and newer): what happened
 * between two reads, so the first has none. For one thread at a time.
 */
final class NvmlGpm {
  static final int GRAPHICS = 1;
  static final int OCCUPANCY = 3;
  static final int MEMORY_BANDWIDTH = 10;

  private static final int VERSION = 1;

  /** The request has room for all metrics, whatever number of them is asked for. */
  private static final int MOST_METRICS = 333;

  private final OptionalInt gpuInstance;
  private long newer;
  private long older;
  private boolean isKnown;
  private boolean isSupported = true;

  NvmlGpm(OptionalInt gpuInstance) {
    this.gpuInstance = gpuInstance;
  }

  /** Percents by metric, in the order asked; absent when not told. */
  List<OptionalDouble> read(NvmlDevice device, int... metrics) {
    boolean has = supports(device) && sample(device);
    boolean hadBefore = isKnown;
    isKnown = has;
    return has && hadBefore ? percents(device, metrics) : absent(metrics.length);
  }

  private boolean supports(NvmlDevice device) {
    if (!isSupported || newer != 0) {
      return isSupported;
    }
    Struct support = new Struct(NvmlLayout.GPM_SUPPORT);
    support.put(0, VERSION);
    isSupported =
        device.ask("nvmlGpmQueryDeviceSupport", (Object) support.memory())
            && support.number(4) != 0;
    if (isSupported) {
      newer = allocate(device);
      older = allocate(device);
      isSupported = newer != 0 && older != 0;
    }
    return isSupported;
  }

  private static long allocate(NvmlDevice device) {
    long[] sample = new long[1];
    return device.plain("nvmlGpmSampleAlloc", (Object) sample) == NvmlStatus.SUCCESS
        ? sample[0]
        : 0;
  }

  private boolean sample(NvmlDevice device) {
    long oldest = older;
    older = newer;
    newer = oldest;
    return gpuInstance.isPresent()
        ? device.ask("nvmlGpmMigSampleGet", gpuInstance.getAsInt(), newer)
        : device.ask("nvmlGpmSampleGet", newer);
  }

  private List<OptionalDouble> percents(NvmlDevice device, int[] metrics) {
    Struct request = new Struct(NvmlLayout.GPM_REQUEST + MOST_METRICS * NvmlLayout.GPM_METRIC);
    request.put(0, VERSION);
    request.put(4, metrics.length);
    request.put(8, older);
    request.put(16, newer);
    for (int i = 0; i < metrics.length; i++) {
      request.put(NvmlLayout.GPM_REQUEST + i * NvmlLayout.GPM_METRIC, metrics[i]);
    }
    if (device.plain("nvmlGpmMetricsGet", (Object) request.memory()) != NvmlStatus.SUCCESS) {
      return absent(metrics.length);
    }
    List<OptionalDouble> percents = new ArrayList<>();
    for (int i = 0; i < metrics.length; i++) {
      int at = NvmlLayout.GPM_REQUEST + i * NvmlLayout.GPM_METRIC;
      double percent = request.real(at + 8);
      boolean isTold =
          request.number(at + 4) == NvmlStatus.SUCCESS && percent >= 0 && percent <= 100;
      percents.add(isTold ? OptionalDouble.of(percent) : OptionalDouble.empty());
    }
    return percents;
  }

  private static List<OptionalDouble> absent(int count) {
    List<OptionalDouble> absent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      absent.add(OptionalDouble.empty());
    }
    return absent;
  }

  /** Gives the samples back. */
  void close(NvmlDevice device) {
    for (long sample : new long[] {newer, older}) {
      if (sample != 0) {
        device.plain("nvmlGpmSampleFree", sample);
      }
    }
    newer = 0;
    older = 0;
    isKnown = false;
  }
}
