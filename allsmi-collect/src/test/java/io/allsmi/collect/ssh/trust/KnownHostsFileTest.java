package io.allsmi.collect.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.ssh.Keygen;
import io.allsmi.collect.ssh.trust.KnownHostLine.Marker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsFileTest {
  @TempDir static Path folder;

  private static String key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = Keygen.publicLine(Keygen.key(folder, "id", "ed25519"));
  }

  private static KnownHostsFile parse(String text) {
    return KnownHostsFile.parse(Path.of("kh"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<Integer> lines(String text, String name) {
    return parse(text).find(name).stream().map(KnownHostLine::line).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a.b; a.b; true",
        "A.b; a.B; true",
        "x,a.b,y; a.b; true",
        "*.b; a.b; true",
        "*.b; .b; true",
        "a.?; a.b; true",
        "a.?; a.; false",
        "*,!a.b; a.b; false",
        "!a.b,*; a.b; false",
        "!c.d; a.b; false",
        "*,!c.d; a.b; true",
        "a.b; [a.b]:2222; false",
        "[a.b]:2222; [a.b]:2222; true",
        "[a.*]:*; [a.b]:2222; true",
        "a**b; ab; true",
        "*a*b*; xxaxxbxx; true"
      })
  void namesArePatterns(String names, String host, boolean isMatch) {
    assertThat(lines(names + " " + key + "\n", host)).hasSize(isMatch ? 1 : 0);
  }

  @Test
  void aHashIsOfOneName() {
    byte[] salt = new byte[20];
    String hashed = HostPatterns.hash("a.b", salt);
    assertThat(hashed).startsWith("|1|AAAAAAAAAAAAAAAAAAAAAAAAAAA=|");
    KnownHostsFile file = parse(hashed + " " + key);
    assertThat(file.find("a.b")).singleElement().matches(KnownHostLine::isHashed);
    assertThat(file.find("a.c")).isEmpty();
  }

  @Test
  void blanksCommentsAndLineEndsAreNothing() {
    String text = "# c\r\n\r\n \t \nh " + key + "\r\n\t h \t" + key.replace(" ", " \t") + "\t a b";
    assertThat(lines(text, "h")).containsExactly(4, 5);
    assertThat(parse(text).issues()).isEmpty();
  }

  @Test
  void markersAreSeen() {
    KnownHostsFile file =
        parse("@revoked h " + key + "\n@cert-authority\th " + key + "\n@cert-authority h " + key);
    assertThat(file.find("h"))
        .extracting(KnownHostLine::marker)
        .containsExactly(Marker.REVOKED, Marker.CERT_AUTHORITY);
    assertThat(file.issues())
        .singleElement()
        .hasToString("line 2: marker: expected '@cert-authority' or '@revoked', got another");
  }

  @Test
  void aDamagedLineCostsItselfAndIsCounted() {
    KnownHostsFile file =
        parse(
            "h\nh ssh-ed25519\nh ssh-ed25519 AAAA\nh ssh-rsa "
                + key.split(" ", -1)[1]
                + "\n@odd h "
                + key
                + "\n|1|x|y "
                + key
                + "\nh "
                + key
                + "\n");
    assertThat(file.find("h")).extracting(KnownHostLine::line).containsExactly(7);
    assertThat(file.issues()).hasSize(2);
    assertThat(file.size()).isEqualTo(5);
  }

  @Test
  void aLineOfAbsurdLengthIsLeftOut() {
    KnownHostsFile file = parse("h".repeat(70_000) + " " + key + "\nh " + key);
    assertThat(file.find("h")).extracting(KnownHostLine::line).containsExactly(2);
    assertThat(file.issues()).singleElement().asString().contains("at most 64 KiB");
  }
}
