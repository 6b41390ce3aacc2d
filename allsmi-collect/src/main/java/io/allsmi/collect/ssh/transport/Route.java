package io.allsmi.collect.ssh.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Bytes to and from a server, whatever they travel over. */
interface Route extends AutoCloseable {
  InputStream input();

  OutputStream output();

  /** What the way itself says of its failure, on one line. */
  default Optional<String> complaint() {
    return Optional.empty();
  }

  /** Ends it at once, also for those who wait on it; closing twice is allowed. */
  @Override
  void close();
}
