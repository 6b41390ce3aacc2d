package io.allsmi.record.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** A file of plain lines: one block that is open at its end and can be read from anywhere. */
final class PlainInput implements BlockInput {
  private final FileWindow file;
  private long position;

  PlainInput(FileWindow file) {
    this.file = file;
  }

  @Override
  public Piece look(long offset) throws IOException {
    return Piece.of(offset < file.size() ? Kind.DATA : Kind.END);
  }

  @Override
  public OptionalLong plainBytes(long offset) {
    return OptionalLong.empty();
  }

  @Override
  public long begin(long offset, long skip) {
    position = offset + skip;
    return skip;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = file.read(ByteBuffer.wrap(bytes, offset, length), position);
    if (n <= 0) {
      return TORN;
    }
    position += n;
    return n;
  }

  @Override
  public long end() {
    return position;
  }

  @Override
  public OptionalLong resume(long offset) {
    return OptionalLong.empty();
  }

  @Override
  public Optional<Found> factsBefore(long end) {
    return Optional.empty();
  }

  @Override
  public long beforeTable(long end) {
    return end;
  }

  @Override
  public void close() {
    // the file is the caller's
  }
}
