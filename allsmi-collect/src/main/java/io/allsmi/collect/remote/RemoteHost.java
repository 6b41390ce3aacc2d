package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.local.LocalHost;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host that is read through one shell on it, see {@code host.sh}: its devices by the tool that
 * {@link Selection} finds, everything around them from what it sends of /proc and /sys, in the way
 * that {@link LocalHost} reads this machine.
 *
 * <p>A host without any tool is asked again after five minutes. What is learned of a host is kept
 * as long as the object, which is for one connection.
 */
public final class RemoteHost implements RemoteReader {
  private static final Duration UNSUPPORTED_PAUSE = Duration.ofMinutes(5);

  private final ShellStarter starter;
  private final RemoteOptions options;
  private final HostFrame frame;
  private final ToolProbe probe;
  private volatile @Nullable HostShell shell;
  private volatile boolean isClosed;
  private boolean isPrepared;
  private @Nullable HostSession session;
  private Instant unsupportedUntil = Instant.MIN;
  private String unsupported = "";

  private RemoteHost(String hostId, String address, ShellStarter starter, RemoteOptions options) {
    this.starter = Objects.requireNonNull(starter, "starter");
    this.options = Objects.requireNonNull(options, "options");
    this.frame =
        new HostFrame(
            Objects.requireNonNull(hostId, "hostId"),
            Objects.requireNonNull(address, "address"),
            options);
    this.probe = new ToolProbe(options.fallbacks());
  }

  /**
   * Prepares to read; nothing is started yet.
   *
   * @param hostId the host's key in a cluster
   * @param address where it is read, for people
   * @param starter starts the shell on it
   */
  public static RemoteHost of(
      String hostId, String address, ShellStarter starter, RemoteOptions options) {
    return new RemoteHost(hostId, address, starter, options);
  }

  @Override
  public HostSnapshot read(Duration deadline) throws HostReadException, InterruptedException {
    if (options.clock().instant().isBefore(unsupportedUntil)) {
      throw new HostReadException(FailureKind.UNSUPPORTED, unsupported);
    }
    long end = System.nanoTime() + deadline.toNanos();
    HostSession known = session;
    if (known != null && known.isStuck()) {
      leave();
    }
    HostShell open = opened(end);
    if (!isPrepared) {
      Block facts = open.ask("facts", end);
      frame.learn(facts);
      probe.learn(facts);
      if (known != null) {
        known.begin(open);
      }
      isPrepared = true;
    }
    if (known == null) {
      known = found(open, end);
      known.begin(open);
      session = known;
    }
    return known.read(open, end);
  }

  private HostShell opened(long end) throws HostReadException {
    HostShell open = shell;
    if (open == null && !isClosed) {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      open = HostShell.start(starter, options.clock(), left);
      shell = open;
    }
    if (open == null || isClosed) {
      leave();
      throw new HostReadException(
          FailureKind.UNREACHABLE, "connection: expected it open, got it closed");
    }
    return open;
  }

  private HostSession found(HostShell open, long end)
      throws HostReadException, InterruptedException {
    try {
      ToolProbe.Found found = probe.find(open, end);
      return found.tool == RemoteTool.NATIVE
          ? new NativeSession(found.program, frame)
          : new ShimSession(found, frame, options);
    } catch (HostReadException e) {
      if (e.kind() == FailureKind.UNSUPPORTED) {
        unsupportedUntil = options.clock().instant().plus(UNSUPPORTED_PAUSE);
        unsupported = e.text();
      }
      throw e;
    }
  }

  private void leave() {
    HostShell open = shell;
    shell = null;
    isPrepared = false;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    HostShell open = shell;
    if (open != null) {
      open.close();
    }
  }
}
