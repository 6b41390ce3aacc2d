package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.config.SshSettings;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a silent server now and then whether it is there, and ends the connection when not. */
final class KeepAliveWatch {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final int COUNT = 3;

  private final long millis;
  private final int most;
  private final Runnable question;
  private final Runnable end;
  private int unanswered;
  private @Nullable ScheduledFuture<?> watch;
  private boolean isOver;

  /**
   * Does nothing before {@link #start}.
   *
   * @param question asks; it must not block
   * @param end ends the connection; it must not block
   */
  KeepAliveWatch(SshSettings settings, Runnable question, Runnable end) {
    boolean isSaid = !settings.serverAliveInterval().isZero();
    millis = (isSaid ? settings.serverAliveInterval() : INTERVAL).toMillis();
    most = isSaid ? settings.serverAliveCountMax() : COUNT;
    this.question = question;
    this.end = end;
  }

  synchronized void start(ScheduledExecutorService clock) {
    if (!isOver) {
      watch = clock.scheduleWithFixedDelay(this::ask, millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void ask() {
    synchronized (this) {
      if (isOver) {
        return;
      }
      if (unanswered < most) {
        unanswered++;
        question.run();
        return;
      }
    }
    end.run();
  }

  /** An answer to any question shows that the server is there. */
  synchronized void answered() {
    unanswered = 0;
  }

  synchronized void stop() {
    isOver = true;
    if (watch != null) {
      watch.cancel(false);
    }
  }
}
