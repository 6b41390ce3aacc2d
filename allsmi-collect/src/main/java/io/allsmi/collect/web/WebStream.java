package io.allsmi.collect.web;

/** The other end of an answer that goes on. Safe for many threads, one write at a time. */
public interface WebStream {
  /**
   * Sends bytes, without waiting.
   *
   * @param bytes not changed any more
   * @param done called once, from any thread, when they are on their way or the stream is broken
   */
  void write(byte[] bytes, Done done);

  /** Cuts the connection. */
  void abort();

  /** How a write ended. */
  interface Done {
    /**
     * Called once.
     *
     * @param sent whether the stream still stands
     */
    void ended(boolean sent);
  }
}
