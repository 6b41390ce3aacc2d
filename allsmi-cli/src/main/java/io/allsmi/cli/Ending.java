package io.allsmi.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs until it is ended finish what it does when SIGTERM or SIGINT comes, and
 * end with its own exit status: ended as asked is not a failure.
 */
final class Ending {
  /** A disk that hangs must not keep the program. */
  private static final long PATIENCE_SECONDS = 10;

  private final Runnable ask;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean asked;
  private volatile int status = ExitCodes.FAILED;

  private Ending(Runnable ask) {
    this.ask = ask;
  }

  /**
   * Calls {@code ask}, from another thread, when the program is told to end; it then goes on until
   * {@link #done}, for ten seconds at most.
   */
  static Ending onSignal(Runnable ask) {
    Ending ending = new Ending(ask);
    Runtime.getRuntime().addShutdownHook(new Thread(ending::end, "allsmi-end"));
    return ending;
  }

  private void end() {
    if (finished.getCount() == 0) {
      return; // the program ends by itself
    }
    asked = true;
    ask.run();
    try {
      boolean unused = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status);
  }

  /** Whether the program was told to end. */
  boolean isAsked() {
    return asked;
  }

  /** Says that everything is finished. */
  void done(int exitStatus) {
    status = exitStatus;
    finished.countDown();
  }
}
