package io.allsmi.cli;

import io.allsmi.collect.exporter.ExporterOptions;
import io.allsmi.collect.local.LocalOptions;
import io.allsmi.collect.local.ProcessScope;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the exporter listens and what it serves. */
final class ApiSettings {
  static final String ORIGINS_VARIABLE = "ALL_SMI_API_CORS_ALLOWED_ORIGINS";
  static final String SUBSCRIBERS_VARIABLE = "ALL_SMI_API_MAX_SSE_SUBSCRIBERS";

  /** Set by systemd to the folder of {@code StateDirectory=}. */
  static final String STATE_VARIABLE = "STATE_DIRECTORY";

  private static final String DEFAULT_SOCKET = "";
  private static final int MAX_PORT = 65_535;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "The TCP port; 0 with --socket is no TCP. Default: 9090.")
  int port = ExporterOptions.DEFAULT_PORT;

  @Option(
      names = "--bind",
      split = ",",
      paramLabel = "ADDRESS",
      description = "The addresses to listen on. Default: 0.0.0.0, all of them.")
  List<String> bind = new ArrayList<>();

  @Option(
      names = {"-s", "--socket"},
      arity = "0..1",
      fallbackValue = DEFAULT_SOCKET,
      paramLabel = "PATH",
      description = "A Unix socket, mode 0600. Default path: /var/run/all-smi.sock, else in /tmp.")
  @Nullable String socket;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SECONDS",
      description = "How often this machine is read. Default: 3.")
  double interval = 3;

  @Option(
      names = "--processes",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "true|false",
      description = "Serve the processes too. Default: no.")
  boolean processes;

  @Option(
      names = "--max-processes",
      paramLabel = "N",
      description = "At most so many process rows, GPU users first. Default: 1000.")
  int maxProcesses = ExporterOptions.defaults().maxProcesses();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Serve HTTPS with this certificate chain (PEM).")
  @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its key (PEM, PKCS#8, no passphrase).")
  @Nullable Path key;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Ask for the bearer token in this file; read again when it changes.")
  @Nullable Path tokenFile;

  @Option(
      names = "--energy-file",
      paramLabel = "FILE",
      description =
          "Where energy is kept over restarts. Default: energy in $STATE_DIRECTORY, else in the"
              + " cache folder.")
  @Nullable Path energyFile;

  @Option(names = "--show-secrets", description = "Do not mask secrets in command lines.")
  boolean showSecrets;

  /** What is read of this machine. */
  LocalOptions local() {
    return LocalOptions.defaults()
        .withScope(processes ? ProcessScope.ALL : ProcessScope.NONE)
        .withMasksSecrets(!showSecrets);
  }

  /** What is served, and where. */
  ExporterOptions options(Map<String, String> environment) {
    if (port < 0 || port > MAX_PORT) {
      throw new UsageException("--port: expected 0 to " + MAX_PORT + ", got " + port);
    }
    if (port == 0 && socket == null) {
      throw new UsageException("listeners: expected --port or --socket, got neither");
    }
    if (!(interval >= 0.1 && interval <= 86_400)) {
      throw new UsageException("--interval: expected 0.1 to 86400 seconds, got " + interval);
    }
    if (maxProcesses < 0) {
      throw new UsageException("--max-processes: expected at least 0, got " + maxProcesses);
    }
    ExporterOptions options = ExporterOptions.defaults();
    if (socket != null) {
      options = options.withSocket(socket.equals(DEFAULT_SOCKET) ? usualSocket() : Path.of(socket));
    }
    options =
        options
            .withAddresses(addresses())
            .withInterval(Duration.ofMillis(Math.round(interval * 1000)))
            .withMaxProcesses(maxProcesses)
            .withMaxSubscribers(subscribers(environment, options.maxSubscribers()))
            .withCorsOrigins(origins(environment))
            .withEnergyFile(energyFile == null ? usualEnergyFile(environment) : energyFile);
    return secured(options);
  }

  private ExporterOptions secured(ExporterOptions options) {
    ExporterOptions secured = tokenFile == null ? options : options.withTokenFile(tokenFile);
    if (certificate == null && key == null) {
      return secured;
    }
    if (certificate == null || key == null) {
      throw new UsageException("--tls-cert, --tls-key: expected both or none, got one");
    }
    return secured.withTls(new ExporterOptions.Tls(certificate, key));
  }

  private List<InetSocketAddress> addresses() {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String address : bind.isEmpty() ? List.of("0.0.0.0") : bind) {
      if (address.isBlank()) {
        throw new UsageException("--bind: expected an address such as 127.0.0.1, got ''");
      }
      if (port != 0) {
        addresses.add(new InetSocketAddress(address.strip(), port));
      }
    }
    return addresses;
  }

  private static int subscribers(Map<String, String> environment, int otherwise) {
    String text = environment.getOrDefault(SUBSCRIBERS_VARIABLE, "").strip();
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new UsageException(
          SUBSCRIBERS_VARIABLE + ": expected a number of at least 0, got '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private static Set<String> origins(Map<String, String> environment) {
    Set<String> origins = new LinkedHashSet<>();
    for (String origin : environment.getOrDefault(ORIGINS_VARIABLE, "").split(",", -1)) {
      if (!origin.isBlank()) {
        origins.add(origin.strip());
      }
    }
    return origins;
  }

  static Path usualSocket() {
    Path run = Path.of("/var/run");
    return (Files.isWritable(run) ? run : Path.of("/tmp")).resolve("all-smi.sock");
  }

  private static Path usualEnergyFile(Map<String, String> environment) {
    String state = environment.getOrDefault(STATE_VARIABLE, "").split(":", 2)[0];
    return (state.startsWith("/") ? Path.of(state) : CacheFolder.of(environment)).resolve("energy");
  }

  /** What is said once it listens. */
  String listeners(ExporterOptions options, List<Integer> ports) {
    List<String> names = new ArrayList<>();
    String scheme = options.tls().isPresent() ? "https" : "http";
    for (int i = 0; i < ports.size(); i++) {
      String host = options.addresses().get(i).getHostString();
      String name = host.contains(":") ? "[" + host + "]" : host;
      names.add(scheme + "://" + name + ":" + ports.get(i) + "/metrics");
    }
    options.socket().ifPresent(path -> names.add("unix:" + path));
    return String.format(
        Locale.ROOT,
        "serving %s every %s s; end with Ctrl-C",
        String.join(" and ", names),
        String.valueOf(interval).replaceAll("\\.0$", ""));
  }
}
