package io.allsmi.collect.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allsmi.core.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshTargetListTest {
  private static final Path HOME = Path.of("/home/ann");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dgx-01 | dgx-01",
        "ann@dgx-01 | ann@dgx-01",
        "ann@dgx:2222 | ann@dgx:2222",
        "[::1]:22 | [::1]:22",
        "[fd00::5] | [fd00::5]",
        "fd00::5 | [fd00::5]",
        "ann@fe80::1%eth0 | ann@[fe80::1%eth0]",
        "ssh://ann@dgx:2222/ | ann@dgx:2222",
        "SSH://dgx | dgx",
        "ssh://[::1]:7 | [::1]:7",
        "a@corp@dgx | a@corp@dgx",
        "' dgx ' | dgx",
        "10.0.0.1:65535 | 10.0.0.1:65535",
        "DGX_a.b | DGX_a.b"
      })
  void targetIsReadAndWritten(String text, String written) {
    assertThat(SshTarget.parse(text)).hasToString(written);
    assertThat(SshTarget.parse(written)).isEqualTo(SshTarget.parse(text));
  }

  @Test
  void partsOfATargetAreWhatWasSaid() {
    assertThat(SshTarget.parse("ssh://ann@[fd00::5]:2222/"))
        .isEqualTo(new SshTarget(Optional.of("ann"), "fd00::5", OptionalInt.of(2222)));
    assertThat(SshTarget.parse("dgx"))
        .isEqualTo(new SshTarget(Optional.empty(), "dgx", OptionalInt.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "@dgx",
        "ann@",
        "-oProxyCommand=x",
        "ann@-x",
        "-ann@x",
        "a:0",
        "a:65536",
        "a:",
        "a:b",
        "a:b:c",
        "[::1",
        "[::1]x",
        "[::1]:",
        "gpu[1-2]",
        "[1-2]",
        "a b",
        "a\u0007b",
        "a,b",
        "a;b",
        "a$b",
        "a`b",
        "a'b",
        "a\"b",
        "a|b",
        "a&b",
        "a(b",
        "a>b",
        "a\\b",
        "http://a",
        "a/b",
        "ssh://a/b",
        "ann:secret@a",
        "a\u009bb",
        "an\nn@a",
        "a'@b",
        "ann\\@b",
        "a#b",
        "ssh://",
        "999:::1",
        "[%eth0:]"
      })
  void whatIsNoTargetIsRefused(String text) {
    assertThatThrownBy(() -> SshTarget.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(": expected ")
        .hasMessageMatching("[^\\p{Cntrl}\u009b]*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice@dgx-01,dgx-02,gpu[01-03] | alice@dgx-01 dgx-02 gpu01 gpu02 gpu03",
        "alice@gpu[1,3-4]:2222, b | alice@gpu1:2222 alice@gpu3:2222 alice@gpu4:2222 b",
        "r[1-2]n[1-2]-ib | r1n1-ib r1n2-ib r2n1-ib r2n2-ib",
        "[::1]:22,ann@[::1],::1 | [::1]:22 ann@[::1] [::1]",
        "[1-2] | 1 2",
        "ssh://ann@gpu[1-2]:22/ | ann@gpu1:22 ann@gpu2:22",
        "',, a ,a,' | a"
      })
  void listsAreExpandedAndTheUserStaysWithItsEntry(String list, String targets) {
    SshTargetList parsed = SshTargetList.parse(List.of(list));
    assertThat(parsed.issues()).isEmpty();
    assertThat(written(parsed)).isEqualTo(targets);
  }

  @Test
  void badEntryIsNamedAndTheRestIsUsed() {
    SshTargetList parsed = SshTargetList.parse(List.of("a,gpu[x],-b", "c,gpu[1"));
    assertThat(written(parsed)).isEqualTo("a c");
    assertThat(parsed.issues())
        .containsExactly(
            new Issue(
                2, "gpu[x]: expected numbers and ranges such as [1,3-5] in brackets, got 'x'"),
            new Issue(3, "-b: expected a host name or an address, got '-b'"),
            new Issue(5, "gpu[1: expected a ']' after each '[', got 'gpu[1'"));
  }

  @Test
  void listsAreBounded() {
    SshTargetList parsed = SshTargetList.parse(List.of("a[1-65535]", "b[1-2]", "c", "d"));
    assertThat(parsed.targets()).hasSize(65_536);
    assertThat(parsed.issues()).extracting(Issue::line).containsExactly(2, 4);
    assertThat(SshTargetList.parse(List.of("-x,".repeat(500))).issues()).hasSize(101);
  }

  @Test
  void fileHasOptionsAndComments() {
    SshTargetList parsed =
        SshTargetList.parseFile(
            """
            \uFEFF# hosts
              ann@dgx-01   # a comment

            gpu[1-2],x:5 user=bob port=2222
            [fd00::5] key=~/.ssh/a "key=/b c/d" jump=gate,ann@inner:2222
            y jump=none
            """,
            HOME);
    assertThat(parsed.issues()).isEmpty();
    assertThat(written(parsed))
        .isEqualTo("ann@dgx-01 bob@gpu1:2222 bob@gpu2:2222 bob@x:5 [fd00::5] y");
    SshTarget address = parsed.targets().get(4);
    assertThat(address.keys()).containsExactly(HOME.resolve(".ssh/a"), Path.of("/b c/d"));
    assertThat(address.jumps()).containsExactly("gate", "ann@inner:2222");
    assertThat(parsed.targets().get(5).jumps()).containsExactly("none");
  }

  @Test
  void badLineOfAFileIsNamedAndTheRestIsUsed() {
    SshTargetList parsed =
        SshTargetList.parseFile(
            "a user\nb colour=red\nc port=0\nd user=-x\ne jump=a,,b\nf \"user=x\ng[\n\u0007\nh key=\ni\n",
            HOME);
    assertThat(written(parsed)).isEqualTo("i");
    assertThat(parsed.issues()).extracting(Issue::line).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(parsed.issues().get(1))
        .hasToString(
            "line 2: expected user=, port=, key= or jump= after the hosts, got 'colour=red'");
  }

  @Test
  void fileWithoutAHostIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("hosts");
    assertThatThrownBy(() -> SshTargetList.readFile(file))
        .hasMessage(file + ": expected a hostfile, got no file at that path");
    Files.writeString(file, "# none\n-x\n");
    assertThatThrownBy(() -> SshTargetList.readFile(file))
        .hasMessageStartingWith(file + ": expected at least one host, got none (line 2: -x: ");
  }

  @Test
  void changedFileIsReadAgain(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("hosts"), "a\n");
    SshHostfile watched = SshHostfile.watch(file);
    SshTargetList before = watched.current();
    assertThat(watched.current()).isSameAs(before);
    Files.writeString(file, "b\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    assertThat(written(watched.current())).isEqualTo("b");
  }

  @Test
  void exampleIsValid() throws IOException {
    SshTargetList list = SshTargetList.readFile(Path.of("..", "examples", "hosts-ssh.txt"));
    assertThat(list.issues()).isEmpty();
    assertThat(list.targets()).hasSize(30);
  }

  @Property
  void anyTextIsATargetOrAnIssue(
      @ForAll
          @CharRange(from = ' ', to = '~')
          @Chars({'\t', '\n', '\u0000', '[', ']', ':', ',', '@'})
          @StringLength(max = 24)
          String text) {
    SshTargetList list = SshTargetList.parseFile(text, HOME);
    for (SshTarget target : list.targets()) {
      assertThat(SshTarget.parse(target.toString()).host()).isEqualTo(target.host());
    }
    for (SshTarget target : SshTargetList.parse(List.of(text)).targets()) {
      assertThat(target.host()).doesNotContain(" ", "\n", "$", ";");
    }
  }

  private static String written(SshTargetList list) {
    return list.targets().stream().map(SshTarget::toString).collect(Collectors.joining(" "));
  }
}
