package io.allsmi.collect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on loopback that answers as badly as a test wants. */
public final class TinyServer implements AutoCloseable {
  /** What to write after a request's header was read; returning false closes the connection. */
  public interface Answer {
    boolean write(List<String> header, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final Answer answer;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<List<String>> requests = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private TinyServer(ServerSocketFactory sockets, Answer answer) throws IOException {
    this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answer = answer;
    start(this::accept);
  }

  public static TinyServer start(Answer answer) throws IOException {
    return new TinyServer(ServerSocketFactory.getDefault(), answer);
  }

  public static TinyServer start(ServerSocketFactory sockets, Answer answer) throws IOException {
    return new TinyServer(sockets, answer);
  }

  /** Answers with this header and body, and closes. */
  public static TinyServer fixed(String header, byte[] body) throws IOException {
    return start(
        (request, out) -> {
          out.write((header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
          out.write(body);
          return false;
        });
  }

  /** Answers 200 with this page, keeping the connection. */
  public static TinyServer page(byte[] body) throws IOException {
    return start(
        (request, out) -> {
          String header = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
          out.write(header.getBytes(StandardCharsets.US_ASCII));
          out.write(body);
          return true;
        });
  }

  /** Reads a request and never answers. */
  public static TinyServer hanging() throws IOException {
    return start(
        (request, out) -> {
          Thread.currentThread().join(); // until interrupted by close
          return false;
        });
  }

  /** A port on which nothing listens for as long as the returned socket is open. */
  public static Socket refusing() throws IOException {
    Socket socket = new Socket();
    socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  public int port() {
    return server.getLocalPort();
  }

  public HttpTarget target() {
    return HttpTarget.of("127.0.0.1", port());
  }

  public int connectionCount() {
    return connections.size();
  }

  /** The header lines of each request so far. */
  public List<List<String>> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    threads.forEach(Thread::interrupt);
  }

  private void start(Runnable work) {
    Thread thread = new Thread(work, "tiny-server");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        start(() -> serve(connection));
      } catch (IOException e) {
        return; // closed by the test
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = connection.getOutputStream();
      boolean open = true;
      while (open) {
        List<String> header = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          header.add(line);
        }
        if (header.isEmpty()) {
          return;
        }
        requests.add(header);
        open = answer.write(header, out);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      return; // the client went away, as many tests want it to
    }
  }
}
