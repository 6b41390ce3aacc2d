package io.allsmi.collect.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Serves an application over TCP, TLS and a Unix socket. Requests are answered without blocking by
 * a few threads, however many connections there are.
 */
public final class WebServer implements AutoCloseable {
  private static final int MAX_THREADS = 12;
  private static final int MIN_THREADS = 4;

  /** What the system holds for a client that does not read: more would hide for long that it is. */
  private static final int SEND_BUFFER_BYTES = 256 << 10;

  private static final int MAX_HEADER_BYTES = 8 << 10;

  private final WebOptions options;
  private final Server server;
  private final List<ServerConnector> ports = new ArrayList<>();
  private @Nullable UnixSocketFile socket;

  private WebServer(WebOptions options, WebApp app) {
    this.options = options;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("allsmi-web");
    threads.setDaemon(true);
    this.server = new Server(threads);
    server.setHandler(new AppHandler(app));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(0);
  }

  /**
   * Starts a server.
   *
   * @throws IOException when a listener cannot be opened, in one line; nothing listens then
   */
  public static WebServer start(WebOptions options, WebApp app) throws IOException {
    WebServer web = new WebServer(options, app);
    boolean started = false;
    try {
      web.start();
      started = true;
      return web;
    } finally {
      if (!started) {
        web.close();
      }
    }
  }

  private void start() throws IOException {
    for (InetSocketAddress address : options.addresses()) {
      listen(address);
    }
    if (options.socket().isPresent()) {
      socket = UnixSocketFile.prepare(options.socket().get());
      UnixDomainServerConnector connector =
          new UnixDomainServerConnector(server, null, null, null, 1, 1, factories(false));
      connector.setUnixDomainPath(socket.birthplace());
      connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
      add(connector);
    }
    server.addBean(new NetworkConnectionLimit(options.maxConnections(), server));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("web server: expected it to start, got: " + reason(e), e);
    }
    if (socket != null) {
      socket.publish();
    }
  }

  /** The port of each TCP address, in their order. */
  public List<Integer> ports() {
    return ports.stream().map(ServerConnector::getLocalPort).toList();
  }

  private void listen(InetSocketAddress address) throws IOException {
    ServerConnector connector =
        new ServerConnector(
            server, null, null, null, 1, 1, factories(options.identity().isPresent()));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    add(connector);
    ports.add(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          address.getHostString() + ":" + address.getPort() + ": " + why(e) + "; choose another",
          e);
    }
  }

  private void add(AbstractConnector connector) {
    connector.setIdleTimeout(options.patience().toMillis());
    connector.addBean(new LateRequests(options.patience(), connector.getScheduler()));
    server.addConnector(connector);
  }

  private ConnectionFactory[] factories(boolean secure) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (!secure) {
      return new ConnectionFactory[] {plain};
    }
    http.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStore(options.identity().orElseThrow());
    tls.setKeyStorePassword(options.identityPassword());
    return new ConnectionFactory[] {new SslConnectionFactory(tls, plain.getProtocol()), plain};
  }

  private static String why(IOException fault) {
    String text = reason(fault);
    if (root(fault) instanceof BindException && text.contains("in use")) {
      return "expected a free port, got one that is in use";
    }
    if (root(fault) instanceof UnresolvedAddressException) {
      return "expected an address of this machine, got a name that has none";
    }
    return text.contains("Permission denied")
        ? "expected a port that may be opened, got no permission"
        : "expected an address of this machine, got '" + text + "'";
  }

  private static Throwable root(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String reason(Throwable fault) {
    return String.valueOf(root(fault).getMessage()).lines().findFirst().orElse("no reason");
  }

  /** Stops listening, cuts every connection and removes the socket; closing twice is allowed. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("web server: expected it to stop, got: " + reason(e), e);
    } finally {
      ports.forEach(ServerConnector::close);
      if (socket != null) {
        socket.remove();
        socket = null;
      }
    }
  }
}
