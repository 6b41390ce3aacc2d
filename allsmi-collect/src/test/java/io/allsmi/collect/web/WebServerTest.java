package io.allsmi.collect.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WebServerTest {
  @TempDir Path folder;

  private static WebOptions options(Optional<Path> socket, Duration patience) {
    List<InetSocketAddress> addresses =
        socket.isPresent() ? List.of() : List.of(new InetSocketAddress("127.0.0.1", 0));
    return new WebOptions(addresses, Optional.empty(), "", socket, 64, patience);
  }

  private static WebServer start(WebOptions options) throws IOException {
    return WebServer.start(options, WebServerTest::hello);
  }

  private static WebReply hello(WebRequest request) {
    byte[] body = ("hello " + request.path()).getBytes(StandardCharsets.UTF_8);
    return new WebReply.Page(200, Map.of("Content-Type", "text/plain"), ByteBuffer.wrap(body));
  }

  private static String ask(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(
          ByteBuffer.wrap(
              "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aUnixSocketIsItsOwnersAloneAndIsGoneAfterwards() throws IOException {
    Path socket = folder.resolve("new/all-smi.sock");
    try (WebServer web = start(options(Optional.of(socket), Duration.ofSeconds(30)))) {
      assertThat(web.ports()).isEmpty();
      assertThat(ask(socket)).startsWith("HTTP/1.1 200 OK").endsWith("hello /a");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      try (Stream<Path> all = Files.list(socket.getParent())) {
        assertThat(all).containsExactly(socket);
      }
    }
    try (Stream<Path> all = Files.list(socket.getParent())) {
      assertThat(all).isEmpty();
    }
  }

  @Test
  void whatIsLeftOfAKilledProgramIsReplaced() throws IOException {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    try (WebServer web = start(options(Optional.of(socket), Duration.ofSeconds(30)))) {
      assertThat(web.ports()).isEmpty();
      assertThat(ask(socket)).endsWith("hello /a");
      assertThatThrownBy(() -> start(options(Optional.of(socket), Duration.ofSeconds(30))))
          .hasMessageContaining("expected nobody to listen there, got a program that does");
      assertThat(ask(socket)).endsWith("hello /a");
    }
  }

  @Test
  void whatIsNoSocketStays() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertRefused(file, "got a file; choose another path");
    assertRefused(link, "got a symbolic link");
    assertRefused(Files.createDirectory(folder.resolve("d")), "got a folder");
    assertRefused(folder.resolve("x".repeat(120)), "got one too long");
    assertThat(file).hasContent("kept");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(3);
    }
  }

  private static void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> start(options(Optional.of(path), Duration.ofSeconds(30))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRequestThatDripsInIsCutAndOthersAreServed() throws Exception {
    try (WebServer web = start(options(Optional.empty(), Duration.ofMillis(400)));
        Socket slow = new Socket("127.0.0.1", web.ports().get(0));
        Socket again = new Socket("127.0.0.1", web.ports().get(0))) {
      again
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(again.getInputStream().read()).isEqualTo('H');
      assertThat(drips(slow)).isTrue();
      assertThat(drips(again)).isTrue();
      try (Socket good = new Socket("127.0.0.1", web.ports().get(0))) {
        good.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(good.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .endsWith("hello /");
      }
    }
  }

  /** Sends a byte now and then until the other side has had enough. */
  private static boolean drips(Socket socket) throws InterruptedException {
    byte[] header = "GET / HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; ; i++) {
      try {
        socket.getOutputStream().write(i < header.length ? header[i] : 'a');
        Thread.sleep(20);
      } catch (SocketException e) {
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
