package io.allsmi.core.filter;

import io.allsmi.core.GpuInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a filter can ask of a GPU. */
final class GpuFacts {
  private static final double PERCENT = 100;

  private GpuFacts() {}

  /** {@code place} is its place on its host. */
  static OptionalDouble number(FilterField field, GpuInfo gpu, int place) {
    return switch (field) {
      case TEMP -> gpu.temperatureCelsius();
      case UTIL -> gpu.utilizationPercent();
      case MEM_PCT -> share(gpu.memoryUsedBytes(), gpu.memoryTotalBytes());
      case MEM_USED -> number(gpu.memoryUsedBytes());
      case MEM_TOTAL -> number(gpu.memoryTotalBytes());
      case POWER -> gpu.powerWatts();
      case POWER_LIMIT -> gpu.powerLimitWatts();
      case CLOCK -> number(gpu.graphicsClockMhz());
      case INDEX -> OptionalDouble.of(gpu.index().orElse(place));
      case PSTATE -> number(gpu.performanceState());
      case NUMA -> number(gpu.numaNode());
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble share(OptionalLong used, OptionalLong total) {
    return used.isPresent() && total.orElse(0) > 0
        ? OptionalDouble.of(PERCENT * used.getAsLong() / total.getAsLong())
        : OptionalDouble.empty();
  }

  private static OptionalDouble number(OptionalLong value) {
    return value.isPresent()
        ? OptionalDouble.of((double) value.getAsLong())
        : OptionalDouble.empty();
  }

  private static OptionalDouble number(OptionalInt value) {
    return value.isPresent() ? OptionalDouble.of(value.getAsInt()) : OptionalDouble.empty();
  }

  static List<String> texts(FilterField field, GpuInfo gpu) {
    return switch (field) {
      case GPU_NAME -> known(Optional.of(gpu.name()));
      case DRIVER -> known(Optional.ofNullable(gpu.detail().get("driver_version")));
      case CUDA -> known(Optional.ofNullable(gpu.detail().get("cuda_version")));
      case UUID -> known(gpu.uuid());
      case DEVICE_TYPE -> known(Optional.of(gpu.deviceType()));
      default -> List.of();
    };
  }

  private static List<String> known(Optional<String> text) {
    return text.isEmpty() || text.get().isEmpty() ? List.of() : List.of(text.get());
  }
}
