package io.allsmi.tui.terminal;

import java.io.IOException;
import java.time.Duration;

/**
 * Gives a terminal back in two steps, each with a limit: a terminal that takes nothing more holds a
 * write, and on recent kernels also whoever changes its modes, until this process is gone.
 */
final class Restoring {
  private static final Duration LOCK = Duration.ofMillis(500);
  private static final Duration STEP = Duration.ofSeconds(1);

  private final ScreenOutput screen;
  private final Step modes;

  /** Something that may never return. */
  interface Step {
    void run() throws IOException, InterruptedException;
  }

  /**
   * For a screen.
   *
   * @param modes puts the modes of the terminal back
   */
  Restoring(ScreenOutput screen, Step modes) {
    this.screen = screen;
    this.modes = modes;
  }

  /** Leaves the screen if nobody is writing to it, and puts the modes back in any case. */
  void run() {
    limited(() -> screen.leaveWithin(LOCK));
    limited(modes);
  }

  /** A step that is still held afterwards ends with the process and does not keep it alive. */
  private static void limited(Step step) {
    Thread thread = new Thread(() -> attempt(step), "allsmi terminal step");
    thread.setDaemon(true);
    thread.start();
    if (!ended(thread)) {
      boolean unused = ended(thread); // an interrupt does not cut the second wait short
      Thread.currentThread().interrupt();
    }
  }

  /** Waits; whether it was not interrupted. */
  private static boolean ended(Thread thread) {
    try {
      thread.join(STEP.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      // The terminal is gone: there is nothing left to restore.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
