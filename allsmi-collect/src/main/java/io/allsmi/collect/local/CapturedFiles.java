package io.allsmi.collect.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files of /proc, /sys and /etc that another machine sent, and the sizes of its disks: what {@link
 * LocalHost} reads in place of this machine's own.
 *
 * <pre>{@code
 * CapturedFiles files = new CapturedFiles();
 * files.put("/proc/meminfo", bytes);
 * LocalReading reading = LocalHost.of(files, options).read(takenAt, List.of());
 * }</pre>
 *
 * <p>A file that was not sent is not there. What is kept is bounded by who puts it in. For one
 * thread at a time.
 *
 * @since 0.30
 */
public final class CapturedFiles extends SystemFiles {
  private static final String PROC = "/proc";

  private static final class Captured {
    private final byte[] bytes;
    private final long version;

    Captured(byte[] bytes, long version) {
      this.bytes = bytes;
      this.version = version;
    }
  }

  private final Map<String, Captured> files = new HashMap<>();
  private final Map<String, Set<String>> folders = new HashMap<>();
  private final Map<String, StorageReader.Size> sizes = new HashMap<>();

  /** By process, the job that the machine's slurmd says it is of. */
  private final Map<Integer, String> jobs = new HashMap<>();

  private long puts;

  /** No files yet. */
  public CapturedFiles() {}

  /**
   * Adds a file or replaces it.
   *
   * @param path its path on that machine, from the root
   * @param bytes what is in it; they must not change any more
   */
  public void put(String path, byte[] bytes) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: expected a slash first, got '" + path + "'");
    }
    if (files.put(path, new Captured(Objects.requireNonNull(bytes, "bytes"), ++puts)) == null) {
      String child = path;
      int slash = child.lastIndexOf('/');
      while (slash >= 0
          && folders
              .computeIfAbsent(child.substring(0, slash), folder -> new TreeSet<>())
              .add(child.substring(slash + 1))) {
        child = child.substring(0, slash);
        slash = child.lastIndexOf('/');
      }
    }
  }

  /** Forgets a file; nothing happens when there is none. */
  public void remove(String path) {
    if (files.remove(path) != null) {
      String child = path;
      while (!child.isEmpty() && !folders.containsKey(child)) {
        String folder = child.substring(0, child.lastIndexOf('/'));
        Set<String> names = folders.getOrDefault(folder, new TreeSet<>());
        names.remove(child.substring(folder.length() + 1));
        if (names.isEmpty()) {
          folders.remove(folder);
        }
        child = folder;
      }
    }
  }

  /** Forgets the files of a process; nothing happens when there are none. */
  public void removeProcess(int pid) {
    jobs.remove(pid);
    String folder = PROC + "/" + pid;
    for (String name : listed(folder).orElse(new String[0])) {
      remove(folder + "/" + name);
    }
  }

  /** Forgets the files of all other processes. */
  public void keepProcesses(Set<Integer> pids) {
    for (String name : listed(PROC).orElse(new String[0])) {
      long pid = Numbers.whole(name).orElse(-1);
      if (pid >= 0 && pid <= Integer.MAX_VALUE && !pids.contains((int) pid)) {
        removeProcess((int) pid);
      }
    }
  }

  /**
   * Says which job a process is of, as long as it has files.
   *
   * @param jobId the number of the job, as {@code scontrol listpids} has it
   */
  public void putJob(int pid, long jobId) {
    if (exists(PROC + "/" + pid)) {
      jobs.put(pid, Long.toString(jobId));
    }
  }

  /** By process, its job, where one was said. */
  Map<Integer, String> jobs() {
    return jobs;
  }

  /** How many processes have files. */
  public int processCount() {
    int count = 0;
    for (String name : folders.getOrDefault(PROC, Set.of())) {
      count += Numbers.whole(name).orElse(-1) >= 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * Says how large a disk is.
   *
   * @param point where it is mounted, as in /proc/self/mounts, decoded
   * @param totalBytes its size
   * @param availableBytes what an ordinary user can still write
   */
  public void putSize(String point, long totalBytes, long availableBytes) {
    if (totalBytes > 0 && availableBytes >= 0) {
      sizes.put(point, new StorageReader.Size(totalBytes, availableBytes));
    }
  }

  /** Forgets the sizes of all disks. */
  public void clearSizes() {
    sizes.clear();
  }

  Optional<StorageReader.Size> size(String point) {
    return Optional.ofNullable(sizes.get(point));
  }

  /** The text of a file; empty when it is not there. */
  public Optional<String> text(String path) {
    return text(path, Integer.MAX_VALUE);
  }

  @Override
  boolean isThisMachine() {
    return false;
  }

  @Override
  boolean exists(String path) {
    return files.containsKey(path) || folders.containsKey(path);
  }

  @Override
  int read(String path, byte[] buffer) {
    Captured file = files.get(path);
    if (file == null) {
      return -1;
    }
    int length = Math.min(buffer.length, file.bytes.length);
    System.arraycopy(file.bytes, 0, buffer, 0, length);
    return length;
  }

  @Override
  Optional<String> text(String path, int limit) {
    Captured file = files.get(path);
    return file == null
        ? Optional.empty()
        : Optional.of(
            new String(file.bytes, 0, Math.min(limit, file.bytes.length), StandardCharsets.UTF_8));
  }

  @Override
  Optional<String[]> listed(String path) {
    return Optional.ofNullable(folders.get(path)).map(names -> names.toArray(new String[0]));
  }

  @Override
  long version(String path) {
    Captured file = files.get(path);
    return file == null ? 0 : file.version;
  }

  @Override
  List<String> names(String path) {
    String[] names = listed(path).orElse(new String[0]);
    return new ArrayList<>(Arrays.asList(names).subList(0, Math.min(names.length, MOST_NAMES)));
  }
}
