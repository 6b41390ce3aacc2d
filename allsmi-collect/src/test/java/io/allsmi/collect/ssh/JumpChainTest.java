package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.collect.host.HostReadException;
import io.allsmi.collect.ssh.config.SshSettings;
import io.allsmi.core.FailureKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JumpChainTest {
  private final Map<String, SshSettings> config = new HashMap<>();

  private List<String> chain(SshSettings host) throws HostReadException {
    return JumpChain.of(host, this::resolve).stream().map(SshSettings::alias).toList();
  }

  private SshSettings resolve(String spec) {
    return config.getOrDefault(spec, Settings.of(spec));
  }

  @Test
  void aHostWithoutJumpHostsIsReachedDirectly() throws Exception {
    assertThat(chain(Settings.of("gpu"))).isEmpty();
  }

  @Test
  void onlyTheFirstJumpHostHasJumpHostsOfItsOwn() throws Exception {
    config.put("a", Settings.behind("a", "door"));
    config.put("b", Settings.behind("b", "elsewhere"));
    assertThat(chain(Settings.behind("gpu", "a", "b"))).containsExactly("door", "a", "b");
  }

  @Test
  void aCircleIsRefused() {
    config.put("a", Settings.behind("a", "b"));
    config.put("b", Settings.behind("b", "a"));
    assertThatThrownBy(() -> chain(Settings.behind("gpu", "a")))
        .hasMessage(
            "ProxyJump: expected a way without a circle, got a twice; set 'ProxyJump none' for it");
    assertThatThrownBy(() -> chain(Settings.behind("gpu", "gpu")))
        .hasMessageContaining("got gpu twice");
  }

  @Test
  void moreThanEightAreRefused() throws Exception {
    String[] eight = {"a", "b", "c", "d", "e", "f", "g", "h"};
    assertThat(chain(Settings.behind("gpu", eight))).containsExactly(eight);
    config.put("a", Settings.behind("a", "one-more"));
    assertThatThrownBy(() -> chain(Settings.behind("gpu", eight)))
        .hasMessage("ProxyJump: expected at most 8 jump hosts, got more");
  }

  @Test
  void whatIsNoHostIsNamed() {
    assertThatThrownBy(
            () ->
                JumpChain.of(
                    Settings.behind("gpu", "a:b"),
                    spec -> {
                      throw new IllegalArgumentException("port: expected a number, got 'b'");
                    }))
        .isInstanceOfSatisfying(
            HostReadException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNRESOLVED))
        .hasMessage("jump host a:b: port: expected a number, got 'b'");
  }

  @Test
  void aServerIsSparedAsItIsSeenFromItsJumpHost() {
    SshSettings gpu = Settings.of("GPU");
    assertThat(JumpChain.spared(List.of(), gpu)).isEqualTo("gpu:22");
    assertThat(JumpChain.spared(List.of(Settings.of("a")), gpu)).isEqualTo("a:22 gpu:22");
    SshSettings piped = Settings.of("gpu", 22, List.of(), Optional.of("ssh -W gpu:22 a"));
    assertThat(JumpChain.spared(List.of(), piped)).isEqualTo("ProxyCommand");
  }
}
