package io.allsmi.core.json;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.internal.Json;
import io.allsmi.core.slurm.JobList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A snapshot as one JSON object of schema 1, keys sorted at every level (but within {@code jobs}):
 *
 * <pre>{@code
 * {"chassis":[…],"cpus":[…],"gpus":[{"detail":{…},"power_consumption":285.5,…}],
 *  "hostname":"dgx-01","hosts":[{"address":"","collects_processes":true,"failure":null,
 *   "host_id":"dgx-01","hostname":"dgx-01","message":"","status":"up","transport":"local"}],
 *  "memory":[…],"schema":1,"timestamp":"2026-04-20T12:34:56Z"}
 * }</pre>
 *
 * <p>A section that was asked for is there even when it is empty, another is not. A number that is
 * not known is null; where schema 1 has no null, it is what the Rust tool writes there, -1 or 0,
 * and the object names it in {@code unknown}. A text that schema 1 always has is empty. What could
 * not be read is in {@code errors}, which is left out when there is none. Several hosts are in one
 * object: each device and process says by {@code host_id} whose it is, and {@code hosts} tells of
 * each whether it answered. What schema 1 lacks is in keys of ours, which other programs pass over,
 * such as {@code jobs}, the object of {@link JobsJson}: {@code docs/snapshot-json.md}.
 *
 * @since 0.30.0
 */
public final class SnapshotJson {
  /** The version of this shape. */
  public static final int SCHEMA = 1;

  /** What a snapshot of many hosts, or over HTTP, has as {@code hostname}. */
  static final String SEVERAL = "remote";

  private static final long NO_SEQ = -1;

  private final Set<SnapshotSection> include;
  private final ZoneId zone;

  private SnapshotJson(Set<SnapshotSection> include, ZoneId zone) {
    this.include = include;
    this.zone = zone;
  }

  /**
   * Writes of those sections.
   *
   * @param include the sections to write
   * @param zone where the local times of {@code time} are
   */
  public static SnapshotJson of(Set<SnapshotSection> include, ZoneId zone) {
    return new SnapshotJson(Set.copyOf(include), zone);
  }

  /**
   * Writes one host on one line.
   *
   * @param out left open
   * @throws IOException when the output does
   */
  public void write(HostSnapshot host, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      object(Head.of(host), List.of(host), json);
    }
  }

  /**
   * Writes all hosts of a cluster on one line.
   *
   * @param out left open
   * @throws IOException when the output does
   */
  public void write(ClusterSnapshot cluster, OutputStream out) throws IOException {
    write(cluster, NO_SEQ, out);
  }

  /**
   * Writes a cluster as a frame of a recording: the line that {@link #write(ClusterSnapshot,
   * OutputStream)} writes, and its number in the recording. With all sections, {@link
   * SnapshotReader} makes the same value of it.
   *
   * @param seq the frame's number in its recording, from 0
   * @param out left open
   * @throws IOException when the output does
   */
  public void write(ClusterSnapshot cluster, long seq, OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      object(Head.of(cluster, seq), cluster.hosts(), json);
    }
  }

  /**
   * Writes samples of one host: an object for one, an array of objects for several.
   *
   * @param pretty a line for each member and element, indented by two blanks
   * @param out left open
   * @throws IOException when the output does
   */
  public void write(List<HostSnapshot> samples, boolean pretty, OutputStream out)
      throws IOException {
    try (Json.Output json = new Json.Output(out, pretty)) {
      if (samples.size() != 1) {
        json.beginArray();
      }
      for (HostSnapshot host : samples) {
        object(Head.of(host), List.of(host), json);
      }
      if (samples.size() != 1) {
        json.endArray();
      }
    }
  }

  /**
   * Writes samples of a cluster: an object for one, an array of objects for several.
   *
   * @param pretty a line for each member and element, indented by two blanks
   * @param out left open
   * @throws IOException when the output does
   */
  public void writeClusters(List<ClusterSnapshot> samples, boolean pretty, OutputStream out)
      throws IOException {
    try (Json.Output json = new Json.Output(out, pretty)) {
      if (samples.size() != 1) {
        json.beginArray();
      }
      for (ClusterSnapshot cluster : samples) {
        object(Head.of(cluster, NO_SEQ), cluster.hosts(), json);
      }
      if (samples.size() != 1) {
        json.endArray();
      }
    }
  }

  /**
   * The objects of one section, each as JSON text, in the order of the snapshot, for who has a word
   * for what is not known: it is null, and no object has {@code unknown}.
   *
   * @param zone where the local times of {@code time} are
   */
  public static List<String> objects(HostSnapshot host, SnapshotSection section, ZoneId zone) {
    List<String> texts = new ArrayList<>();
    HostTag tag = HostTag.of(List.of(host), zone).get(0);
    for (int at = 0; at < count(host, section); at++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      try (Json.Output json = new Json.Output(bytes)) {
        item(host, section, at, tag, json, RequiredNumbers.orNull(json));
      } catch (IOException e) {
        throw new UncheckedIOException("snapshot: expected to write to memory", e);
      }
      texts.add(bytes.toString(StandardCharsets.UTF_8).strip());
    }
    return texts;
  }

  /** How many objects a host has in a section. */
  private static int count(HostSnapshot host, SnapshotSection section) {
    return switch (section) {
      case GPU -> host.gpus().size();
      case CPU -> host.cpus().size();
      case MEMORY -> host.memory().size();
      case CHASSIS -> host.chassis().isPresent() ? 1 : 0;
      case PROCESS -> host.processTable().size();
      case STORAGE -> host.storage().size();
    };
  }

  /** Writes one of them. */
  private static void item(
      HostSnapshot host,
      SnapshotSection section,
      int at,
      HostTag tag,
      Json.Output json,
      RequiredNumbers numbers)
      throws IOException {
    switch (section) {
      case GPU -> GpuJson.write(host.gpus().get(at), tag, json, numbers);
      case CPU -> CpuJson.write(host.cpus().get(at), tag, json, numbers);
      case MEMORY -> MachineJson.write(host.memory().get(at), tag, json, numbers);
      case CHASSIS -> MachineJson.write(host.chassis().orElseThrow(), tag, json, numbers);
      case PROCESS -> ProcessJson.write(host.processTable(), at, tag, json, numbers);
      case STORAGE -> MachineJson.write(host.storage().get(at), tag, json, numbers);
    }
  }

  /**
   * What the object says besides its hosts.
   *
   * @param seq below 0 for none
   * @param source empty for none
   */
  private record Head(
      String hostname,
      Instant takenAt,
      long seq,
      String source,
      long intervalMillis,
      List<Issue> issues,
      Optional<JobList> jobs) {
    static Head of(HostSnapshot host) {
      return new Head(host.hostname(), host.takenAt(), NO_SEQ, "", 0, List.of(), Optional.empty());
    }

    static Head of(ClusterSnapshot cluster, long seq) {
      boolean isOfOne =
          cluster.hosts().size() == 1
              && (cluster.source() == ClusterSnapshot.Source.LOCAL
                  || cluster.source() == ClusterSnapshot.Source.SSH);
      return new Head(
          isOfOne ? cluster.hosts().get(0).hostname() : SEVERAL,
          cluster.takenAt(),
          seq,
          cluster.source().wireName(),
          cluster.interval().toMillis(),
          cluster.issues(),
          cluster.jobs());
    }

    /** Whether {@code timestamp} does not say it all. */
    boolean hasMillis() {
      return !source.isEmpty() || takenAt.toEpochMilli() % 1000 != 0;
    }
  }

  private void object(Head head, List<HostSnapshot> hosts, Json.Output json) throws IOException {
    List<HostTag> tags = HostTag.of(hosts, zone);
    json.beginObject();
    section(SnapshotSection.CHASSIS, hosts, tags, json);
    section(SnapshotSection.CPU, hosts, tags, json);
    errors(hosts, json);
    section(SnapshotSection.GPU, hosts, tags, json);
    json.field("hostname", head.hostname).name("hosts").beginArray();
    for (HostSnapshot host : hosts) {
      host(host, head.takenAt, json);
    }
    json.endArray();
    if (head.intervalMillis != 0) {
      json.field("interval_ms", head.intervalMillis);
    }
    if (!head.issues.isEmpty()) {
      IssueJson.write("issues", head.issues, json);
    }
    if (head.jobs.isPresent()) {
      JobsJson.write(head.jobs.get(), json.name("jobs"));
    }
    section(SnapshotSection.MEMORY, hosts, tags, json);
    section(SnapshotSection.PROCESS, hosts, tags, json);
    json.field("schema", SCHEMA);
    if (head.seq >= 0) {
      json.field("seq", head.seq);
    }
    if (!head.source.isEmpty()) {
      json.field("source", head.source);
    }
    section(SnapshotSection.STORAGE, hosts, tags, json);
    if (head.hasMillis()) {
      json.field("t", head.takenAt.toEpochMilli());
    }
    json.field("timestamp", head.takenAt.truncatedTo(ChronoUnit.SECONDS).toString()).endObject();
  }

  private void section(
      SnapshotSection section, List<HostSnapshot> hosts, List<HostTag> tags, Json.Output json)
      throws IOException {
    if (!include.contains(section)) {
      return;
    }
    RequiredNumbers numbers = RequiredNumbers.ofSchema(json);
    json.name(section.key()).beginArray();
    for (int i = 0; i < hosts.size(); i++) {
      HostSnapshot host = hosts.get(i);
      HostTag tag = tags.get(i);
      int count = count(host, section);
      for (int at = 0; at < count; at++) {
        item(host, section, at, tag, json, numbers);
      }
    }
    json.endArray();
  }

  private static void errors(List<HostSnapshot> hosts, Json.Output json) throws IOException {
    if (hosts.stream().allMatch(host -> host.issues().isEmpty())) {
      return;
    }
    json.name("errors").beginArray();
    for (HostSnapshot host : hosts) {
      for (Issue issue : host.issues()) {
        json.beginObject().field("host_id", host.hostId()).field("kind", "error");
        if (issue.line() > 0) {
          json.field("line", issue.line());
        }
        json.field("message", issue.toString())
            .field("section", subject(issue).wireName())
            .endObject();
      }
    }
    json.endArray();
  }

  /** Schema 1 files every complaint under a section; what names none is about the devices. */
  private static SnapshotSection subject(Issue issue) {
    int colon = issue.message().indexOf(':');
    return SnapshotSection.named(issue.message().substring(0, Math.max(0, colon)))
        .orElse(SnapshotSection.GPU);
  }

  private static void host(HostSnapshot host, Instant takenAt, Json.Output json)
      throws IOException {
    HostStatus status = host.status();
    json.beginObject().field("address", host.address());
    if (host.processCollection() == ProcessCollection.UNDECIDED) {
      json.nothing("collects_processes");
    } else {
      json.field("collects_processes", host.processCollection() == ProcessCollection.COLLECTING);
    }
    if (status.failedAttempts() > 0) {
      json.field("failed_attempts", status.failedAttempts());
    }
    json.textOrNull("failure", status.failure().map(FailureKind::wireName).orElse(""))
        .field("host_id", host.hostId())
        .field("hostname", host.hostname())
        .field("message", status.message());
    if (status.nextAttempt().isPresent()) {
      json.field("next_attempt", status.nextAttempt().get().toEpochMilli());
    }
    json.field("status", status.state().wireName());
    if (host.takenAt().toEpochMilli() != takenAt.toEpochMilli()) {
      json.field("t", host.takenAt().toEpochMilli());
    }
    json.field("transport", status.transport().wireName()).endObject();
  }
}
