package io.allsmi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.collect.host.HostTarget;
import io.allsmi.core.Issue;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HostListTest {
  private static List<String> ids(HostList list) {
    return list.targets().stream().map(HostTarget::hostId).toList();
  }

  @Test
  void readsLinesCommentsAndBlanks() {
    HostList list =
        HostList.parse(
            "\uFEFF# rack 1\r\nnode1\r\n\r\n  node2:80 # fast one\r\nhttps://node3/\r\n");
    assertThat(list.issues()).isEmpty();
    assertThat(ids(list)).containsExactly("node1:9090", "node2:80", "https://node3:9090");
    assertThat(((HttpTarget) list.targets().get(2)).secure()).isTrue();
  }

  @Test
  void badLineIsAnIssueWithItsNumberAndTheRestIsUsed() {
    HostList list = HostList.parse("node1\nnode2:99999\nnode3 8 gpus\nnode4,node5\nnode6");
    assertThat(ids(list)).containsExactly("node1:9090", "node6:9090");
    assertThat(list.issues()).extracting(Issue::line).containsExactly(2, 3, 4);
    assertThat(list.issues().get(0))
        .hasToString("line 2: node2:99999: expected a port from 1 to 65535, got '99999'");
  }

  @Test
  void readsCsvByItsHeader() {
    HostList list =
        HostList.parse(
            "Rack, Hostname ,Port,GPUs\n"
                + "1,node1,,8\n"
                + "1,\"node2\",8080,8\n"
                + "\"a,b\",node3:7000,,8\n"
                + "1,,1,8\n"
                + "1,node4,http,8\n");
    assertThat(ids(list)).containsExactly("node1:9090", "node2:8080", "node3:7000");
    assertThat(list.issues()).extracting(Issue::line).containsExactly(5, 6);
  }

  @Test
  void addressColumnIsPreferredToTheName() {
    assertThat(ids(HostList.parse("hostname,address\nnode1,10.0.0.1\n")))
        .containsExactly("10.0.0.1:9090");
  }

  @Test
  void duplicatesCollapseToTheFirst() {
    assertThat(ids(HostList.parse("b\na\nB:9090\nhttp://a/metrics\nc")))
        .containsExactly("b:9090", "a:9090", "c:9090");
  }

  @Test
  void commaListIsReadWithItsPositions() {
    HostList list = HostList.parseCommaSeparated("main1, sub1 ,,sub2:8080,x y");
    assertThat(ids(list)).containsExactly("main1:9090", "sub1:9090", "sub2:8080");
    assertThat(list.issues()).extracting(Issue::line).containsExactly(5);
    assertThat(HostList.parseCommaSeparated("").targets()).isEmpty();
  }

  @Test
  void complaintsAreBounded() {
    assertThat(HostList.parse("a b\n".repeat(5000)).issues()).hasSize(101);
  }

  @Test
  void hugeLinesAreBadLines() {
    String huge = "a/" + "%20".repeat(1_000_000);
    HostList list = HostList.parse(huge + "\n" + "x".repeat(3_000_000) + "\ngood\n");
    assertThat(ids(list)).containsExactly("good:9090");
    assertThat(list.issues()).hasSize(2).allMatch(i -> i.message().length() < 300);
  }

  @Property(tries = 300)
  void anyTextIsReadWithoutThrowing(@ForAll String text) {
    HostList list = HostList.parse(text);
    assertThat(list.targets()).doesNotHaveDuplicates();
    assertThat(HostList.parseCommaSeparated(text).targets()).doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void goodLinesSurviveAmongAnyOthers(
      @ForAll List<String> others, @ForAll @IntRange(min = 1, max = 65535) int port) {
    StringBuilder text = new StringBuilder("# first\nfirst.good\n");
    others.forEach(o -> text.append(o).append('\n'));
    text.append("last.good:").append(port).append('\n');
    assertThat(ids(HostList.parse(text.toString())))
        .startsWith("first.good:9090")
        .endsWith("last.good:" + port);
  }
}
