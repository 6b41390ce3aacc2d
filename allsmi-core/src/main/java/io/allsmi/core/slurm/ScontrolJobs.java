package io.allsmi.core.slurm;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code scontrol show job -d} prints. */
final class ScontrolJobs {
  private static final Pattern CPU_RANGE = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");

  /** Keys of the columns of squeue that mean something else here. */
  private static final Set<String> OTHERS = Set.of("Nodes", "GRES", "Time", "ST", "UserId");

  private final List<JobInfo> jobs = new ArrayList<>();
  private final Intake in;

  private ScontrolJobs(ZoneId zone) {
    in = new Intake(zone);
  }

  static SlurmReadings<JobInfo> read(byte[] output, ZoneId zone) {
    Optional<SlurmError> error = SlurmFailures.inOutput(output);
    if (error.isPresent()) {
      return new SlurmReadings<>(List.of(), List.of(), error);
    }
    ScontrolJobs text = new ScontrolJobs(zone);
    ScontrolRecords.read(output, "JobId", true, text.in, text::job);
    return new SlurmReadings<>(text.jobs, text.in.issues(), Optional.empty());
  }

  private void job(ScontrolRecords.Fields record) {
    JobDraft job = new JobDraft();
    int line = record.line();
    // What was given counts before what was asked for, in whatever order they come.
    for (String key : List.of("ReqTRES", "TRES", "AllocTRES")) {
      record.get(key).ifPresent(value -> job.tres(value, line, in));
    }
    for (Map.Entry<String, String> entry : record.values().entrySet()) {
      JobField field = OTHERS.contains(entry.getKey()) ? null : JobField.of(entry.getKey());
      if (field != null && !entry.getKey().endsWith("TRES")) {
        field.set(job, entry.getValue(), line, in);
      }
    }
    record.get("UserId").ifPresent(value -> JobField.USER_AND_ID.set(job, value, line, in));
    record.nodes.forEach(nodes -> nodes(job, nodes, line));
    job.build(line, in).ifPresent(jobs::add);
  }

  private void nodes(JobDraft job, Map<String, String> fields, int line) {
    String gres = fields.get("GRES");
    List<GpuGrant> gpus =
        gres == null
            ? List.of()
            : in.devices(gres, line).stream().filter(grant -> grant.count() > 0).toList();
    OptionalInt cpus = cpus(fields.getOrDefault("CPU_IDs", ""));
    OptionalLong memory = in.memory("Mem", fields.getOrDefault("Mem", ""), line);
    for (String name : in.nodes(fields.getOrDefault("Nodes", ""), line)) {
      job.onNodes.put(name, new JobNode(name, gres != null, gpus, cpus, memory));
    }
  }

  /** How many there are in {@code 0-3,8}. */
  static OptionalInt cpus(String ids) {
    int count = 0;
    for (String range : ids.split(",", -1)) {
      Matcher found = CPU_RANGE.matcher(range);
      if (!found.matches()) {
        return OptionalInt.empty();
      }
      int first = Integer.parseInt(found.group(1));
      int last = found.group(2) == null ? first : Integer.parseInt(found.group(2));
      count += Math.max(0, last - first + 1);
      if (last < first || count > 1_000_000) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(count);
  }
}
