package io.allsmi.core.json;

import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A process row as an object of a snapshot: the keys of schema 1 with null for what is not known,
 * and of ours those that are known, sorted by name.
 */
final class ProcessJson {
  private ProcessJson() {}

  /** Writes a row of a table, without an object of it. */
  static void write(ProcessTable table, int row, HostTag host, Json.Output json)
      throws IOException {
    write(
        table.pid(row),
        table.user(table.userCode(row)),
        table.uid(row),
        table.name(row),
        table.commandLine(row),
        table.deviceUuid(row),
        table.deviceIndex(row),
        table.gpuMemoryBytes(row),
        table.startedAtMillis(row),
        table.cpuPercent(row),
        table.details(row),
        host,
        json);
  }

  static void write(ProcessInfo process, HostTag host, Json.Output json) throws IOException {
    write(
        process.pid(),
        process.user().orElse(""),
        process.uid().orElse(-1),
        process.name(),
        process.command(),
        process.deviceUuid().orElse(""),
        process.deviceIndex().orElse(-1),
        process.gpuMemoryBytes().orElse(ProcessTable.ABSENT),
        process.startedAt().map(Instant::toEpochMilli).orElse(ProcessTable.ABSENT),
        process.cpuPercent().orElse(Double.NaN),
        process.details(),
        host,
        json);
  }

  private static void write(
      int pid,
      String user,
      int uid,
      String name,
      String command,
      String deviceUuid,
      int deviceIndex,
      long memory,
      long startedAt,
      double cpuPercent,
      ProcessDetails details,
      HostTag host,
      Json.Output json)
      throws IOException {
    json.beginObject();
    host.text("command", command, json);
    if (details.computeInstanceId().isPresent()) {
      json.field("compute_instance_id", details.computeInstanceId());
    }
    known("container_id", details.containerId(), json);
    json.real("cpu_percent", cpuPercent).field("cpu_time", details.cpuTimeSeconds());
    if (deviceIndex < 0) {
      json.nothing("device_id");
    } else {
      json.field("device_id", deviceIndex);
    }
    host.text("device_uuid", deviceUuid, json);
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
    json.field("pid", pid).field("ppid", details.parentPid()).field("priority", details.priority());
    host.text("process_name", name, json);
    start(startedAt, host, json);
    host.text("state", details.state(), json);
    json.field("threads", details.threads());
    known("type", details.type(), json);
    if (uid >= 0) {
      json.field("uid", uid);
    }
    if (memory == ProcessTable.ABSENT) {
      json.nothing("used_memory");
    } else {
      json.field("used_memory", memory);
    }
    host.text("user", user, json);
    json.field("uses_gpu", !deviceUuid.isEmpty() || memory > 0).endObject();
  }

  /** Seconds since 1970, as text, and the milliseconds beside them. */
  private static void start(long startedAt, HostTag host, Json.Output json) throws IOException {
    if (startedAt == ProcessTable.ABSENT) {
      host.text("start_time", "", json);
      return;
    }
    long millis = Math.floorMod(startedAt, 1000L);
    if (millis > 0) {
      json.field("start_ms", millis);
    }
    json.name("start_time").quoted(Math.floorDiv(startedAt, 1000L));
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
