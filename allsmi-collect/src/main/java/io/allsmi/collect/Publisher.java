package io.allsmi.collect;

import java.time.Duration;

/** Publishes changes at their {@link PublishPace}. Belongs to the poller's own thread. */
final class Publisher {
  private final PublishPace pace = new PublishPace();
  private final PollThreads threads;
  private final Runnable lookAgain;
  private final Runnable publish;

  /** {@code lookAgain} is run when a change has waited long enough. */
  Publisher(PollThreads threads, Runnable lookAgain, Runnable publish) {
    this.threads = threads;
    this.lookAgain = lookAgain;
    this.publish = publish;
  }

  void changed() {
    pace.changed(System.nanoTime());
  }

  /** Publishes what has changed, now or later; {@code quiet}: no answer is expected soon. */
  void publishIfDue(boolean quiet, Duration interval) {
    if (!pace.isPending()) {
      return;
    }
    long now = System.nanoTime();
    long wait = pace.waitNanos(now, quiet, interval);
    if (wait <= 0) {
      pace.published(now);
      publish.run();
    } else if (pace.wakeAt(now + wait)) {
      var unused = threads.after(Duration.ofNanos(wait), this::wake);
    }
  }

  private void wake() {
    pace.woke();
    lookAgain.run();
  }
}
