package io.allsmi.tui.terminal;

import java.io.IOException;

/**
 * What the loop needs of a terminal. One thread reads, another one does everything else; any thread
 * may close.
 */
public interface Terminal extends AutoCloseable {
  /** The size of the screen now. */
  Size size();

  /**
   * Waits for a key or the mouse.
   *
   * @throws IOException when the terminal cannot be read
   */
  Input read() throws IOException;

  /** Writes bytes in one piece; nothing while suspended or closed. */
  void write(byte[] bytes, int length) throws IOException;

  /** Leaves the screen as the shell had it and stops this process. */
  void suspend() throws IOException;

  /** Takes the screen over again after the process was continued. */
  void resume() throws IOException;

  /** Leaves the screen as the shell had it; closing twice is allowed. */
  @Override
  void close();

  /** The size of a screen in cells. */
  record Size(int columns, int rows) {}
}
