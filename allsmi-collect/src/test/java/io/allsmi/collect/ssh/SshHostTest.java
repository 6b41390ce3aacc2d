package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshHostTest {
  @ParameterizedTest
  @CsvSource({
    "dgx-01, 22, alice@dgx-01:22, ssh://alice@dgx-01",
    "dgx-01, 2201, alice@dgx-01:2201, ssh://alice@dgx-01:2201",
    "fd00::5, 22, alice@[fd00::5]:22, ssh://alice@[fd00::5]",
    "fd00::5, 2201, alice@[fd00::5]:2201, ssh://alice@[fd00::5]:2201"
  })
  void aHostIsNamedAsTheUserWroteIt(String alias, int port, String hostId, String address) {
    SshHost host = host(alias, port);
    assertThat(host.hostId()).isEqualTo(hostId).isEqualTo(host.toString());
    assertThat(host.address()).isEqualTo(address);
    assertThat(host.transport()).isEqualTo(Transport.SSH);
    assertThat(host).isEqualTo(host(alias, port)).isNotEqualTo(host(alias, 23));
  }

  private static SshHost host(String alias, int port) {
    return new SshHost(Settings.of(alias, port, List.of(), Optional.empty()));
  }
}
