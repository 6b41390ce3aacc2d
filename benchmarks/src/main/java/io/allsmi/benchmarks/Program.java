package io.allsmi.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The built program, started as the launcher starts it. */
final class Program {
  /** The options of the launcher for commands that end by themselves. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xlog:cds=off",
          "-Xlog:cds+dynamic=off");

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final File NOWHERE = new File("/dev/null");

  private final Path jar;
  private final Path archive;

  private Program(Path jar, Path archive) {
    this.jar = jar;
    this.archive = archive;
  }

  /**
   * One run.
   *
   * @param nanos from its start to its end
   * @param peakBytes the most memory it had resident, as last seen; 0 when it cannot be told
   */
  record Run(long nanos, long peakBytes) {}

  /** The program with a class-data archive of its own in {@code folder}; empty when not built. */
  static Optional<Program> built(Path folder) throws IOException, InterruptedException {
    Optional<Path> jar = jar();
    if (jar.isEmpty()) {
      return Optional.empty();
    }
    Program program = new Program(jar.get(), folder.resolve("allsmi.jsa"));
    List<String> training = new ArrayList<>(List.of(JAVA));
    training.addAll(OPTIONS);
    training.add("-XX:ArchiveClassesAtExit=" + program.archive);
    training.addAll(List.of("-jar", jar.get().toString(), "demo", "--nodes", "3"));
    run(training, false);
    return Optional.of(program);
  }

  private static Optional<Path> jar() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of("allsmi-cli", "target"), "allsmi-cli-*.jar")) {
      for (Path jar : jars) {
        return Optional.of(jar);
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** {@code java -version} with the same options: the least that a Java program takes. */
  static Run version() throws IOException, InterruptedException {
    return version(OPTIONS);
  }

  /** {@code java -version} without an option: how fast a fresh JVM is on this machine. */
  static Run plainVersion() throws IOException, InterruptedException {
    return version(List.of());
  }

  private static Run version(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(options);
    command.add("-version");
    return run(command, false);
  }

  /** A command of ours. */
  Run run(boolean watchMemory, String... arguments) throws IOException, InterruptedException {
    return run(command(arguments), watchMemory);
  }

  /** Begins a command of ours. */
  Process start(Path output, Path errors, String... arguments) throws IOException {
    return new ProcessBuilder(command(arguments))
        .redirectInput(NOWHERE)
        .redirectOutput(output.toFile())
        .redirectError(errors.toFile())
        .start();
  }

  /** The command line of a command of ours. */
  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(OPTIONS);
    command.add("-XX:SharedArchiveFile=" + archive);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Run run(List<String> command, boolean watchMemory)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectInput(NOWHERE)
            .redirectOutput(NOWHERE)
            .redirectError(NOWHERE)
            .start();
    long peak = 0;
    if (watchMemory) {
      while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakBytes(process.pid()));
      }
    }
    int status = process.waitFor();
    long nanos = System.nanoTime() - start;
    if (status != 0) {
      throw new IOException(command + ": expected exit status 0, got " + status);
    }
    return new Run(nanos, peak);
  }

  /** The high-water mark that the kernel keeps; 0 when the process has just gone. */
  private static long peakBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
