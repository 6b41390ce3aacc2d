package io.allsmi.collect.nvml;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Memory laid out as a C struct; fields are named by their offsets. */
final class Struct {
  private final byte[] bytes;
  private final ByteBuffer fields;

  Struct(int size) {
    bytes = new byte[size];
    fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** A struct that begins with its version, as {@code NVML_STRUCT_VERSION} has it. */
  static Struct versioned(int size, int version) {
    Struct struct = new Struct(size);
    struct.put(0, size | version << 24);
    return struct;
  }

  /** What a function is given. */
  byte[] memory() {
    return bytes;
  }

  void put(int offset, int value) {
    fields.putInt(offset, value);
  }

  void put(int offset, long value) {
    fields.putLong(offset, value);
  }

  /** An {@code int}, or an {@code unsigned int} of which only equality matters. */
  int number(int offset) {
    return fields.getInt(offset);
  }

  /** An {@code unsigned int}. */
  long unsigned(int offset) {
    return Integer.toUnsignedLong(fields.getInt(offset));
  }

  /** An {@code unsigned long long} or a pointer; what has the highest bit set is negative. */
  long wide(int offset) {
    return fields.getLong(offset);
  }

  double real(int offset) {
    return fields.getDouble(offset);
  }

  /** A text up to its NUL, without control characters. */
  static String text(byte[] memory) {
    int end = 0;
    while (end < memory.length && memory[end] != 0) {
      end++;
    }
    StringBuilder text = new StringBuilder(end);
    new String(memory, 0, end, StandardCharsets.UTF_8)
        .chars()
        .filter(c -> !Character.isISOControl(c))
        .forEach(c -> text.append((char) c));
    return text.toString().strip();
  }
}
