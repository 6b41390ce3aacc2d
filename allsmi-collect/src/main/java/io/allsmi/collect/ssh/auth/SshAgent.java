package io.allsmi.collect.ssh.auth;

import io.allsmi.collect.ssh.crypto.WireReader;
import io.allsmi.collect.ssh.crypto.WireWriter;
import io.allsmi.collect.ssh.key.SshKey;
import io.allsmi.collect.ssh.key.SshKeyException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that holds private keys and signs with them, asked over its Unix socket. It is not
 * trusted: what it says is bounded in size and in time. For one thread at a time; any may close.
 *
 * @since 0.30
 */
public final class SshAgent implements AutoCloseable {
  /** Sign with SHA-256 where the key is RSA. */
  public static final int RSA_SHA2_256 = 2;

  /** Sign with SHA-512 where the key is RSA. */
  public static final int RSA_SHA2_512 = 4;

  private static final Logger LOG = System.getLogger(SshAgent.class.getName());

  private static final int REQUEST_IDENTITIES = 11;
  private static final int IDENTITIES_ANSWER = 12;
  private static final int SIGN_REQUEST = 13;
  private static final int SIGN_RESPONSE = 14;

  /** OpenSSH's own limit. */
  private static final int MAX_MESSAGE_BYTES = 256 << 10;

  private static final int MAX_KEYS = 2048;

  private final Path socket;
  private final SocketChannel channel;
  private final Selector selector;

  private SshAgent(Path socket, SocketChannel channel, Selector selector) {
    this.socket = socket;
    this.channel = channel;
    this.selector = selector;
  }

  /**
   * Connects to an agent.
   *
   * @throws IOException when nothing listens there or it does not accept in time
   */
  public static SshAgent open(Path socket, Duration timeout) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    Selector selector = null;
    try {
      channel.configureBlocking(false);
      selector = Selector.open();
      SshAgent agent = new SshAgent(socket, channel, selector);
      agent.connect(System.nanoTime() + timeout.toNanos());
      return agent;
    } catch (IOException | RuntimeException e) {
      channel.close();
      if (selector != null) {
        selector.close();
      }
      if (e instanceof InterruptedIOException) {
        throw e;
      }
      throw new IOException(socket + ": expected an agent that answers, got " + reason(e), e);
    }
  }

  private void connect(long end) throws IOException {
    channel.register(selector, 0);
    if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
      do {
        await(SelectionKey.OP_CONNECT, end);
      } while (!channel.finishConnect());
    }
  }

  /**
   * The keys and certificates that it holds, in its order. What is no key that OpenSSH knows is
   * left out.
   *
   * @throws IOException when it does not answer in time, or with something else; {@link
   *     InterruptedIOException} when this thread was interrupted
   */
  public List<SshKey> keys(Duration timeout) throws IOException {
    byte[] request = new WireWriter().putByte(REQUEST_IDENTITIES).toBytes();
    WireReader answer = ask(request, IDENTITIES_ANSWER, "a list of keys", timeout);
    long count = answer.readUint32();
    if (count > MAX_KEYS) {
      throw new IOException(socket + ": expected at most " + MAX_KEYS + " keys, got " + count);
    }
    List<SshKey> keys = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      byte[] blob = answer.readBytes();
      answer.readBytes(); // what the agent calls it
      try {
        keys.add(SshKey.read(blob));
      } catch (SshKeyException e) {
        LOG.log(Level.DEBUG, socket + ": a key that is left out", e);
      }
    }
    return List.copyOf(keys);
  }

  /**
   * Signs.
   *
   * @param key one of {@link #keys}
   * @param flags {@link #RSA_SHA2_256}, {@link #RSA_SHA2_512} or 0
   * @return the signature: an algorithm and its bytes, as RFC 4253 has it
   * @throws IOException when it refuses, or does not answer in time; {@link InterruptedIOException}
   *     when this thread was interrupted
   */
  public byte[] sign(SshKey key, byte[] data, int flags, Duration timeout) throws IOException {
    byte[] request =
        new WireWriter()
            .putByte(SIGN_REQUEST)
            .putBytes(key.blob())
            .putBytes(data)
            .putUint32(flags)
            .toBytes();
    return ask(request, SIGN_RESPONSE, "a signature", timeout).readBytes();
  }

  private WireReader ask(byte[] request, int expected, String name, Duration timeout)
      throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    ByteBuffer out = ByteBuffer.wrap(new WireWriter().putBytes(request).toBytes());
    while (channel.write(out) >= 0 && out.hasRemaining()) {
      await(SelectionKey.OP_WRITE, end);
    }
    long length = new WireReader(read(4, end)).readUint32();
    if (length < 1 || length > MAX_MESSAGE_BYTES) {
      throw new IOException(
          socket + ": expected at most " + MAX_MESSAGE_BYTES + " bytes, got " + length);
    }
    WireReader answer = new WireReader(read((int) length, end));
    int kind = answer.readByte();
    if (kind != expected) {
      throw new IOException(socket + ": expected " + name + ", got a refusal (" + kind + ")");
    }
    return answer;
  }

  private byte[] read(int length, long end) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      int count = channel.read(in);
      if (count < 0) {
        throw new EOFException(socket + ": expected an answer, got the end of the connection");
      }
      if (count == 0) {
        await(SelectionKey.OP_READ, end);
      }
    }
    return in.array();
  }

  private void await(int operation, long end) throws IOException {
    SelectionKey key = channel.keyFor(selector);
    if (key == null || !selector.isOpen()) {
      throw new AsynchronousCloseException();
    }
    key.interestOps(operation);
    long millis = (end - System.nanoTime() + 999_999) / 1_000_000;
    if (millis <= 0) {
      throw new IOException("the agent at " + socket + ": expected an answer in time, got none");
    }
    try {
      selector.select(millis);
      selector.selectedKeys().clear();
    } catch (ClosedSelectorException e) {
      throw (IOException) new AsynchronousCloseException().initCause(e);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
