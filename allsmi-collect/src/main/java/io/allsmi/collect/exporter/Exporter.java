package io.allsmi.collect.exporter;

import io.allsmi.collect.internal.BearerToken;
import io.allsmi.collect.web.WebOptions;
import io.allsmi.collect.web.WebServer;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.core.exposition.ExporterFacts;
import io.allsmi.core.source.HostSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Serves what a host reads: {@code /metrics} for Prometheus, {@code /snapshot} as JSON, {@code
 * /events} as a stream, {@code /-/ready} and {@code /-/healthy}.
 *
 * <pre>{@code
 * HostSource machine = LocalMachine.open(LocalOptions.defaults());
 * try (Exporter exporter = Exporter.start(machine, ExporterOptions.defaults())) {
 *   System.out.println("port " + exporter.ports().get(0));
 *   …
 * }
 * }</pre>
 *
 * <p>The host is read on a thread of its own every interval; requests are answered from the last
 * reading and say how old it is, so none of them waits for a device. Requests for the same form of
 * a reading share one text. Safe for many threads.
 *
 * @since 0.30.0
 */
public final class Exporter implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 2048;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SUBSCRIBER_PATIENCE = Duration.ofSeconds(20);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final HostSource source;
  private final AtomicReference<Frame> newest;
  private final EventHub hub;
  private final WebServer web;
  private final EnergyBooks books;
  private final Thread collector;

  private Exporter(HostSource source, ExporterOptions options) throws IOException {
    this.source = source;
    this.newest = new AtomicReference<>(nothing(options));
    Renderings renderings = new Renderings();
    this.hub =
        new EventHub(
            options.maxSubscribers(), SUBSCRIBER_PATIENCE, renderings, options.complaints());
    boolean started = false;
    try {
      Routes routes =
          new Routes(
              newest::get,
              renderings,
              new EventRoute(hub, options.interval()),
              new Door(token(options), options.complaints()),
              new Cors(options.corsOrigins()));
      this.web = WebServer.start(webOptions(options), routes);
      started = true;
    } finally {
      if (!started) {
        hub.close();
      }
    }
    Optional<EnergyFile> energy =
        options.energyFile().map(path -> EnergyFile.open(path, options.complaints()));
    this.books = new EnergyBooks(energy, System.nanoTime());
    this.collector = new Thread(new CollectLoop(source, options, books, this::publish));
    collector.setName("allsmi-collect");
    collector.setDaemon(true);
  }

  /**
   * Starts an exporter. It owns the source from here and closes it; when this throws, the source is
   * closed too.
   *
   * @throws IOException when an address or a socket cannot be listened on, or a file of the options
   *     cannot be used; one line that says which and what to do
   */
  public static Exporter start(HostSource source, ExporterOptions options) throws IOException {
    Exporter exporter;
    try {
      exporter = new Exporter(source, options);
    } catch (IOException e) {
      source.close();
      throw e;
    }
    exporter.collector.start();
    return exporter;
  }

  private static Optional<BearerToken> token(ExporterOptions options) throws IOException {
    Optional<BearerToken> token = options.tokenFile().map(BearerToken::ofFile);
    if (token.isPresent()) {
      token.get().current(); // one that cannot be read is told now
    }
    return token;
  }

  private static WebOptions webOptions(ExporterOptions options) throws IOException {
    Optional<KeyStore> identity =
        options.tls().isPresent()
            ? Optional.of(PemIdentity.read(options.tls().get()))
            : Optional.empty();
    return new WebOptions(
        options.addresses(),
        identity,
        PemIdentity.PASSWORD,
        options.socket(),
        MAX_CONNECTIONS,
        PATIENCE);
  }

  private static Frame nothing(ExporterOptions options) {
    HostSnapshot host =
        HostSnapshot.builder(
                machineName(), Clock.systemUTC().instant(), HostStatus.pending(Transport.LOCAL))
            .build();
    return new Frame(0, host, ExporterFacts.ofBuild(options.version()), System.nanoTime());
  }

  /** What the readings will call this machine, so that its page names no other before them. */
  private static String machineName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      return "localhost"; // not Linux
    }
  }

  private void publish(Frame frame) {
    newest.set(frame);
    hub.publish(frame);
  }

  /** The port of each of {@link ExporterOptions#addresses()}, in their order. */
  public List<Integer> ports() {
    return web.ports();
  }

  /**
   * Stops serving, keeps the energy and removes the socket; closing twice is allowed. A read that
   * hangs is left to itself.
   *
   * @throws IOException when the socket could not be removed
   */
  @Override
  public void close() throws IOException {
    hub.close();
    try {
      web.close();
    } finally {
      collector.interrupt();
      boolean interrupted = false;
      try {
        collector.join(FAREWELL.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
      // here and not where it was read: an interrupt may reach a file that is opened after it
      books.close(System.nanoTime());
      source.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
