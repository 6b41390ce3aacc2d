package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What {@code scontrol listpids} prints. */
final class StepProcesses {
  private StepProcesses() {}

  static SlurmReadings<StepProcess> read(byte[] output) {
    Intake in = new Intake(ZoneOffset.UTC);
    List<StepProcess> processes = new ArrayList<>();
    RawLines lines = new RawLines(output, in.complaints);
    for (RawLines.Line line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      String[] words = text.strip().split("\\s+", -1);
      if (words[0].equals("PID") || text.startsWith("#") || text.startsWith("There are no steps")) {
        continue;
      }
      if (words.length < 3) {
        in.refuse(line.number(), "row", "PID, JOBID and STEPID", text);
        continue;
      }
      OptionalInt pid = in.count("PID", words[0], line.number());
      OptionalLong job = in.whole("JOBID", words[1], line.number());
      Optional<String> step = Intake.text(words[2], Caps.NAME_BYTES);
      boolean isWhole = pid.orElse(0) > 0 && job.isPresent() && step.isPresent();
      if (isWhole && in.isRoom(processes.size(), line.number())) {
        processes.add(new StepProcess(pid.getAsInt(), job.getAsLong(), step.get()));
      }
    }
    return new SlurmReadings<>(processes, in.issues(), SlurmFailures.inOutput(output));
  }
}
