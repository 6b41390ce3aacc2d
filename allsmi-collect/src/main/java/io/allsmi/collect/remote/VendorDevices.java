package io.allsmi.collect.remote;

/**
 * Makes devices of what a vendor's tool wrote, and keeps what it says once only. For one thread.
 */
interface VendorDevices {
  /** What an answer says; what it does not say is an issue, and its devices are then bare. */
  DevicesRead read(Block block);
}
