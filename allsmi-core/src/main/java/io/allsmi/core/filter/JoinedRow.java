package io.allsmi.core.filter;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.jobs.JobNumbers;
import io.allsmi.core.slurm.JobInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A process with its GPU, host and job, or a part of that. One row is moved over a whole snapshot:
 * half a million of them would be too many.
 */
final class JoinedRow implements FilterRow {
  private static final int NONE = -1;
  private static final double MILLIS = 1000;

  private final JobNumbers numbers;
  private final long now;
  private @Nullable HostSnapshot host;
  private List<String> hostNames = List.of();
  private @Nullable ProcessTable table;
  private int process = NONE;
  private int gpu = NONE;
  private @Nullable GpuInfo device;
  private @Nullable JobInfo job;
  private boolean isJobKnown;

  JoinedRow(List<JobInfo> jobs, Instant now) {
    this.numbers = JobNumbers.of(jobs);
    this.now = now.toEpochMilli();
  }

  /** Moves to a host. */
  void enter(HostSnapshot entered) {
    host = entered;
    table = entered.processTable();
    hostNames =
        entered.hostname().equals(entered.hostId())
            ? List.of(entered.hostname())
            : List.of(entered.hostname(), entered.hostId());
    bare();
  }

  /** The row of a process, and of the GPU that it holds; below 0 for none. */
  JoinedRow process(int row, int place) {
    process = row;
    onGpu(place);
    isJobKnown = false;
    job = null;
    return this;
  }

  /** The row of a GPU without processes. */
  JoinedRow idle(int place) {
    process = NONE;
    onGpu(place);
    job = null;
    isJobKnown = true;
    return this;
  }

  /** The row of the host alone. */
  JoinedRow bare() {
    return idle(NONE);
  }

  /** The same row, known to be of a job. */
  JoinedRow of(JobInfo owner) {
    job = owner;
    isJobKnown = true;
    return this;
  }

  private void onGpu(int place) {
    gpu = place;
    device = place >= 0 && host != null ? host.gpus().get(place) : null;
  }

  private @Nullable JobInfo job() {
    if (!isJobKnown && table != null && process >= 0) {
      Optional<String> id = table.details(process).jobId();
      job = id.isEmpty() ? null : numbers.job(id.get()).orElse(null);
      isJobKnown = true;
    }
    return job;
  }

  @Override
  public OptionalDouble number(FilterField field) {
    return switch (field.of()) {
      case GPU -> device == null ? OptionalDouble.empty() : GpuFacts.number(field, device, gpu);
      case PROCESS -> ofProcess(field);
      case HOST, JOB -> OptionalDouble.empty();
    };
  }

  private OptionalDouble ofProcess(FilterField field) {
    if (table == null || process < 0) {
      JobInfo owner = job();
      return field == FilterField.AGE && owner != null
          ? JobFacts.age(owner, now)
          : OptionalDouble.empty();
    }
    return switch (field) {
      case PID -> OptionalDouble.of(table.pid(process));
      case VRAM -> known(table.gpuMemoryBytes(process));
      case CPU ->
          Double.isNaN(table.cpuPercent(process))
              ? OptionalDouble.empty()
              : OptionalDouble.of(table.cpuPercent(process));
      case AGE -> age(table.startedAtMillis(process));
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble age(long started) {
    return started == ProcessTable.ABSENT
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, now - started) / MILLIS);
  }

  private static OptionalDouble known(long value) {
    return value == ProcessTable.ABSENT
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) value);
  }

  @Override
  public List<String> texts(FilterField field) {
    return switch (field.of()) {
      case GPU -> device == null ? List.of() : GpuFacts.texts(field, device);
      case HOST -> ofHost(field);
      case PROCESS -> ofProcessTexts(field);
      case JOB -> ofJob(field);
    };
  }

  private List<String> ofHost(FilterField field) {
    if (field == FilterField.HOST) {
      return hostNames;
    }
    return host == null ? List.of() : List.of(host.status().state().wireName());
  }

  private List<String> ofProcessTexts(FilterField field) {
    if (table == null || process < 0) {
      JobInfo owner = job();
      return field == FilterField.USER && owner != null ? JobFacts.user(owner) : List.of();
    }
    if (field == FilterField.USER) {
      return List.of(Holdings.groupOf(table.user(table.userCode(process))));
    }
    if (field != FilterField.CMD) {
      return List.of();
    }
    String command = table.command(process);
    String name = table.name(process);
    return name.isEmpty() || name.equals(command) ? List.of(command) : List.of(command, name);
  }

  private List<String> ofJob(FilterField field) {
    JobInfo owner = job();
    if (owner != null) {
      return JobFacts.texts(field, owner);
    }
    boolean isNamed = field == FilterField.JOB && table != null && process >= 0;
    return isNamed && table != null
        ? table.details(process).jobId().map(List::of).orElse(List.of())
        : List.of();
  }
}
