package io.allsmi.collect.ssh.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ssh.crypto.WireWriter;
import io.allsmi.collect.ssh.key.SshKey;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever an agent answers, it is keys or an error of a known kind. */
class SshAgentProperties {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final byte[] BLOB =
      new WireWriter().putText("ssh-ed25519").putBytes(new byte[32]).toBytes();

  private static byte[] listOfKeys() {
    WireWriter content = new WireWriter().putByte(12).putUint32(2);
    content.putBytes(BLOB).putText("first").putBytes(BLOB).putText("");
    return new WireWriter().putBytes(content.toBytes()).toBytes();
  }

  @Property(tries = 200)
  void anAnswerIsKeysOrAnError(@ForAll long seed, @ForAll @IntRange(max = 4) int changes)
      throws Exception {
    byte[] answer = listOfKeys();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      answer[random.nextInt(answer.length)] = (byte) random.nextInt();
    }
    Path socket = Files.createTempFile("agent", "");
    Files.delete(socket);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
      try (SshAgent agent = SshAgent.open(socket, LONG)) {
        assertThat(agent.keys(LONG)).hasSizeLessThanOrEqualTo(2).allMatch(SshKey.class::isInstance);
      } catch (IOException e) {
        assertThat(changes).isPositive();
        assertThat(e).hasMessageContaining("expected");
      }
      served.get(LONG.toSeconds(), TimeUnit.SECONDS);
    } finally {
      Files.delete(socket);
    }
  }

  /** Answers the first question and ends the connection. */
  private static void serve(ServerSocketChannel server, byte[] answer) {
    try (SocketChannel client = server.accept()) {
      ByteBuffer question = ByteBuffer.allocate(5);
      while (question.hasRemaining() && client.read(question) >= 0) {
        assertThat(question.position()).isPositive();
      }
      client.write(ByteBuffer.wrap(answer));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
