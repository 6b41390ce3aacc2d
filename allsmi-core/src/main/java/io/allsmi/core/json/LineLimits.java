package io.allsmi.core.json;

import io.allsmi.core.internal.Caps;
import io.allsmi.core.internal.Texts;

/**
 * How much of a line is believed. A recording may come from anywhere; what a limit cuts or leaves
 * out is counted in {@link io.allsmi.core.HostSnapshot#issues()}.
 *
 * <p>They are wider than those of a page: a line is what our own readers saw, and it comes back
 * whole. Those of this machine take 4 KiB of a command line, which may be three times as many bytes
 * in the text of one that is no UTF-8.
 *
 * @param processRows process rows of a host
 * @param devicesPerKind GPUs, CPUs, memories, disks of a host, each
 * @param commandBytes bytes of a command line
 * @param nameBytes bytes of a user, of the name of a program or device, of a UUID, of a word
 * @param textBytes bytes of any other text, such as a mount point or a complaint
 * @since 0.30.0
 */
public record LineLimits(
    int processRows, int devicesPerKind, int commandBytes, int nameBytes, int textBytes) {
  private static final LineLimits DEFAULTS =
      new LineLimits(Caps.PROCESS_ROWS, Caps.DEVICES, 16 << 10, 256, 4 << 10);

  /** Checks the arguments. */
  public LineLimits {
    int least = Math.min(Math.min(commandBytes, nameBytes), textBytes);
    int most = Math.max(Math.max(commandBytes, nameBytes), textBytes);
    if (Math.min(least, Math.min(processRows, devicesPerKind)) < 1 || most > Texts.LONGEST) {
      throw new IllegalArgumentException(
          "limits: expected at least 1 each and texts of at most "
              + Texts.LONGEST
              + " bytes, got "
              + processRows
              + ", "
              + devicesPerKind
              + ", "
              + commandBytes
              + ", "
              + nameBytes
              + ", "
              + textBytes);
    }
  }

  /**
   * 50,000 process rows, 256 devices of a kind, commands of 16 KiB, names of 256 bytes, other texts
   * of 4 KiB.
   */
  public static LineLimits defaults() {
    return DEFAULTS;
  }

  /** The same with another {@link #commandBytes()}. */
  public LineLimits withCommandBytes(int bytes) {
    return new LineLimits(processRows, devicesPerKind, bytes, nameBytes, textBytes);
  }
}
