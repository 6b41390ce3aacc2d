package io.allsmi.collect.local;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * The units in which the kernel counts, from what it tells each program at its start.
 *
 * @param pageBytes the size of a page: 4 KiB, on some ARM systems 64 KiB; absent when not told
 * @param ticksPerSecond 100 on all systems that a JVM runs on
 */
record Units(OptionalLong pageBytes, long ticksPerSecond) {
  private static final long PAGE_SIZE = 6;
  private static final long CLOCK_TICKS = 17;
  private static final int ENTRY = 16;

  static Units read(SystemFiles files) {
    byte[] auxv = new byte[1024];
    int length = files.read("/proc/self/auxv", auxv);
    OptionalLong page = OptionalLong.empty();
    long ticks = 100;
    ByteBuffer entries = ByteBuffer.wrap(auxv).order(ByteOrder.nativeOrder());
    for (int at = 0; at + ENTRY <= length; at += ENTRY) {
      long value = entries.getLong(at + 8);
      if (value > 0 && entries.getLong(at) == PAGE_SIZE) {
        page = OptionalLong.of(value);
      } else if (value > 0 && entries.getLong(at) == CLOCK_TICKS) {
        ticks = value;
      }
    }
    return new Units(page, ticks);
  }
}
