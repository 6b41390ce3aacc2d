package io.allsmi.core.filter;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.Holdings;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.slurm.JobInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A job, alone or with a node, a GPU and a process on it.
 *
 * @param job the job
 * @param now the moment that ages are counted to
 * @param node a node of it
 * @param gpu a GPU that it was given there
 * @param process a process on that
 * @param isJob whether it stands for the job, so that its user is that of the job whoever the
 *     process is of
 */
record JobRow(
    JobInfo job,
    Instant now,
    Optional<JobNodeUsage> node,
    Optional<JobGpu> gpu,
    Optional<ProcessInfo> process,
    boolean isJob)
    implements FilterRow {
  private static final double MILLIS = 1000;

  static JobRow of(JobInfo job, Instant now, boolean isJob) {
    return new JobRow(job, now, Optional.empty(), Optional.empty(), Optional.empty(), isJob);
  }

  JobRow on(JobNodeUsage place) {
    return new JobRow(job, now, Optional.of(place), Optional.empty(), Optional.empty(), isJob);
  }

  JobRow with(JobGpu device) {
    return new JobRow(job, now, node, Optional.of(device), Optional.empty(), isJob);
  }

  JobRow with(ProcessInfo one) {
    return new JobRow(job, now, node, gpu, Optional.of(one), isJob);
  }

  private Optional<GpuInfo> reading() {
    return gpu.flatMap(JobGpu::reading);
  }

  @Override
  public OptionalDouble number(FilterField field) {
    return switch (field.of()) {
      case GPU -> ofGpu(field);
      case PROCESS ->
          process.isPresent()
              ? ofProcess(field, process.get())
              : field == FilterField.AGE
                  ? JobFacts.age(job, now.toEpochMilli())
                  : OptionalDouble.empty();
      case HOST, JOB -> OptionalDouble.empty();
    };
  }

  private OptionalDouble ofGpu(FilterField field) {
    if (field == FilterField.INDEX && gpu.isPresent()) {
      return gpu.get().index().isPresent()
          ? OptionalDouble.of(gpu.get().index().getAsInt())
          : OptionalDouble.empty();
    }
    return reading().isPresent()
        ? GpuFacts.number(field, reading().get(), 0)
        : OptionalDouble.empty();
  }

  private OptionalDouble ofProcess(FilterField field, ProcessInfo one) {
    return switch (field) {
      case PID -> OptionalDouble.of(one.pid());
      case VRAM ->
          one.gpuMemoryBytes().isPresent()
              ? OptionalDouble.of((double) one.gpuMemoryBytes().getAsLong())
              : OptionalDouble.empty();
      case CPU -> one.cpuPercent();
      case AGE ->
          one.startedAt().isPresent()
              ? OptionalDouble.of(
                  Math.max(0, Duration.between(one.startedAt().get(), now).toMillis()) / MILLIS)
              : OptionalDouble.empty();
      default -> OptionalDouble.empty();
    };
  }

  @Override
  public List<String> texts(FilterField field) {
    return switch (field.of()) {
      case GPU -> reading().map(device -> GpuFacts.texts(field, device)).orElse(List.of());
      case HOST -> ofHost(field);
      case JOB -> JobFacts.texts(field, job);
      case PROCESS -> ofProcess(field);
    };
  }

  private List<String> ofHost(FilterField field) {
    Optional<HostSnapshot> host = node.flatMap(JobNodeUsage::host);
    if (field == FilterField.STATUS) {
      return host.map(h -> List.of(h.status().state().wireName())).orElse(List.of());
    }
    Set<String> names = new LinkedHashSet<>();
    node.ifPresent(place -> names.add(place.node()));
    host.ifPresent(h -> names.addAll(List.of(h.hostname(), h.hostId())));
    return List.copyOf(names);
  }

  private List<String> ofProcess(FilterField field) {
    if (field == FilterField.USER) {
      return process
          .filter(one -> !isJob)
          .map(one -> List.of(Holdings.groupOf(one.user().orElse(""))))
          .orElse(JobFacts.user(job));
    }
    if (field != FilterField.CMD || process.isEmpty()) {
      return List.of();
    }
    ProcessInfo one = process.get();
    return one.command().isEmpty() ? List.of(one.name()) : List.of(one.command(), one.name());
  }
}
