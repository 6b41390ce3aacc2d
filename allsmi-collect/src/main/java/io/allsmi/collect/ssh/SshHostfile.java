package io.allsmi.collect.ssh;

import io.allsmi.collect.internal.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A hostfile that is read again when its size or time of change differs, so that an edit adds and
 * removes hosts while a program runs; see {@link SshTargetList} for what is in it. Safe for use by
 * several threads.
 *
 * @since 0.30
 */
public final class SshHostfile {
  private final WatchedFile<SshTargetList> file;

  private SshHostfile(Path path) {
    file = new WatchedFile<>(path, SshTargetList::readFile);
  }

  /** Watches a file; it is first read by {@link #current()}. */
  public static SshHostfile watch(Path path) {
    return new SshHostfile(path);
  }

  /**
   * The file's hosts; the file is only read when it has changed.
   *
   * @throws IOException as {@link SshTargetList#readFile(Path)}
   */
  public SshTargetList current() throws IOException {
    return file.current();
  }
}
