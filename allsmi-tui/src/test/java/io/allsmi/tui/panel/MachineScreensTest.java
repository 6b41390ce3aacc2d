package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestMachine;
import io.allsmi.tui.TestPlayback;
import io.allsmi.tui.TestView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Screens of machines that were watched for a while and tell everything. */
class MachineScreensTest {
  @ParameterizedTest
  @CsvSource({"200,50", "120,40", "80,24", "40,10", "30,8", "20,3"})
  void everyScreenAtEverySize(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    Golden.check("machine/all-" + size, seen(columns, rows, ""));
    Golden.check("machine/host-" + size, seen(columns, rows, "<RIGHT><RIGHT>"));
    Golden.check("machine/gpu-" + size, seen(columns, rows, "<RIGHT><RIGHT><ENTER>"));
  }

  private static String seen(int columns, int rows, String keys) {
    return TestMachine.seen(columns, rows, 45).type(keys).text();
  }

  @Test
  void aPartitionedGpuShowsItsParts() throws IOException {
    Golden.check("machine/gpu-parts", seen(120, 40, "<DOWN><DOWN><ENTER>"));
  }

  @Test
  void theCoresAndTheProcessesOfAHost() throws IOException {
    Golden.check("machine/host-end", seen(100, 20, "<RIGHT><RIGHT><END>"));
  }

  @Test
  void onlyProcessesOnAGpu() throws IOException {
    String shown = seen(120, 40, "<RIGHT><RIGHT>f");
    assertThat(shown).contains("jupyter-lab").doesNotContain("containerd-shim");
  }

  @Test
  void asciiTerminals() throws IOException {
    TestView view =
        new TestView(120, 40, Optional.of(TestMachine.at(0)), false)
            .snapshot(TestMachine.at(1))
            .snapshot(TestMachine.at(2));
    Golden.check("ascii/gpu", view.type("<ENTER>").text());
    Golden.check("ascii/host", view.type("<ENTER>").text());
    assertThat(view.text().chars()).allMatch(c -> c < 0x7f);
  }

  @Test
  void aGpuOfAHostThatIsSilentSaysSo() {
    TestView view = new TestView(120, 40, TestMachine.at(0)).type("<ENTER>");
    view.snapshot(TestCluster.of(List.of(TestCluster.stale(TestMachine.at(0).hosts().get(0)))));
    assertThat(view.text()).contains("[stale 37s]").contains("GPU 0").contains("LIMITS");
  }

  @Test
  void aGpuThatIsGoneSaysSoAndComesBack() {
    TestView view = new TestView(120, 40, TestMachine.at(0)).type("<ENTER>");
    String before = view.text();
    view.snapshot(TestCluster.of(List.of(TestCluster.down(1))));
    assertThat(view.text()).contains("GPU is not listed now").contains("Esc goes back");
    assertThat(view.snapshot(TestMachine.at(0)).text()).contains("LIMITS");
    assertThat(before).contains("LIMITS");
  }

  @Test
  void aRecordingFillsTheHistoryFromItsFramesAndAJumpEmptiesIt() {
    TestView view = new TestView(120, 40, TestMachine.at(100)).playing(TestPlayback.paused());
    for (int step = 101; step < 110; step++) {
      view.snapshot(TestMachine.at(step));
    }
    assertThat(dots(view)).isEqualTo(5);
    assertThat(dots(view.snapshot(TestMachine.at(3)))).isEqualTo(1);
    assertThat(dots(view.snapshot(TestMachine.at(90)))).isEqualTo(1);
  }

  /** How many cells of dots the line of the GPUs' load has. */
  private static long dots(TestView view) {
    String line = view.text().lines().filter(l -> l.startsWith(" util")).findFirst().orElseThrow();
    String first = line.substring(0, line.indexOf('%'));
    return first.chars().filter(c -> c >= 0x2800 && c <= 0x28ff).count();
  }

  @Test
  void aHostThatIsSeenDownAgainSaysSinceWhen() {
    TestView view = new TestView(120, 40, TestCluster.mixed());
    assertThat(view.text()).doesNotContain("seen down");
    ClusterSnapshot next = TestCluster.mixed();
    view.snapshot(
        new ClusterSnapshot(
            next.takenAt().plusSeconds(3), next.source(), next.interval(), next.hosts()));
    assertThat(view.text()).contains("seen down since 14:32:06");
  }
}
