package io.allsmi.core.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.HostSnapshot;
import io.allsmi.core.HostStatus;
import io.allsmi.core.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeHostsTest {
  private static HostSnapshot host(String id, String hostname, String address) {
    return HostSnapshot.builder(id, Readings.START, HostStatus.up(Transport.HTTP))
        .hostname(hostname)
        .address(address)
        .build();
  }

  private static String hostOf(String node, HostSnapshot... hosts) {
    return NodeHosts.of(List.of(hosts)).host(node).map(HostSnapshot::hostId).orElse("none");
  }

  @Test
  void nodeIsTheHostWhoseKeyIsItsName() {
    assertThat(hostOf("node1", host("node1", "localhost", "127.0.0.1"))).isEqualTo("node1");
    assertThat(hostOf("node1", host("node1:9090", "", ""))).isEqualTo("node1:9090");
    assertThat(hostOf("node1", host("http://NODE1:9090/x", "", "")))
        .isEqualTo("http://NODE1:9090/x");
    assertThat(hostOf("node1", host("ops@node1:22", "", ""))).isEqualTo("ops@node1:22");
  }

  @Test
  void nodesOnOneMachineAreToldApartByTheirKeys() {
    HostSnapshot[] hosts = {
      host("node1", "localhost", "127.0.0.1:2201"), host("node2", "localhost", "127.0.0.1:2202")
    };
    assertThat(hostOf("node1", hosts)).isEqualTo("node1");
    assertThat(hostOf("node2", hosts)).isEqualTo("node2");
  }

  @Test
  void nodeIsTheHostThatCallsItselfSoOrIsReadThere() {
    assertThat(hostOf("node1", host("10.0.0.1:9090", "node1", "10.0.0.1:9090")))
        .isEqualTo("10.0.0.1:9090");
    assertThat(hostOf("node1", host("a", "b", "node1:22"))).isEqualTo("a");
    assertThat(hostOf("10.0.0.1", host("a", "b", "10.0.0.1:9090"))).isEqualTo("a");
    assertThat(hostOf("fe80::1", host("a", "b", "[fe80::1]:22"))).isEqualTo("a");
  }

  @Test
  void shortNameIsTheSameNodeAsTheLongOne() {
    assertThat(hostOf("node1", host("10.0.0.1", "node1.example.org", ""))).isEqualTo("10.0.0.1");
    assertThat(hostOf("node1.example.org", host("10.0.0.1", "node1", ""))).isEqualTo("10.0.0.1");
    assertThat(hostOf("node1.example.org", host("x", "node1.example.com", ""))).isEqualTo("none");
  }

  @Test
  void addressHasNoShortName() {
    assertThat(hostOf("10", host("10.0.0.1", "10.0.0.1", "10.0.0.1"))).isEqualTo("none");
  }

  @Test
  void severalHostsOfOneNameAreNeverGuessed() {
    NodeHosts hosts =
        NodeHosts.of(
            List.of(
                host("10.0.0.1:9090", "node1", ""),
                host("10.0.0.2:9090", "node1", ""),
                host("x", "node2.a", ""),
                host("y", "node2.b", "")));
    assertThat(hosts.host("node1")).isEmpty();
    assertThat(hosts.isAmbiguous("node1")).isTrue();
    assertThat(hosts.isAmbiguous("node2")).isTrue();
    assertThat(hosts.isAmbiguous("node3")).isFalse();
    assertThat(hosts.host("node2.a")).map(HostSnapshot::hostId).contains("x");
  }

  @Test
  void anyTextIsTakenForAName() {
    for (String odd :
        List.of("", "@", "://", "[", "[]:", ":", ".", "..", "a:b:c", "a@b@c:1", "/")) {
      assertThat(hostOf("node1", host(odd, odd, odd))).isEqualTo("none");
      assertThat(hostOf(odd, host("node1", "node1", "node1"))).isEqualTo("none");
    }
  }
}
