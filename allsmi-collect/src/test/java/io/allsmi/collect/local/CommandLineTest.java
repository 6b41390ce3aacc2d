package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  private static String of(String cmdline, int capacity, boolean masked) {
    byte[] bytes = cmdline.getBytes(StandardCharsets.UTF_8);
    byte[] buffer = new byte[capacity];
    int length = Math.min(bytes.length, capacity);
    System.arraycopy(bytes, 0, buffer, 0, length);
    return CommandLine.of(buffer, length, "name", masked);
  }

  @Test
  void argumentsAreJoinedByBlanks() {
    assertThat(of("python\0train.py\0--lr\0", 4096, true)).isEqualTo("python train.py --lr");
  }

  @Test
  void aProcessWithoutArgumentsHasItsNameInBrackets() {
    assertThat(of("", 4096, true)).isEqualTo("[name]");
    assertThat(CommandLine.of(new byte[8], -1, "a\nb", true)).isEqualTo("[a b]");
  }

  @Test
  void aTitleThatAProgramGaveItselfLosesItsPadding() {
    assertThat(of("slurmstepd: [3.0]\0\0\0\0", 4096, true)).isEqualTo("slurmstepd: [3.0]");
  }

  @Test
  void secretsAreMaskedUnlessTurnedOff() {
    assertThat(of("run\0--token\0a b\0", 4096, true)).isEqualTo("run --token ***");
    assertThat(of("run\0--token\0a b\0", 4096, false)).isEqualTo("run --token a b");
  }

  @Test
  void controlCharactersAreBlanks() {
    assertThat(of("python\0-c\0print(1)\n\u001b[31m\0", 4096, true))
        .isEqualTo("python -c print(1)  [31m");
  }

  @Test
  void halfAnArgumentIsLeftOutAsItMayBeHalfASecret() {
    assertThat(of("run\0hf_abcdefghijklmnopqrstuvwx\0", 16, true)).isEqualTo("run");
    assertThat(of("runrunrunrunrunrun\0", 8, true)).isEqualTo("runrunru");
  }
}
