package io.allsmi.collect.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A folder that looks like the root of a machine: what a test does not write is not there. */
final class FakeMachine {
  static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  final Path root;

  FakeMachine(Path root) {
    this.root = root;
  }

  FolderFiles files() {
    return new FolderFiles(root);
  }

  FakeMachine file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  FakeMachine file(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeMachine link(String path, String target) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      Files.createSymbolicLink(file, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeMachine remove(String path) {
    try (Stream<Path> files = Files.walk(root.resolve(path.substring(1)))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pages of 4 KiB and 100 ticks a second. */
  FakeMachine units() {
    ByteBuffer auxv = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    auxv.putLong(6).putLong(4096).putLong(17).putLong(100).putLong(0).putLong(0);
    return file("/proc/self/auxv", auxv.array());
  }

  /** Accounts as {@code name:uid}, at home below /home. */
  FakeMachine accounts(String... accounts) {
    StringBuilder passwd = new StringBuilder();
    for (String account : accounts) {
      String[] parts = account.split(":");
      passwd.append(parts[0]).append(":x:").append(parts[1]).append(':').append(parts[1]);
      passwd.append("::/home/").append(parts[0]).append(":/bin/bash\n");
    }
    return file("/etc/passwd", passwd.toString());
  }

  FakeProcess process(int pid) {
    return new FakeProcess(this, pid);
  }

  static Moment at(double uptimeSeconds) {
    return new Moment(
        NOW.plusMillis((long) (uptimeSeconds * 1000)), OptionalDouble.of(uptimeSeconds));
  }

  /** One process; {@link #write()} puts it there. */
  static final class FakeProcess {
    private final FakeMachine machine;
    private final int pid;
    private String name = "python";
    private List<String> arguments = List.of("python", "train.py");
    private int parent = 1;
    private int uid;
    private long ticks;
    private long startTicks = 1000;
    private String state = "S";
    private String cgroup = "0::/\n";
    private String loginUid = "4294967295";

    FakeProcess(FakeMachine machine, int pid) {
      this.machine = machine;
      this.pid = pid;
    }

    FakeProcess name(String name) {
      this.name = name;
      return this;
    }

    FakeProcess arguments(String... arguments) {
      this.arguments = List.of(arguments);
      return this;
    }

    FakeProcess parent(int parent) {
      this.parent = parent;
      return this;
    }

    FakeProcess uid(int uid) {
      this.uid = uid;
      return this;
    }

    FakeProcess ticks(long ticks) {
      this.ticks = ticks;
      return this;
    }

    FakeProcess startTicks(long startTicks) {
      this.startTicks = startTicks;
      return this;
    }

    FakeProcess state(String state) {
      this.state = state;
      return this;
    }

    FakeProcess cgroup(String cgroup) {
      this.cgroup = cgroup;
      return this;
    }

    FakeProcess loginUid(int loginUid) {
      this.loginUid = String.valueOf(loginUid);
      return this;
    }

    FakeProcess environment(String... variables) {
      machine.file("/proc/" + pid + "/environ", String.join("\0", variables) + "\0");
      return this;
    }

    FakeMachine write() {
      String folder = "/proc/" + pid;
      machine.file(
          folder + "/stat",
          pid
              + " ("
              + name
              + ") "
              + state
              + " "
              + parent
              + " 1 1 0 -1 4194560 10 0 0 0 "
              + ticks
              + " 0 0 0 20 5 7 0 "
              + startTicks
              + " 8192000 250 18446744073709551615 1 1 0\n");
      machine.file(
          folder + "/status",
          "Name:\tx\nUid:\t" + (uid + 1) + "\t" + uid + "\t" + uid + "\t" + uid + "\nGid:\t0\n");
      machine.file(
          folder + "/cmdline", arguments.isEmpty() ? "" : String.join("\0", arguments) + "\0");
      machine.file(folder + "/cgroup", cgroup);
      machine.file(folder + "/loginuid", loginUid);
      return machine;
    }
  }
}
