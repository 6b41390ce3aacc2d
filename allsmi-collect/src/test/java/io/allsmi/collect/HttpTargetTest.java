package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTargetTest {
  @ParameterizedTest
  @CsvSource({
    "node1,                          http://node1:9090/metrics",
    "NODE1.Example.org,              http://node1.example.org:9090/metrics",
    "node_1:80,                      http://node_1:80/metrics",
    "10.0.0.5:65535,                 http://10.0.0.5:65535/metrics",
    "'  node1:1  ',                  http://node1:1/metrics",
    "http://node1,                   http://node1:9090/metrics",
    "HTTP://node1/,                  http://node1:9090/metrics",
    "https://node1,                  https://node1:9090/metrics",
    "https://node1:8443/,            https://node1:8443/metrics",
    "http://node1:1/gpu/,            http://node1:1/gpu/metrics",
    "http://node1:1/gpu,             http://node1:1/gpu",
    "node1:1/a/b%20c;d,              http://node1:1/a/b%20c;d",
    "[::1],                          http://[::1]:9090/metrics",
    "[FD00::5]:9100,                 http://[fd00::5]:9100/metrics",
    "https://[fd00::5]/x/,           https://[fd00::5]:9090/x/metrics",
    "[::ffff:10.0.0.1]:1,            http://[::ffff:10.0.0.1]:1/metrics",
  })
  void readsWhatPeopleWrite(String text, String expected) {
    assertThat(HttpTarget.parse(text)).hasToString(expected);
    assertThat(HttpTarget.parse(text).uri()).hasToString(expected);
    assertThat(HttpTarget.parse(HttpTarget.parse(text).toString()))
        .isEqualTo(HttpTarget.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node1:99999          | node1:99999: expected a port from 1 to 65535, got '99999'",
        "node1:0              | node1:0: expected a port from 1 to 65535, got '0'",
        "node1:65536          | node1:65536: expected a port from 1 to 65535, got '65536'",
        "node1:abc            | node1:abc: expected a port from 1 to 65535, got 'abc'",
        "node1:               | node1:: expected a port from 1 to 65535, got ''",
        "node1:+80            | node1:+80: expected a port from 1 to 65535, got '+80'",
        "'  '                 | host: expected a name or an address, got ''",
        "ftp://node1          | ftp://node1: expected http:// or https://, got 'ftp'",
        "http://              | http://: expected a host name or an address, got ''",
        ":9090                | :9090: expected a host name or an address, got ''",
        "-node                | -node: expected a host name or an address, got '-node'",
        "nöde                 | nöde: expected a host name or an address, got 'nöde'",
        "node 1               | node 1: expected no blanks, got 'node 1'",
        "http://a:b@node1     | http://a:b@node1: expected no user name or password, got"
            + " 'http://a:b@node1'",
        "node1/m?x=1          | node1/m?x=1: expected no query, got 'node1/m?x=1'",
        "node1/m#x            | node1/m#x: expected no fragment, got 'node1/m#x'",
        "fd00::5              | fd00::5: expected an IPv6 address in brackets, such as"
            + " [fd00::5]:9090, got 'fd00::5'",
        "[fd00::5             | [fd00::5: expected a closing ']', got '[fd00::5'",
        "[fd00::5]9           | [fd00::5]9: expected ':' and a port after ']', got '9'",
        "[fd00::g]            | [fd00::g]: expected an IPv6 address in brackets, got 'fd00::g'",
        "[1::2::3]            | [1::2::3]: expected an IPv6 address in brackets, got '1::2::3'",
        "node1/a\\b           | node1/a\\b: expected a path of URL characters, got '/a\\b'",
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> HttpTarget.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void longTextIsCutInTheMessage() {
    assertThatThrownBy(() -> HttpTarget.parse("x".repeat(5000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).contains("…"));
  }

  @Test
  void sameNamedHostsStayApart() {
    assertThat(HttpTarget.parse("node1").hostId()).isEqualTo("node1:9090");
    assertThat(HttpTarget.parse("node1:9091").hostId()).isEqualTo("node1:9091");
    assertThat(HttpTarget.parse("node1/amd/").hostId()).isEqualTo("node1:9090/amd/metrics");
    assertThat(HttpTarget.parse("[::1]:1").address()).isEqualTo("[::1]:1");
  }

  @Test
  void constructorChecksItsArguments() {
    assertThatThrownBy(() -> HttpTarget.of("a", 0)).hasMessageContaining("port: expected");
    assertThatThrownBy(() -> HttpTarget.of("", 1)).hasMessageContaining("host: expected");
    assertThatThrownBy(() -> HttpTarget.of("a b", 1)).hasMessageContaining("host: expected");
    assertThat(HttpTarget.of("FD00::5", 1)).hasToString("http://[fd00::5]:1/metrics");
    assertThatThrownBy(() -> new HttpTarget(false, "a", 1, "/ x"))
        .hasMessageContaining("path: expected");
  }
}
