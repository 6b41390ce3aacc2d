package io.allsmi.core.json;

import static java.time.temporal.ChronoField.MILLI_OF_SECOND;

import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * A process row as an object of a snapshot: the keys of schema 1 with null for what is not known,
 * and of ours those that are known, sorted by name.
 */
final class ProcessJson {
  private ProcessJson() {}

  static void write(ProcessInfo process, HostTag host, Json.Output json) throws IOException {
    ProcessDetails details = process.details();
    json.beginObject();
    host.text("command", process.command(), json);
    if (details.computeInstanceId().isPresent()) {
      json.field("compute_instance_id", details.computeInstanceId());
    }
    known("container_id", details.containerId(), json);
    json.real("cpu_percent", process.cpuPercent())
        .field("cpu_time", details.cpuTimeSeconds())
        .field("device_id", process.deviceIndex());
    host.text("device_uuid", process.deviceUuid().orElse(""), json);
    if (details.gpuInstanceId().isPresent()) {
      json.field("gpu_instance_id", details.gpuInstanceId());
    }
    json.real("gpu_utilization", details.gpuUtilizationPercent());
    known("host_id", host.hostId(), json);
    known("job_id", details.jobId(), json);
    json.real("memory_percent", details.memoryPercent())
        .field("memory_rss", details.residentBytes())
        .field("memory_vms", details.virtualBytes())
        .field("nice_value", details.nice());
    known("owner_source", details.ownerSource(), json);
    json.field("pid", process.pid())
        .field("ppid", details.parentPid())
        .field("priority", details.priority());
    host.text("process_name", process.name(), json);
    int millis = process.startedAt().map(start -> start.get(MILLI_OF_SECOND)).orElse(0);
    if (millis > 0) {
      json.field("start_ms", millis);
    }
    host.text("start_time", start(process), json);
    host.text("state", details.state(), json);
    json.field("threads", details.threads());
    known("type", details.type(), json);
    if (process.uid().isPresent()) {
      json.field("uid", process.uid());
    }
    json.field("used_memory", process.gpuMemoryBytes());
    host.text("user", process.user().orElse(""), json);
    json.field("uses_gpu", process.holdsDevice()).endObject();
  }

  /** Seconds since 1970, as text. */
  private static String start(ProcessInfo process) {
    return process.startedAt().map(start -> Long.toString(start.getEpochSecond())).orElse("");
  }

  private static void known(String name, Optional<String> text, Json.Output json)
      throws IOException {
    if (text.isPresent()) {
      json.field(name, text.get());
    }
  }

  private static void known(String name, String text, Json.Output json) throws IOException {
    if (!text.isEmpty()) {
      json.field(name, text);
    }
  }
}
