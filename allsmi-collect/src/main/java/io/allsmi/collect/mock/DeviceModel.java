package io.allsmi.collect.mock;

import java.util.Map;

/** What the devices of a platform have in common. */
record DeviceModel(
    String name,
    String type,
    long memoryBytes,
    double powerLimitWatts,
    double idleWatts,
    int clockMhz,
    String uuidPrefix,
    Map<String, String> detail) {
  private static final long GIB = 1L << 30;

  private static final DeviceModel NVIDIA =
      new DeviceModel(
          "NVIDIA H200",
          "GPU",
          141 * GIB,
          700,
          76,
          1980,
          "GPU-",
          Map.of("driver_version", "570.86.15", "cuda_version", "12.8", "architecture", "Hopper"));

  private static final DeviceModel AMD =
      new DeviceModel(
          "AMD Instinct MI300X",
          "GPU",
          192 * GIB,
          750,
          138,
          2100,
          "GPU-",
          Map.of("driver_version", "6.10.5"));

  private static final DeviceModel GAUDI =
      new DeviceModel(
          "Intel Gaudi 3",
          "NPU",
          128 * GIB,
          900,
          210,
          1600,
          "01P4-HL3090A0-",
          Map.of("driver_version", "1.21.0"));

  private static final DeviceModel APPLE =
      new DeviceModel(
          "Apple M3 Ultra",
          "GPU",
          192 * GIB,
          160,
          4,
          1380,
          "",
          Map.of("architecture", "Apple Silicon"));

  static DeviceModel of(MockPlatform platform, int node) {
    return switch (platform) {
      case NVIDIA -> NVIDIA;
      case AMD -> AMD;
      case GAUDI -> GAUDI;
      case APPLE -> APPLE;
      case MIXED ->
          switch (node % 10) {
            case 2, 7 -> AMD;
            case 4 -> GAUDI;
            case 9 -> APPLE;
            default -> NVIDIA;
          };
    };
  }

  /** Apple: one device, and nobody can tell who holds it. */
  boolean isApple() {
    return equals(APPLE);
  }
}
