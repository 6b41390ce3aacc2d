package io.allsmi.collect.local;

/** Which processes of this machine are listed. */
public enum ProcessScope {
  /** Every process, those that use no device with a row without one. */
  ALL,
  /** Those that use a device. */
  DEVICE_USERS,
  /** None. */
  NONE
}
