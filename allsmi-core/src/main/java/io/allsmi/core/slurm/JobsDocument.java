package io.allsmi.core.slurm;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.slurm.JsonRecords.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code squeue --json} prints and slurmrestd answers, of any release. */
final class JobsDocument {
  private static final long MOST_MINUTES = 1L << 31;

  private final List<JobInfo> jobs = new ArrayList<>();
  private final Intake in = new Intake(ZoneOffset.UTC);

  private JobsDocument() {}

  static SlurmReadings<JobInfo> read(byte[] output) {
    JobsDocument document = new JobsDocument();
    Optional<SlurmError> error =
        JsonRecords.read(output, Set.of("jobs"), document.in, document::job);
    return new SlurmReadings<>(document.jobs, document.in.issues(), error);
  }

  private void job(Fields fields) {
    JobDraft job = new JobDraft();
    int line = fields.line();
    job.rawId = fields.number("job_id", in);
    job.arrayJobId = fields.number("array_job_id", in);
    OptionalLong task = fields.number("array_task_id", in);
    job.arrayTask =
        task.isPresent()
            ? Optional.of(Long.toString(task.getAsLong()))
            : Intake.text(fields.text("array_task_string"), Caps.VALUE_BYTES);
    job.hetJobId = fields.number("het_job_id", in);
    job.hetOffset = count(fields, "het_job_offset");
    JobField.NAME.set(job, fields.text("name"), line, in);
    JobField.USER.set(job, fields.text("user_name"), line, in);
    job.uid = fields.number("user_id", in);
    JobField.ACCOUNT.set(job, fields.text("account"), line, in);
    JobField.PARTITION.set(job, fields.text("partition"), line, in);
    JobField.QOS.set(job, fields.text("qos"), line, in);
    job.state(fields.all("job_state"));
    JobField.REASON.set(job, fields.text("state_reason"), line, in);
    job.nodeCount = count(fields, "node_count");
    job.cpus = count(fields, "cpus");
    job.tasks = count(fields, "tasks");
    job.submitTime = moment(fields, "submit_time");
    job.startTime = moment(fields, "start_time");
    job.endTime = moment(fields, "end_time");
    job.timeLimit = limit(fields);
    JobField.PER_NODE.set(job, fields.text("tres_per_node"), line, in);
    JobField.PER_JOB.set(job, fields.text("tres_per_job"), line, in);
    JobField.PER_TASK.set(job, fields.text("tres_per_task"), line, in);
    job.tres(fields.text("tres_req_str"), line, in);
    job.tres(fields.text("tres_alloc_str"), line, in);
    job.nodes = in.nodes(fields.text("nodes"), line);
    devices(job, fields);
    job.build(line, in).ifPresent(jobs::add);
  }

  /** One text for each node in their order; none for a job that holds its nodes and no device. */
  private void devices(JobDraft job, Fields fields) {
    List<String> details = fields.all("gres_detail");
    boolean hasNone = details.isEmpty() && fields.has("gres_detail") && job.state.holdsNodes();
    if (!hasNone && details.size() != job.nodes.size()) {
      if (!details.isEmpty()) {
        in.complaints.add(
            fields.line(),
            "gres_detail: expected one for each of "
                + job.nodes.size()
                + " nodes, got "
                + details.size());
      }
      return;
    }
    for (int i = 0; i < job.nodes.size(); i++) {
      List<GpuGrant> gpus =
          hasNone
              ? List.of()
              : in.devices(details.get(i), fields.line()).stream()
                  .filter(grant -> grant.count() > 0)
                  .toList();
      job.onNodes.put(job.nodes.get(i), JobNode.of(job.nodes.get(i), gpus));
    }
  }

  private OptionalInt count(Fields fields, String path) {
    OptionalLong number = fields.number(path, in);
    return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE
        ? OptionalInt.of((int) number.getAsLong())
        : OptionalInt.empty();
  }

  private Optional<Instant> moment(Fields fields, String path) {
    OptionalLong seconds = fields.number(path, in);
    return seconds.isPresent() ? Intake.moment(seconds.getAsLong()) : Optional.empty();
  }

  private TimeLimit limit(Fields fields) {
    if (fields.isInfinite("time_limit")) {
      return TimeLimit.UNLIMITED;
    }
    OptionalLong minutes = fields.number("time_limit", in);
    return minutes.isPresent() && minutes.getAsLong() < MOST_MINUTES
        ? TimeLimit.of(Duration.ofMinutes(minutes.getAsLong()))
        : TimeLimit.UNKNOWN;
  }
}
