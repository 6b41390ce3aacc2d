package io.allsmi.core;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Main memory and swap of a host, in bytes. Source: {@code all_smi_memory_*} and {@code
 * all_smi_swap_*}.
 *
 * @param index position when a host reports several; 0 otherwise
 * @param totalBytes installed, or the container's limit
 * @param usedBytes in use
 * @param availableBytes what a new process could get
 * @param freeBytes unused
 * @param buffersBytes kernel buffers; Linux only
 * @param cachedBytes page cache; Linux only
 * @param swapTotalBytes swap space; absent on a host without
 * @param swapUsedBytes swap in use
 * @param swapFreeBytes swap unused
 * @param utilizationPercent percent of the memory in use, 0–100
 */
public record MemoryInfo(
    int index,
    OptionalLong totalBytes,
    OptionalLong usedBytes,
    OptionalLong availableBytes,
    OptionalLong freeBytes,
    OptionalLong buffersBytes,
    OptionalLong cachedBytes,
    OptionalLong swapTotalBytes,
    OptionalLong swapUsedBytes,
    OptionalLong swapFreeBytes,
    OptionalDouble utilizationPercent) {
  /** Checks the arguments. */
  public MemoryInfo {
    Checks.notNegative("index", OptionalLong.of(index));
    Checks.notNegative("totalBytes", totalBytes);
    Checks.notNegative("usedBytes", usedBytes);
    Checks.notNegative("availableBytes", availableBytes);
    Checks.notNegative("freeBytes", freeBytes);
    Checks.notNegative("buffersBytes", buffersBytes);
    Checks.notNegative("cachedBytes", cachedBytes);
    Checks.notNegative("swapTotalBytes", swapTotalBytes);
    Checks.notNegative("swapUsedBytes", swapUsedBytes);
    Checks.notNegative("swapFreeBytes", swapFreeBytes);
    Checks.notNegative("utilizationPercent", utilizationPercent);
  }
}
