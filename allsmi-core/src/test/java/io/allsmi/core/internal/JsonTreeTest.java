package io.allsmi.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
  private final Complaints complaints = new Complaints(10);

  private List<JsonTree> read(String text) {
    return JsonTree.read(text, 1, complaints);
  }

  @Test
  void aPathThatIsNotThereIsEmpty() {
    JsonTree tree = read("{\"a\":{\"b\":[1,\"x\",null,true,{}]}}").get(0);
    assertThat(tree.at("a", "b").elements())
        .extracting(JsonTree::text)
        .containsExactly("1", "x", "null", "true", "");
    assertThat(tree.at("a", "c", "d").text()).isEmpty();
    assertThat(tree.at("a", "c", "d").line()).isZero();
    assertThat(complaints.isEmpty()).isTrue();
  }

  @Test
  void textsFollowOneAnotherUntilOneIsNone() {
    assertThat(read("{\"a\":1}\n[2] 3\nLegend")).hasSize(3);
    assertThat(complaints.all().get(0).line()).isEqualTo(3);
  }

  @Test
  void aCutKeepsWhatIsWhole() {
    JsonTree tree = read("{\"a\":{\"b\":12,\"c\":34").get(0);
    assertThat(tree.at("a", "b").text()).isEqualTo("12");
    assertThat(tree.at("a", "c").text()).isEmpty();
    assertThat(complaints.all()).hasSize(1);
  }

  @Test
  void depthAndLengthsAreBounded() {
    read("[".repeat(1000));
    read("{\"" + "n".repeat(10_000) + "\":1}");
    read("[" + "1".repeat(5_000) + "]");
    assertThat(complaints.all()).hasSize(3);
  }

  @Test
  void linesAreCountedFromWhereTheTextBegins() {
    JsonTree tree = JsonTree.read("{\n\"a\":\n1}", 5, complaints).get(0);
    assertThat(tree.line()).isEqualTo(5);
    assertThat(tree.get("a").line()).isEqualTo(7);
  }
}
