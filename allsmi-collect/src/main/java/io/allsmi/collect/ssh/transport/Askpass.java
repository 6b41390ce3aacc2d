package io.allsmi.collect.ssh.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A program that asks the user for a passphrase, as OpenSSH runs it. */
final class Askpass {
  private static final int MAX_BYTES = 4096;

  private final String program;

  private Askpass(String program) {
    this.program = program;
  }

  /** The program that the environment names; empty when it names none or none is to be run. */
  static Optional<Askpass> of(Map<String, String> environment) {
    String program = environment.getOrDefault("SSH_ASKPASS", "");
    String require = environment.getOrDefault("SSH_ASKPASS_REQUIRE", "");
    boolean hasScreen =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    boolean isWanted =
        switch (require) {
          case "force", "prefer" -> true;
          case "never" -> false;
          default -> hasScreen;
        };
    return program.isEmpty() || !isWanted ? Optional.empty() : Optional.of(new Askpass(program));
  }

  /**
   * Asks; ends with the user's answer or with an interrupt.
   *
   * @return the first line of the answer; the caller wipes it
   * @throws IOException when the program cannot be run or the user gives no answer
   */
  byte[] ask(String prompt) throws IOException {
    Process process =
        new ProcessBuilder(program, prompt).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      byte[] answer = firstLine(process.getInputStream());
      if (process.waitFor() != 0) {
        Arrays.fill(answer, (byte) 0);
        throw new IOException(program + ": expected a passphrase, got none");
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(program + ": expected a passphrase, got an interrupt", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static byte[] firstLine(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_BYTES];
    try {
      int count = in.readNBytes(bytes, 0, MAX_BYTES);
      int length = 0;
      while (length < count && bytes[length] != '\n' && bytes[length] != '\r') {
        length++;
      }
      return Arrays.copyOf(bytes, length);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
