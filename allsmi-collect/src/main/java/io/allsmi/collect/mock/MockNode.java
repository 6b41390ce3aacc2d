package io.allsmi.collect.mock;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.allsmi.collect.HttpTarget;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;

/** One node's port and what listens there. */
final class MockNode implements Closeable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int BACKLOG = 512;

  final NodeModel model;
  final Trouble trouble;
  private final int port;
  private final Closeable listener;

  /** What is wrong with a node. */
  enum Trouble {
    NONE,
    REFUSES,
    ANSWERS_500,
    HANGS
  }

  private MockNode(NodeModel model, Trouble trouble, int port, Closeable listener) {
    this.model = model;
    this.trouble = trouble;
    this.port = port;
    this.listener = listener;
  }

  static MockNode start(
      NodeModel model, Trouble trouble, int port, HttpHandler pages, Executor executor)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetSocketAddress address = new InetSocketAddress(loopback, port);
    return switch (trouble) {
      case REFUSES -> {
        Socket socket = new Socket();
        socket.bind(address); // holds the port, and nothing listens there
        yield new MockNode(model, trouble, socket.getLocalPort(), socket);
      }
      case HANGS -> {
        // the system accepts connections, and nobody takes them up
        ServerSocket socket = new ServerSocket(port, BACKLOG, loopback);
        yield new MockNode(model, trouble, socket.getLocalPort(), socket);
      }
      case NONE, ANSWERS_500 -> {
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.createContext("/", pages);
        server.setExecutor(executor);
        server.start();
        yield new MockNode(model, trouble, server.getAddress().getPort(), () -> server.stop(0));
      }
    };
  }

  HttpTarget target() {
    return HttpTarget.of(LOOPBACK, port);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
