package io.allsmi.collect.ssh.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP connection. */
final class TcpRoute implements Route {
  private static final Logger LOG = System.getLogger(TcpRoute.class.getName());

  private final Socket socket;
  private final InputStream input;
  private final OutputStream output;

  private TcpRoute(Socket socket) throws IOException {
    this.socket = socket;
    input = socket.getInputStream();
    output = socket.getOutputStream();
  }

  /** Tries all addresses of a name in their order, each with its share of what time is left. */
  static TcpRoute open(String host, int port, Attempt attempt) throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    for (int i = 0; ; i++) {
      Socket socket = new Socket();
      attempt.opened(() -> close(socket));
      try {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        long millis = attempt.left().toMillis() / (addresses.length - i);
        socket.connect(new InetSocketAddress(addresses[i], port), (int) Math.max(millis, 1));
        return new TcpRoute(socket);
      } catch (IOException e) {
        close(socket);
        if (i == addresses.length - 1) {
          throw e;
        }
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.TRACE, "closing a connection", e);
    }
  }

  @Override
  public InputStream input() {
    return input;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void close() {
    close(socket);
  }
}
