package io.allsmi.collect.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JsonLabelsTest {
  @Test
  void theTextsOfTheObjectAtThePathAreFound() {
    String json =
        """
        {"ID":"x","State":{"a":[1,{"Labels":{"no":"no"}}],"b":"}]"},
         "Config" : {"Env":["SECRET=1"],"Labels":{"a.b":"c","n":5,"o":{"p":"q"},"e":"\\u00e9\\n\\"","z":""}},
         "Labels":{"no":"no"}}
        """;
    assertThat(JsonLabels.of(json, "Config", "Labels"))
        .isEqualTo(Map.of("a.b", "c", "e", "é\n\"", "z", ""));
  }

  @Test
  void aFileWithoutThatObjectHasNone() {
    assertThat(JsonLabels.of("{\"Config\":{\"Labels\":null}}", "Config", "Labels")).isEmpty();
    assertThat(JsonLabels.of("[]", "Config")).isEmpty();
    assertThat(JsonLabels.of("", "Config")).isEmpty();
  }

  @Test
  void aCutFileHasWhatCameBefore() {
    assertThat(JsonLabels.of("{\"a\":{\"x\":\"1\",\"y\":\"2", "a")).containsEntry("x", "1");
  }

  @Property
  void anyTextIsTaken(@ForAll("texts") String text) {
    JsonLabels.of(text, "a");
    JsonLabels.of("{\"a\":" + text, "a");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("{}[]\",:\\a1u ").ofMaxLength(60);
  }
}
