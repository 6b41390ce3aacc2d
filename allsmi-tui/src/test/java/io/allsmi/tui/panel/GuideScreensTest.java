package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import io.allsmi.tui.draw.Frame;
import io.allsmi.tui.draw.Palette;
import io.allsmi.tui.state.Reducer;
import io.allsmi.tui.state.Tab;
import io.allsmi.tui.state.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Screens of help that is searched and of commands that are typed. */
class GuideScreensTest {
  private static TestView view(int columns, int rows) {
    return new TestView(columns, rows, TestCluster.mixed());
  }

  @ParameterizedTest
  @CsvSource({"120,40", "80,24", "40,10", "30,8"})
  void everySize(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    Golden.check("help/users-" + size, view(columns, rows).type("V?").text());
    Golden.check("help/typed-" + size, view(columns, rows).type("?/sort").text());
    Golden.check("help/found-" + size, view(columns, rows).type("?/sort<ENTER>").text());
    Golden.check("commands/all-" + size, view(columns, rows).type("V:").text());
    Golden.check("commands/some-" + size, view(columns, rows).type("V:so<DOWN>").text());
    Golden.check("commands/none-" + size, view(columns, rows).type("V:xyzzy").text());
  }

  @Test
  void aClickOnACommandRunsItAndNothingBehindIt() {
    TestView view = view(100, 30).type("V:tab all");
    Frame frame = view.frame();
    Target target = frame.targetAt(5, 28, Target.class).orElseThrow();
    assertThat(target).isEqualTo(new Target.OfTab(Tab.ALL));
    assertThat(view.take(Reducer.click(view.state(), view.view(), target)).state().tab())
        .isEqualTo(Tab.ALL);
  }

  @Test
  void aThemeThatIsChosenChangesTheColours() {
    Look look =
        new Look(
            "hosts",
            Palette.standard(true),
            true,
            ZoneOffset.UTC,
            Optional.empty(),
            Duration.ofSeconds(1),
            Map.of("mono", Palette.mono()));
    assertThat(look.palette(Optional.empty())).isSameAs(look.palette());
    assertThat(look.palette(Optional.of("mono"))).isNotSameAs(look.palette());
    assertThat(look.palette(Optional.of("odd"))).isSameAs(look.palette());
  }
}
