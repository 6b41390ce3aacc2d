package io.allsmi.collect.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(120)
class MatchExecTest {
  @TempDir Path folder;

  private SshAccount account(Map<String, String> environment) {
    return new SshAccount("ann", OptionalInt.empty(), folder, "here", environment);
  }

  @Test
  void aProgramHasTheEnvironmentOfTheAccountAndNoInput() throws IOException {
    Path seen = folder.resolve("seen");
    MatchExec programs = new MatchExec(account(Map.of("PATH", "/usr/bin:/bin", "PLACE", "lab")));
    assertThat(programs.succeeds("cat >" + seen + "; env >>" + seen)).isTrue();
    List<String> lines = Files.readAllLines(seen);
    assertThat(lines)
        .contains("PLACE=lab", "PATH=/usr/bin:/bin")
        .noneMatch(l -> l.startsWith("HOME"));
  }

  @Test
  void theShellOfTheAccountRunsIt() throws IOException {
    Path seen = folder.resolve("seen");
    Path shell =
        Files.writeString(folder.resolve("shell"), "#!/bin/sh\necho \"$@\" >" + seen + "\n");
    assertThat(shell.toFile().setExecutable(true)).isTrue();
    assertThat(new MatchExec(account(Map.of("SHELL", shell.toString()))).succeeds("a b")).isTrue();
    assertThat(seen).hasContent("-c a b");
  }

  /** A program that waits for a pipe nobody writes to, and so never ends by itself. */
  @Test
  void aProgramThatDoesNotEndIsEndedAndAfterThreeNoneIsStarted() throws Exception {
    Path gate = folder.resolve("gate");
    new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
    MatchExec programs = new MatchExec(account(Map.of()), 1);
    for (String command : List.of("read a", "read b", "read c", "read a")) {
      assertThatThrownBy(() -> programs.succeeds(command + " <" + gate))
          .isInstanceOf(SshConfigException.class)
          .hasMessageStartingWith(
              "Match exec: expected a program that ends within 1 s, got '" + command);
    }
    Path sign = folder.resolve("ran");
    assertThatThrownBy(() -> programs.succeeds("touch " + sign))
        .hasMessageContaining("expected programs that end in time, which 3 others did not");
    assertThat(sign).doesNotExist();
    List<ProcessHandle> left =
        ProcessHandle.current()
            .descendants()
            .filter(p -> p.info().commandLine().orElse("").contains(gate.toString()))
            .toList();
    for (ProcessHandle process : left) {
      assertThat(process.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }
  }

  @Test
  void aShellThatIsNotThereIsNamed() {
    MatchExec programs = new MatchExec(account(Map.of("SHELL", "/no/such/shell")));
    assertThatThrownBy(() -> programs.succeeds("true"))
        .hasMessageStartingWith("Match exec: expected a shell that can be started, got '/no/such");
  }
}
