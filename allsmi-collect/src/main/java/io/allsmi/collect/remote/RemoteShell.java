package io.allsmi.collect.remote;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A program that runs on a host: what it is given and what it writes. One thread reads and one
 * writes; any thread may close.
 */
public interface RemoteShell extends AutoCloseable {
  /** Its standard input. What is written is sent by {@link OutputStream#flush()}. */
  OutputStream input();

  /**
   * Its standard output; at its end when the program or the connection has ended. Not to be read
   * when there is a listener.
   */
  InputStream output();

  /**
   * Gives what it writes to a listener, so that no thread has to wait for it. Allowed once, soon
   * after its start; what has come before is the beginning.
   */
  void listen(ShellOutput listener);

  /** Ends the program's input and output; a reader that waits is told. Closing twice is allowed. */
  @Override
  void close();
}
