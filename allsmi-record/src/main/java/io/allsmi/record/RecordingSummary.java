package io.allsmi.record;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.JsonTree;
import io.allsmi.core.json.SnapshotFormatException;
import io.allsmi.core.json.SnapshotReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader makes of a recording, or of the JSON of snapshots, in a few words: for bug reports
 * and tests.
 *
 * @param frames snapshots that can be read
 * @param from when the first was taken; absent when there is none
 * @param to when the latest was taken; absent when there is none
 * @param hosts the ids of the hosts, in the order they were met with; unmodifiable
 * @param gaps where snapshots are missing; unmodifiable
 * @param issues what cannot be read; unmodifiable
 * @since 0.30.0
 */
public record RecordingSummary(
    long frames,
    Optional<Instant> from,
    Optional<Instant> to,
    List<String> hosts,
    List<Gap> gaps,
    List<Issue> issues) {
  private static final int MOST_ISSUES = 100;

  /** Copies the lists. */
  public RecordingSummary {
    hosts = List.copyOf(hosts);
    gaps = List.copyOf(gaps);
    issues = List.copyOf(issues);
  }

  /**
   * Of the bytes of a recording, compressed or not.
   *
   * @throws IOException when they cannot be put into a file for the time it takes
   */
  public static RecordingSummary ofRecording(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return nothing(List.of());
    }
    Path file = Files.createTempFile("allsmi-", ".recording");
    try {
      Files.write(file, bytes);
      RecordingInfo info = RecordingTools.info(file);
      List<Issue> issues = new ArrayList<>();
      for (Damage damage : info.damage()) {
        issues.add(new Issue(0, "offset " + damage.offset() + ": " + damage.message()));
      }
      return new RecordingSummary(
          info.frames(),
          Optional.of(info.start()),
          Optional.of(info.end()),
          info.hosts(),
          info.gaps(),
          issues);
    } catch (RecordingFormatException e) {
      String message = String.valueOf(e.getMessage()).replace(file + ": ", "");
      return nothing(List.of(new Issue(1, message)));
    } finally {
      Files.delete(file);
    }
  }

  /** Of the JSON of snapshots: one object, several, or an array of them, indented or not. */
  public static RecordingSummary ofSnapshots(byte[] text) {
    Complaints complaints = new Complaints(MOST_ISSUES);
    Gathering gathering = new Gathering(complaints);
    for (JsonTree document :
        JsonTree.read(new String(text, StandardCharsets.UTF_8), 1, complaints)) {
      if (document.elements().isEmpty()) {
        gathering.add(document);
      } else {
        document.elements().forEach(gathering::add);
      }
    }
    return gathering.summary();
  }

  private static RecordingSummary nothing(List<Issue> issues) {
    return new RecordingSummary(
        0, Optional.empty(), Optional.empty(), List.of(), List.of(), issues);
  }

  private static final class Gathering {
    private final Complaints complaints;
    private final SnapshotReader reader = new SnapshotReader();
    private final Set<String> hosts = new LinkedHashSet<>();
    private long frames;
    private @Nullable Instant from;
    private @Nullable Instant to;

    Gathering(Complaints complaints) {
      this.complaints = complaints;
    }

    void add(JsonTree document) {
      byte[] line = compact(document);
      try {
        ClusterSnapshot snapshot = reader.read(line, 0, line.length).cluster();
        frames++;
        from = from == null ? snapshot.takenAt() : from;
        to = snapshot.takenAt();
        for (HostSnapshot host : snapshot.hosts()) {
          hosts.add(host.hostId());
          host.issues().forEach(issue -> complaints.add(document.line(), issue.message()));
        }
      } catch (SnapshotFormatException e) {
        complaints.add(document.line(), String.valueOf(e.getMessage()));
      }
    }

    private static byte[] compact(JsonTree document) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (Json.Output json = new Json.Output(bytes)) {
        document.write(json);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("snapshot: expected to write to memory", e);
      }
      return bytes.toByteArray();
    }

    RecordingSummary summary() {
      return new RecordingSummary(
          frames,
          Optional.ofNullable(from),
          Optional.ofNullable(to),
          List.copyOf(hosts),
          List.of(),
          complaints.all());
    }
  }

  /**
   * Writes it as one object on one line: {@code frames}, {@code from} and {@code to} (UTC, null
   * when there is no frame), {@code duration_seconds}, {@code hosts}, {@code gaps} with {@code
   * from} and {@code to}, {@code errors} with {@code line} and {@code message}.
   *
   * @param out left open
   * @throws IOException when the output does
   */
  public void writeJson(OutputStream out) throws IOException {
    try (Json.Output json = new Json.Output(out)) {
      json.beginObject()
          .field("frames", frames)
          .textOrNull("from", from.map(Instant::toString).orElse(""))
          .textOrNull("to", to.map(Instant::toString).orElse(""))
          .real("duration_seconds", seconds())
          .name("hosts")
          .beginArray();
      for (String host : hosts) {
        json.value(host, true);
      }
      json.endArray().name("gaps").beginArray();
      for (Gap gap : gaps) {
        json.beginObject()
            .field("from", gap.from().toString())
            .field("to", gap.to().toString())
            .endObject();
      }
      json.endArray().name("errors").beginArray();
      for (Issue issue : issues) {
        json.beginObject()
            .field("line", issue.line())
            .field("message", issue.message())
            .endObject();
      }
      json.endArray().endObject();
    }
  }

  private OptionalDouble seconds() {
    return from.isEmpty() || to.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Duration.between(from.get(), to.get()).toMillis() / 1000.0);
  }
}
