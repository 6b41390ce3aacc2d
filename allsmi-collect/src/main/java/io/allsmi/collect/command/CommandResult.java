package io.allsmi.collect.command;

import java.util.Objects;

/**
 * How a program ended and what it wrote.
 *
 * @since 0.30
 */
public final class CommandResult {
  private final int exitStatus;
  private final byte[] output;
  private final String error;
  private final boolean isCut;

  /**
   * Takes over the array.
   *
   * @param exitStatus its exit status
   * @param output what it wrote to its standard output
   * @param error what it wrote to its standard error
   * @param isCut whether it wrote more than is kept
   */
  public CommandResult(int exitStatus, byte[] output, String error, boolean isCut) {
    this.exitStatus = exitStatus;
    this.output = Objects.requireNonNull(output, "output");
    this.error = Objects.requireNonNull(error, "error");
    this.isCut = isCut;
  }

  /** Its exit status, 0 for success. */
  public int exitStatus() {
    return exitStatus;
  }

  /** What it wrote to its standard output; the array itself, which nobody changes. */
  public byte[] output() {
    return output;
  }

  /** What it wrote to its standard error. */
  public String error() {
    return error;
  }

  /** Whether it wrote more than is kept. */
  public boolean isCut() {
    return isCut;
  }
}
