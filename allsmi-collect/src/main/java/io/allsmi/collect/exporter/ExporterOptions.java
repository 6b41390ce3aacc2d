package io.allsmi.collect.exporter;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where an exporter listens, what it serves and how much.
 *
 * @param addresses TCP addresses to listen on; port 0 takes any free one; may be empty when there
 *     is a socket
 * @param socket the path of a Unix socket to listen on; it is made with mode 0600
 * @param tls the certificate for all TCP addresses; none serves plain HTTP
 * @param tokenFile a file with a bearer token that requests must carry, all but those for {@code
 *     /-/ready} and {@code /-/healthy}; it is read again when it changes
 * @param interval how often the host is read; 0.1 s to a day
 * @param maxProcesses process rows that are served at most, those with the most device memory first
 * @param maxSubscribers streams of {@code /events} at once; 0 is no limit
 * @param energyFile where energy is kept over restarts; empty keeps none
 * @param corsOrigins origins of web pages that may read, or {@code *}
 * @param version the version to announce; empty announces none
 * @param complaints gets what goes wrong while serving, one line each, from any thread
 * @since 0.30.0
 */
public record ExporterOptions(
    List<InetSocketAddress> addresses,
    Optional<Path> socket,
    Optional<Tls> tls,
    Optional<Path> tokenFile,
    Duration interval,
    int maxProcesses,
    int maxSubscribers,
    Optional<Path> energyFile,
    Set<String> corsOrigins,
    String version,
    Consumer<String> complaints) {
  /** The port when none is named: the one that hosts are asked at. */
  public static final int DEFAULT_PORT = 9090;

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Checks the arguments and copies the lists. */
  public ExporterOptions {
    addresses = List.copyOf(addresses);
    corsOrigins = Set.copyOf(corsOrigins);
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(complaints, "complaints");
    if (addresses.isEmpty() && socket.isEmpty()) {
      throw new IllegalArgumentException("listeners: expected an address or a socket, got none");
    }
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "interval: expected 0.1 s to a day, got " + interval.toMillis() / 1000.0 + " s");
    }
    if (maxProcesses < 0) {
      throw new IllegalArgumentException("maxProcesses: expected at least 0, got " + maxProcesses);
    }
    if (maxSubscribers < 0) {
      throw new IllegalArgumentException(
          "maxSubscribers: expected at least 0, got " + maxSubscribers);
    }
  }

  /**
   * A certificate and its key.
   *
   * @param certificate a PEM file with the certificate and those that signed it
   * @param key a PEM file with its key, PKCS#8 without a passphrase
   */
  public record Tls(Path certificate, Path key) {
    /** Checks the arguments. */
    public Tls {
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * All addresses of this machine at port 9090, every 3 s, at most 1,000 process rows and 256
   * streams; complaints are dropped.
   */
  public static ExporterOptions defaults() {
    return new ExporterOptions(
        List.of(new InetSocketAddress("0.0.0.0", DEFAULT_PORT)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(3),
        1000,
        256,
        Optional.empty(),
        Set.of(),
        "",
        complaint -> {});
  }

  /** These options with another {@link #addresses()}. */
  public ExporterOptions withAddresses(List<InetSocketAddress> addresses) {
    return changed(draft -> draft.addresses = addresses);
  }

  /** These options with another {@link #socket()}. */
  public ExporterOptions withSocket(Path socket) {
    return changed(draft -> draft.socket = Optional.of(socket));
  }

  /** These options with another {@link #tls()}. */
  public ExporterOptions withTls(Tls tls) {
    return changed(draft -> draft.tls = Optional.of(tls));
  }

  /** These options with another {@link #tokenFile()}. */
  public ExporterOptions withTokenFile(Path tokenFile) {
    return changed(draft -> draft.tokenFile = Optional.of(tokenFile));
  }

  /** These options with another {@link #interval()}. */
  public ExporterOptions withInterval(Duration interval) {
    return changed(draft -> draft.interval = interval);
  }

  /** These options with another {@link #maxProcesses()}. */
  public ExporterOptions withMaxProcesses(int maxProcesses) {
    return changed(draft -> draft.maxProcesses = maxProcesses);
  }

  /** These options with another {@link #maxSubscribers()}. */
  public ExporterOptions withMaxSubscribers(int maxSubscribers) {
    return changed(draft -> draft.maxSubscribers = maxSubscribers);
  }

  /** These options with another {@link #energyFile()}. */
  public ExporterOptions withEnergyFile(Path energyFile) {
    return changed(draft -> draft.energyFile = Optional.of(energyFile));
  }

  /** These options with another {@link #corsOrigins()}. */
  public ExporterOptions withCorsOrigins(Set<String> corsOrigins) {
    return changed(draft -> draft.corsOrigins = corsOrigins);
  }

  /** These options with another {@link #version()}. */
  public ExporterOptions withVersion(String version) {
    return changed(draft -> draft.version = version);
  }

  /** These options with another {@link #complaints()}. */
  public ExporterOptions withComplaints(Consumer<String> complaints) {
    return changed(draft -> draft.complaints = complaints);
  }

  private ExporterOptions changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The options while one of them is changed. */
  private static final class Draft {
    private List<InetSocketAddress> addresses;
    private Optional<Path> socket;
    private Optional<Tls> tls;
    private Optional<Path> tokenFile;
    private Duration interval;
    private int maxProcesses;
    private int maxSubscribers;
    private Optional<Path> energyFile;
    private Set<String> corsOrigins;
    private String version;
    private Consumer<String> complaints;

    private Draft(ExporterOptions from) {
      addresses = from.addresses;
      socket = from.socket;
      tls = from.tls;
      tokenFile = from.tokenFile;
      interval = from.interval;
      maxProcesses = from.maxProcesses;
      maxSubscribers = from.maxSubscribers;
      energyFile = from.energyFile;
      corsOrigins = from.corsOrigins;
      version = from.version;
      complaints = from.complaints;
    }

    private ExporterOptions options() {
      return new ExporterOptions(
          addresses,
          socket,
          tls,
          tokenFile,
          interval,
          maxProcesses,
          maxSubscribers,
          energyFile,
          corsOrigins,
          version,
          complaints);
    }
  }
}
