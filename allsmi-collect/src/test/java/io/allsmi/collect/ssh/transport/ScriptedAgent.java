package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.crypto.WireReader;
import io.allsmi.collect.ssh.crypto.WireWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** An agent with one key that signs as a test says. */
final class ScriptedAgent implements AutoCloseable {
  /** Signs; empty to refuse. */
  interface Signer {
    Optional<byte[]> sign(byte[] data, long flags) throws Exception;
  }

  private final ServerSocketChannel server;
  private final byte[] blob;
  private final Signer signer;

  ScriptedAgent(Path socket, byte[] blob, Signer signer) throws IOException {
    this.blob = blob;
    this.signer = signer;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread = new Thread(this::serve, "scripted-agent");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        talk(client);
      } catch (Exception e) {
        if (server.isOpen()) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void talk(SocketChannel client) throws Exception {
    var in = Channels.newInputStream(client);
    while (true) {
      byte[] length = in.readNBytes(4);
      if (length.length < 4) {
        return;
      }
      WireReader question = new WireReader(in.readNBytes(ByteBuffer.wrap(length).getInt()));
      byte[] answer = new WireWriter().putBytes(answer(question)).toBytes();
      client.write(ByteBuffer.wrap(answer));
    }
  }

  private byte[] answer(WireReader question) throws Exception {
    if (question.readByte() == 11) {
      return new WireWriter().putByte(12).putUint32(1).putBytes(blob).putText("").toBytes();
    }
    question.readBytes(); // the key
    Optional<byte[]> signature = signer.sign(question.readBytes(), question.readUint32());
    return signature.isPresent()
        ? new WireWriter().putByte(14).putBytes(signature.get()).toBytes()
        : new WireWriter().putByte(5).toBytes();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
