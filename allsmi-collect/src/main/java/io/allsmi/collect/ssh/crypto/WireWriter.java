package io.allsmi.collect.ssh.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes the values of RFC 4251 section 5 one after another. */
public final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  /** Nothing is written yet. */
  public WireWriter() {}

  /** A byte. */
  public WireWriter putByte(int value) {
    out.write(value);
    return this;
  }

  /** A {@code uint32}. */
  public WireWriter putUint32(long value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  /** A {@code string} of bytes. */
  public WireWriter putBytes(byte[] bytes) {
    return putUint32(bytes.length).putRaw(bytes);
  }

  /** Bytes as they are. */
  public WireWriter putRaw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** A {@code string} of text. */
  public WireWriter putText(String text) {
    return putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** An {@code mpint}. */
  public WireWriter putInteger(BigInteger value) {
    return putBytes(value.signum() == 0 ? new byte[0] : value.toByteArray());
  }

  /** What was written. */
  public byte[] toBytes() {
    return out.toByteArray();
  }
}
