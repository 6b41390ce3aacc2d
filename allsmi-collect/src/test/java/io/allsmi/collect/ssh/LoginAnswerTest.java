package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.command.CommandResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoginAnswerTest {
  private static final String MARK = "#0123456789abcdef";

  private static Optional<CommandResult> read(byte[] text) {
    LoginAnswer answer = new LoginAnswer(new ByteArrayInputStream(text), MARK);
    answer.run();
    return answer.result();
  }

  /** What a real shell makes of the script, after what a login shell said before. */
  private static CommandResult run(List<String> command) throws Exception {
    Process shell = new ProcessBuilder("sh").start();
    try (var input = shell.getOutputStream()) {
      input.write("echo Welcome; printf 'no line end'\n".getBytes(StandardCharsets.UTF_8));
      input.write(SshLogin.script(command, MARK).getBytes(StandardCharsets.UTF_8));
    }
    byte[] all = shell.getInputStream().readAllBytes();
    assertThat(shell.waitFor()).isZero();
    return read(all).orElseThrow();
  }

  private static String text(CommandResult result) {
    return new String(result.output(), StandardCharsets.UTF_8);
  }

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void outputComplaintsAndStatusOfAProgramAreKeptApart() throws Exception {
    CommandResult result =
        run(List.of("sh", "-c", "echo out; echo \"it's #7\" >&2; echo more; exit 3"));
    assertThat(text(result)).isEqualTo("out\nmore\n");
    assertThat(result.error()).isEqualTo("it's #7\n");
    assertThat(result.exitStatus()).isEqualTo(3);
  }

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void wordsArriveAsTheyAre() throws Exception {
    List<String> words = List.of("a b", "it's", "$HOME", "`x`", "\u001f%i", "*", "\\", "");
    CommandResult result =
        run(
            List.of(
                "printf",
                "<%s>",
                words.get(0),
                words.get(1),
                words.get(2),
                words.get(3),
                words.get(4),
                words.get(5),
                words.get(6),
                words.get(7)));
    assertThat(text(result)).isEqualTo("<" + String.join("><", words) + ">");
  }

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void programThatIsMissingEndsWith127() throws Exception {
    assertThat(run(List.of("no-such-program-anywhere")).exitStatus()).isEqualTo(127);
  }

  @Test
  void answerThatBreaksOffIsNone() {
    assertThat(read(("\n" + MARK + " begin\nhalf of it").getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(read(new byte[0])).isEmpty();
  }

  @Property(tries = 300)
  void anyBytesGiveAnAnswerOrNone(@ForAll byte[] before, @ForAll byte[] after) {
    String mark = "\n" + MARK + " begin\n" + new String(before, StandardCharsets.ISO_8859_1);
    String end = "\n" + MARK + " end\n" + new String(after, StandardCharsets.ISO_8859_1);
    byte[] text = (mark + end).getBytes(StandardCharsets.ISO_8859_1);
    read(text)
        .ifPresent(result -> assertThat(result.output()).hasSizeLessThanOrEqualTo(before.length));
    read(before);
  }
}
