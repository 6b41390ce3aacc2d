package io.allsmi.collect.mock;

import java.time.Clock;
import java.util.Objects;

/**
 * What a {@link MockCluster} is like.
 *
 * <p>The last nodes are the troubled ones: {@code failureNodes} at the very end, the {@code
 * hangingNodes} before them, and the {@code noProcessNodes} before those.
 *
 * @param nodes 1–10,000
 * @param firstPort the first node's port, the others follow; 0 for ports that the system picks
 * @param platform the nodes' devices
 * @param seed the same seed gives the same cluster
 * @param failureNodes nodes that fail: the last refuses connections, the one before it answers 500,
 *     and so on in turn
 * @param hangingNodes nodes that take a connection and never answer
 * @param noProcessNodes nodes that say that they do not report processes
 * @param processes whether the other nodes report processes
 * @param frozen whether nothing ever changes: two pages of a node are the same bytes
 * @param gpusPerNode 1–64; Apple nodes always have one
 * @param clock figures drift with it, one step in 3 s
 * @since 0.30
 */
public record MockOptions(
    int nodes,
    int firstPort,
    MockPlatform platform,
    long seed,
    int failureNodes,
    int hangingNodes,
    int noProcessNodes,
    boolean processes,
    boolean frozen,
    int gpusPerNode,
    Clock clock) {
  private static final MockOptions DEFAULTS =
      new MockOptions(8, 0, MockPlatform.NVIDIA, 1, 0, 0, 0, true, false, 8, Clock.systemUTC());

  /**
   * Checks the arguments.
   *
   * @throws IllegalArgumentException when a number is out of range, or there are more troubled
   *     nodes than nodes
   */
  public MockOptions {
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(clock, "clock");
    check("nodes", nodes, 1, 10_000);
    check("firstPort", firstPort, 0, 65_535);
    check("gpusPerNode", gpusPerNode, 1, 64);
    check("failureNodes", failureNodes, 0, nodes);
    check("hangingNodes", hangingNodes, 0, nodes - failureNodes);
    check("noProcessNodes", noProcessNodes, 0, nodes - failureNodes - hangingNodes);
    if (firstPort > 0) {
      check("firstPort + nodes - 1", firstPort + nodes - 1, 1, 65_535);
    }
  }

  /** Eight healthy NVIDIA nodes with eight GPUs each, on ports that the system picks. */
  public static MockOptions defaults() {
    return DEFAULTS;
  }

  /** The same with so many {@link #nodes()}. */
  public MockOptions withNodes(int count) {
    return new MockOptions(
        count,
        firstPort,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with this {@link #firstPort()}. */
  public MockOptions withFirstPort(int port) {
    return new MockOptions(
        nodes,
        port,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with this {@link #platform()}. */
  public MockOptions withPlatform(MockPlatform devices) {
    return new MockOptions(
        nodes,
        firstPort,
        devices,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with this {@link #seed()}. */
  public MockOptions withSeed(long number) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        number,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with so many {@link #failureNodes()}. */
  public MockOptions withFailureNodes(int count) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        count,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with so many {@link #hangingNodes()}. */
  public MockOptions withHangingNodes(int count) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        failureNodes,
        count,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with so many {@link #noProcessNodes()}. */
  public MockOptions withNoProcessNodes(int count) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        count,
        processes,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same with or without {@link #processes()}. */
  public MockOptions withProcesses(boolean reported) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        reported,
        frozen,
        gpusPerNode,
        clock);
  }

  /** The same, {@link #frozen()} or not. */
  public MockOptions withFrozen(boolean still) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        still,
        gpusPerNode,
        clock);
  }

  /** The same with so many {@link #gpusPerNode()}. */
  public MockOptions withGpusPerNode(int count) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        count,
        clock);
  }

  /** The same with this {@link #clock()}. */
  public MockOptions withClock(Clock other) {
    return new MockOptions(
        nodes,
        firstPort,
        platform,
        seed,
        failureNodes,
        hangingNodes,
        noProcessNodes,
        processes,
        frozen,
        gpusPerNode,
        other);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": expected " + least + " to " + most + ", got " + value);
    }
  }
}
