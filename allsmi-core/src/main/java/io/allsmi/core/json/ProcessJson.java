package io.allsmi.core.json;

import io.allsmi.core.ProcessDetails;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A process row as an object of a snapshot: the keys of schema 1, {@link RequiredNumbers} among
 * them, and of ours those that are known, sorted by name.
 */
final class ProcessJson {
  private ProcessJson() {}

  /** Writes a row of a table, without an object of it. */
  static void write(
      ProcessTable table, int row, HostTag host, Json.Output json, RequiredNumbers numbers)
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
        json,
        numbers);
  }

  static void write(ProcessInfo process, HostTag host, Json.Output json, RequiredNumbers numbers)
      throws IOException {
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
        json,
        numbers);
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
      Json.Output json,
      RequiredNumbers numbers)
      throws IOException {
    numbers.beginObject();
    host.text("command", command, json);
    if (details.computeInstanceId().isPresent()) {
      json.field("compute_instance_id", details.computeInstanceId());
    }
    known("container_id", details.containerId(), json);
    numbers
        .real("cpu_percent", cpuPercent, 0)
        .whole("cpu_time", details.cpuTimeSeconds())
        .id("device_id", deviceIndex);
    host.text("device_uuid", deviceUuid, json);
    if (details.gpuInstanceId().isPresent()) {
      json.field("gpu_instance_id", details.gpuInstanceId());
    }
    numbers.real("gpu_utilization", details.gpuUtilizationPercent(), 0);
    known("host_id", host.hostId(), json);
    known("job_id", details.jobId(), json);
    numbers
        .real("memory_percent", details.memoryPercent(), 0)
        .whole("memory_rss", details.residentBytes())
        .whole("memory_vms", details.virtualBytes())
        .whole("nice_value", details.nice());
    known("owner_source", details.ownerSource(), json);
    json.field("pid", pid);
    numbers.whole("ppid", details.parentPid()).whole("priority", details.priority());
    host.text("process_name", name, json);
    start(startedAt, host, json);
    host.text("state", details.state(), json);
    numbers.whole("threads", details.threads());
    known("type", details.type(), json);
    if (uid >= 0) {
      json.field("uid", uid);
    }
    boolean hasMemory = memory != ProcessTable.ABSENT;
    numbers.ahead("used_memory", hasMemory).list().whole("used_memory", memory, hasMemory);
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
