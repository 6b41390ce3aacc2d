package io.allsmi.core.json;

import io.allsmi.core.internal.Json;
import io.allsmi.core.slurm.GpuGrant;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The jobs of a cluster, as one JSON object on one line:
 *
 * <pre>{@code
 * {"read_at":"2026-04-20T12:34:56Z","cluster":"hpc","problem":"squeue: …","jobs":[
 *  {"id":"7602_3","raw_id":7610,"array_job_id":7602,"array_task":"3","name":"train","user":"ann",
 *   "uid":1001,"account":"phys","partition":"gpu","qos":"normal","state":"RUNNING",
 *   "nodes":[{"name":"node1","cpus":4,"memory_bytes":34359738368,
 *     "gpus":[{"gres":"gpu","type":"h100","count":2,"indices":[0,1]}]}],
 *   "node_count":1,"gpus_asked":[{"gres":"gpu","type":"h100","count":2}],"cpus":4,
 *   "memory_bytes":34359738368,"submit_time":"2026-04-20T11:00:00Z",
 *   "start_time":"2026-04-20T11:00:10Z","end_time":"2026-04-21T11:00:10Z","run_seconds":5686,
 *   "time_limit_seconds":86400}]}
 * }</pre>
 *
 * <p>What is not known has no key: a node without {@code gpus} is one whose devices are not known,
 * and one with an empty list has none. A job without limit has {@code "unlimited":true}; {@code
 * het_job_id}, {@code het_offset}, {@code state_text}, {@code state_flags} and {@code reason} are
 * there where a job has them. Keys stay in this order.
 *
 * @since 0.30.0
 */
public final class JobsJson {
  private JobsJson() {}

  /**
   * Writes jobs, as an object with {@code jobs} alone.
   *
   * @param jobs in the order they are written
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(List<JobInfo> jobs, OutputStream out) throws IOException {
    write(new JobList(jobs, Optional.empty(), Optional.empty(), Optional.empty()), out);
  }

  /**
   * Writes a list of jobs with what is known of it.
   *
   * @param list what is written
   * @param out left open
   * @throws IOException when the output does
   */
  public static void write(JobList list, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      write(list, json);
    }
  }

  /** Writes the object where a value is to be. */
  static void write(JobList list, Json.Output json) throws IOException {
    json.beginObject();
    time("read_at", list.readAt(), json);
    text("cluster", list.cluster(), json);
    text("problem", list.problem(), json);
    json.name("jobs").beginArray();
    for (JobInfo job : list.jobs()) {
      job(job, json);
    }
    json.endArray().endObject();
  }

  private static void job(JobInfo job, Json.Output json) throws IOException {
    json.beginObject().field("id", job.id());
    number("raw_id", job.rawId(), json);
    number("array_job_id", job.arrayJobId(), json);
    text("array_task", job.arrayTask(), json);
    number("het_job_id", job.hetJobId(), json);
    number("het_offset", job.hetOffset(), json);
    text("name", job.name(), json);
    text("user", job.user(), json);
    number("uid", job.uid(), json);
    text("account", job.account(), json);
    text("partition", job.partition(), json);
    text("qos", job.qos(), json);
    json.field("state", job.state().wireName());
    text("state_text", job.stateText(), json);
    if (!job.stateFlags().isEmpty()) {
      json.name("state_flags").beginArray();
      for (String flag : job.stateFlags()) {
        json.value(flag, true);
      }
      json.endArray();
    }
    text("reason", job.reason(), json);
    amounts(job, json);
    times(job, json);
    json.endObject();
  }

  private static void amounts(JobInfo job, Json.Output json) throws IOException {
    if (!job.nodes().isEmpty()) {
      json.name("nodes").beginArray();
      for (JobNode node : job.nodes()) {
        json.beginObject().field("name", node.name());
        number("cpus", node.cpus(), json);
        number("memory_bytes", node.memoryBytes(), json);
        if (node.gpusKnown()) {
          grants("gpus", node.gpus(), json);
        }
        json.endObject();
      }
      json.endArray();
    }
    number("node_count", job.nodeCount(), json);
    if (!job.asked().isEmpty()) {
      grants("gpus_asked", job.asked(), json);
    }
    number("cpus", job.cpus(), json);
    number("memory_bytes", job.memoryBytes(), json);
  }

  private static void times(JobInfo job, Json.Output json) throws IOException {
    time("submit_time", job.submitTime(), json);
    time("start_time", job.startTime(), json);
    time("end_time", job.endTime(), json);
    seconds("run_seconds", job.runTime(), json);
    seconds("time_limit_seconds", job.timeLimit().duration(), json);
    if (job.timeLimit().isUnlimited()) {
      json.field("unlimited", true);
    }
  }

  /** Writes devices; the numbers are there where they are known. */
  static void grants(String name, List<GpuGrant> grants, Json.Output json) throws IOException {
    json.name(name).beginArray();
    for (GpuGrant grant : grants) {
      json.beginObject()
          .field("gres", grant.gres())
          .field("type", grant.type())
          .field("count", grant.count());
      if (grant.indicesKnown()) {
        json.name("indices").beginArray();
        for (int index : grant.indices()) {
          json.value(index);
        }
        json.endArray();
      }
      json.endObject();
    }
    json.endArray();
  }

  static void text(String name, Optional<String> text, Json.Output json) throws IOException {
    if (text.isPresent()) {
      json.field(name, text.get());
    }
  }

  static void number(String name, OptionalLong number, Json.Output json) throws IOException {
    if (number.isPresent()) {
      json.field(name, number.getAsLong());
    }
  }

  static void number(String name, OptionalInt number, Json.Output json) throws IOException {
    if (number.isPresent()) {
      json.field(name, (long) number.getAsInt());
    }
  }

  static void seconds(String name, Optional<Duration> time, Json.Output json) throws IOException {
    if (time.isPresent()) {
      json.field(name, time.get().toSeconds());
    }
  }

  private static void time(String name, Optional<Instant> time, Json.Output json)
      throws IOException {
    if (time.isPresent()) {
      json.field(name, time.get().toString());
    }
  }
}
