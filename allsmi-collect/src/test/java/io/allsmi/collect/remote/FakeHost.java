package io.allsmi.collect.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host that is a folder of programs in front of this machine's: the real script runs in a real
 * shell. A test writes the vendors' tools as scripts.
 */
public final class FakeHost implements ShellStarter, AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(1);

  private final Path bin;
  private final List<String> login;
  private final List<Process> shells = new ArrayList<>();

  /**
   * Nothing runs yet.
   *
   * @param login what runs a command; {@code sh -c} when empty
   */
  public FakeHost(Path folder, String... login) {
    this.bin = folder.resolve("bin");
    this.login = login.length == 0 ? List.of("sh", "-c") : List.of(login);
    try {
      Files.createDirectories(bin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program on the host; it notes each start in {@code NAME.starts}. */
  public FakeHost tool(String name, String script) {
    try {
      Path file = bin.resolve(name);
      Path starts = bin.resolve(name + ".starts");
      Files.writeString(file, "#!/bin/sh\necho x \"$@\" >>" + starts + "\n" + script + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return bin;
  }

  /** How often a tool was started with an argument that holds a text. */
  long starts(String name, String argument) throws IOException {
    Path starts = bin.resolve(name + ".starts");
    return Files.exists(starts)
        ? Files.readAllLines(starts).stream().filter(line -> line.contains(argument)).count()
        : 0;
  }

  int shells() {
    return shells.size();
  }

  /** Ends the host's shell as a broken connection does. */
  void kill() {
    shells.get(shells.size() - 1).destroyForcibly();
  }

  @Override
  public RemoteShell start(String command, Duration timeout) throws IOException {
    List<String> words = new ArrayList<>(login);
    words.add(command);
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PATH", bin + ":/usr/bin:/bin");
    Process process = builder.start();
    shells.add(process);
    return new RemoteShell() {
      @Override
      public OutputStream input() {
        return process.getOutputStream();
      }

      @Override
      public InputStream output() {
        return process.getInputStream();
      }

      @Override
      public void listen(ShellOutput listener) {
        Thread thread = new Thread(() -> pump(process.getInputStream(), listener), "fake-host");
        thread.setDaemon(true);
        thread.start();
      }

      @Override
      public void close() {
        try {
          process.getOutputStream().close();
        } catch (IOException e) {
          process.destroy(); // it has ended already
        }
        process.destroy();
      }
    };
  }

  /** Does what a connection's own thread does. */
  static void pump(InputStream in, ShellOutput listener) {
    byte[] bytes = new byte[4096];
    try {
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        listener.take(bytes, 0, count);
      }
    } catch (IOException e) {
      // It was closed, which is an end like any other.
    } finally {
      listener.ended();
    }
  }

  /** Whether the shells ended within a minute. */
  boolean hasEnded() throws InterruptedException {
    for (Process shell : shells) {
      if (!shell.waitFor(1, TimeUnit.MINUTES)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    shells.forEach(Process::destroyForcibly);
  }
}
