package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.internal.DeviceTool;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads with a vendor's tool. That of NVIDIA can be left running, so that a read starts no such
 * tool: then its answers come by themselves, and the latest counts. When it does not go on, it is
 * started for each read instead.
 */
final class ShimSession implements HostSession {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SILENT_ROUNDS = 5;

  private final RemoteTool tool;
  private final HostFrame frame;
  private final Optional<NvidiaDevices> nvidia;
  private final VendorDevices vendor;
  private Optional<Duration> stream;
  private boolean isStreaming;
  private boolean isStuck;
  private long heardAt;
  private DevicesRead devices = new DevicesRead(List.of(), List.of(), List.of());

  ShimSession(ToolProbe.Found found, HostFrame frame, Optional<Duration> stream) {
    this.tool = found.tool;
    this.frame = frame;
    if (tool == RemoteTool.NVIDIA_SMI) {
      NvidiaDevices devices = new NvidiaDevices();
      devices.list(found.output);
      this.nvidia = Optional.of(devices);
      this.vendor = devices;
      this.stream = stream;
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
      shell.tell("stream " + stream.get().toMillis() + " " + devices.gpus().size() + "\n");
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
    return block;
  }

  private Block streamed(HostShell shell, long end) throws HostReadException, InterruptedException {
    Block last = null;
    Optional<Block> block = shell.ready();
    if (block.isEmpty()) {
      block = Optional.of(waited(shell, end));
    }
    while (block.isPresent()) {
      if (block.get().section("stopped").isPresent()) {
        isStreaming = false;
        stream = Optional.empty();
        return last == null ? asked(shell, end) : last;
      }
      last = block.get();
      heardAt = System.nanoTime();
      frame.apply(last);
      devices = vendor.read(last);
      block = shell.ready();
    }
    return last == null ? asked(shell, end) : last;
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
