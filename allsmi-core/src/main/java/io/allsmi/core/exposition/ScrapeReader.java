package io.allsmi.core.exposition;

import io.allsmi.core.GpuInfo;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.ProcessCollection;
import io.allsmi.core.ProcessTable;
import io.allsmi.core.Transport;
import io.allsmi.core.exposition.Family.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one host, one after the other, into snapshots.
 *
 * <p>Bytes are taken as they arrive, in chunks of any size. What a page says with the same words as
 * the page before (nearly all of it) is recognised without being parsed again, so keep one reader
 * per host.
 *
 * <pre>{@code
 * ScrapeReader reader = new ScrapeReader("node-1:9090", "node-1:9090", ScrapeLimits.defaults());
 * reader.feed(bytes, 0, bytes.length);
 * HostSnapshot host = reader.finish(Instant.now());
 * }</pre>
 *
 * <p>Not for use by several threads at once.
 */
public final class ScrapeReader {
  private static final int SPARE_SETS = 64;

  /** How one exporter writes that it does not know. */
  private static final double UNKNOWN_ON_THE_WIRE = -1.0;

  /** Words in the names of devices whose hosts list every process. */
  private static final List<String> LISTS_EVERY_PROCESS =
      List.of(
          "NVIDIA",
          "nvgpu",
          "Jetson",
          "Orin",
          "Xavier",
          "Tegra",
          "Thor",
          "Tesla",
          "Quadro",
          "GeForce",
          "Tenstorrent",
          "Grayskull",
          "Wormhole",
          "Blackhole");

  private final String hostId;
  private final String address;
  private final ScrapeLimits limits;
  private final PageScanner scanner;
  private final Map<Scope, Rows> rows = new EnumMap<>(Scope.class);

  /** The same, for loops. */
  private final Rows[] kinds;

  private final GpuAssembly gpuAssembly;
  private final HostAssembly hostAssembly;
  private final ProcessAssembly processAssembly;

  private @Nullable Family[] familyOfName = new Family[64];
  private Rows[] rowsOfName = new Rows[64];
  private boolean begun;
  private int rejected;

  // Processes come and go, and their labels stay behind: when there are twice as many as on the
  // first page, all are forgotten and what is there is read anew.
  private boolean fresh = true;
  private int setsOfFirstPage;

  /**
   * A reader for one host.
   *
   * @param hostId the host's key in the cluster
   * @param address where it is read; may be empty
   * @param limits how much of a page is believed
   */
  public ScrapeReader(String hostId, String address, ScrapeLimits limits) {
    this.hostId = hostId;
    this.address = address;
    this.limits = limits;
    for (Scope scope : Scope.values()) {
      rows.put(scope, new Rows(scope, most(scope)));
    }
    this.kinds = rows.values().toArray(new Rows[0]);
    this.gpuAssembly = new GpuAssembly(limits, rows);
    this.hostAssembly = new HostAssembly(rows);
    this.processAssembly = new ProcessAssembly(limits, rows(Scope.PROCESS));
    this.scanner = new PageScanner(limits, new Sink());
  }

  /**
   * Reads a single page.
   *
   * @param page its bytes
   * @param hostId the host's key, also taken as its address
   * @param takenAt when the page was taken; run times are counted back from here
   * @throws SnapshotParseException when not one line of it could be read
   */
  public static HostSnapshot read(byte[] page, String hostId, Instant takenAt) {
    ScrapeReader reader = new ScrapeReader(hostId, hostId, ScrapeLimits.defaults());
    reader.feed(page, 0, page.length);
    return reader.finish(takenAt);
  }

  private int most(Scope scope) {
    return switch (scope) {
      case PROCESS -> limits.processRows();
      case MIG, VGPU, CORE -> 4096;
      default -> limits.devicesPerKind();
    };
  }

  private Rows rows(Scope scope) {
    return java.util.Objects.requireNonNull(rows.get(scope));
  }

  /**
   * Takes the next bytes of the page. Never throws on what they say.
   *
   * @param buffer where they are
   * @param offset the first
   * @param length how many
   */
  public void feed(byte[] buffer, int offset, int length) {
    if (!begun) {
      begin();
    }
    scanner.feed(buffer, offset, length);
  }

  /** How many different label blocks are kept. */
  int remembered() {
    return scanner.setCount();
  }

  /** Drops a page that was begun; the next bytes begin another. */
  public void reset() {
    begun = false;
  }

  /**
   * Ends the page. The next bytes begin another.
   *
   * @param takenAt when the page was taken; run times are counted back from here
   * @return the host as the page shows it, {@code UP}; complaints are in its issues
   * @throws SnapshotParseException when the page has lines and not one of them is a sample
   */
  public HostSnapshot finish(Instant takenAt) {
    if (!begun) {
      begin();
    }
    begun = false;
    scanner.finish();
    if (fresh) {
      fresh = false;
      setsOfFirstPage = scanner.setCount();
    }
    if (scanner.isUnreadable()) {
      throw new SnapshotParseException(
          "page: expected Prometheus text, got something else; "
              + scanner.complaints().all().get(0));
    }
    return assemble(takenAt);
  }

  private void begin() {
    boolean stale = false;
    for (Rows kind : kinds) {
      stale |= kind.isMostlyDead();
    }
    if (stale || (!fresh && scanner.setCount() > 2 * setsOfFirstPage + SPARE_SETS)) {
      forget();
    }
    for (Rows kind : kinds) {
      kind.begin();
    }
    gpuAssembly.begin();
    hostAssembly.begin();
    scanner.begin();
    rejected = 0;
    begun = true;
  }

  /** Starts anew when most of what is remembered is no longer on the page. */
  private void forget() {
    scanner.forget();
    for (Rows kind : kinds) {
      kind.forget();
    }
    gpuAssembly.forget();
    fresh = true;
    Arrays.fill(familyOfName, null);
  }

  private HostSnapshot assemble(Instant takenAt) {
    List<GpuInfo> gpus = List.copyOf(gpuAssembly.gpus());
    ProcessTable processes = processAssembly.table(gpus, takenAt);
    complainOfCaps();
    HostSnapshot.Builder host =
        HostSnapshot.builder(hostId, takenAt, HostStatus.up(Transport.HTTP))
            .hostname(hostAssembly.hostname(address.isEmpty() ? hostId : address))
            .address(address)
            .processCollection(collection(processes, gpus))
            .gpus(gpus)
            .cpus(hostAssembly.cpus())
            .memory(hostAssembly.memory())
            .storage(hostAssembly.storage())
            .processes(processes)
            .issues(scanner.complaints().all());
    hostAssembly.chassis().ifPresent(host::chassis);
    return host.build();
  }

  private void complainOfCaps() {
    if (rejected > 0) {
      scanner
          .complaints()
          .add(0, "readings: " + rejected + " outside the range of their kind left out");
    }
    for (Rows kind : kinds) {
      if (kind.leftOut > 0) {
        scanner
            .complaints()
            .add(
                0,
                kind.scope.name().toLowerCase(java.util.Locale.ROOT)
                    + " rows: expected at most "
                    + most(kind.scope)
                    + "; "
                    + kind.leftOut
                    + " samples of others left out");
      }
    }
    processAssembly.complainOfCuts(scanner.complaints());
  }

  /** Whether the host reports processes: it says so, or it does, or it is a page that would. */
  private ProcessCollection collection(ProcessTable processes, List<GpuInfo> gpus) {
    double marker = hostAssembly.processCollectionMarker();
    if (!processes.isEmpty() || marker == 1) {
      return ProcessCollection.COLLECTING;
    }
    if (marker == 0 || gpus.stream().anyMatch(ScrapeReader::wouldListEveryProcess)) {
      return ProcessCollection.NOT_COLLECTING;
    }
    return ProcessCollection.UNDECIDED;
  }

  /** NVIDIA, Jetson and Tenstorrent hosts list every process of the machine when they list any. */
  private static boolean wouldListEveryProcess(GpuInfo gpu) {
    return gpu.dlaUtilizationPercent().isPresent()
        || gpu.detail().containsKey("cuda_version")
        || LISTS_EVERY_PROCESS.stream().anyMatch(gpu.name()::contains);
  }

  private final class Sink implements PageScanner.Sink {
    @Override
    public boolean wants(int nameId, String name) {
      Family family = Family.named(name);
      if (nameId >= familyOfName.length) {
        familyOfName = Arrays.copyOf(familyOfName, nameId * 2);
        rowsOfName = Arrays.copyOf(rowsOfName, nameId * 2);
      }
      familyOfName[nameId] = family;
      if (family != null) {
        rowsOfName[nameId] = rows(family.scope);
      }
      return family != null;
    }

    @Override
    public void sample(int nameId, int setId, double value, double timestamp) {
      Family family = familyOfName[nameId];
      if (family == null) {
        return;
      }
      if (family.scope == Scope.GPU_TEXT) {
        gpuAssembly.text(family, scanner.labels(setId));
        return;
      }
      Rows kind = rowsOfName[nameId];
      int row = kind.row(setId, scanner.labels());
      if (row == Rows.REJECTED) {
        complainOfLabels(kind);
        return;
      }
      if (!(value >= 0 && value <= family.most)) {
        if (value != UNKNOWN_ON_THE_WIRE && !Double.isNaN(value)) {
          rejected++;
        }
        return;
      }
      if (value == 0 && family.zeroIsUnknown) {
        return;
      }
      kind.put(row, family, value);
      if (family.scope == Scope.CHASSIS || family.scope == Scope.STATUS) {
        hostAssembly.text(family, scanner.labels(setId));
      } else if (family == Family.VGPU_HOST_MODE || family == Family.VGPU_SCHEDULER_STATE) {
        gpuAssembly.text(family, scanner.labels(setId));
      }
    }

    private void complainOfLabels(Rows kind) {
      String missing = kind.missing();
      if (missing != null && kind.leftOut == 0) {
        scanner.complaints().add(scanner.line(), "labels: " + missing);
      }
    }
  }
}
