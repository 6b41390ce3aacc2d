package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads with a vendor's tool. That of NVIDIA can be left running, so that a read starts no such
 * tool: then its answers come by themselves, and the latest counts, unless it is so old that the
 * next one is about to come. When it does not go on, it is started for each read instead.
 */
final class ShimSession implements HostSession {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONGEST_STREAM = Duration.ofSeconds(10);
  private static final int SILENT_ROUNDS = 5;
  private static final int MOST_USES = 1024;

  private final RemoteTool tool;
  private final HostFrame frame;
  private final Optional<NvidiaDevices> nvidia;
  private final VendorDevices vendor;
  private final Clock clock;
  private Optional<Duration> stream;
  private boolean isStreaming;
  private boolean isStuck;
  private long heardAt;
  private Set<Integer> told = Set.of();
  private DevicesRead devices = new DevicesRead(List.of(), List.of(), List.of());

  ShimSession(ToolProbe.Found found, HostFrame frame, RemoteOptions options) {
    this.clock = options.clock();
    this.tool = found.tool;
    this.frame = frame;
    if (tool == RemoteTool.NVIDIA_SMI) {
      NvidiaDevices devices = new NvidiaDevices();
      devices.list(found.output);
      this.nvidia = Optional.of(devices);
      this.vendor = devices;
      this.stream = options.stream().filter(interval -> interval.compareTo(LONGEST_STREAM) <= 0);
    } else {
      this.nvidia = Optional.empty();
      this.vendor =
          new AmdDevices(tool == RemoteTool.AMD_SMI ? DeviceTool.AMD_SMI : DeviceTool.ROCM_SMI);
      this.stream = Optional.empty();
    }
  }

  @Override
  public void begin(HostShell shell) throws HostReadException {
    isStreaming = false;
    isStuck = false;
    if (nvidia.isPresent()) {
      shell.tell("columns=" + nvidia.get().columns() + "\n");
    }
    shell.tell("use " + tool.word() + "\n");
  }

  @Override
  public boolean isStuck() {
    return isStuck;
  }

  @Override
  public HostSnapshot read(HostShell shell, long end)
      throws HostReadException, InterruptedException {
    Block block = isStreaming ? streamed(shell, end) : asked(shell, end);
    HostSnapshot snapshot = frame.snapshot(tool.transport(), block.arrivedAt(), devices);
    if (!isStreaming && stream.isPresent() && isWell()) {
      shell.stream("stream " + stream.get().toMillis() + " " + devices.gpus().size() + "\n");
      isStreaming = true;
      heardAt = System.nanoTime();
    }
    return snapshot;
  }

  private boolean isWell() {
    return !devices.gpus().isEmpty() && devices.issues().isEmpty();
  }

  private Block asked(HostShell shell, long end) throws HostReadException, InterruptedException {
    Block block = shell.ask("tick", end);
    frame.apply(block);
    Block last = block;
    while (nvidia.isPresent() && nvidia.get().dropRejected(last)) {
      shell.tell("columns=" + nvidia.get().columns() + "\n");
      last = shell.ask("again", end);
    }
    devices = vendor.read(last);
    if (nvidia.isEmpty()) {
      askForJobs(shell, end);
    }
    return block;
  }

  /** The host itself knows who uses NVIDIA's devices; who uses those of others it is told here. */
  private void askForJobs(HostShell shell, long end)
      throws HostReadException, InterruptedException {
    Set<Integer> pids = new TreeSet<>();
    devices.uses().stream().limit(MOST_USES).forEach(use -> pids.add(use.pid()));
    if (!pids.isEmpty() && !pids.equals(told)) {
      told = pids;
      frame.apply(
          shell.ask(
              "steps_of " + pids.stream().map(String::valueOf).collect(Collectors.joining(" ")),
              end));
    }
  }

  private Block streamed(HostShell shell, long end) throws HostReadException, InterruptedException {
    Optional<Block> block = shell.ready();
    Block last = heard(block.isPresent() ? block.get() : waited(shell, end));
    for (block = shell.ready(); isStreaming && block.isPresent(); block = shell.ready()) {
      last = heard(block.get(), last);
    }
    if (isStreaming && isOld(last)) {
      Optional<Block> next = following(shell, end);
      last = next.isPresent() ? heard(next.get(), last) : last;
    }
    return isStopped(last) ? asked(shell, end) : last;
  }

  private Block heard(Block block) {
    return heard(block, block);
  }

  /** Takes what a block says; when it says that the tool has stopped, the one before it counts. */
  private Block heard(Block block, Block before) {
    if (isStopped(block)) {
      isStreaming = false;
      stream = Optional.empty();
      return before;
    }
    heardAt = System.nanoTime();
    frame.apply(block);
    devices = vendor.read(block);
    return block;
  }

  private static boolean isStopped(Block block) {
    return block.section("stopped").isPresent();
  }

  private boolean isOld(Block block) {
    Duration age = Duration.between(block.arrivedAt(), clock.instant());
    return age.compareTo(stream.orElse(Duration.ZERO).dividedBy(2)) > 0;
  }

  /** The next one, which is due within the interval; a late one is left for the next read. */
  private Optional<Block> following(HostShell shell, long end)
      throws HostReadException, InterruptedException {
    long due = System.nanoTime() + stream.orElse(Duration.ZERO).toNanos();
    try {
      return Optional.of(shell.next(due - end < 0 ? due : end));
    } catch (HostReadException e) {
      if (e.kind() != FailureKind.TIMEOUT) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Block waited(HostShell shell, long end) throws HostReadException, InterruptedException {
    try {
      return shell.next(end);
    } catch (HostReadException e) {
      Duration silence = stream.orElse(PATIENCE).multipliedBy(SILENT_ROUNDS);
      Duration limit = silence.compareTo(PATIENCE) < 0 ? PATIENCE : silence;
      if (e.kind() == FailureKind.TIMEOUT && System.nanoTime() - heardAt > limit.toNanos()) {
        isStuck = true;
        stream = Optional.empty();
      }
      throw e;
    }
  }
}
