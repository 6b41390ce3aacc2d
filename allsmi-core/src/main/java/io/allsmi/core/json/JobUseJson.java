package io.allsmi.core.json;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.internal.Json;
import io.allsmi.core.jobs.GpuUse;
import io.allsmi.core.jobs.JobAggregation;
import io.allsmi.core.jobs.JobCoverage;
import io.allsmi.core.jobs.JobGpu;
import io.allsmi.core.jobs.JobNodeUsage;
import io.allsmi.core.jobs.JobUsage;
import io.allsmi.core.jobs.StrayProcess;
import io.allsmi.core.jobs.Utilization;
import io.allsmi.core.slurm.JobInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The jobs of a cluster against what they use, as one JSON object on one line:
 *
 * <pre>{@code
 * {"schema":1,"timestamp":"2026-04-20T12:34:56Z","read_at":"2026-04-20T12:34:50Z","problem":null,
 *  "coverage":{"nodes":2,"read":1,"missing":[{"node":"n2","message":"no answer within 5s"}]},
 *  "jobs":[{"job":"7602_3","raw_id":7610,"array_job_id":7602,"array_task":"3","het_job_id":null,
 *   "het_offset":null,"name":"sweep","user":"mira","account":"cv","partition":"gpu","qos":"normal",
 *   "state":"RUNNING","reason":null,"submit_time":null,"start_time":"2026-04-20T06:53:46Z",
 *   "end_time":null,"elapsed_seconds":20470,"limit_seconds":43200,"unlimited":false,
 *   "gpus":2,"gpus_used":1,"uses":{"active":1,"parked":0,"idle":0,"unused":1,"unknown":0},
 *   "utilization":{"min":0.0,"median":45.0,"max":90.0,"straggler":{"node":"n1","gpu":3}},
 *   "vram_used_bytes":1024,"vram_total_bytes":2048,"power_watts":812.345,"wasted_gpu_seconds":18000,
 *   "nodes":[{"node":"n1","host_id":"n1:9090","read":true,"gpus_known":true,
 *    "gpus":[{"gpu":2,"part":"gpu","uuid":"GPU-2","model":"NVIDIA H200","use":"active",
 *     "since":"2026-04-20T12:00:00Z","since_at_least":false,"utilization_percent":90.0,
 *     "vram_used_bytes":1024,"vram_total_bytes":1024,"power_watts":700.0,
 *     "processes":[{"pid":4711,"user":"mira","command":"python train.py","vram_bytes":1024}],
 *     "other_processes":[],"untold_processes":[]}]}],
 *   "strays":[{"host":"n1","host_id":"n1:9090","gpu":5,"pid":4712,"user":"mira",
 *    "command":"python","vram_bytes":null}]}]}
 * }</pre>
 *
 * <p>What is not known is null. {@code part} is {@code gpu}, {@code partition} or {@code share};
 * {@code use} is {@code active}, {@code parked}, {@code idle}, {@code unused} or {@code unknown};
 * the meaning of each figure is that of {@link JobUsage} and {@link JobGpu}. Times are in UTC to
 * the second.
 *
 * @since 0.30.0
 */
public final class JobUseJson {
  /** The version of this shape. */
  public static final int SCHEMA = 1;

  private JobUseJson() {}

  /**
   * Writes all jobs, in their order.
   *
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(JobAggregation jobs, OutputStream out) throws IOException {
    write(jobs, jobs.jobs(), out);
  }

  /**
   * Writes the given jobs with the coverage of a result.
   *
   * @param shown the jobs to show, sorted and filtered
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(JobAggregation jobs, List<JobUsage> shown, OutputStream out)
      throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject()
          .field("schema", SCHEMA)
          .field("timestamp", second(jobs.takenAt()))
          .textOrNull("read_at", jobs.readAt().map(JobUseJson::second))
          .textOrNull("problem", jobs.problem());
      coverage(jobs.coverage(), json);
      json.name("jobs").beginArray();
      for (JobUsage job : shown) {
        job(job, json);
      }
      json.endArray().endObject();
    }
  }

  private static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void coverage(JobCoverage coverage, Json.Output json) throws IOException {
    json.name("coverage")
        .beginObject()
        .field("nodes", coverage.nodes())
        .field("read", coverage.read())
        .name("missing")
        .beginArray();
    for (JobCoverage.Missing missing : coverage.missing()) {
      json.beginObject()
          .field("node", missing.node())
          .field("message", missing.message())
          .endObject();
    }
    json.endArray().endObject();
  }

  private static void job(JobUsage usage, Json.Output json) throws IOException {
    JobInfo job = usage.job();
    json.beginObject()
        .field("job", job.id())
        .field("raw_id", job.rawId())
        .field("array_job_id", job.arrayJobId())
        .textOrNull("array_task", job.arrayTask())
        .field("het_job_id", job.hetJobId())
        .field("het_offset", job.hetOffset())
        .textOrNull("name", job.name())
        .textOrNull("user", job.user())
        .textOrNull("account", job.account())
        .textOrNull("partition", job.partition())
        .textOrNull("qos", job.qos())
        .field("state", job.stateText().orElse(job.state().wireName()))
        .textOrNull("reason", job.reason())
        .textOrNull("submit_time", job.submitTime().map(JobUseJson::second))
        .textOrNull("start_time", job.startTime().map(JobUseJson::second))
        .textOrNull("end_time", job.endTime().map(JobUseJson::second))
        .field("elapsed_seconds", usage.elapsedSeconds())
        .field("limit_seconds", seconds(job.timeLimit().duration()))
        .field("unlimited", job.timeLimit().isUnlimited());
    figures(usage, json);
    json.name("nodes").beginArray();
    for (JobNodeUsage node : usage.nodes()) {
      node(node, json);
    }
    json.endArray().name("strays").beginArray();
    for (StrayProcess stray : usage.strays()) {
      json.beginObject()
          .field("host", stray.hostname())
          .field("host_id", stray.hostId())
          .field("gpu", stray.gpu());
      process(stray.process(), json);
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static OptionalLong seconds(Optional<Duration> length) {
    return length.isPresent() ? OptionalLong.of(length.get().toSeconds()) : OptionalLong.empty();
  }

  private static void figures(JobUsage usage, Json.Output json) throws IOException {
    json.field("gpus", usage.gpus()).field("gpus_used", usage.gpusUsed());
    json.name("uses").beginObject();
    for (GpuUse use : GpuUse.values()) {
      json.field(use.wireName(), usage.uses().of(use));
    }
    json.endObject();
    if (usage.utilization().isEmpty()) {
      json.nothing("utilization");
    } else {
      utilization(usage.utilization().get(), json);
    }
    json.field("vram_used_bytes", usage.vramUsedBytes())
        .field("vram_total_bytes", usage.vramTotalBytes())
        .watts("power_watts", usage.powerMicrowatts())
        .field("wasted_gpu_seconds", usage.wastedGpuSeconds());
  }

  private static void utilization(Utilization load, Json.Output json) throws IOException {
    json.name("utilization")
        .beginObject()
        .real("min", load.min())
        .real("median", load.median())
        .real("max", load.max());
    if (load.straggler().isEmpty()) {
      json.nothing("straggler");
    } else {
      json.name("straggler")
          .beginObject()
          .field("node", load.straggler().get().node())
          .field("gpu", load.straggler().get().index())
          .endObject();
    }
    json.endObject();
  }

  private static void node(JobNodeUsage node, Json.Output json) throws IOException {
    json.beginObject()
        .field("node", node.node())
        .textOrNull("host_id", node.host().map(host -> host.hostId()))
        .field("read", node.isRead())
        .field("gpus_known", node.gpusKnown())
        .name("gpus")
        .beginArray();
    for (JobGpu gpu : node.gpus()) {
      gpu(gpu, json);
    }
    json.endArray().endObject();
  }

  private static void gpu(JobGpu gpu, Json.Output json) throws IOException {
    json.beginObject()
        .field("gpu", gpu.index())
        .field("part", gpu.part().wireName())
        .textOrNull("uuid", gpu.reading().flatMap(GpuInfo::uuid))
        .textOrNull("model", gpu.reading().map(GpuInfo::name).orElse(""))
        .field("use", gpu.use().use().wireName())
        .textOrNull("since", gpu.use().since().map(JobUseJson::second))
        .field("since_at_least", gpu.use().isAtLeast());
    if (gpu.reading().isPresent()) {
      json.real("utilization_percent", gpu.reading().get().utilizationPercent());
    } else {
      json.nothing("utilization_percent");
    }
    json.field("vram_used_bytes", gpu.memoryUsedBytes())
        .field("vram_total_bytes", gpu.memoryTotalBytes())
        .watts("power_watts", gpu.powerMicrowatts());
    processes("processes", gpu.ofJob(), json);
    processes("other_processes", gpu.ofOthers(), json);
    processes("untold_processes", gpu.untold(), json);
    json.endObject();
  }

  private static void processes(String name, List<ProcessInfo> rows, Json.Output json)
      throws IOException {
    json.name(name).beginArray();
    for (ProcessInfo row : rows) {
      json.beginObject();
      process(row, json);
      json.endObject();
    }
    json.endArray();
  }

  private static void process(ProcessInfo row, Json.Output json) throws IOException {
    json.field("pid", row.pid())
        .textOrNull("user", row.user())
        .field("command", row.command().isEmpty() ? row.name() : row.command())
        .field("vram_bytes", row.gpuMemoryBytes());
  }
}
