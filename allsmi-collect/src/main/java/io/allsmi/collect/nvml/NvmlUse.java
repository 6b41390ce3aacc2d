package io.allsmi.collect.nvml;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A process on a device.
 *
 * @param pid its number, above 0
 * @param type what it does there: C, G, C+G, or M+C for a client of a multi-process server
 * @param memoryBytes device memory it holds; absent when the driver does not tell it
 * @param utilizationPercent percent of the device's multiprocessors in the driver's last sample
 * @param gpuInstance the GPU instance it runs in, on a partitioned device
 * @param computeInstance the compute instance of that
 */
public record NvmlUse(
    int pid,
    String type,
    OptionalLong memoryBytes,
    OptionalDouble utilizationPercent,
    OptionalInt gpuInstance,
    OptionalInt computeInstance) {
  NvmlUse withUtilization(OptionalDouble percent) {
    return new NvmlUse(pid, type, memoryBytes, percent, gpuInstance, computeInstance);
  }
}
