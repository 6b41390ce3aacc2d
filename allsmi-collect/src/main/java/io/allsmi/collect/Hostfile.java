package io.allsmi.collect;

import io.allsmi.collect.internal.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of targets, see {@link HostList}. As a {@link HostSupplier} it reads the file again when
 * its size or time of change differs, so an edit adds and removes hosts of a running poller.
 *
 * @since 0.30
 */
public final class Hostfile implements HostSupplier {
  /** The largest file that is read: 10 MiB. */
  public static final int MAX_BYTES = WatchedFile.MAX_BYTES;

  private final WatchedFile<HostList> file;

  private Hostfile(Path path) {
    file = new WatchedFile<>(path, Hostfile::read);
  }

  /** Watches a file; it is first read by {@link #current()}. */
  public static Hostfile watch(Path path) {
    return new Hostfile(path);
  }

  /**
   * Reads a file once.
   *
   * @throws IOException when it is missing, unreadable or larger than {@link #MAX_BYTES}, or when
   *     it names no host; the message begins with the path
   */
  public static HostList read(Path path) throws IOException {
    HostList list = HostList.parse(WatchedFile.text(path));
    if (list.targets().isEmpty()) {
      String why = list.issues().isEmpty() ? "" : " (" + list.issues().get(0) + ")";
      throw new IOException(path + ": expected at least one host, got none" + why);
    }
    return list;
  }

  /**
   * The file's hosts; the file is only read when it has changed.
   *
   * @throws IOException as {@link #read(Path)}
   */
  @Override
  public HostList current() throws IOException {
    return file.current();
  }
}
