package io.allsmi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program took with all that it started.
 *
 * @param wall from its start to its end, nanoseconds
 * @param processor processor time, nanoseconds: what counts on a machine that others use
 */
record Spent(double wall, double processor) {
  /** As {@code times} of a shell shows them. */
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})m(\\d{1,9}\\.\\d{1,9})s");

  /**
   * Runs a program.
   *
   * @param input what it reads
   * @param output where its output goes, and beside it what it took and what went wrong
   * @throws IOException when it fails
   */
  static Spent of(List<String> command, Path input, Path output)
      throws IOException, InterruptedException {
    Path times = output.resolveSibling(output.getFileName() + ".times");
    Path errors = output.resolveSibling(output.getFileName() + ".errors");
    List<String> shell =
        new ArrayList<>(
            List.of(
                "sh", "-c", "\"$@\"; status=$?; times >\"$0\"; exit $status", times.toString()));
    shell.addAll(command);
    long start = System.nanoTime();
    int status =
        new ProcessBuilder(shell)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start()
            .waitFor();
    long wall = System.nanoTime() - start;
    if (status != 0) {
      List<String> said = Files.readAllLines(errors);
      throw new IOException(
          command.get(0)
              + ": expected exit status 0, got "
              + status
              + (said.isEmpty() ? "" : ": " + said.get(said.size() - 1)));
    }
    return new Spent(wall, seconds(Files.readString(times)) * 1e9);
  }

  private static double seconds(String times) {
    double sum = 0;
    Matcher time = TIME.matcher(times);
    while (time.find()) {
      sum += 60 * Long.parseLong(time.group(1)) + Double.parseDouble(time.group(2));
    }
    return sum;
  }
}
