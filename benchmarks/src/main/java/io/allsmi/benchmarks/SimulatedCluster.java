package io.allsmi.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * Many simulated hosts behind SSH in this process, each an address of this machine's loopback with
 * the same port, and the files that a client needs for them.
 */
final class SimulatedCluster implements AutoCloseable {
  private static final int HOSTS_PER_NET = 250;
  private static final int MOST_TRIES = 5;

  private final Path folder;
  private final Map<String, SimulatedHost> hosts = new LinkedHashMap<>();
  private final SimulatedDoor door = new SimulatedDoor();
  private final ScheduledExecutorService clock;
  private final KeyPair hostKey = pair();
  private final KeyPair otherKey = pair();
  private final KeyPair userKey = pair();
  private final List<SshServer> servers = new ArrayList<>();
  private volatile Set<String> impostors = Set.of();
  private List<String> away = List.of();
  private HangingServer hanging = HangingServer.none();
  private int port;

  private SimulatedCluster(Path folder, int count) throws GeneralSecurityException {
    this.folder = folder;
    this.clock =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "simulated-hosts");
              thread.setDaemon(true);
              return thread;
            });
    for (int i = 0; i < count; i++) {
      String address = "127.7." + (1 + i / HOSTS_PER_NET) + "." + (1 + i % HOSTS_PER_NET);
      hosts.put(address, new SimulatedHost(i));
    }
  }

  /** Starts so many hosts, all of them well. */
  static SimulatedCluster start(Path folder, int count)
      throws IOException, GeneralSecurityException {
    return start(folder, count, 0);
  }

  /**
   * Starts so many hosts.
   *
   * @param folder where the files for clients are put
   * @param failing how many of them do not work until {@link #recover()}: a quarter each refuses
   *     connections, hangs after its greeting, shows a wrong key, breaks off while it answers
   */
  static SimulatedCluster start(Path folder, int count, int failing)
      throws IOException, GeneralSecurityException {
    SimulatedCluster cluster = new SimulatedCluster(folder, count);
    try {
      cluster.open(failing / 4);
      cluster.writeFiles();
      return cluster;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void open(int ofEachKind) throws IOException {
    List<String> addresses = new ArrayList<>(hosts.keySet());
    // Spread over all: one of each kind in a row.
    List<List<String>> kinds =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int step = ofEachKind == 0 ? 1 : Math.max(1, addresses.size() / (4 * ofEachKind));
    for (int i = 0; i < 4 * ofEachKind; i++) {
      kinds.get(i % 4).add(addresses.get(i * step));
    }
    impostors = Set.copyOf(kinds.get(2));
    door.cut(kinds.get(3).stream().map(hosts::get).collect(Collectors.toSet()));
    Set<String> absent = new HashSet<>(kinds.get(0));
    absent.addAll(kinds.get(1));
    away = List.copyOf(absent);
    port = serve(addresses.stream().filter(address -> !absent.contains(address)).toList(), 0);
    hanging = HangingServer.start(kinds.get(1), port);
  }

  /** The first port that is free on all addresses. */
  private int serve(List<String> addresses, int wanted) throws IOException {
    for (int tries = 1; ; tries++) {
      SshServer server = server(addresses, wanted);
      try {
        server.start();
        servers.add(server);
        return server.getPort();
      } catch (IOException e) {
        server.stop(true);
        if (tries == MOST_TRIES || wanted != 0) {
          throw e;
        }
      }
    }
  }

  private SshServer server(List<String> addresses, int wanted) {
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(String.join(",", addresses));
    server.setPort(wanted);
    server.setKeyPairProvider(new KeyOfHost());
    server.setPublickeyAuthenticator((name, shown, session) -> shown.equals(userKey.getPublic()));
    server.setCommandFactory(this::shell);
    server.addSessionListener(door);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    return server;
  }

  private SimulatedShell shell(ChannelSession channel, String command) throws IOException {
    SimulatedHost host = hosts.get(address(channel.getSession()));
    if (host == null) {
      throw new UnknownHostException("expected a simulated host, got another address");
    }
    return new SimulatedShell(host, command, door, clock, channel);
  }

  private static String address(SessionContext session) {
    return ((InetSocketAddress) session.getLocalAddress()).getAddress().getHostAddress();
  }

  /** The key that is known for a host, or another. */
  private final class KeyOfHost implements KeyPairProvider {
    @Override
    public Iterable<KeyPair> loadKeys(SessionContext session) {
      return List.of(impostors.contains(address(session)) ? otherKey : hostKey);
    }
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private void writeFiles() throws IOException, GeneralSecurityException {
    Path key = folder.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(key)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "simulated", null, out);
    }
    String shown = PublicKeyEntry.toString(hostKey.getPublic());
    write(
        folder.resolve("known"),
        hosts.keySet().stream()
            .map(address -> "[" + address + "]:" + port + " " + shown + "\n")
            .collect(Collectors.joining()));
    write(folder.resolve("hosts"), String.join("\n", hosts.keySet()) + "\n");
    write(
        config(),
        String.format(
            Locale.ROOT,
            """
            Host *
              User simulated
              Port %d
              IdentityFile %s
              IdentitiesOnly yes
              IdentityAgent none
              UserKnownHostsFile %s
              GlobalKnownHostsFile /dev/null
              StrictHostKeyChecking yes
            """,
            port,
            key,
            folder.resolve("known")));
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** For {@code ssh -F} and {@code --ssh-config}. */
  Path config() {
    return folder.resolve("config");
  }

  /** The addresses of the first so many, one a line. */
  Path hostfile(int count) throws IOException {
    Path file = folder.resolve("hosts-" + count);
    write(file, String.join("\n", hosts.keySet().stream().limit(count).toList()) + "\n");
    return file;
  }

  List<SimulatedHost> hosts() {
    return List.copyOf(hosts.values());
  }

  SimulatedDoor door() {
    return door;
  }

  /** All hosts work from now on. */
  void recover() throws IOException {
    impostors = Set.of();
    door.cut(Set.of());
    hanging.close();
    if (!away.isEmpty()) {
      int unused = serve(away, port);
      away = List.of();
    }
  }

  @Override
  public void close() throws IOException {
    hanging.close();
    for (SshServer server : servers) {
      server.stop(true);
    }
    clock.shutdownNow();
  }
}
