package io.allsmi.core.exposition;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessInfo;
import io.allsmi.core.exposition.PageWriter.Labels;
import io.allsmi.core.internal.Utf8;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a host's snapshot as a page of the Prometheus text format that strict readers accept and
 * that stays within the limits of the readers in the field. {@link ScrapeReader} reads it back.
 *
 * <p>What is unknown is left out. Start times are written as seconds elapsed at {@link
 * HostSnapshot#takenAt()}. Command lines take at most 256 bytes, names of programs and users 128,
 * with a note of how much was cut, such as {@code ...(120 bytes truncated)}.
 */
public final class ExpositionWriter {
  static final int COMMAND_BYTES = 256;
  static final int NAME_BYTES = 128;

  private final HostSnapshot host;
  private final String hostname;
  private final PageWriter page;

  private ExpositionWriter(HostSnapshot host, String hostname, PageWriter page) {
    this.host = host;
    this.page = page;
    this.hostname = Utf8.cutVisibly(hostname, NAME_BYTES);
  }

  /**
   * The page of a host.
   *
   * @param host any snapshot; one without readings gives a page that says that the host is not up
   * @return UTF-8 text that ends with a line end
   */
  public static byte[] write(HostSnapshot host) {
    return write(host, ExporterFacts.NONE, PageFormat.TEXT);
  }

  /**
   * The page of a host and of what its exporter says of itself.
   *
   * @param host any snapshot; one without readings gives a page that says that the host is not up
   * @param facts what the exporter says of itself
   * @param format the form of the page
   * @return UTF-8 text that ends with a line end
   */
  public static byte[] write(HostSnapshot host, ExporterFacts facts, PageFormat format) {
    return write(List.of(host), facts, format);
  }

  /**
   * One page of several hosts, and of what their reader says of itself. Hosts that give themselves
   * the same name have their {@link HostSnapshot#hostId()} for it.
   *
   * @param hosts any snapshots; one without readings gives a line that says that the host is not up
   * @param facts what the reader says of itself
   * @param format the form of the page
   * @return UTF-8 text that ends with a line end
   */
  public static byte[] write(List<HostSnapshot> hosts, ExporterFacts facts, PageFormat format) {
    PageWriter page = new PageWriter(format);
    Map<String, Long> names =
        hosts.stream().collect(groupingBy(HostSnapshot::hostname, counting()));
    for (HostSnapshot host : hosts) {
      boolean isAlone = names.getOrDefault(host.hostname(), 0L) == 1;
      new ExpositionWriter(host, isAlone ? host.hostname() : host.hostId(), page).add(facts);
    }
    return page.page();
  }

  private void add(ExporterFacts facts) {
    status();
    GpuFamilies gpus = new GpuFamilies(page, hostname);
    for (int i = 0; i < host.gpus().size(); i++) {
      gpus.write(host.gpus().get(i), i);
    }
    host.processes().forEach(this::process);
    HostFamilies machine = new HostFamilies(page, hostname);
    host.cpus().forEach(machine::write);
    host.memory().forEach(machine::write);
    host.storage().forEach(machine::write);
    host.chassis().ifPresent(machine::write);
    new ExporterFamilies(page, hostname).write(facts, host);
  }

  /**
   * A process row with texts as short as a page has them: a command of at most 256 bytes, a name
   * and a user of at most 128, each with a note of how much was cut. The same row when nothing is.
   */
  public static ProcessInfo shortened(ProcessInfo row) {
    String command = Utf8.cutVisibly(row.command(), COMMAND_BYTES);
    String name = Utf8.cutVisibly(row.name(), NAME_BYTES);
    Optional<String> user = row.user().map(text -> Utf8.cutVisibly(text, NAME_BYTES));
    if (command.equals(row.command()) && name.equals(row.name()) && user.equals(row.user())) {
      return row;
    }
    ProcessInfo.Builder cut = row.toBuilder().command(command).name(name);
    user.ifPresent(cut::user);
    return cut.build();
  }

  private void status() {
    String labels = labels().add("instance", hostname).add("hostname", hostname).toString();
    page.add(Family.UP, labels, host.status().state().countsInSums() ? 1 : 0);
    if (host.processCollection() != ProcessCollection.UNDECIDED) {
      boolean on = host.processCollection() == ProcessCollection.COLLECTING;
      page.add(Family.PROCESS_COLLECTION_ENABLED, labels, on ? 1 : 0);
    }
  }

  /** A row without a device carries index 0, no UUID and no bytes: readers know it by that. */
  private void process(ProcessInfo process) {
    String index = Integer.toString(process.deviceIndex().orElse(0));
    Labels labels =
        labels()
            .add("pid", Integer.toString(process.pid()))
            .add("name", Utf8.cutVisibly(process.name(), NAME_BYTES))
            .add("user", Utf8.cutVisibly(process.user().orElse(""), NAME_BYTES))
            .add("device_id", index)
            .add("gpu_index", index)
            .add("device_uuid", process.deviceUuid().orElse(""))
            .add("host", hostname);
    process.uid().ifPresent(uid -> labels.add("uid", Integer.toString(uid)));
    process.details().jobId().ifPresent(job -> labels.addIfRoom("job_id", job));
    labels.add("command", command(process.command(), labels.room()));
    String text = labels.toString();
    if (process.gpuMemoryBytes().isEmpty() && !process.holdsDevice()) {
      page.add(Family.PROCESS_MEMORY, text, 0);
    } else {
      page.add(Family.PROCESS_MEMORY, text, process.gpuMemoryBytes());
    }
    if (process.gpuMemoryBytes().isEmpty()
        && process.holdsDevice()
        && process.startedAt().isEmpty()
        && process.cpuPercent().isEmpty()) {
      // Nothing is known but that it is there; without a sample it would not be.
      page.add(Family.PROCESS_MEMORY, text, Double.NaN);
    }
    process.startedAt().ifPresent(at -> page.add(Family.PROCESS_START, text, elapsed(at)));
    page.add(Family.PROCESS_CPU, text, process.cpuPercent());
  }

  private static String command(String command, int room) {
    int most = COMMAND_BYTES;
    String cut = Utf8.cutVisibly(command, most);
    while (Utf8.length(PageWriter.escape(cut)) > room - 16 && most > 32) {
      most -= 32;
      cut = Utf8.cutVisibly(command, most);
    }
    return cut;
  }

  private double elapsed(Instant startedAt) {
    return Math.max(0, Duration.between(startedAt, host.takenAt()).toSeconds());
  }

  private Labels labels() {
    return page.labels();
  }
}
