package io.allsmi.collect.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.GpuInfo;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NvmlProperties {
  private static final int[] STATUSES = {0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 4, 6, 7, 13, 25, 999};

  /** Answers anything to anything. */
  private record Babbling(Random random) implements NvmlLibrary {
    @Override
    public int call(String function, Object... arguments) {
      if (function.equals("nvmlInit_v2") || function.equals("nvmlShutdown")) {
        return NvmlStatus.SUCCESS;
      }
      if (function.equals("nvmlDeviceGetCount_v2")) {
        ((int[]) arguments[0])[0] = 2;
        return NvmlStatus.SUCCESS;
      }
      for (Object argument : arguments) {
        if (argument instanceof byte[] bytes) {
          random.nextBytes(bytes);
        } else if (argument instanceof int[] numbers) {
          Arrays.setAll(numbers, i -> random.nextBoolean() ? random.nextInt() : random.nextInt(99));
        } else if (argument instanceof long[] numbers) {
          Arrays.setAll(numbers, i -> random.nextLong());
        }
      }
      return STATUSES[random.nextInt(STATUSES.length)];
    }

    @Override
    public boolean has(String function) {
      return random.nextBoolean();
    }
  }

  @Property(tries = 200)
  void anyAnswerIsTakenAndNothingAbsurdIsShown(@ForAll long seed) throws NvmlException {
    try (Nvml nvml = Nvml.open(new Babbling(new Random(seed)))) {
      for (NvmlGpu gpu : nvml.gpus()) {
        gpu.read();
        NvmlReading reading = gpu.read();
        GpuInfo info = reading.gpu();
        assertThat(info.utilizationPercent().orElse(0)).isBetween(0.0, 100.0);
        assertThat(info.temperatureCelsius().orElse(1)).isBetween(1.0, 250.0);
        assertThat(info.powerWatts().orElse(0)).isBetween(0.0, 1e6);
        assertThat(info.memoryTotalBytes().orElse(0)).isBetween(0L, 1L << 60);
        assertThat(reading.uses()).allMatch(use -> use.pid() > 0);
        assertThat(info.name().chars()).noneMatch(Character::isISOControl);
      }
    }
  }
}
