package io.allsmi.collect.ssh.transport;

import io.allsmi.collect.ssh.crypto.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a server sends, from its first byte. Before it says that it speaks SSH it may send lines of
 * text: they are bounded and kept for a message. The beginning of what follows is kept as well: in
 * it the server names the algorithms that it has.
 */
final class ServerGreeting extends InputStream {
  private static final int MAX_GREETING_BYTES = 16 << 10;
  private static final int MAX_LINE_BYTES = 255;
  private static final int MAX_KEPT_BYTES = 32 << 10;
  private static final int KEXINIT = 20;
  private static final int COOKIE_BYTES = 16;

  private final InputStream server;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private byte[] ident = new byte[0];
  private int next;
  private volatile boolean isKeeping = true;
  private volatile boolean isSsh;
  private volatile boolean hasEnded;

  ServerGreeting(InputStream server) {
    this.server = server;
  }

  /** Whether the server has said that it speaks SSH. */
  boolean isSsh() {
    return isSsh;
  }

  /** Whether the connection has ended or broken off, and not just what came over it was wrong. */
  boolean hasEnded() {
    return hasEnded || (!isSsh && text.size() == 0);
  }

  /** What is written to the server: that it has gone is noticed there as well. */
  OutputStream watched(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          hasEnded = true;
          throw e;
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          out.flush();
        } catch (IOException e) {
          hasEnded = true;
          throw e;
        }
      }
    };
  }

  /** The last line that came instead; may be empty. */
  String text() {
    List<String> lines =
        text.toString(StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
  }

  /** Forgets what was kept, and keeps no more. */
  void forget() {
    isKeeping = false;
    kept.reset();
  }

  /**
   * The lists of algorithms that the server has named: for key exchange, host keys, ciphers (two)
   * and message authentication (two); fewer when it has not.
   */
  List<List<String>> algorithms() {
    List<List<String>> lists = new ArrayList<>();
    try {
      WireReader packet = new WireReader(kept.toByteArray());
      packet.readUint32();
      packet.readByte();
      if (packet.readByte() == KEXINIT) {
        packet.readRaw(COOKIE_BYTES);
        for (int i = 0; i < 6; i++) {
          lists.add(Arrays.asList(packet.readText().split(",", -1)));
        }
      }
    } catch (IOException e) {
      return List.copyOf(lists); // it sent no more
    }
    return List.copyOf(lists);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!isSsh) {
      ident = greeting();
      isSsh = true;
    }
    if (next < ident.length) {
      int count = Math.min(length, ident.length - next);
      System.arraycopy(ident, next, bytes, offset, count);
      next += count;
      return count;
    }
    int count = receive(bytes, offset, length);
    if (isKeeping && count > 0 && kept.size() < MAX_KEPT_BYTES) {
      kept.write(bytes, offset, count);
    }
    return count;
  }

  /** The line that begins with {@code SSH-}; those before it are kept. */
  private byte[] greeting() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] one = new byte[1];
    while (true) {
      if (receive(one, 0, 1) < 0) {
        throw new EOFException("expected a server's greeting, got the end of the connection");
      }
      line.write(one[0]);
      text.write(one[0]);
      if (one[0] == '\n') {
        byte[] read = line.toByteArray();
        if (new String(read, StandardCharsets.ISO_8859_1).startsWith("SSH-")
            && read.length <= MAX_LINE_BYTES) {
          return read;
        }
        line.reset();
      }
      if (text.size() >= MAX_GREETING_BYTES) {
        throw new IOException("expected a server's greeting, got other text");
      }
    }
  }

  private int receive(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = server.read(bytes, offset, length);
      if (count < 0) {
        hasEnded = true;
      }
      return count;
    } catch (IOException e) {
      hasEnded = true;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
