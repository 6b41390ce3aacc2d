package io.allsmi.collect.ssh.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the values of RFC 4251 section 5 one after another; what is not all there is an error. */
public final class WireReader {
  private final byte[] data;
  private int next;

  /** Reads these bytes from their beginning. */
  public WireReader(byte[] data) {
    this.data = data;
  }

  /** How many bytes are left. */
  public int left() {
    return data.length - next;
  }

  /** How many bytes were read. */
  public int position() {
    return next;
  }

  /** A byte, 0–255. */
  public int readByte() throws IOException {
    need(1);
    return data[next++] & 0xff;
  }

  /** A {@code uint32}. */
  public long readUint32() throws IOException {
    need(4);
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | (data[next++] & 0xff);
    }
    return value;
  }

  /** A {@code uint64}; one above the largest long is negative. */
  public long readUint64() throws IOException {
    return readUint32() << 32 | readUint32();
  }

  /** A {@code string} as bytes. */
  public byte[] readBytes() throws IOException {
    return readRaw(readUint32());
  }

  /** So many bytes as they are. */
  public byte[] readRaw(long length) throws IOException {
    need(length);
    byte[] bytes = Arrays.copyOfRange(data, next, next + (int) length);
    next += (int) length;
    return bytes;
  }

  /** A {@code string} as text. */
  public String readText() throws IOException {
    return new String(readBytes(), StandardCharsets.UTF_8);
  }

  /** An {@code mpint}. */
  public BigInteger readInteger() throws IOException {
    byte[] bytes = readBytes();
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  private void need(long length) throws IOException {
    if (length > left()) {
      throw new IOException("expected " + length + " more bytes, got " + left());
    }
  }
}
