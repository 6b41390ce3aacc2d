package io.allsmi.collect.internal;

/** Takes the bytes of a page as they arrive. */
@FunctionalInterface
public interface BodySink {
  /** Takes some bytes; the buffer is reused afterwards. */
  void feed(byte[] buffer, int offset, int length);
}
