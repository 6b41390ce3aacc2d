package io.allsmi.core;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * One mounted file system. Source: {@code all_smi_disk_*}.
 *
 * @param index position in the host's list
 * @param mountPoint where it is mounted; never empty
 * @param totalBytes its size
 * @param availableBytes what an ordinary user can still write
 */
public record StorageInfo(
    int index, String mountPoint, OptionalLong totalBytes, OptionalLong availableBytes) {
  /** Checks the arguments. */
  public StorageInfo {
    Objects.requireNonNull(mountPoint, "mountPoint");
    if (mountPoint.isEmpty()) {
      throw new IllegalArgumentException("mountPoint: expected a path, got ''");
    }
    Checks.notNegative("index", OptionalLong.of(index));
    Checks.notNegative("totalBytes", totalBytes);
    Checks.notNegative("availableBytes", availableBytes);
  }
}
