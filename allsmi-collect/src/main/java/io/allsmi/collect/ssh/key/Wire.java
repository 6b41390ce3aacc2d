package io.allsmi.collect.ssh.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of RFC 4251 out of bytes; a length that is not there is refused. */
final class Wire {
  private final byte[] bytes;
  private int at;

  Wire(byte[] bytes) {
    this.bytes = bytes;
  }

  int place() {
    return at;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  private void need(long count) throws SshKeyException {
    if (count < 0 || count > bytes.length - at) {
      throw new SshKeyException("expected " + count + " more bytes, got " + (bytes.length - at));
    }
  }

  int number() throws SshKeyException {
    need(Integer.BYTES);
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = (number << Byte.SIZE) | (bytes[at++] & 0xff);
    }
    return number;
  }

  long longNumber() throws SshKeyException {
    long high = number() & 0xffff_ffffL;
    return (high << Integer.SIZE) | (number() & 0xffff_ffffL);
  }

  byte[] field() throws SshKeyException {
    long length = number() & 0xffff_ffffL;
    need(length);
    at += (int) length;
    return Arrays.copyOfRange(bytes, at - (int) length, at);
  }

  /** Bytes as characters, one each: names are compared and never shown as they are. */
  String text() throws SshKeyException {
    return new String(field(), StandardCharsets.ISO_8859_1);
  }

  /** A number that is not negative. */
  BigInteger positive() throws SshKeyException {
    byte[] number = field();
    if (number.length > 0 && number[0] < 0) {
      throw new SshKeyException("expected a positive number, got a negative one");
    }
    return new BigInteger(1, number);
  }

  static byte[] join(byte[]... fields) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        joined.write(field.length >>> shift);
      }
      joined.writeBytes(field);
    }
    return joined.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
