package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void theStrongestLocaleVariableDecides() {
    assertThat(Environment.of(Map.of("LANG", "en_US.UTF-8")).unicode()).isTrue();
    assertThat(Environment.of(Map.of("LANG", "C.utf8")).unicode()).isTrue();
    assertThat(Environment.of(Map.of("LANG", "C.UTF-8", "LC_ALL", "POSIX")).unicode()).isFalse();
    assertThat(Environment.of(Map.of("LANG", "C", "LC_CTYPE", "C.UTF-8")).unicode()).isTrue();
    assertThat(Environment.of(Map.of()).unicode()).isFalse();
  }

  @Test
  void coloursComeFromTheTerminalsName() {
    assertThat(Environment.of(Map.of("TERM", "tmux-256color")).colours256()).isTrue();
    assertThat(Environment.of(Map.of("TERM", "xterm")).colours256()).isFalse();
    assertThat(Environment.of(Map.of("TERM", "xterm", "COLORTERM", "truecolor")).colours256())
        .isTrue();
  }

  @Test
  void noColourMeansNone() {
    assertThat(Environment.of(Map.of("NO_COLOR", "1")).noColour()).isTrue();
    assertThat(Environment.of(Map.of("NO_COLOR", "")).noColour()).isFalse();
    assertThat(Environment.of(Map.of("TERM", "dumb")).noColour()).isTrue();
  }
}
