package io.allsmi.collect.local;

import java.time.Instant;

/**
 * Reads the devices of one vendor. A device that fails costs itself, a reading that fails costs
 * that reading; nothing is thrown.
 *
 * <p>For one thread at a time.
 */
interface DeviceReader extends AutoCloseable {
  /** Reads all devices once. */
  DeviceReading read(Instant takenAt);

  @Override
  void close();
}
