package io.allsmi.core.shim;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what an output says, within the caps. */
final class Harvest {
  final Complaints complaints = new Complaints(Caps.ISSUES);
  private final List<GpuInfo> gpus = new ArrayList<>();
  private final List<ProcessInfo> processes = new ArrayList<>();
  private final Set<String> devices = new HashSet<>();
  private boolean tooManyDevices;
  private boolean tooManyRows;

  /** A cell of the output. */
  Reading reading(String name, String text, int line) {
    return new Reading(name, text, line, complaints);
  }

  void complain(int line, String message) {
    complaints.add(line, message);
  }

  /** Complains of a row that is not what was expected. */
  void refuse(Lines.Line line, String expected) {
    complain(line.number(), "row: expected " + expected + ", got " + Reading.quoted(line.text()));
  }

  void add(GpuDraft draft, int line) {
    String key = draft.index().isPresent() ? "#" + draft.index().getAsInt() : draft.uuid();
    boolean known = !key.isEmpty() && devices.contains(key);
    if (!known && devices.size() >= Caps.DEVICES) {
      if (!tooManyDevices) {
        complain(line, "devices: expected at most " + Caps.DEVICES + "; the others are left out");
        tooManyDevices = true;
      }
      return;
    }
    devices.add(key.isEmpty() ? "at " + gpus.size() : key);
    if (isRoom(gpus, line)) {
      gpus.add(draft.build());
    }
  }

  void add(ProcessDraft draft, int line) {
    Optional<ProcessInfo> process = draft.build();
    if (process.isEmpty()) {
      complain(line, "process: expected a process id, got none");
    } else if (isRoom(processes, line)) {
      processes.add(process.get());
    }
  }

  private boolean isRoom(List<?> rows, int line) {
    if (rows.size() < Caps.PROCESS_ROWS) {
      return true;
    }
    if (!tooManyRows) {
      complain(line, "rows: expected at most " + Caps.PROCESS_ROWS + "; the others are left out");
      tooManyRows = true;
    }
    return false;
  }

  ShimReadings readings() {
    return new ShimReadings(gpus, processes, complaints.all());
  }
}
