package io.allsmi.collect.local;

import io.allsmi.collect.command.CommandResult;
import io.allsmi.collect.command.CommandRunner;
import io.allsmi.core.Issue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands of one read, which share one limit. What goes wrong is an issue and no output. */
final class ToolRun {
  private static final int LONGEST_QUOTE = 120;

  private final CommandRunner runner;
  private final long end;
  private final List<Issue> issues = new ArrayList<>();

  ToolRun(CommandRunner runner, Duration limit) {
    this.runner = runner;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** What a command wrote, when it succeeded or wrote something all the same. */
  Optional<byte[]> output(List<String> command) {
    String program = command.get(0);
    try {
      Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
      CommandResult result = runner.run(command, left);
      if (result.isCut()) {
        complain(program + ": expected an output of bounded length, got more");
      }
      if (result.exitStatus() != 0) {
        complain(program + ": expected success, got exit status " + status(result));
      }
      return result.exitStatus() == 0 || result.output().length > 0
          ? Optional.of(result.output())
          : Optional.empty();
    } catch (IOException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      complain(program + ": expected its output, got interrupted");
    }
    return Optional.empty();
  }

  private static String status(CommandResult result) {
    String line = CommandLine.visible(result.error().lines().findFirst().orElse("")).strip();
    String quote = line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) : line;
    return quote.isEmpty()
        ? String.valueOf(result.exitStatus())
        : result.exitStatus() + ": '" + quote + "'";
  }

  void complain(String message) {
    issues.add(new Issue(0, message));
  }

  List<Issue> issues() {
    return issues;
  }
}
