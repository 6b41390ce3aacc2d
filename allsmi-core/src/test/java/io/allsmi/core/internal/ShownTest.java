package io.allsmi.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u001b", "\n", "\u007f", "\u0085", "\u009b", "\u202e", "\u2066", "\u200f",
        "\u2028", "\ufeff", "\ud800"
      })
  void whatActsOnATerminalIsNotShown(String control) {
    assertThat(Shown.marked("a" + control + "b", 80)).isEqualTo("a?b");
    assertThat(Shown.line(control + "a" + control + control + "b", 80)).isEqualTo("a b");
  }

  @Test
  void theRestStaysAsItIsAndIsCut() {
    assertThat(Shown.marked("é 日本 😀", 80)).isEqualTo("é 日本 😀");
    assertThat(Shown.line("é 日本 😀", 80)).isEqualTo("é 日本 😀");
    assertThat(Shown.marked("abc", 2)).isEqualTo("ab…");
    assertThat(Shown.line(" abc", 2)).isEqualTo("ab…");
  }
}
