package io.allsmi.tui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.FailureKind;
import io.allsmi.core.HostState;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import io.allsmi.tui.Golden;
import io.allsmi.tui.TestCluster;
import io.allsmi.tui.TestView;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts over SSH: what they are called and how their connections stand. */
class SshScreensTest {
  @ParameterizedTest
  @CsvSource({"120,30", "80,24", "40,10"})
  void everyStateHasAWordAndAReason(int columns, int rows) throws IOException {
    String size = columns + "x" + rows;
    TestView view = new TestView(columns, rows, TestCluster.overSsh());
    Golden.check("ssh/all-" + size, view.text());
    Golden.check("ssh/connected-" + size, view.type("<RIGHT><RIGHT>").text());
    Golden.check("ssh/auth-failed-" + size, view.type("<RIGHT><RIGHT><RIGHT>").text());
    Golden.check("ssh/stale-" + size, view.type("<RIGHT><RIGHT><RIGHT>").text());
  }

  @ParameterizedTest
  @CsvSource({"''", "V", "<RIGHT><RIGHT>", "<LEFT>"})
  void theWarningOfUncheckedHostKeysStandsOnEveryTab(String keys) {
    TestView view = new TestView(120, 30, TestCluster.overSsh()).type(keys);
    assertThat(view.text()).contains("⚠ ssh: host keys are not checked");
  }

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED, auth-failed",
    "HOST_KEY_REJECTED, host-key-rejected",
    "TIMEOUT, timeout",
    "UNREACHABLE, disconnected",
    "REFUSED, disconnected",
    "UNRESOLVED, disconnected",
    "UNSUPPORTED, unsupported"
  })
  void wordsOfFailures(FailureKind kind, String word) {
    assertThat(SshLabel.word(failing(kind))).isEqualTo(word);
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void everyFailureHasAWord(FailureKind kind) {
    assertThat(SshLabel.word(failing(kind))).isNotBlank();
  }

  private static HostStatus failing(FailureKind kind) {
    return new HostStatus(
        HostState.DOWN, Transport.SSH, Optional.of(kind), "why", 1, Optional.empty());
  }

  @Test
  void chipsSayWhatAHostIsReadWith() {
    assertThat(SshLabel.chip(HostStatus.up(Transport.SSH_NATIVE))).isEqualTo("native");
    assertThat(SshLabel.chip(HostStatus.up(Transport.SSH_NVIDIA_SMI))).isEqualTo("nvidia-smi");
    assertThat(SshLabel.chip(HostStatus.up(Transport.SSH_ROCM_SMI))).isEqualTo("rocm-smi");
    assertThat(SshLabel.chip(HostStatus.up(Transport.SSH_AMD_SMI))).isEqualTo("amd-smi");
    assertThat(SshLabel.chip(failing(FailureKind.UNSUPPORTED))).isEqualTo("unsupported");
    assertThat(SshLabel.chip(HostStatus.pending(Transport.SSH))).isEmpty();
  }
}
