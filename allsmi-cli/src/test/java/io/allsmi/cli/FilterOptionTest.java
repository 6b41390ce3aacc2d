package io.allsmi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.mock.MockCluster;
import io.allsmi.collect.mock.MockOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterOptionTest {
  private static MockCluster cluster() throws IOException {
    return MockCluster.start(MockOptions.defaults().withNodes(3).withFrozen(true));
  }

  private static String hosts(MockCluster cluster) {
    return String.join(",", cluster.targets().stream().map(target -> target.hostId()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "jobs", "snapshot"})
  void aMistakeIsMarkedBeforeAnythingIsRead(String command) {
    CommandRun result = CommandRun.of(command, "--filter", "user==ann && temp>hot");
    assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "allsmi: --filter: expected a temperature such as 80 or 80C, got 'hot'; try 'allsmi "
                + command
                + " --help'",
            "  user==ann && temp>hot",
            "                    ^");
  }

  @Test
  void usersAreThoseThatAreLeftWithTheFiguresOfWithout() throws IOException {
    try (MockCluster cluster = cluster()) {
      List<String> all =
          CommandRun.of("users", "--hosts", hosts(cluster), "--format", "csv")
              .out()
              .lines()
              .toList();
      String user = all.get(1).substring(0, all.get(1).indexOf(','));
      CommandRun one =
          CommandRun.of(
              "users", "--hosts", hosts(cluster), "--format", "csv", "--filter", "user==" + user);
      assertThat(one.code()).isZero();
      assertThat(one.out().lines()).hasSize(2).contains(all.get(1));
    }
  }

  @Test
  void aFilterThatLeavesNothingIsNoFailure() throws IOException {
    try (MockCluster cluster = cluster()) {
      for (String command : List.of("users", "snapshot")) {
        CommandRun none =
            CommandRun.of(command, "--hosts", hosts(cluster), "--filter", "temp>100000");
        assertThat(none.code()).as(none.err()).isZero();
      }
    }
  }

  @Test
  void aSnapshotHasTheGpusThatAreLeftWhetherOrNotProcessesArePrinted() throws IOException {
    try (MockCluster cluster = cluster()) {
      String[] every = {"snapshot", "--hosts", hosts(cluster), "--include", "gpu"};
      CommandRun all = CommandRun.of(every);
      CommandRun first =
          CommandRun.of(
              every[0], every[1], every[2], every[3], every[4], "--filter", "index==0 && !nobody");
      assertThat(gpus(first)).isEqualTo(3);
      assertThat(gpus(all)).isGreaterThan(3);
    }
  }

  private static int gpus(CommandRun run) {
    return run.out().split("\"uuid\"", -1).length - 1;
  }
}
