package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThemeTest {
  @Test
  void namesAreAsPeopleWriteThem() {
    assertThat(Stream.of(Theme.values()).map(Theme::wireName))
        .containsExactly("default", "light", "colour-blind", "mono");
  }

  @Test
  void everyFormOfItsNameIsUnderstood() {
    for (Theme theme : Theme.values()) {
      assertThat(Theme.ofName(theme.wireName())).contains(theme);
      assertThat(Theme.ofName(theme.name())).contains(theme);
      assertThat(Theme.ofName(theme.name().toLowerCase(Locale.ROOT))).contains(theme);
    }
    assertThat(Theme.ofName("dark")).isEmpty();
  }
}
