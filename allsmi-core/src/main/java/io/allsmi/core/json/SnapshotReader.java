package io.allsmi.core.json;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.internal.Json;
import io.allsmi.core.internal.Json.Line.Kind;
import io.allsmi.core.internal.Json.Shape;
import io.allsmi.core.internal.Texts;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a recording: snapshots of schema 1 as {@link SnapshotJson} and the Rust tool
 * write them. It keeps the texts that come again from one line to the next; it is for one thread at
 * a time.
 *
 * <p>A line of {@link SnapshotJson#write(ClusterSnapshot, long, java.io.OutputStream)} with all
 * sections comes back as the value it was made of, but that texts are printable and within {@link
 * LineLimits}, and a number beyond what is believed of any device is absent.
 *
 * <p>A line without {@code hosts} is of another program. Its rows make its hosts: each {@code
 * host_id} is one, in the order they are met with, all of them up; rows without one are of the only
 * host, or, when there are several, of the one with the row's {@code device_uuid}, else of a host
 * that is named as the line. Where that program writes -1, or 0 for a temperature or a clock, the
 * reading is absent; in a line of ours that is what an object names in {@code unknown}.
 *
 * <p>Members that are not known are passed over. A row or reading that is none is left out and is
 * an issue of its host; so are rows beyond the limits.
 *
 * @since 0.30.0
 */
public final class SnapshotReader {

  private final Texts texts = new Texts();
  private final GpuReader gpus = new GpuReader();
  private final CpuReader cpus = new CpuReader();
  private final MachineReader machines = new MachineReader();
  private final ProcessReader processes = new ProcessReader();
  private final HostReader hosts = new HostReader();
  private final JobsReader jobs = new JobsReader();
  private final Shape error = new Shape("host_id", "line", "message", "section", "kind");
  private static final int ERROR_HOST_ID = 0;
  private static final int ERROR_LINE = 1;
  private static final int ERROR_MESSAGE = 2;
  private static final int ERROR_SECTION = 3;

  private final Shape issue = new Shape("line", "message");
  private static final int ISSUE_LINE = 0;
  private static final int ISSUE_MESSAGE = 1;

  private final Shape shape =
      new Shape(
          "chassis",
          "cpus",
          "errors",
          "gpus",
          "header",
          "hostname",
          "hosts",
          "index",
          "interval_ms",
          "issues",
          "jobs",
          "memory",
          "processes",
          "schema",
          "seq",
          "source",
          "storage",
          "t",
          "timestamp");
  private static final int CHASSIS = 0;
  private static final int CPUS = 1;
  private static final int ERRORS = 2;
  private static final int GPUS = 3;
  private static final int HEADER = 4;
  private static final int HOSTNAME = 5;
  private static final int HOSTS = 6;
  private static final int INDEX = 7;
  private static final int INTERVAL = 8;
  private static final int ISSUES = 9;
  private static final int JOBS = 10;
  private static final int MEMORY = 11;
  private static final int PROCESSES = 12;
  private static final int SCHEMA = 13;
  private static final int SEQ = 14;
  private static final int SOURCE = 15;
  private static final int STORAGE = 16;
  private static final int TIME = 17;
  private static final int TIMESTAMP = 18;

  private final LineLimits limits;

  /** A reader that has read nothing yet, with {@link LineLimits#defaults()}. */
  public SnapshotReader() {
    this(LineLimits.defaults());
  }

  private SnapshotReader(LineLimits limits) {
    this.limits = limits;
  }

  /** A reader that has read nothing yet and believes so much of a line. */
  public static SnapshotReader withLimits(LineLimits limits) {
    return new SnapshotReader(limits);
  }

  /**
   * A snapshot and its place in a recording.
   *
   * @param seq its number, from 0; absent when the line has none
   * @param cluster what was seen
   */
  public record Frame(OptionalLong seq, ClusterSnapshot cluster) {}

  /**
   * Reads a line.
   *
   * @param bytes holds the line; it must not change meanwhile
   * @param offset where it begins
   * @param length how many bytes it has; a line end at its end may be among them
   * @throws SnapshotFormatException when it is no snapshot of schema 1
   */
  public Frame read(byte[] bytes, int offset, int length) throws SnapshotFormatException {
    FrameDraft draft = new FrameDraft(processes, limits);
    Json.Line in = new Json.Line(bytes, offset, length);
    try {
      beginObject(in);
      Cells cells = new Cells(in, texts, limits);
      for (int key = in.member(shape); key != Shape.END; key = in.member(shape)) {
        cells.begin(key < 0 ? "" : shape.name(key));
        member(key, cells, draft);
        cells.give(draft.complaints);
      }
      endLine(in);
      return draft.finish(cells);
    } catch (Json.Malformed e) {
      throw noJson(e);
    } finally {
      processes.forget();
    }
  }

  static void beginObject(Json.Line in) throws Json.Malformed, SnapshotFormatException {
    Kind kind = in.value();
    if (kind != Kind.OBJECT) {
      throw new SnapshotFormatException("line: expected a JSON object, got " + kind);
    }
  }

  static void endLine(Json.Line in) throws SnapshotFormatException {
    if (!in.isAtEnd()) {
      throw new SnapshotFormatException("line: expected one JSON object, got more behind it");
    }
  }

  static SnapshotFormatException noJson(Json.Malformed e) {
    return new SnapshotFormatException("line: expected a JSON object, got: " + e.getMessage());
  }

  private void member(int key, Cells cells, FrameDraft draft)
      throws Json.Malformed, SnapshotFormatException {
    switch (key) {
      case CHASSIS, CPUS, GPUS, MEMORY, PROCESSES, STORAGE, ERRORS, HOSTS, ISSUES ->
          section(key, cells, draft);
      case HEADER, INDEX -> {
        if (cells.truth(shape, key) == 1) {
          throw new SnapshotFormatException(
              "line: expected a snapshot, got a line that is the recording's "
                  + (key == HEADER ? "header" : "index"));
        }
      }
      case HOSTNAME -> draft.hostname = cells.text(shape, key, cells.limits.textBytes());
      case INTERVAL -> draft.intervalMillis = cells.whole(shape, key, LineFacts.MOST_MILLIS);
      case JOBS -> {
        if (cells.object(shape, key)) {
          draft.jobs = Optional.of(jobs.read(cells));
        }
      }
      case SCHEMA -> {
        Kind kind = cells.in.value();
        if (kind != Kind.WHOLE) {
          throw new SnapshotFormatException("line: expected the number of a schema, got " + kind);
        }
        draft.schema = OptionalLong.of(cells.in.whole());
      }
      case SEQ -> draft.seq = cells.whole(shape, key, Long.MAX_VALUE);
      case SOURCE -> draft.source = cells.text(shape, key, Cells.WORD_BYTES);
      case TIME -> draft.millis = cells.whole(shape, key, LineFacts.MOST_MILLIS);
      case TIMESTAMP -> draft.timestamp = cells.text(shape, key, Cells.WORD_BYTES);
      default -> cells.in.skipValue();
    }
  }

  private void section(int key, Cells cells, FrameDraft draft) throws Json.Malformed {
    if (!cells.array(shape, key)) {
      return;
    }
    draft.hasProcesses |= key == PROCESSES;
    draft.hasHosts |= key == HOSTS;
    while (cells.element("")) {
      cells.give(draft.rowComplaints);
      cells.beginRow();
      HostDraft host = row(key, cells, draft);
      cells.give(host == null ? draft.rowComplaints : host.complaints);
    }
    cells.give(draft.rowComplaints);
  }

  private @Nullable HostDraft row(int key, Cells cells, FrameDraft draft) throws Json.Malformed {
    switch (key) {
      case GPUS -> {
        GpuInfo gpu = gpus.read(cells);
        cells.keep(gpu.detail());
        HostDraft host = draft.host(gpus.hostId());
        host.add(host.gpus, gpu);
        return host;
      }
      case CPUS -> {
        var cpu = cpus.read(cells);
        HostDraft host = draft.host(cpus.hostId());
        host.add(host.cpus, cpu);
        return host;
      }
      case MEMORY -> {
        var memory = machines.memory(cells);
        HostDraft host = draft.host(machines.hostId());
        host.add(host.memory, memory);
        return host;
      }
      case STORAGE -> {
        var disk = machines.disk(cells);
        HostDraft host = draft.host(machines.hostId());
        disk.ifPresent(found -> host.add(host.storage, found));
        return host;
      }
      case CHASSIS -> {
        var chassis = machines.chassis(cells);
        HostDraft host = draft.host(machines.hostId());
        host.chassis = Optional.of(chassis);
        return host;
      }
      case PROCESSES -> {
        String host = processes.read(cells);
        return host.isEmpty() ? null : draft.host(host);
      }
      case HOSTS -> {
        return draft.list(hosts.read(cells), cells);
      }
      case ERRORS -> {
        error(cells, draft);
        return null;
      }
      default -> {
        issue(cells, draft);
        return null;
      }
    }
  }

  private void error(Cells cells, FrameDraft draft) throws Json.Malformed {
    @Nullable String host = null;
    long line = 0;
    String message = "";
    String section = "";
    for (int key = cells.in.member(error); key != Shape.END; key = cells.in.member(error)) {
      switch (key) {
        case ERROR_HOST_ID -> host = cells.textOrNone(error, key, cells.limits.textBytes());
        case ERROR_LINE -> line = cells.whole(error, key, Integer.MAX_VALUE);
        case ERROR_MESSAGE -> message = cells.text(error, key, cells.limits.textBytes());
        case ERROR_SECTION -> section = cells.text(error, key, Cells.WORD_BYTES);
        default -> cells.in.skipValue();
      }
    }
    draft.error(host, (int) Math.max(0, line), message, section);
  }

  private void issue(Cells cells, FrameDraft draft) throws Json.Malformed {
    long line = 0;
    String message = "";
    for (int key = cells.in.member(issue); key != Shape.END; key = cells.in.member(issue)) {
      switch (key) {
        case ISSUE_LINE -> line = cells.whole(issue, key, Integer.MAX_VALUE);
        case ISSUE_MESSAGE -> message = cells.text(issue, key, cells.limits.textBytes());
        default -> cells.in.skipValue();
      }
    }
    draft.issue((int) Math.max(0, line), message);
  }
}
