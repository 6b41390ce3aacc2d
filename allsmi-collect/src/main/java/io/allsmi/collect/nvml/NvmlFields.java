package io.allsmi.collect.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Readings that have a number instead of a function: {@code nvmlDeviceGetFieldValues}. */
final class NvmlFields {
  static final int MEMORY_TEMPERATURE = 82;
  static final int NVLINK_SPEED = 90;
  static final int NVLINK_SPEED_OF_LINK = 164;

  /** {@code nvmlValueType_t}: unsigned 32, 64 (two ways), signed 64 and 32 bits. */
  private static final int UNSIGNED = 1;

  private static final int LONG = 2;
  private static final int LONG_LONG = 3;
  private static final int SIGNED_LONG_LONG = 4;
  private static final int SIGNED = 5;

  private NvmlFields() {}

  /** A field, and what of the device it is about, such as the number of a link. */
  record Field(int id, int scope) {}

  /** Their values, in the same order; empty when nothing is answered, none is negative. */
  static List<OptionalLong> read(NvmlDevice device, List<Field> fields) {
    Struct values = new Struct(NvmlLayout.FIELD_VALUE * fields.size());
    for (int i = 0; i < fields.size(); i++) {
      values.put(i * NvmlLayout.FIELD_VALUE, fields.get(i).id());
      values.put(i * NvmlLayout.FIELD_VALUE + 4, fields.get(i).scope());
    }
    boolean answered = device.ask("nvmlDeviceGetFieldValues", fields.size(), values.memory());
    List<OptionalLong> read = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      read.add(answered ? value(values, i * NvmlLayout.FIELD_VALUE) : OptionalLong.empty());
    }
    return read;
  }

  private static OptionalLong value(Struct values, int at) {
    if (values.number(at + 28) != NvmlStatus.SUCCESS) {
      return OptionalLong.empty();
    }
    long value =
        switch (values.number(at + 24)) {
          case UNSIGNED -> values.unsigned(at + 32);
          case SIGNED -> values.number(at + 32);
          case LONG, LONG_LONG, SIGNED_LONG_LONG -> values.wide(at + 32);
          default -> -1;
        };
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
