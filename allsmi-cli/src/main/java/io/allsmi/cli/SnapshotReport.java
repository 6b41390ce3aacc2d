package io.allsmi.cli;

import io.allsmi.core.ChassisPower;
import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.Issue;
import io.allsmi.core.exposition.ExporterFacts;
import io.allsmi.core.exposition.ExpositionWriter;
import io.allsmi.core.exposition.PageFormat;
import io.allsmi.core.file.ReplacedFile;
import io.allsmi.core.json.SnapshotJson;
import io.allsmi.core.json.SnapshotSection;
import io.allsmi.core.table.SnapshotCsv;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints samples of this machine or of hosts in one of three forms. */
final class SnapshotReport {
  /** The forms of a snapshot. */
  enum Format {
    JSON,
    CSV,
    PROMETHEUS
  }

  private final Format format;
  private final Set<SnapshotSection> sections;
  private final SnapshotCsv csv;
  private final @Nullable Path file;
  private final boolean pretty;
  private final FilterOption filter;
  private final Console console;

  SnapshotReport(
      Format format,
      Set<SnapshotSection> sections,
      @Nullable String query,
      @Nullable String output,
      @Nullable Boolean pretty,
      FilterOption filter,
      Console console) {
    this.format = format;
    this.sections = sections;
    this.csv = csv(sections, query);
    this.file = output == null || output.equals("-") ? null : Path.of(output);
    this.pretty = pretty == null ? file == null && Terminals.isInteractive() : pretty;
    this.filter = filter;
    this.console = console;
  }

  private static SnapshotCsv csv(Set<SnapshotSection> sections, @Nullable String query) {
    SnapshotCsv csv = SnapshotCsv.of(sections, ZoneId.systemDefault());
    try {
      return query == null ? csv : csv.withColumns(query);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--query: " + e.getMessage());
    }
  }

  /** The exit status: 1 when there is nothing at all in the sections that were asked for. */
  int print(List<HostSnapshot> samples) throws IOException {
    List<HostSnapshot> shown =
        samples.stream().map(this::left).map(ChassisPower::filled).map(this::cut).toList();
    if (format != Format.JSON) {
      samples.forEach(sample -> sample.issues().forEach(this::complain));
    }
    if (filter.filter().isEmpty() && shown.stream().allMatch(SnapshotReport::isEmpty)) {
      console.complain(
          "snapshot: expected something in " + names() + ", got nothing from any reader");
      return ExitCodes.FAILED;
    }
    emit(out -> write(shown, out));
    return ExitCodes.DONE;
  }

  /** The exit status: 1 when no host could be read. Those that could not are named. */
  int printHosts(List<ClusterSnapshot> samples) throws IOException {
    List<ClusterSnapshot> shown = samples.stream().map(this::cut).toList();
    emit(out -> writeHosts(shown, out));
    boolean isAnyRead = false;
    for (HostSnapshot host : samples.stream().flatMap(s -> s.hosts().stream()).toList()) {
      isAnyRead |= host.status().state().countsInSums();
      String name = host.address().isEmpty() ? host.hostId() : host.address();
      if (host.status().failure().isPresent()) {
        console.complain(name + ": " + host.status().message());
      }
      if (format != Format.JSON) {
        host.issues().forEach(issue -> console.complain(name + ": " + issue));
      }
    }
    return isAnyRead ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void emit(ReplacedFile.Content content) throws IOException {
    if (file == null) {
      BufferedOutputStream out = new BufferedOutputStream(console.out(), 1 << 16);
      content.writeTo(out);
      out.flush();
    } else {
      ReplacedFile.write(file, content);
    }
  }

  private void writeHosts(List<ClusterSnapshot> shown, OutputStream out) throws IOException {
    if (format == Format.JSON) {
      SnapshotJson.of(sections, ZoneId.systemDefault()).writeClusters(shown, pretty, out);
    } else {
      write(shown.stream().flatMap(sample -> sample.hosts().stream()).toList(), out);
    }
  }

  private void write(List<HostSnapshot> shown, OutputStream out) throws IOException {
    switch (format) {
      case JSON -> SnapshotJson.of(sections, ZoneId.systemDefault()).write(shown, pretty, out);
      case CSV -> {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        csv.write(shown, text);
        text.flush();
      }
      case PROMETHEUS ->
          out.write(
              ExpositionWriter.write(
                  shown, ExporterFacts.ofBuild(Version.number()), PageFormat.TEXT));
    }
  }

  /** This machine with the GPUs and processes that the filter leaves. */
  private HostSnapshot left(HostSnapshot host) {
    ClusterSnapshot alone =
        new ClusterSnapshot(
            host.takenAt(), ClusterSnapshot.Source.LOCAL, Duration.ZERO, List.of(host));
    List<HostSnapshot> hosts = filter.left(alone).hosts();
    return hosts.isEmpty()
        ? host.toBuilder().gpus(List.of()).processes(List.of()).build()
        : hosts.get(0);
  }

  private ClusterSnapshot cut(ClusterSnapshot whole) {
    ClusterSnapshot cluster = filter.left(whole);
    List<HostSnapshot> hosts =
        cluster.hosts().stream().map(ChassisPower::filled).map(this::cut).toList();
    return new ClusterSnapshot(
        cluster.takenAt(),
        cluster.source(),
        cluster.interval(),
        hosts,
        cluster.issues(),
        cluster.jobs());
  }

  /** The host with the sections that were asked for and nothing of the others. */
  private HostSnapshot cut(HostSnapshot host) {
    return new HostSnapshot(
        host.hostId(),
        host.hostname(),
        host.address(),
        host.takenAt(),
        host.status(),
        host.processCollection(),
        sections.contains(SnapshotSection.GPU) ? host.gpus() : List.of(),
        sections.contains(SnapshotSection.CPU) ? host.cpus() : List.of(),
        sections.contains(SnapshotSection.MEMORY) ? host.memory() : List.of(),
        sections.contains(SnapshotSection.CHASSIS) ? host.chassis() : Optional.empty(),
        sections.contains(SnapshotSection.STORAGE) ? host.storage() : List.of(),
        sections.contains(SnapshotSection.PROCESS) ? host.processes() : List.of(),
        host.issues());
  }

  private static boolean isEmpty(HostSnapshot host) {
    return host.gpus().isEmpty()
        && host.cpus().isEmpty()
        && host.memory().isEmpty()
        && host.chassis().isEmpty()
        && host.storage().isEmpty()
        && host.processes().isEmpty();
  }

  private String names() {
    return String.join(", ", sections.stream().sorted().map(SnapshotSection::wireName).toList());
  }

  private void complain(Issue issue) {
    console.complain("snapshot: " + issue);
  }
}
