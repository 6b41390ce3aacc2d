package io.allsmi.collect.remote;

/**
 * Takes what a program on a host writes, as it comes.
 *
 * @implSpec It is called on the thread of the connection, which has nothing else done meanwhile: it
 *     waits for nobody.
 */
public interface ShellOutput {
  /**
   * Takes the next bytes; they are another's afterwards.
   *
   * @param bytes where they are
   * @param from the first
   * @param count how many
   */
  void take(byte[] bytes, int from, int count);

  /** The program or the connection has ended. This may be said more than once, by any thread. */
  void ended();
}
