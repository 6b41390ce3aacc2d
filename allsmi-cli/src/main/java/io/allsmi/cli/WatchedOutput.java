package io.allsmi.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Remembers that output was lost: a print stream does not tell why. A reader that has gone away, as
 * {@code head} does, has what it wanted; that is no loss.
 */
final class WatchedOutput extends FilterOutputStream {
  private Optional<String> lost = Optional.empty();

  WatchedOutput(OutputStream out) {
    super(out);
  }

  /** Why output was lost; empty when it was not. */
  Optional<String> lost() {
    return lost;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.contains("Broken pipe")) {
        lost = Optional.of(reason);
      }
      throw e;
    }
  }
}
