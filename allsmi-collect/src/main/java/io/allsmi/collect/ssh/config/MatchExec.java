package io.allsmi.collect.ssh.config;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the programs of {@code Match exec}. */
final class MatchExec {
  private static final int LIMIT_SECONDS = 10;

  private MatchExec() {}

  /** Whether the user's shell ends with 0. */
  static boolean succeeds(String command, SshAccount account) throws SshConfigException {
    String shell =
        Optional.ofNullable(account.environment().get("SHELL"))
            .filter(path -> !path.isEmpty())
            .orElse("/bin/sh");
    try {
      Process process =
          new ProcessBuilder(shell, "-c", command)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return await(process, command);
    } catch (IOException e) {
      throw failure("a shell that can be started", shell + " (" + e.getMessage() + ")");
    }
  }

  private static boolean await(Process process, String command) throws SshConfigException {
    try {
      if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      throw failure("a program that ends within " + LIMIT_SECONDS + " s", command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("to wait for its program, was interrupted at", command);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static SshConfigException failure(String expected, String got) {
    return new SshConfigException(
        "Match exec: expected " + expected + ", got '" + SshConfigException.shown(got) + "'");
  }
}
