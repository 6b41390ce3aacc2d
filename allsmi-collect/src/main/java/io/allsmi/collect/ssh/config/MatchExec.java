package io.allsmi.collect.ssh.config;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of {@code Match exec}, each once however many hosts ask for it, and one at a
 * time. What several of them did not do in time, others are not asked to do.
 */
final class MatchExec {
  private static final int LIMIT_SECONDS = 10;
  private static final int MOST_LATE = 3;

  private final SshAccount account;
  private final int limitSeconds;
  private final Map<String, Boolean> ended = new HashMap<>();
  private final Map<String, SshConfigException> failed = new HashMap<>();
  private int late;

  MatchExec(SshAccount account) {
    this(account, LIMIT_SECONDS);
  }

  MatchExec(SshAccount account, int limitSeconds) {
    this.account = account;
    this.limitSeconds = limitSeconds;
  }

  /** Whether the user's shell ends with 0. */
  synchronized boolean succeeds(String command) throws SshConfigException {
    Boolean known = ended.get(command);
    if (known != null) {
      return known;
    }
    SshConfigException failure = failed.get(command);
    if (failure == null) {
      try {
        boolean success = run(command);
        ended.put(command, success);
        return success;
      } catch (SshConfigException e) {
        failure = e;
        if (!Thread.currentThread().isInterrupted()) {
          failed.put(command, e);
        }
      }
    }
    throw failure;
  }

  private boolean run(String command) throws SshConfigException {
    if (late >= MOST_LATE) {
      throw failure("programs that end in time, which " + MOST_LATE + " others did not", command);
    }
    String shell =
        Optional.ofNullable(account.environment().get("SHELL"))
            .filter(path -> !path.isEmpty())
            .orElse("/bin/sh");
    ProcessBuilder builder =
        new ProcessBuilder(shell, "-c", command)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(account.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw failure("a shell that can be started", shell + " (" + e.getMessage() + ")");
    }
    return await(process, command);
  }

  private boolean await(Process process, String command) throws SshConfigException {
    try {
      if (process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      late++;
      throw failure("a program that ends within " + limitSeconds + " s", command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("the end of its program, was interrupted at", command);
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
