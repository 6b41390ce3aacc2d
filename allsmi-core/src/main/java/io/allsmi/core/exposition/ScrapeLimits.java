package io.allsmi.core.exposition;

import io.allsmi.core.internal.Caps;

/**
 * How much of a page is believed. A page comes from outside and may be hostile; each limit that
 * bites is reported in {@link io.allsmi.core.HostSnapshot#issues()}.
 *
 * @param pageBytes bytes of a page, after decompression
 * @param processRows process rows of a host
 * @param devicesPerKind GPUs, CPUs, memories, disks of a host, each; a known one keeps updating
 * @param labels labels of a sample
 * @param labelBytes bytes of a label's value; the rest is cut off
 * @param userBytes bytes of a user's name
 * @param commandBytes bytes of a command line
 * @param nameBytes bytes of a program's or device's name
 * @param uuidBytes bytes of a UUID
 * @param issues complaints kept per page; more are only counted
 */
public record ScrapeLimits(
    long pageBytes,
    int processRows,
    int devicesPerKind,
    int labels,
    int labelBytes,
    int userBytes,
    int commandBytes,
    int nameBytes,
    int uuidBytes,
    int issues) {
  private static final ScrapeLimits DEFAULTS =
      new ScrapeLimits(
          Caps.TEXT_BYTES,
          Caps.PROCESS_ROWS,
          Caps.DEVICES,
          100,
          Caps.VALUE_BYTES,
          Caps.USER_BYTES,
          Caps.COMMAND_BYTES,
          Caps.NAME_BYTES,
          Caps.UUID_BYTES,
          Caps.ISSUES);

  /** Checks the arguments. */
  public ScrapeLimits {
    long least = Math.min(pageBytes, Math.min(processRows, devicesPerKind));
    least =
        Math.min(least, Math.min(Math.min(labels, labelBytes), Math.min(userBytes, commandBytes)));
    least = Math.min(least, Math.min(Math.min(nameBytes, uuidBytes), issues));
    if (least < 1) {
      throw new IllegalArgumentException("limits: expected at least 1 each, got " + least);
    }
  }

  /** 64 MiB, 50,000 process rows, 256 devices of a kind, 100 labels of 1,024 bytes. */
  public static ScrapeLimits defaults() {
    return DEFAULTS;
  }

  /** The most bytes that the labels of one sample may take, braces included. */
  long longestLabels() {
    return 4096L + 2L * labels * (labelBytes + 128L);
  }

  /** The same with another {@link #pageBytes()}. */
  public ScrapeLimits withPageBytes(long bytes) {
    return new ScrapeLimits(
        bytes,
        processRows,
        devicesPerKind,
        labels,
        labelBytes,
        userBytes,
        commandBytes,
        nameBytes,
        uuidBytes,
        issues);
  }

  /** The same with another {@link #processRows()}. */
  public ScrapeLimits withProcessRows(int rows) {
    return new ScrapeLimits(
        pageBytes,
        rows,
        devicesPerKind,
        labels,
        labelBytes,
        userBytes,
        commandBytes,
        nameBytes,
        uuidBytes,
        issues);
  }

  /** The same with another {@link #devicesPerKind()}. */
  public ScrapeLimits withDevicesPerKind(int devices) {
    return new ScrapeLimits(
        pageBytes,
        processRows,
        devices,
        labels,
        labelBytes,
        userBytes,
        commandBytes,
        nameBytes,
        uuidBytes,
        issues);
  }

  /** The same with other {@link #labels()} and {@link #labelBytes()}. */
  public ScrapeLimits withLabels(int count, int bytes) {
    return new ScrapeLimits(
        pageBytes,
        processRows,
        devicesPerKind,
        count,
        bytes,
        userBytes,
        commandBytes,
        nameBytes,
        uuidBytes,
        issues);
  }
}
