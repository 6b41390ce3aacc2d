package io.allsmi.collect.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The /proc and /etc of a {@link FakeHost}, below a folder: the script of the host is sent through
 * a filter that puts the folder before these paths, and what grep says of them has it taken away.
 */
public final class FakeRoot {
  /** Above those of people on machines that run tests. */
  private static final int FIRST_UID = 64_000;

  private static final int TICKS = 100;

  private final Path root;
  private final Map<String, Integer> uids = new LinkedHashMap<>(Map.of("root", 0));

  /** Nothing is there yet. */
  public FakeRoot(Path root) {
    this.root = root;
  }

  /** A file of the host. */
  public FakeRoot file(String path, String text) {
    try {
      Path file = Path.of(root + path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the host is called and since when it runs. */
  public FakeRoot begins(String name, Instant boot, Duration up) {
    return file("/proc/sys/kernel/hostname", name + "\n")
        .file("/proc/stat", "cpu  1 2 3 4\ncpu0 1 2 3 4\nbtime " + boot.getEpochSecond() + "\n")
        .file("/proc/uptime", up.toSeconds() + ".00 1.00\n")
        .file("/proc/self/mounts", "")
        .file("/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
  }

  /**
   * A process.
   *
   * @param user whose it is; when empty, /proc does not tell
   * @param after when it began, since the host began
   */
  public FakeRoot process(int pid, String user, String command, Duration after) {
    String folder = "/proc/" + pid;
    if (!user.isEmpty()) {
      int uid = uids.computeIfAbsent(user, name -> FIRST_UID + uids.size());
      file(folder + "/status", "Name:\tp\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\n".formatted(uid));
    }
    String stat = "%d (p) S 1 1 1 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 %d 8192000 250 0%n";
    StringBuilder passwd = new StringBuilder();
    uids.forEach((name, uid) -> passwd.append("%s:x:%d:0::/:/bin/sh%n".formatted(name, uid)));
    return file(folder + "/stat", stat.formatted(pid, after.toSeconds() * TICKS))
        .file(folder + "/cmdline", command.replace(' ', '\0') + "\0")
        .file("/etc/passwd", passwd.toString());
  }

  /** A host that has these files. */
  public FakeHost host(Path folder) {
    String there = root.toString();
    String filter = "sed -u 's#\\([ \"<]\\|=.\\)\\(/proc\\|/etc\\|/sys\\)/#\\1" + there + "\\2/#g'";
    return new FakeHost(folder, "sh", "-c", filter + " | \"$0\"")
        .tool("grep", "/usr/bin/grep \"$@\" | sed 's#" + there + "##g'")
        .tool("getconf", "case $1 in CLK_TCK) echo " + TICKS + " ;; *) echo 4096 ;; esac");
  }
}
