package io.allsmi.tui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuiOptionsTest {
  @Test
  void whatIsChangedStaysChanged() {
    TuiOptions options =
        TuiOptions.defaults()
            .withJobsFirst(Optional.of("alice"))
            .withRedrawn(Duration.ofSeconds(2))
            .withTheme(Theme.MONO)
            .withDescription("slurm");
    assertThat(options.jobsFirst()).isTrue();
    assertThat(options.jobsOf()).contains("alice");
    assertThat(options.redrawn()).isEqualTo(Duration.ofSeconds(2));
    assertThat(TuiOptions.defaults().jobsFirst()).isFalse();
  }

  @Test
  void aScreenIsDrawnNeitherTooOftenNorNever() {
    TuiOptions options = TuiOptions.defaults();
    for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofDays(2)}) {
      assertThatThrownBy(() -> options.withRedrawn(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("redrawn: expected 100 ms to one day, got ");
    }
  }
}
