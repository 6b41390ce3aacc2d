package io.allsmi.core.json;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.ClusterSnapshot.Source;
import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Issue;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.Transport;
import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Complaints;
import io.allsmi.core.slurm.JobList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A line of which not all has been read yet. */
final class FrameDraft {
  /** Hosts of a line that are kept. */
  private static final int MOST_HOSTS = 1 << 16;

  private static final int MOST_ISSUES = 1 << 16;

  /** Rows that name no host, before it is known whose they are. */
  private static final String NAMELESS = "";

  String hostname = "";
  long intervalMillis = Cells.ABSENT;
  OptionalLong schema = OptionalLong.empty();
  long seq = Cells.ABSENT;
  String source = "";
  long millis = Cells.ABSENT;
  String timestamp = "";
  boolean hasProcesses;
  boolean hasHosts;
  Optional<JobList> jobs = Optional.empty();

  /** About the line as a whole. */
  final Complaints complaints = new Complaints(Caps.ISSUES);

  /** About rows that name no host. */
  final Complaints rowComplaints = new Complaints(Caps.ISSUES);

  private final ProcessReader processes;
  private final LineLimits limits;
  private final Map<String, HostDraft> hosts = new LinkedHashMap<>();
  private final List<HostDraft> listed = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private final List<Complaint> errors = new ArrayList<>();
  private int leftOut;
  private HostDraft last;

  private record Complaint(String hostId, Issue issue) {}

  FrameDraft(ProcessReader processes, LineLimits limits) {
    this.processes = processes;
    this.limits = limits;
    this.last = new HostDraft(NAMELESS, limits.devicesPerKind());
    processes.clear();
  }

  /** The host with that key; rows of hosts beyond the cap are of one that is thrown away. */
  HostDraft host(String id) {
    if (id.equals(last.hostId) && !hosts.isEmpty()) {
      return last;
    }
    HostDraft host = hosts.get(id);
    if (host == null) {
      host = new HostDraft(id, limits.devicesPerKind());
      if (hosts.size() >= MOST_HOSTS) {
        leftOut++;
        return host;
      }
      hosts.put(id, host);
    }
    last = host;
    return host;
  }

  /** Takes in a host of {@code hosts}. */
  HostDraft list(HostReader.Listed said, Cells cells) {
    HostDraft host = host(said.hostId());
    if (host.isListed) {
      cells.complain("host_id: expected each once, got '" + host.hostId + "' again");
      return host;
    }
    said.tell(host, cells);
    listed.add(host);
    return host;
  }

  /** Takes in a complaint of {@code errors}; one of another program says its section apart. */
  void error(@Nullable String hostId, int line, String message, String section) {
    if (errors.size() >= MOST_ISSUES || (message.isEmpty() && section.isEmpty())) {
      return;
    }
    boolean ours = hostId != null;
    String prefix = "line " + line + ": ";
    String text =
        !ours && !section.isEmpty()
            ? section + ": " + message
            : line > 0 && message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    errors.add(new Complaint(hostId != null ? hostId : NAMELESS, new Issue(line, text)));
  }

  /** Takes in a complaint about the source as a whole. */
  void issue(int line, String message) {
    if (issues.size() < MOST_ISSUES) {
      issues.add(new Issue(line, message));
    }
  }

  SnapshotReader.Frame finish(Cells cells) throws SnapshotFormatException {
    checkSchema();
    long takenAt = takenAt();
    List<HostDraft> all = inOrder();
    issues(all);
    Complaints owner = all.size() == 1 ? all.get(0).complaints : complaints;
    rowComplaints.all().forEach(issue -> owner.add(issue.line(), issue.message()));
    ProcessRows rows = new ProcessRows(all);
    List<HostSnapshot> built = new ArrayList<>(all.size());
    Instant time = Instant.ofEpochMilli(takenAt);
    for (HostDraft host : rows.hosts) {
      built.add(snapshot(host, time, rows));
    }
    cells.give(complaints);
    if (leftOut > 0) {
      complaints.add(
          0, "hosts: rows of more than " + MOST_HOSTS + " hosts, " + leftOut + " left out");
    }
    issues.addAll(complaints.all());
    return new SnapshotReader.Frame(
        seq == Cells.ABSENT ? OptionalLong.empty() : OptionalLong.of(seq),
        new ClusterSnapshot(
            time, source(), Duration.ofMillis(Math.max(0, intervalMillis)), built, issues, jobs));
  }

  private void checkSchema() throws SnapshotFormatException {
    if (schema.isEmpty()) {
      throw new SnapshotFormatException(
          "line: expected a snapshot of schema " + SnapshotJson.SCHEMA + ", got no schema");
    }
    if (schema.getAsLong() != SnapshotJson.SCHEMA) {
      throw new SnapshotFormatException(
          "unsupported schema version "
              + schema.getAsLong()
              + ", this all-smi supports schema "
              + SnapshotJson.SCHEMA);
    }
  }

  private long takenAt() throws SnapshotFormatException {
    if (millis != Cells.ABSENT) {
      return millis;
    }
    return LineFacts.time(timestamp)
        .orElseThrow(
            () ->
                new SnapshotFormatException(
                    "line: expected a timestamp such as 2026-04-20T12:34:56Z, got '"
                        + timestamp
                        + "'"));
  }

  private Source source() {
    for (Source known : Source.values()) {
      if (known.wireName().equals(source)) {
        return known;
      }
    }
    if (!source.isEmpty()) {
      complaints.add(0, "source: expected a known word, got '" + source + "'");
    }
    return isOfMany() ? Source.REMOTE : Source.LOCAL;
  }

  private boolean isOfMany() {
    return hostname.equals(SnapshotJson.SEVERAL);
  }

  /** Those that are listed, then the others; rows without a host are given to the only one. */
  private List<HostDraft> inOrder() {
    HostDraft nameless = hosts.get(NAMELESS);
    if (nameless != null && !nameless.isListed) {
      hosts.remove(NAMELESS);
      HostDraft owner = only();
      owner = owner != null ? owner : host(hostname.isEmpty() ? "?" : hostname);
      owner.take(nameless);
    }
    if (!hasHosts && hosts.isEmpty() && (!isOfMany() || processes.size() > 0)) {
      host(hostname.isEmpty() ? "?" : hostname);
    }
    List<HostDraft> all = new ArrayList<>(listed);
    for (HostDraft host : hosts.values()) {
      if (!host.isListed) {
        all.add(host);
      }
    }
    return all;
  }

  private @Nullable HostDraft only() {
    return hosts.size() == 1 ? hosts.values().iterator().next() : null;
  }

  /** Gives each complaint to its host; what names none is about the only one, else about all. */
  private void issues(List<HostDraft> all) {
    for (Complaint error : errors) {
      HostDraft host = hosts.get(error.hostId);
      host = host == null && all.size() == 1 && error.hostId.isEmpty() ? all.get(0) : host;
      (host == null ? issues : host.issues).add(error.issue);
    }
  }

  private HostSnapshot snapshot(HostDraft host, Instant time, ProcessRows rows) {
    HostStatus status =
        host.isListed
            ? new HostStatus(
                host.state,
                host.transport,
                host.failure,
                host.message,
                host.failedAttempts,
                host.nextAttempt)
            : HostStatus.up(transport(host));
    if (host.leftOut > 0) {
      host.complaints.add(0, "devices: " + host.leftOut + " left out, there are too many");
    }
    if (rows.leftOut(host) > 0) {
      host.complaints.add(
          0, "processes: " + rows.leftOut(host) + " rows left out, there are too many");
    }
    if (!host.complaints.isEmpty()) {
      host.issues.addAll(host.complaints.all());
    }
    HostSnapshot.Builder snapshot =
        HostSnapshot.builder(
                host.hostId,
                host.takenAt == Cells.ABSENT ? time : Instant.ofEpochMilli(host.takenAt),
                status)
            .hostname(host.isListed ? host.hostname : isOfMany() ? host.hostId : hostname)
            .address(host.isListed || !isOfMany() ? host.address : host.hostId)
            .processCollection(collection(host))
            .cpus(host.cpus)
            .memory(host.memory)
            .storage(host.storage)
            .issues(host.issues);
    List<GpuInfo> gpus = List.copyOf(hasHosts ? host.gpus : numbered(host.gpus));
    host.chassis.ifPresent(snapshot::chassis);
    return snapshot.gpus(gpus).processes(rows.table(host, gpus, time)).build();
  }

  /** Rows of another program say how they were read in the texts of their devices. */
  private Transport transport(HostDraft host) {
    for (GpuInfo gpu : host.gpus) {
      String said = gpu.detail().getOrDefault("transport", "");
      for (Transport known : Transport.values()) {
        if (known.wireName().equals(said)) {
          return known;
        }
      }
    }
    return isOfMany() ? Transport.HTTP : Transport.LOCAL;
  }

  private ProcessCollection collection(HostDraft host) {
    if (host.isListed) {
      return host.collects == 0
          ? ProcessCollection.NOT_COLLECTING
          : host.collects == 1 && hasProcesses
              ? ProcessCollection.COLLECTING
              : ProcessCollection.UNDECIDED;
    }
    // A recording of several hosts has the section and no rows in it, whatever they run.
    return host.rows > 0 || (hasProcesses && !isOfMany())
        ? ProcessCollection.COLLECTING
        : ProcessCollection.UNDECIDED;
  }

  /** Other programs number a device by a text, or by its place. */
  private static List<GpuInfo> numbered(List<GpuInfo> gpus) {
    List<GpuInfo> numbered = new ArrayList<>(gpus.size());
    for (int i = 0; i < gpus.size(); i++) {
      GpuInfo gpu = gpus.get(i);
      String said = gpu.detail().getOrDefault("index", "");
      boolean isNumber =
          !said.isEmpty() && said.length() < 5 && said.chars().allMatch(c -> c >= '0' && c <= '9');
      numbered.add(
          gpu.index().isPresent()
              ? gpu
              : gpu.toBuilder().index(isNumber ? Integer.parseInt(said) : i).build());
    }
    numbered.sort(Comparator.comparingInt(gpu -> gpu.index().orElse(Integer.MAX_VALUE)));
    return numbered;
  }

  /** The process rows, sorted by host. */
  private final class ProcessRows {
    final List<HostDraft> hosts;
    private final int[] order;

    /** The host of the rows whose host cannot be told. */
    private @Nullable HostDraft nobodys;

    ProcessRows(List<HostDraft> all) {
      hosts = all;
      HostDraft[] owner = new HostDraft[processes.size()];
      Map<String, HostDraft> byDevice = new HashMap<>();
      for (int row = 0; row < owner.length; row++) {
        HostDraft host = owner(row, byDevice);
        owner[row] = host;
        host.rows++;
      }
      int start = 0;
      for (HostDraft host : hosts) {
        host.next = start;
        start += host.rows;
      }
      order = new int[start];
      for (int row = 0; row < owner.length; row++) {
        order[owner[row].next++] = row;
      }
    }

    private HostDraft owner(int row, Map<String, HostDraft> byDevice) {
      String id = processes.hostId(row);
      HostDraft named = FrameDraft.this.hosts.get(id);
      if (named != null) {
        return named;
      }
      if (hosts.size() == 1 && id.isEmpty()) {
        return hosts.get(0);
      }
      if (byDevice.isEmpty()) {
        for (HostDraft host : hosts) {
          host.gpus.forEach(gpu -> gpu.uuid().ifPresent(uuid -> byDevice.putIfAbsent(uuid, host)));
        }
        byDevice.remove("");
      }
      HostDraft holder = byDevice.get(processes.deviceUuid(row));
      if (holder != null) {
        return holder;
      }
      HostDraft rest = nobodys;
      if (rest == null) {
        rest = host(hostname.isEmpty() ? "?" : hostname);
        nobodys = rest;
        if (!hosts.contains(rest)) {
          hosts.add(rest);
        }
      }
      return rest;
    }

    int leftOut(HostDraft host) {
      return Math.max(0, host.rows - limits.processRows());
    }

    ProcessTable table(HostDraft host, List<GpuInfo> gpus, Instant time) {
      int from = host.next - host.rows;
      return processes.table(
          host.hostId,
          order,
          from,
          host.next - leftOut(host),
          gpus,
          hasHosts ? Cells.ABSENT : time.toEpochMilli());
    }
  }
}
