package io.allsmi.collect.remote;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes answers may take up together until they are read. */
class Room {
  /** That of all hosts. */
  static final Room ALL = new Room(Runtime.getRuntime().maxMemory() / 4);

  private final AtomicLong left;

  Room(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes so many, or none when there are not so many left. */
  boolean take(long bytes) {
    long before = left.getAndUpdate(now -> now < bytes ? now : now - bytes);
    return before >= bytes;
  }

  void give(long bytes) {
    left.addAndGet(bytes);
  }

  long left() {
    return left.get();
  }
}
