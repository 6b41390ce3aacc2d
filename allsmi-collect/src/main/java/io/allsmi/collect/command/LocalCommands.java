package io.allsmi.collect.command;

import io.allsmi.core.internal.Caps;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Programs of this machine, found in some folders. One that does not end in time is killed with its
 * children; one that does not even die, as in the hands of a driver that hangs, is not started
 * again before it is dead.
 *
 * <p>Output goes to files and not to pipes: a child that outlives its parent and holds a pipe open
 * cannot hold up anybody.
 *
 * @since 0.30
 */
public final class LocalCommands implements CommandRunner, ProgramStarter {
  private static final int MOST_ERROR_BYTES = 64 << 10;
  private static final long BETWEEN_LOOKS_NANOS = 50_000_000;

  private final List<Path> folders;
  private final Map<String, ProcessHandle> undead = new ConcurrentHashMap<>();

  private LocalCommands(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** Looks in these folders, in this order. */
  public static LocalCommands in(List<Path> folders) {
    return new LocalCommands(folders);
  }

  /** The folders of a {@code PATH}; empty and relative entries are left out. */
  public static List<Path> folders(String path) {
    List<Path> folders = new ArrayList<>();
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path entry = Path.of(folder);
      if (entry.isAbsolute()) {
        folders.add(entry);
      }
    }
    return List.copyOf(folders);
  }

  /** Where a program lies; empty when there is none of that name. */
  public Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  @Override
  public CommandResult run(List<String> command, Duration limit)
      throws IOException, InterruptedException {
    String program = command.get(0);
    Optional<Path> file = find(program);
    if (file.isEmpty()) {
      throw new IOException(program + ": expected a program of that name, got none");
    }
    ProcessHandle old = undead.get(program);
    if (old != null && old.isAlive()) {
      throw new IOException(
          program + ": expected the one that hung to have ended, got process " + old.pid());
    }
    undead.remove(program);
    List<String> words = new ArrayList<>(command);
    words.set(0, file.get().toString());
    Path output = Files.createTempFile("allsmi-", ".out");
    Path error = Files.createTempFile("allsmi-", ".err");
    try {
      return run(words, limit, program, output, error);
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(error);
    }
  }

  /** Starts a program and waits for nothing. */
  @Override
  public RunningProgram start(List<String> command, Duration timeout) throws IOException {
    String program = command.get(0);
    Optional<Path> file = find(program);
    if (file.isEmpty()) {
      throw new IOException(program + ": expected a program of that name, got none");
    }
    List<String> words = new ArrayList<>(command);
    words.set(0, file.get().toString());
    return LocalProgram.start(words);
  }

  private CommandResult run(
      List<String> words, Duration limit, String program, Path output, Path error)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(new File(File.separatorChar == '\\' ? "NUL" : "/dev/null"))
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    boolean hasEnded = false;
    try {
      hasEnded = await(process, limit, output, error);
    } finally {
      if (!hasEnded) {
        kill(process, program);
      }
    }
    if (!hasEnded && !isFull(output, error)) {
      throw new CommandTimeoutException(program, limit);
    }
    return new CommandResult(
        hasEnded ? process.exitValue() : -1,
        read(output, Caps.TEXT_BYTES),
        new String(read(error, MOST_ERROR_BYTES), StandardCharsets.UTF_8),
        isFull(output, error));
  }

  /** Whether it ended before the limit, and before it filled what it may fill. */
  private static boolean await(Process process, Duration limit, Path output, Path error)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      long left = end - System.nanoTime();
      if (process.waitFor(Math.min(left, BETWEEN_LOOKS_NANOS), TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (left <= 0 || isFull(output, error)) {
        return false;
      }
    }
  }

  private static boolean isFull(Path output, Path error) throws IOException {
    return Files.size(output) > Caps.TEXT_BYTES || Files.size(error) > Caps.TEXT_BYTES;
  }

  private static byte[] read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  /** The children first: they are known only while their parent lives. */
  private void kill(Process process, String program) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    undead.put(program, process.toHandle());
  }
}
