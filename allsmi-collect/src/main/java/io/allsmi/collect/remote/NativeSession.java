package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.local.LocalReading;
import io.allsmi.collect.remote.Block.Section;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import java.util.List;
import java.util.Optional;

/**
 * Reads with the host's own program. Where its snapshots say nothing of processes, those that the
 * host sends of /proc are added, without devices.
 */
final class NativeSession implements HostSession {
  private static final String ALL = "gpu,cpu,memory,chassis,storage,process";
  private static final String FEW = "gpu,cpu,memory,chassis";

  private final String program;
  private final HostFrame frame;
  private final NativeSnapshot snapshots = new NativeSnapshot();
  private String include = ALL;
  private boolean lacksProcesses;

  NativeSession(String program, HostFrame frame) {
    this.program = program;
    this.frame = frame;
  }

  @Override
  public void begin(HostShell shell) throws HostReadException {
    shell.tell(
        "program="
            + program
            + " include="
            + include
            + "\nuse "
            + (lacksProcesses ? "native-load" : "native")
            + "\n");
  }

  @Override
  public boolean isStuck() {
    return false;
  }

  @Override
  public HostSnapshot read(HostShell shell, long end)
      throws HostReadException, InterruptedException {
    Block block = shell.ask("tick", end);
    Section section = block.section("native").orElse(new Section("native", new byte[0], 1));
    if (section.isTimedOut()) {
      throw new HostReadException(FailureKind.TIMEOUT, ToolTrouble.message(program, section));
    }
    if (section.status != 0 && include.equals(ALL) && section.text().indexOf('{') < 0) {
      include = FEW;
      begin(shell);
      return read(shell, end);
    }
    HostSnapshot own = parsed(section);
    frame.apply(block);
    boolean isListed =
        own.processCollection() == ProcessCollection.COLLECTING || !own.processes().isEmpty();
    if (!isListed && !lacksProcesses) {
      lacksProcesses = true;
      begin(shell);
      return read(shell, end);
    }
    return frame.renamed(isListed ? own : withProcesses(own, block), block.arrivedAt(), List.of());
  }

  private HostSnapshot parsed(Section section) throws HostReadException {
    if (section.status != 0 && section.text().indexOf('{') < 0) {
      throw new HostReadException(
          FailureKind.MALFORMED_REPLY, ToolTrouble.message(program, section));
    }
    return snapshots.read(program, section.bytes);
  }

  private HostSnapshot withProcesses(HostSnapshot own, Block block) {
    Optional<LocalReading> around = frame.around(block.arrivedAt(), List.of());
    return around
        .filter(reading -> !reading.processes().isEmpty())
        .map(
            reading ->
                own.toBuilder()
                    .processCollection(ProcessCollection.COLLECTING)
                    .processes(reading.processes())
                    .build())
        .orElse(own);
  }
}
