package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.command.CommandResult;
import io.allsmi.collect.command.CommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedStepsTest {
  private static final String LIST =
      "PID      JOBID    STEPID   LOCALID GLOBALID\n"
          + "42       7        0        0       0\n"
          + "43       7        batch    -       -\n"
          + "-1       x        batch    -       -\n";

  @TempDir Path root;
  private final List<List<String>> ran = new ArrayList<>();
  private boolean isMissing;
  private FakeMachine machine;
  private ListedSteps steps;

  @BeforeEach
  void machine() {
    machine = new FakeMachine(root).file("/proc/9/comm", "slurmd\n");
    CommandRunner runner =
        (command, limit) -> {
          ran.add(command);
          assertThat(limit).isLessThanOrEqualTo(Duration.ofSeconds(2));
          if (isMissing) {
            throw new IOException("scontrol: expected a program of that name, got none");
          }
          return new CommandResult(0, LIST.getBytes(StandardCharsets.UTF_8), "", false);
        };
    steps = new ListedSteps(machine.files(), runner);
  }

  @Test
  void theListTellsJobsByProcess() {
    assertThat(steps.jobs(Set.of(42), 100)).isEqualTo(Map.of(42, "7", 43, "7"));
    assertThat(ran).containsExactly(List.of("scontrol", "listpids"));
  }

  @Test
  void forTheSameProcessesItIsAskedOnceInAMinuteAndForOthersAtOnce() {
    steps.jobs(Set.of(42, 50), 100);
    assertThat(steps.jobs(Set.of(50), 130)).isEmpty();
    assertThat(ran).hasSize(1);
    assertThat(steps.jobs(Set.of(50, 51), 131)).isNotEmpty();
    assertThat(steps.jobs(Set.of(50, 51), 190)).isEmpty();
    assertThat(steps.jobs(Set.of(50, 51), 191)).isNotEmpty();
    assertThat(ran).hasSize(3);
  }

  @Test
  void whereNoSlurmdIsNothingIsRun() {
    machine.file("/proc/9/comm", "slurmdbd\n");
    assertThat(steps.jobs(Set.of(42), 100)).isEmpty();
    assertThat(ran).isEmpty();
  }

  @Test
  void afterAFailureItIsLeftAloneForTenMinutes() {
    isMissing = true;
    assertThat(steps.jobs(Set.of(42), 100)).isEmpty();
    assertThat(steps.jobs(Set.of(43), 699)).isEmpty();
    assertThat(ran).hasSize(1);
    isMissing = false;
    assertThat(steps.jobs(Set.of(43), 700)).isNotEmpty();
  }
}
