package io.allsmi.collect.alert;

import io.allsmi.core.alert.Alert;
import io.allsmi.core.alert.AlertSink;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Posts each alert as one JSON object ({@link io.allsmi.core.json.AlertJson}) to an address over
 * HTTP or HTTPS, one after another on a thread of its own.
 *
 * <p>A post may take 2 s; redirects are not followed, and what is not answered with 2xx is not sent
 * again. While one is on its way 64 wait, and what comes beyond that is left out and counted.
 * Closing waits for those that wait, but not for longer than a second. The address may name an
 * account, {@code https://name:password@host/path}; of it no more than scheme, host and port is
 * ever said. For any threads.
 *
 * @since 0.30.0
 */
public final class Webhook implements AlertSink, AutoCloseable {
  /** How many alerts wait at most. */
  static final int QUEUE = 64;

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final WebhookAddress address;
  private final WebhookPost post;
  private final Duration closing;
  private final Thread worker;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Alert> waiting = new ArrayDeque<>();
  private boolean closed;
  private long taken;
  private long leftOut;
  private long failed;
  private boolean leftOutSaid;
  private boolean failureSaid;
  private @Nullable String failure;

  private Webhook(WebhookAddress address, ZoneId zone, Duration timeout, Duration closing) {
    this.address = address;
    this.post = new WebhookPost(address, zone, timeout);
    this.closing = closing;
    worker = new Thread(this::work, "allsmi webhook");
    worker.setDaemon(true);
  }

  /**
   * Starts one; nothing is sent before the first alert.
   *
   * @param url {@code http} or {@code https}, with a host
   * @param zone the zone of the times that are written
   * @throws IllegalArgumentException when the address is none; the message does not repeat it
   */
  public static Webhook open(String url, ZoneId zone) {
    return open(url, zone, TIMEOUT, CLOSING);
  }

  /**
   * Says whether an address can be posted to, without posting.
   *
   * @throws IllegalArgumentException as {@link #open(String, ZoneId)}
   */
  public static void checkAddress(String url) {
    WebhookAddress.parse(url);
  }

  static Webhook open(String url, ZoneId zone, Duration timeout, Duration closing) {
    Webhook webhook = new Webhook(WebhookAddress.parse(url), zone, timeout, closing);
    webhook.worker.start();
    return webhook;
  }

  @Override
  public void accept(Alert alert) {
    lock.lock();
    try {
      taken++;
      if (closed || waiting.size() == QUEUE) {
        leftOut++;
      } else {
        waiting.add(alert);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (Alert alert = next(); alert != null; alert = next()) {
        post.send(alert).ifPresent(this::failed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed while a post was on its way
    }
  }

  /** The next one to send; null when there is none any more. */
  private @Nullable Alert next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(String why) {
    lock.lock();
    try {
      failed++;
      failure = why;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<String> trouble() {
    lock.lock();
    try {
      if (failure != null && !failureSaid) {
        failureSaid = true;
        return Optional.of("webhook " + address.shown() + ": " + failure);
      }
      if (leftOut > 0 && !leftOutSaid) {
        leftOutSaid = true;
        return Optional.of(
            "webhook " + address.shown() + ": more alerts than it takes, some are left out");
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** How many alerts did not arrive, and why, in one line for people; empty when all did. */
  public Optional<String> summary() {
    lock.lock();
    try {
      if (leftOut + failed == 0) {
        return Optional.empty();
      }
      String reason = failure == null ? "" : ", the last one: " + failure;
      return Optional.of(
          "webhook "
              + address.shown()
              + ": expected to deliver "
              + taken
              + (taken == 1 ? " alert" : " alerts")
              + ", got "
              + leftOut
              + " left out and "
              + failed
              + " failed"
              + reason);
    } finally {
      lock.unlock();
    }
  }

  /** Waits a moment for what is on its way, and gives up the rest. Closing twice is allowed. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      worker.join(closing.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    giveUp();
  }

  private void giveUp() {
    if (!worker.isAlive()) {
      return;
    }
    worker.interrupt();
    lock.lock();
    try {
      leftOut += waiting.size();
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }
}
