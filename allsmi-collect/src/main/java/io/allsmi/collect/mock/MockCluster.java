package io.allsmi.collect.mock;

import io.allsmi.collect.HttpTarget;
import io.allsmi.collect.mock.MockNode.Trouble;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.core.exposition.ExpositionWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cluster that does not exist, on loopback ports of this machine: for demos, and for tests of
 * programs that read clusters.
 *
 * <pre>{@code
 * try (MockCluster cluster = MockCluster.start(MockOptions.defaults().withFrozen(true));
 *     ClusterPoller poller = ClusterPoller.open(cluster.targets())) {
 *   assertEquals(8, poller.readOnce().hosts().size());
 * }
 * }</pre>
 *
 * <p>Nodes are named {@code node-0001} on. Several train together for one user, others serve
 * models, hold notebooks or do a bit of all; every node also lists the processes that use no GPU.
 * The same seed gives the same cluster, and at the same step of time the same figures. Safe for
 * many threads.
 *
 * @since 0.30
 */
public final class MockCluster implements AutoCloseable {
  private static final int THREADS = 16;

  private final MockOptions options;
  private final Instant startedAt;
  private final ThreadPoolExecutor executor;
  private final List<MockNode> nodes = new ArrayList<>();

  private MockCluster(MockOptions options) {
    this.options = options;
    this.startedAt = options.clock().instant();
    this.executor =
        new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads());
    executor.allowCoreThreadTimeOut(true);
  }

  private static ThreadFactory threads() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "allsmi-mock-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Starts a cluster; when this returns, its nodes answer.
   *
   * @throws IOException when a port cannot be had; nothing is left open then
   */
  public static MockCluster start(MockOptions options) throws IOException {
    MockCluster cluster = new MockCluster(options);
    try {
      for (int i = 0; i < options.nodes(); i++) {
        cluster.startNode(i);
      }
      return cluster;
    } catch (IOException e) {
      int node = cluster.nodes.size();
      cluster.close();
      int port = options.firstPort() == 0 ? 0 : options.firstPort() + node;
      throw new IOException("port " + port + ": cannot be had (" + e.getMessage() + ")", e);
    }
  }

  /** The nodes in the order of their names; unmodifiable. */
  public List<HttpTarget> targets() {
    return nodes.stream().map(MockNode::target).toList();
  }

  /**
   * What every node would truly report at that time, in the order of {@link #targets()}, with the
   * target's address as host id. A node that fails or hangs is {@code DOWN} without readings.
   * Command lines are whole; on a page they are cut.
   */
  public List<HostSnapshot> snapshots(Instant at) {
    return nodes.stream().map(n -> snapshot(n, at)).toList();
  }

  /**
   * The page a node would send at that time, whether it fails or not.
   *
   * @param node its place in {@link #targets()}, from 0
   * @return UTF-8 text in the Prometheus format
   */
  public byte[] page(int node, Instant at) {
    return page(nodes.get(node).model, at);
  }

  /** Closes every port and ends every thread; closing twice is allowed. */
  @Override
  public void close() {
    List<IOException> failures = new ArrayList<>();
    for (MockNode node : nodes) {
      try {
        node.close();
      } catch (IOException e) {
        failures.add(e);
      }
    }
    executor.shutdownNow();
    if (!failures.isEmpty()) {
      throw new UncheckedIOException(failures.get(0));
    }
  }

  private void startNode(int i) throws IOException {
    Trouble trouble = trouble(i);
    NodeModel model = new NodeModel(options, i, reportsProcesses(i));
    int port = options.firstPort() == 0 ? 0 : options.firstPort() + i;
    PageHandler pages = new PageHandler(() -> answer(model, trouble));
    nodes.add(MockNode.start(model, trouble, port, pages, executor));
  }

  private Optional<byte[]> answer(NodeModel model, Trouble trouble) {
    return trouble == Trouble.NONE
        ? Optional.of(page(model, options.clock().instant()))
        : Optional.empty();
  }

  private byte[] page(NodeModel model, Instant at) {
    return ExpositionWriter.write(model.at(tick(at), at, model.name())); // a page has no address
  }

  private Trouble trouble(int i) {
    int fromEnd = options.nodes() - 1 - i;
    if (fromEnd < options.failureNodes()) {
      return fromEnd % 2 == 0 ? Trouble.REFUSES : Trouble.ANSWERS_500;
    }
    return fromEnd < options.failureNodes() + options.hangingNodes() ? Trouble.HANGS : Trouble.NONE;
  }

  private boolean reportsProcesses(int i) {
    int others = options.failureNodes() + options.hangingNodes() + options.noProcessNodes();
    return options.processes() && i < options.nodes() - others;
  }

  private HostSnapshot snapshot(MockNode node, Instant at) {
    String hostId = node.target().hostId();
    return switch (node.trouble) {
      case NONE -> node.model.at(tick(at), at, hostId);
      case REFUSES -> down(hostId, at, FailureKind.REFUSED, "connection refused");
      case ANSWERS_500 -> down(hostId, at, FailureKind.HTTP_STATUS, "HTTP 500");
      case HANGS -> down(hostId, at, FailureKind.TIMEOUT, "it never answers");
    };
  }

  private static HostSnapshot down(String hostId, Instant at, FailureKind kind, String message) {
    return HostSnapshot.builder(hostId, at, HostStatus.down(Transport.HTTP, kind, message))
        .address(hostId)
        .build();
  }

  private long tick(Instant at) {
    long seconds = Duration.between(startedAt, at).toSeconds();
    return options.frozen() ? 0 : Math.max(0, seconds / NodeModel.SECONDS_PER_TICK);
  }
}
