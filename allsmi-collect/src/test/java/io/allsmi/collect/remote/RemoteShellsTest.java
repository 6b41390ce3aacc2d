package io.allsmi.collect.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.core.FailureKind;
import io.allsmi.core.HostSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shells that a host is read through. */
class RemoteShellsTest extends WithRemoteHost {
  @ParameterizedTest
  @ValueSource(strings = {"fish", "tcsh", "bash", "dash"})
  void anyLoginShellWillDo(String shell) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/" + shell)), shell + " is not installed here");
    HostSnapshot snapshot = open(nvidia(shell, "-c")).read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(messages(snapshot)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec dash", "exec bash --posix", "exec busybox sh"})
  void anyPosixShellRunsTheScript(String shell) throws Exception {
    String program = shell.split(" ", -1)[1];
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/" + program)), program + " is not installed here");
    FakeHost fake = nvidia("dash", "-c", shell);
    HostSnapshot snapshot = open(fake).read(FakeHost.LONG);
    assertThat(snapshot.gpus()).hasSize(2);
    assertThat(messages(snapshot)).isEmpty();
    assertThat(ours(snapshot).user()).contains(System.getProperty("user.name"));
  }

  @Test
  void whatALoginPrintsIsPassedOver() throws Exception {
    FakeHost fake = nvidia("dash", "-c", "echo '# begin'; echo '{noise}'; printf 'no end'; sh");
    assertThat(open(fake).read(FakeHost.LONG).gpus()).hasSize(2);
  }

  @Test
  void whichToolsThereAreComesWithTheFirstAnswer() throws Exception {
    Path asked = folder.resolve("asked");
    FakeHost fake = nvidia("sh", "-c", "tee " + asked + " | sh");
    open(fake).read(FakeHost.LONG);
    reader.close();
    assertThat(host.hasEnded()).isTrue();
    assertThat(Files.readString(asked)).contains("facts\ntry nvidia-smi\n");
  }

  @Test
  void aShellThatEndsIsUnreachable() throws Exception {
    open(nvidia()).read(FakeHost.LONG);
    host.kill();
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNREACHABLE));
  }

  @Test
  void closingEndsTheShellOnTheHost() throws Exception {
    open(nvidia()).read(FakeHost.LONG);
    reader.close();
    reader.close();
    assertThat(host.hasEnded()).isTrue();
    assertThatThrownBy(() -> reader.read(FakeHost.LONG))
        .isInstanceOf(HostReadException.class)
        .hasMessage("connection: expected it open, got it closed");
  }
}
