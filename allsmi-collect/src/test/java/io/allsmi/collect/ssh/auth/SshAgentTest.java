package io.allsmi.collect.ssh.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.allsmi.collect.ssh.crypto.WireWriter;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of agents, against one that says what a test has written. */
class SshAgentTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final byte[] BLOB =
      new WireWriter()
          .putText("sk-ssh-ed25519@openssh.com")
          .putBytes(new byte[32])
          .putText("ssh:")
          .toBytes();

  @TempDir Path folder;

  private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
  private Path socket;
  private ServerSocketChannel server;
  private Thread thread;

  @BeforeEach
  void listen() throws IOException {
    socket = folder.resolve("agent");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    thread = new Thread(this::serve);
    thread.start();
  }

  @AfterEach
  void stop() throws Exception {
    thread.interrupt();
    thread.join();
    server.close();
  }

  private void serve() {
    try (SocketChannel client = server.accept()) {
      while (true) {
        ByteBuffer length = ByteBuffer.allocate(4);
        if (!fill(client, length)) {
          return;
        }
        ByteBuffer request = ByteBuffer.allocate(length.getInt(0));
        if (!fill(client, request)) {
          return;
        }
        requests.add(request.array());
        byte[] answer = answers.take();
        client.write(ByteBuffer.wrap(answer));
        if (answer.length == 0) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      requests.add(new byte[0]); // the client has gone, or the test is over
    }
  }

  private static boolean fill(SocketChannel client, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (client.read(into) < 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] message(WireWriter content) {
    return new WireWriter().putBytes(content.toBytes()).toBytes();
  }

  private static SshKey key() throws IOException {
    return SshKey.read(BLOB);
  }

  @Test
  void whatIsAKeyIsListed() throws Exception {
    answers.add(
        message(
            new WireWriter()
                .putByte(12)
                .putUint32(2)
                .putBytes(BLOB)
                .putText("first")
                .putBytes(new byte[] {1})
                .putText("")));
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThat(agent.keys(LONG)).containsExactly(key());
    }
    assertThat(requests.take()).containsExactly(11);
  }

  @Test
  void aSignatureIsAskedForWithItsFlags() throws Exception {
    byte[] signature = new WireWriter().putText("any").putBytes(new byte[] {7}).toBytes();
    answers.add(message(new WireWriter().putByte(14).putBytes(signature)));
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      byte[] data = "data".getBytes(UTF_8);
      assertThat(agent.sign(key(), data, SshAgent.RSA_SHA2_512, LONG)).isEqualTo(signature);
    }
    assertThat(requests.take())
        .isEqualTo(
            new WireWriter().putByte(13).putBytes(BLOB).putText("data").putUint32(4).toBytes());
  }

  @Test
  void aRefusalIsSaid() throws Exception {
    answers.add(message(new WireWriter().putByte(5)));
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException()
          .isThrownBy(() -> agent.sign(key(), new byte[0], 0, LONG))
          .withMessage(socket + ": expected a signature, got a refusal (5)");
    }
  }

  @Test
  void anAgentThatSaysNothingIsNotWaitedForLongerThanAllowed() throws Exception {
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException().isThrownBy(() -> agent.keys(SHORT)).withMessageContaining("in time");
    }
  }

  @Test
  void anAgentThatStopsInTheMiddleIsNotWaitedForEither() throws Exception {
    answers.add(new byte[] {0, 0, 0, 9, 12});
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException().isThrownBy(() -> agent.keys(SHORT)).withMessageContaining("in time");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 262_145, 0x7fffffffL, 0xffffffffL})
  void aLengthThatIsAbsurdIsNotBelieved(long length) throws Exception {
    answers.add(new WireWriter().putUint32(length).toBytes());
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException().isThrownBy(() -> agent.keys(LONG)).withMessageContaining("262144");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 2048, 2049, 0xffffffffL})
  void aCountThatIsNotTrueIsAnError(long count) throws Exception {
    answers.add(message(new WireWriter().putByte(12).putUint32(count)));
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException().isThrownBy(() -> agent.keys(LONG));
    }
  }

  @Test
  void theEndOfTheConnectionIsSaid() throws Exception {
    answers.add(new byte[0]);
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException()
          .isThrownBy(() -> agent.keys(LONG))
          .withMessageContaining("the end of the connection");
    }
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      Thread.currentThread().interrupt();
      assertThatIOException()
          .isThrownBy(() -> agent.keys(LONG))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void closingEndsTheWaiting() throws Exception {
    SshAgent agent = SshAgent.open(socket, LONG);
    Thread closer =
        new Thread(
            () -> {
              try {
                requests.take();
                agent.close();
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    closer.start();
    assertThatIOException().isThrownBy(() -> agent.keys(Duration.ofMinutes(5)));
    closer.join();
  }

  @Test
  void nobodyThereIsSaid() {
    Path nowhere = folder.resolve("nowhere");
    assertThatIOException()
        .isThrownBy(() -> SshAgent.open(nowhere, LONG))
        .withMessageStartingWith(nowhere + ": expected an agent that answers");
  }

  @Test
  void bytesThatAreNoMessageNeverHarm() throws Exception {
    byte[] noise = new byte[64];
    Arrays.fill(noise, (byte) 12);
    noise[0] = 0;
    noise[1] = 0;
    noise[2] = 0;
    noise[3] = 60;
    answers.add(noise);
    try (SshAgent agent = SshAgent.open(socket, LONG)) {
      assertThatIOException().isThrownBy(() -> agent.keys(LONG));
    }
  }
}
