package io.allsmi.core.json;

import io.allsmi.core.ChassisInfo;
import io.allsmi.core.CpuInfo;
import io.allsmi.core.FailureKind;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostState;
import io.allsmi.core.Issue;
import io.allsmi.core.MemoryInfo;
import io.allsmi.core.StorageInfo;
import io.allsmi.core.Transport;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A host of a line of which not all has been read yet. */
final class HostDraft {
  final String hostId;
  private final int mostDevices;

  /** Whether {@code hosts} has it. */
  boolean isListed;

  String hostname = "";
  String address = "";

  /** Milliseconds since the epoch, {@link Cells#ABSENT} for the time of the line. */
  long takenAt = Cells.ABSENT;

  HostState state = HostState.UP;
  Transport transport = Transport.LOCAL;
  Optional<FailureKind> failure = Optional.empty();
  String message = "";
  int failedAttempts;
  Optional<Instant> nextAttempt = Optional.empty();

  /** Whether it says that it collects processes: 1 or 0, -1 when it does not say. */
  int collects = -1;

  List<GpuInfo> gpus = new ArrayList<>();
  final List<CpuInfo> cpus = new ArrayList<>(1);
  final List<MemoryInfo> memory = new ArrayList<>(1);
  Optional<ChassisInfo> chassis = Optional.empty();
  final List<StorageInfo> storage = new ArrayList<>(1);
  final List<Issue> issues = new ArrayList<>(0);

  /** About the line itself. */
  final Complaints complaints = new Complaints(Caps.ISSUES);

  /** Rows of its devices that were too many. */
  int leftOut;

  /** How many process rows it has, and the place of the next one. */
  int rows;

  int next;

  HostDraft(String hostId, int mostDevices) {
    this.hostId = hostId;
    this.mostDevices = mostDevices;
  }

  /** Adds a device of a kind unless there are too many of it. */
  <T> void add(List<T> kind, T device) {
    if (kind.size() < mostDevices) {
      kind.add(device);
    } else {
      leftOut++;
    }
  }

  /** Whether rows of devices name it. */
  boolean hasDevices() {
    return !(gpus.isEmpty()
        && cpus.isEmpty()
        && memory.isEmpty()
        && storage.isEmpty()
        && chassis.isEmpty());
  }

  /** Takes over what rows that named no host said. */
  void take(HostDraft nameless) {
    nameless.gpus.forEach(gpu -> add(gpus, gpu));
    nameless.cpus.forEach(cpu -> add(cpus, cpu));
    nameless.memory.forEach(one -> add(memory, one));
    nameless.storage.forEach(disk -> add(storage, disk));
    chassis = chassis.isPresent() ? chassis : nameless.chassis;
    leftOut += nameless.leftOut;
    nameless.complaints.all().forEach(issue -> complaints.add(issue.line(), issue.message()));
  }
}
