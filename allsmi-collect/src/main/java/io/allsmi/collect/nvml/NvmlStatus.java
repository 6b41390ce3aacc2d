package io.allsmi.collect.nvml;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** What a function of NVML answers: {@code nvmlReturn_t}. */
public final class NvmlStatus {
  /** It did what was asked. */
  public static final int SUCCESS = 0;

  static final int UNINITIALIZED = 1;
  static final int INVALID_ARGUMENT = 2;
  static final int NOT_SUPPORTED = 3;
  static final int NOT_FOUND = 6;
  static final int INSUFFICIENT_SIZE = 7;
  static final int DRIVER_NOT_LOADED = 9;

  /** The driver is older than the function. */
  public static final int FUNCTION_NOT_FOUND = 13;

  static final int GPU_IS_LOST = 15;
  static final int RESET_REQUIRED = 16;

  /**
   * Answers that say that a reading is not to be had here: not supported, not permitted, not there,
   * or in a form that this driver does not know.
   */
  private static final Set<Integer> NO_READING =
      Set.of(
          INVALID_ARGUMENT,
          NOT_SUPPORTED,
          4,
          NOT_FOUND,
          INSUFFICIENT_SIZE,
          FUNCTION_NOT_FOUND,
          21,
          25,
          26,
          27);

  /** As nvidia-smi words them. */
  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          entry(UNINITIALIZED, "Uninitialized"),
          entry(INVALID_ARGUMENT, "Invalid Argument"),
          entry(NOT_SUPPORTED, "Not Supported"),
          entry(4, "Insufficient Permissions"),
          entry(NOT_FOUND, "Not Found"),
          entry(INSUFFICIENT_SIZE, "Insufficient Size"),
          entry(8, "Insufficient External Power"),
          entry(DRIVER_NOT_LOADED, "Driver Not Loaded"),
          entry(10, "Timeout"),
          entry(11, "Interrupt Request Issue"),
          entry(12, "NVML Shared Library Not Found"),
          entry(FUNCTION_NOT_FOUND, "Function Not Found"),
          entry(14, "Corrupted infoROM"),
          entry(GPU_IS_LOST, "GPU is lost"),
          entry(RESET_REQUIRED, "GPU requires reset"),
          entry(17, "GPU access blocked by the operating system"),
          entry(18, "Driver/library version mismatch"),
          entry(19, "In use by another client"),
          entry(20, "Insufficient Memory"),
          entry(999, "Unknown Error"));

  private NvmlStatus() {}

  /** Whether the answer is a fault, and not that there is no such reading. */
  static boolean isFault(int status) {
    return status != SUCCESS && !NO_READING.contains(status);
  }

  /** Whether nothing more can be had of the device until it is reset and found again. */
  static boolean isLoss(int status) {
    return status == GPU_IS_LOST
        || status == RESET_REQUIRED
        || status == UNINITIALIZED
        || status == DRIVER_NOT_LOADED;
  }

  /** {@code 'GPU is lost' (15)}. */
  public static String text(int status) {
    return "'" + TEXTS.getOrDefault(status, "Error") + "' (" + status + ")";
  }
}
