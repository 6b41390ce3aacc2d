package io.allsmi.collect.remote;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one shell of ours on a host: it is asked one thing at a time, and what it owes is waited for
 * before it is asked another.
 */
final class HostShell implements AutoCloseable {
  /** The largest answer. */
  static final int LIMIT = 64 << 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RemoteShell shell;
  private final Answers answers;
  private @Nullable String owed;

  private HostShell(RemoteShell shell, Answers answers) {
    this.shell = shell;
    this.answers = answers;
  }

  /** Starts it; the login shell is given the word {@code sh} and nothing else. */
  static HostShell start(ShellStarter starter, Clock clock, Duration timeout)
      throws HostReadException {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String word = HexFormat.of().formatHex(random);
    RemoteShell shell;
    try {
      shell = starter.start("sh", timeout);
    } catch (IOException e) {
      throw new HostReadException(
          FailureKind.UNREACHABLE, "sh: expected a shell, got: " + e.getMessage());
    }
    HostShell started = new HostShell(shell, new Answers(word, LIMIT, clock));
    shell.listen(started.answers);
    started.tell(HostScript.text(word));
    return started;
  }

  /** Sends text that is not answered. */
  void tell(String text) throws HostReadException {
    try {
      shell.input().write(text.getBytes(StandardCharsets.US_ASCII));
      shell.input().flush();
    } catch (IOException e) {
      throw new HostReadException(
          FailureKind.UNREACHABLE, "connection: expected to send, got: " + e.getMessage());
    }
  }

  /**
   * Asks, or takes the answer that is owed to the same question.
   *
   * @param end as of {@link System#nanoTime()}
   * @throws HostReadException {@code TIMEOUT}, after which the answer is still owed; {@code
   *     UNREACHABLE}; {@code TOO_LARGE}
   */
  Block ask(String question, long end) throws HostReadException, InterruptedException {
    String before = owed;
    if (before != null) {
      Block late = answers.take(end, answerTo(before));
      owed = null;
      if (before.equals(question)) {
        return whole(late);
      }
    }
    answers.expect();
    tell(question + "\n");
    owed = question;
    Block block = answers.take(end, answerTo(question));
    owed = null;
    return whole(block);
  }

  private static String answerTo(String question) {
    return question.equals("facts") ? "its shell's first answer" : "its answer to " + question;
  }

  /** Sends text after which answers come by themselves, until the next question. */
  void stream(String text) throws HostReadException {
    answers.stream();
    tell(text);
  }

  /** The next answer of those that come by themselves. */
  Block next(long end) throws HostReadException, InterruptedException {
    return whole(answers.take(end, "its next readings"));
  }

  /** The same if it is there already. */
  Optional<Block> ready() throws HostReadException {
    Optional<Block> block = answers.poll();
    return block.isPresent() ? Optional.of(whole(block.get())) : block;
  }

  private static Block whole(Block block) throws HostReadException {
    if (block.section("late").isPresent()) {
      throw new HostReadException(
          FailureKind.TIMEOUT,
          "host: expected its loads and processes in time, got a part; a file of /proc or /sys does"
              + " not answer");
    }
    if (block.isCut()) {
      throw new HostReadException(
          FailureKind.TOO_LARGE,
          "host: expected an answer of at most "
              + LIMIT
              + " bytes that memory has room for, got more");
    }
    return block;
  }

  @Override
  public void close() {
    answers.close();
    shell.close();
  }
}
