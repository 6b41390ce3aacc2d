package io.allsmi.collect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.Scripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the programs are shell scripts, watched in /proc")
class LocalCommandsTest {
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  @TempDir Path folder;
  private LocalCommands commands;

  @BeforeEach
  void commands() {
    commands = LocalCommands.in(List.of(folder));
  }

  private static String text(CommandResult result) {
    return new String(result.output(), StandardCharsets.UTF_8);
  }

  @Test
  void aProgramsOutputErrorAndStatusAreKept() throws IOException, InterruptedException {
    Scripts.write(folder, "tool", "echo \"$1|$2|$LC_ALL\"; echo broken >&2; exit 3\n");
    CommandResult result = commands.run(List.of("tool", "a b", "$HOME"), ENOUGH);
    assertThat(text(result)).isEqualTo("a b|$HOME|C\n");
    assertThat(result.error()).isEqualTo("broken\n");
    assertThat(result.exitStatus()).isEqualTo(3);
    assertThat(result.isCut()).isFalse();
  }

  @Test
  void aProgramHasNoInput() throws IOException, InterruptedException {
    Scripts.write(folder, "tool", "cat; echo end\n");
    assertThat(text(commands.run(List.of("tool"), ENOUGH))).isEqualTo("end\n");
  }

  @Test
  void aProgramThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> commands.run(List.of("tool"), ENOUGH))
        .isInstanceOf(IOException.class)
        .hasMessage("tool: expected a program of that name, got none");
  }

  @Test
  void aFileThatCannotBeRunIsNoProgram() throws IOException {
    Files.writeString(folder.resolve("tool"), "x");
    Files.createDirectory(folder.resolve("folder"));
    assertThat(commands.find("tool")).isEmpty();
    assertThat(commands.find("folder")).isEmpty();
  }

  @Test
  void aProgramThatDoesNotEndInTimeIsAnError() throws IOException, InterruptedException {
    Scripts.write(folder, "tool", "exec sleep 600\n");
    assertThatThrownBy(() -> commands.run(List.of("tool"), Duration.ofMillis(500)))
        .isInstanceOf(CommandTimeoutException.class)
        .hasMessage("tool: expected it to end within 0.5 s, got no end");
  }

  @Test
  void whoIsInterruptedLeavesNoProcessAndNoChildOfItBehind()
      throws IOException, InterruptedException {
    Path pids = folder.resolve("pids");
    Scripts.write(folder, "tool", "sleep 600 & echo \"$$ $! end\" > " + pids + "; wait\n");
    List<Exception> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread caller =
        new Thread(
            () -> {
              try {
                commands.run(List.of("tool"), Duration.ofHours(1));
              } catch (IOException | InterruptedException e) {
                thrown.add(e);
              }
            });
    caller.start();
    while (!Files.exists(pids) || !Files.readString(pids).contains("end")) {
      Thread.onSpinWait();
    }
    caller.interrupt();
    caller.join();
    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    String[] words = Files.readString(pids).split(" ", -1);
    while (ProcessHandle.of(Long.parseLong(words[0])).filter(ProcessHandle::isAlive).isPresent()) {
      Thread.onSpinWait(); // it is this process's child, which asks for its status
    }
    awaitEnd(words[1]);
    Scripts.write(folder, "tool", "echo again\n");
    assertThat(text(commands.run(List.of("tool"), ENOUGH))).isEqualTo("again\n");
  }

  /** A process that nobody has asked for its status any more has ended, too. */
  private static void awaitEnd(String pid) {
    Path stat = Path.of("/proc", pid, "stat");
    boolean runs = true;
    while (runs) {
      try {
        String text = Files.readString(stat);
        runs = "ZX".indexOf(text.charAt(text.lastIndexOf(')') + 2)) < 0;
      } catch (IOException e) {
        runs = false; // its folder is gone
      }
    }
  }

  @Test
  void aChildThatOutlivesItsParentHoldsNobodyUp() throws IOException, InterruptedException {
    Path pid = folder.resolve("pid");
    Scripts.write(folder, "tool", "sleep 600 & echo $! > " + pid + "; echo done\n");
    assertThat(text(commands.run(List.of("tool"), ENOUGH))).isEqualTo("done\n");
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void anOutputWithoutEndIsCut() throws IOException, InterruptedException {
    Scripts.write(folder, "tool", "exec cat /dev/zero\n");
    CommandResult result = commands.run(List.of("tool"), ENOUGH);
    assertThat(result.isCut()).isTrue();
    assertThat(result.output()).hasSize(64 << 20);
  }

  @Test
  void onlyAbsoluteFoldersOfAPathCount() {
    assertThat(LocalCommands.folders("/usr/bin::bin:/opt"))
        .containsExactly(Path.of("/usr/bin"), Path.of("/opt"));
  }
}
