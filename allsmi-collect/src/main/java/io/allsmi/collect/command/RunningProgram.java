package io.allsmi.collect.command;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program that runs: what it is given and what it writes. One thread reads and one writes; any
 * thread may ask for what it complains of, or close.
 *
 * @since 0.30
 */
public interface RunningProgram extends AutoCloseable {
  /** Its standard input. What is written is sent by {@link OutputStream#flush()}. */
  OutputStream input();

  /** Its standard output; at its end when the program has ended. */
  InputStream output();

  /**
   * What it wrote to its standard error so far, as much as is kept; empty where that is unknown.
   */
  String error();

  /** Ends it; a reader that waits is told. Closing twice is allowed. */
  @Override
  void close();
}
