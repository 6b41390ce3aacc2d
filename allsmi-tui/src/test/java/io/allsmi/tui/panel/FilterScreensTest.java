package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestJobs;
import io.allsmi.tui.TestView;
import io.allsmi.tui.draw.Palette;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a filter looks like in every tab, as text. */
class FilterScreensTest {
  private static String screen(int columns, int rows, String keys) {
    return new TestView(columns, rows, TestJobs.on(TestCluster.mixed())).type(keys).text();
  }

  @ParameterizedTest
  @CsvSource({"120,20", "80,24", "30,8"})
  void everyTab(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    String filter = "/user==mira && temp>50<ENTER>";
    Golden.check("filter/all-" + size, screen(columns, rows, filter));
    Golden.check("filter/users-" + size, screen(columns, rows, "V" + filter));
    Golden.check("filter/jobs-" + size, screen(columns, rows, "J" + filter));
    Golden.check("filter/job-" + size, screen(columns, rows, "J" + filter + "p"));
    Golden.check("filter/host-" + size, screen(columns, rows, filter + "<RIGHT><RIGHT><RIGHT>"));
    Golden.check("filter/dim-" + size, screen(columns, rows, "V" + filter + "x"));
  }

  @ParameterizedTest
  @CsvSource({"120,14", "60,14", "24,8"})
  void theLineThatIsTypedIn(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    Golden.check("filter/typed-" + size, screen(columns, rows, "V/user==mira"));
    Golden.check("filter/unfinished-" + size, screen(columns, rows, "V/user==mira && temp"));
    Golden.check("filter/wrong-" + size, screen(columns, rows, "V/user==mira && temp>hot || x"));
    Golden.check("filter/offered-" + size, screen(columns, rows, "V/user==<TAB>"));
  }

  @Test
  void unitsStayAsTheyWereTyped() {
    TestView view = new TestView(120, 30, TestCluster.mixed()).type("V/mem_used>20GiB<ENTER>");
    assertThat(view.text()).contains(" filter: mem_used>20GiB · sums filtered ");
  }

  @Test
  void withoutColoursAndWithoutUnicode() throws IOException {
    Look plain = new Look("hosts.csv", Palette.mono(), false, ZoneOffset.UTC);
    TestView view =
        new TestView(100, 14, Optional.of(TestJobs.on(TestCluster.mixed())), plain)
            .type("V/temp>5x && mira");
    Golden.check("filter/ascii", view.text());
  }
}
