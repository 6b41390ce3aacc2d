package io.allsmi.record;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A part of a recording that cannot be read; everything else can.
 *
 * @param file where it is
 * @param offset in the file; of a line that cannot be used, in the text of its block
 * @param message what was expected and what was found, and how much is lost; one line
 * @since 0.30.0
 */
public record Damage(Path file, long offset, String message) {
  /** Checks the arguments. */
  public Damage {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
  }

  /** {@code out.ndjson.zst offset 8192: expected …}. */
  @Override
  public String toString() {
    return file + " offset " + offset + ": " + message;
  }
}
