package io.allsmi.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server at many addresses that greets whoever comes and says nothing more. */
final class HangingServer implements AutoCloseable {
  private static final byte[] GREETING =
      "SSH-2.0-simulated\r\n".getBytes(StandardCharsets.US_ASCII);

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Optional<Selector> selector;

  private HangingServer(Optional<Selector> selector) {
    this.selector = selector;
  }

  /** One at no address. */
  static HangingServer none() {
    return new HangingServer(Optional.empty());
  }

  static HangingServer start(List<String> addresses, int port) throws IOException {
    if (addresses.isEmpty()) {
      return none();
    }
    Selector selector = Selector.open();
    HangingServer server = new HangingServer(Optional.of(selector));
    for (String address : addresses) {
      ServerSocketChannel channel = ServerSocketChannel.open();
      server.add(channel);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(address, port));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_ACCEPT);
    }
    Thread thread = new Thread(() -> server.greet(selector), "hanging-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private synchronized void add(AutoCloseable channel) {
    open.add(channel);
  }

  private void greet(Selector selector) {
    try {
      while (selector.isOpen()) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
          if (client != null) {
            add(client);
            client.write(ByteBuffer.wrap(GREETING));
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (ClosedSelectorException | java.nio.channels.ClosedChannelException e) {
      return; // closed while it waited
    } catch (IOException e) {
      System.err.println("hanging server: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    if (selector.isPresent()) {
      selector.get().close();
    }
    List<AutoCloseable> all;
    synchronized (this) {
      all = List.copyOf(open);
      open.clear();
    }
    for (AutoCloseable channel : all) {
      try {
        channel.close();
      } catch (Exception e) {
        throw new IOException("hanging server: " + e.getMessage(), e);
      }
    }
  }
}
