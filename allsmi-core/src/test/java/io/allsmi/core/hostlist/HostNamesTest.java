package io.allsmi.core.hostlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.allsmi.core.Corpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpu[01-03] | gpu01 gpu02 gpu03",
        "gpu[01,03-05] | gpu01 gpu03 gpu04 gpu05",
        "r[1-2]n[09-10] | r1n09 r1n10 r2n09 r2n10",
        "n[1-2]-ib.example | n1-ib.example n2-ib.example",
        "a[1,2],b,c[3] | a1 a2 b c3",
        "n[1-010] | n1 n2 n3 n4 n5 n6 n7 n8 n9 n10",
        "[7-8] | 7 8",
        "',a, b,,c,' | a b c",
        "n[000000000000000001] | n000000000000000001"
      })
  void expressionNamesItsHostsInOrder(String expression, String names) {
    assertThat(HostNames.expand(expression, 10)).containsExactly(names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n[",
        "n[1",
        "n]",
        "n[1]]",
        "n[]",
        "n[a]",
        "n[-]",
        "n[1-]",
        "n[-1]",
        "n[2-1]",
        "n[1,,2]",
        "n[1 -2]",
        "n[1--2]",
        "n[[1]]",
        "n[1-2-3]",
        "n[1234567890123456789]",
        "n[1,a[2]"
      })
  void whatIsNoExpressionIsRefused(String expression) {
    assertThatThrownBy(() -> HostNames.expand(expression, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("\\Q" + expression + "\\E.*: expected .*, got '.*'");
  }

  @Test
  void controlCharacterIsNotPartOfAName() {
    assertThatThrownBy(() -> HostNames.expand("a\u0007b,c", 9))
        .hasMessage("a?b: expected no blanks and control characters in a name, got 'a?b'");
  }

  @Test
  void namesAreCountedBeforeTheyAreMade() {
    assertThat(HostNames.expand("n[1-65536]", HostNames.MOST)).hasSize(HostNames.MOST);
    for (String tooMany :
        List.of(
            "n[1-999999999999999999]", "n[1-40000,1-40000]", "a[1-300]b[1-300]", "n[1-65537]")) {
      assertThatThrownBy(() -> HostNames.expand(tooMany, HostNames.MOST))
          .hasMessage(tooMany + ": expected at most 65536 more names, got '" + tooMany + "'");
    }
    assertThatThrownBy(() -> HostNames.expand("a[1-6],b[1-5]", 10))
        .hasMessage("b[1-5]: expected at most 4 more names, got 'b[1-5]'");
    assertThatThrownBy(() -> HostNames.expand("a,b", 1)).hasMessageStartingWith("b: expected");
  }

  @Test
  void longNameIsRefused() {
    String name = "n".repeat(255);
    assertThat(HostNames.expand(name, 1)).containsExactly(name);
    assertThatThrownBy(() -> HostNames.expand(name + "[1]", 1))
        .hasMessageContaining("names of at most 255 characters");
  }

  @Test
  void entriesAreCutOutsideOfBracketsOnly() {
    assertThat(HostNames.split("a[1,2],b\nc d,, [3,4]e"))
        .containsExactly("a[1,2]", "b", "c", "d", "[3,4]e");
    assertThat(HostNames.split("a[1,b c")).containsExactly("a[1,b c");
    assertThat(HostNames.split("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n9 n10 n11 | n[9-11]",
        "n09 n10 n100 | n[09-10,100]",
        "n1 n2 m3 n3 | n[1-2],m3,n3",
        "a a1 a1 b | a,a[1,1],b",
        "n1 n01 n001 | n[1,01,001]",
        "n1-ib n2-ib | n1-ib,n2-ib",
        "x1234567890123456 x1234567890123457 | x1234567890123456,x1234567890123457",
        "8 9 10 | [8-10]"
      })
  void neighboursShareABracket(String names, String expression) {
    assertThat(HostNames.fold(List.of(names.split(" ")))).isEqualTo(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b", "a[1]", "a]", "a b", "a\n"})
  void whatIsNoNameIsNotFolded(String name) {
    assertThatThrownBy(() -> HostNames.fold(List.of(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name: expected one without");
  }

  @Test
  void capturedExpressionsAreReadAsSlurmReadsThem() throws IOException {
    int cases = 0;
    for (JsonNode one : captured("expand.json")) {
      String expression = one.get("expr").asText();
      cases++;
      if (one.get("slurm").asText().equals("rejects") || one.has("malformed")) {
        assertThatThrownBy(() -> HostNames.expand(expression, HostNames.MOST))
            .as(expression)
            .isInstanceOf(IllegalArgumentException.class);
        continue;
      }
      List<String> names = HostNames.expand(expression, HostNames.MOST);
      assertThat(names).as(expression).hasSize(one.get("count").asInt());
      if (one.has("hosts")) {
        assertThat(names).containsExactlyElementsOf(texts(one.get("hosts")));
      } else {
        assertThat(sha256(String.join("\n", names) + "\n"))
            .isEqualTo(one.get("sha256_of_lines").asText());
      }
    }
    assertThat(cases).isEqualTo(28);
  }

  @Test
  void capturedNamesAreFoldedAsSlurmFoldsThem() throws IOException {
    for (JsonNode one : captured("fold.json")) {
      assertThat(HostNames.fold(texts(one.get("hosts")))).isEqualTo(one.get("hostlist").asText());
    }
  }

  private static JsonNode captured(String name) throws IOException {
    assumeTrue(Corpus.root().isPresent(), "no shared/data folder beside this checkout");
    Path folder = Corpus.root().orElseThrow().resolve("captures/slurm/hostlist");
    JsonNode cases = Corpus.json(folder.resolve(name)).get("cases");
    assertThat(cases).isNotEmpty();
    return cases;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
