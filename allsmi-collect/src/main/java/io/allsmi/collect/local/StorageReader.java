package io.allsmi.collect.local;

import io.allsmi.collect.local.MountTable.Mount;
import io.allsmi.core.StorageInfo;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The disks and how full they are. */
final class StorageReader {
  private static final int MOUNTS_LIMIT = 1 << 20;

  /**
   * How large a file system is.
   *
   * @param total bytes
   * @param available bytes an ordinary user can still write
   */
  record Size(long total, long available) {}

  /** Asks the system for the size of a file system: the seam that may hang. */
  @FunctionalInterface
  interface Sizes {
    /** The size; empty when the folder is not there or is a file. */
    Optional<Size> of(String mountPoint);
  }

  private final SystemFiles files;
  private final Sizes sizes;
  private final Patience patience;

  StorageReader(SystemFiles files, Sizes sizes, Patience patience) {
    this.files = files;
    this.sizes = sizes;
    this.patience = patience;
  }

  /** The system's own answer. */
  static Optional<Size> size(File mountPoint) {
    long total = mountPoint.isDirectory() ? mountPoint.getTotalSpace() : 0;
    return total > 0 ? Optional.of(new Size(total, mountPoint.getUsableSpace())) : Optional.empty();
  }

  List<StorageInfo> read() throws IOException {
    Optional<String> mounts = files.text("/proc/self/mounts", MOUNTS_LIMIT);
    if (mounts.isEmpty()) {
      throw new IOException("expected a list of mounts in /proc/self/mounts, got none");
    }
    List<Mount> disks = MountTable.disks(mounts.get());
    Optional<List<StorageInfo>> storage = patience.ask("storage", () -> measured(disks));
    return storage.orElseThrow(
        () ->
            new IOException("expected the sizes of " + disks.size() + " disks in time, got none"));
  }

  private List<StorageInfo> measured(List<Mount> disks) {
    List<StorageInfo> storage = new ArrayList<>();
    for (Mount disk : disks) {
      Optional<Size> size = sizes.of(disk.point());
      if (size.isPresent()) {
        storage.add(
            new StorageInfo(
                storage.size(),
                disk.point(),
                OptionalLong.of(size.get().total()),
                OptionalLong.of(size.get().available())));
      }
    }
    return storage;
  }
}
