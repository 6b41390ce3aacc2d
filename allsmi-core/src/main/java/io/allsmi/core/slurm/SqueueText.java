package io.allsmi.core.slurm;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code squeue} prints: each column by its name, whatever is between the columns. */
final class SqueueText {
  private final List<JobInfo> jobs = new ArrayList<>();
  private final Intake in;

  private SqueueText(ZoneId zone) {
    in = new Intake(zone);
  }

  static SlurmReadings<JobInfo> read(byte[] output, List<String> fields, ZoneId zone) {
    Optional<SlurmError> error = SlurmFailures.inOutput(output);
    if (error.isPresent()) {
      return new SlurmReadings<>(List.of(), List.of(), error);
    }
    SqueueText text = new SqueueText(zone);
    Grid grid =
        Grid.read(
            output,
            fields,
            name -> JobField.of(Grid.plain(name)) != null,
            name -> JobField.of(Grid.plain(name)) == JobField.NAME,
            text.in);
    List<String> columns = grid.columns();
    for (Grid.Row row : grid.rows()) {
      text.job(columns, row);
    }
    return new SlurmReadings<>(text.jobs, text.in.issues(), Optional.empty());
  }

  private void job(List<String> columns, Grid.Row row) {
    JobDraft job = new JobDraft();
    for (int i = 0; i < columns.size(); i++) {
      JobField field = JobField.of(Grid.plain(columns.get(i)));
      if (field != null) {
        field.set(job, row.cells().get(i), row.line(), in);
      }
    }
    if (row.isGuess() && job.state == JobState.UNKNOWN) {
      in.refuse(row.line(), "row", columns.size() + " fields", String.join("|", row.cells()));
      return;
    }
    job.build(row.line(), in).ifPresent(jobs::add);
  }
}
