package io.allsmi.collect.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts connections on which a request takes too long to arrive. The server's own limit is on
 * silence, which a client that sends a byte now and then never reaches.
 */
final class LateRequests extends AbstractLifeCycle implements Connection.Listener {
  private static final int LOOKS_PER_PATIENCE = 4;

  private final Duration patience;
  private final Scheduler scheduler;
  private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

  LateRequests(Duration patience, Scheduler scheduler) {
    this.patience = patience;
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) {
      open.put(connection, new Progress(connection));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  @Override
  protected void doStart() {
    scheduler.schedule(
        this::look, patience.toMillis() / LOOKS_PER_PATIENCE + 1, TimeUnit.MILLISECONDS);
  }

  private void look() {
    open.values().stream()
        .filter(progress -> progress.isLate(patience))
        .forEach(progress -> progress.connection.getEndPoint().close());
    if (isRunning() || isStarting()) {
      doStart();
    }
  }

  /** How far the next request of a connection has come. */
  private static final class Progress {
    final Connection connection;
    private long requests;
    private long bytesBefore;
    private long since = NanoTime.now();

    Progress(Connection connection) {
      this.connection = connection;
    }

    /** Whether part of a request has been there for longer than that, or none ever came. */
    synchronized boolean isLate(Duration patience) {
      long arrived = connection.getMessagesIn();
      boolean answering = arrived != connection.getMessagesOut();
      boolean between = arrived > 0 && connection.getBytesIn() == bytesBefore;
      if (answering || arrived != requests || between) {
        requests = arrived;
        bytesBefore = connection.getBytesIn();
        since = NanoTime.now();
        return false;
      }
      return NanoTime.since(since) > patience.toNanos();
    }
  }
}
