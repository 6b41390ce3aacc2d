package io.allsmi.collect.nvml;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A device or a partition that is asked: a reading that it does not have is absent, one that failed
 * is absent and a complaint, and of a device that is lost nothing more is asked.
 */
final class NvmlDevice {
  private final NvmlLibrary library;
  private final long handle;
  private final NvmlComplaints complaints;

  NvmlDevice(NvmlLibrary library, long handle, NvmlComplaints complaints) {
    this.library = library;
    this.handle = handle;
    this.complaints = complaints;
  }

  /** A partition of this device. */
  NvmlDevice part(long handle) {
    return new NvmlDevice(library, handle, complaints);
  }

  NvmlLibrary library() {
    return library;
  }

  long handle() {
    return handle;
  }

  /** Calls a function with the handle before the arguments; whether it succeeded. */
  boolean ask(String function, Object... arguments) {
    return status(function, arguments) == NvmlStatus.SUCCESS;
  }

  /** Calls a function with the handle before the arguments. */
  int status(String function, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = handle;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return plain(function, all);
  }

  /** Calls a function that is not about this device but for it. */
  int plain(String function, Object... arguments) {
    if (complaints.isLost()) {
      return NvmlStatus.GPU_IS_LOST;
    }
    int status = library.call(function, arguments);
    complaints.answered(function, status);
    return status;
  }

  /**
   * The unsigned number that a function gives, in whole numbers of {@code unit}.
   *
   * @param most the highest that is believed, after the division
   */
  OptionalDouble reading(double unit, double most, String function, Object... before) {
    int[] answer = new int[1];
    Object[] arguments = new Object[before.length + 1];
    System.arraycopy(before, 0, arguments, 0, before.length);
    arguments[before.length] = answer;
    return ask(function, arguments)
        ? believed(function, most, Integer.toUnsignedLong(answer[0]) / unit)
        : OptionalDouble.empty();
  }

  /** The whole number that a function gives. */
  OptionalInt whole(int most, String function, Object... before) {
    return whole(reading(1, most, function, before));
  }

  /** Likewise, where 0 is how the driver says that it does not know. */
  OptionalInt positive(int most, String function, Object... before) {
    OptionalInt value = whole(most, function, before);
    return value.orElse(0) == 0 ? OptionalInt.empty() : value;
  }

  /** The text that a function writes into memory of a size it is told. */
  Optional<String> text(String function, int size) {
    byte[] memory = new byte[size];
    return ask(function, memory, size) ? nonEmpty(Struct.text(memory)) : Optional.empty();
  }

  static Optional<String> nonEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** A value, unless no device can have it. */
  OptionalDouble believed(String function, double most, double value) {
    if (value >= 0 && value <= most) {
      return OptionalDouble.of(value);
    }
    complaints.absurd(function, most, value);
    return OptionalDouble.empty();
  }

  OptionalDouble believed(String function, double most, long value) {
    return believed(function, most, (double) value);
  }

  static OptionalInt whole(OptionalDouble value) {
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsDouble());
  }
}
