package io.allsmi.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWrapTest {
  @Test
  void linesBreakAtBlanksAndLongWordsAnywhere() {
    assertThat(Text.wrapped("add it with ssh-keygen", 8))
        .containsExactly("add it", "with", "ssh-keyg", "en");
    assertThat(Text.wrapped("ab cd", 5)).containsExactly("ab cd");
    assertThat(Text.wrapped("ab cd ef", 5)).containsExactly("ab cd", "ef");
    assertThat(Text.wrapped("", 5)).containsExactly("");
    assertThat(Text.wrapped("日本語 テスト", 6)).containsExactly("日本語", "テスト");
    assertThat(Text.wrapped("日日", 1)).containsExactly("日日");
  }
}
