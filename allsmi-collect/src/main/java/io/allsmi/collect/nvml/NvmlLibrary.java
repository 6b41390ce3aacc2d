package io.allsmi.collect.nvml;

/** The functions of NVML by their names. Safe for use by several threads. */
public interface NvmlLibrary {
  /**
   * Calls a function.
   *
   * @param function its name, such as {@code nvmlDeviceGetCount_v2}
   * @param arguments a {@link Long} is a handle, an {@link Integer} an unsigned number, an array is
   *     memory that the function reads or fills
   * @return its status; {@link NvmlStatus#FUNCTION_NOT_FOUND} when this driver has no such function
   */
  int call(String function, Object... arguments);

  /** Whether this driver has a function. */
  boolean has(String function);
}
