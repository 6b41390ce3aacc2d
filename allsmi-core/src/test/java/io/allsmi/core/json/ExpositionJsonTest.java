package io.allsmi.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.allsmi.core.exposition.ExpositionParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExpositionJsonTest {
  private static String json(String page) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExpositionJson.write(ExpositionParser.parse(page), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void samplesAndComplaintsAreWrittenInTheOrderOfThePage() throws IOException {
    assertThat(json("a{b=\"c\"} 1.5 7\nx y\nd 9007199254740991\n"))
        .isEqualTo(
            "{\"samples\":[{\"name\":\"a\",\"labels\":{\"b\":\"c\"},\"value\":1.5,\"timestamp_ms\":7},"
                + "{\"name\":\"d\",\"labels\":{},\"value\":9007199254740991}],"
                + "\"errors\":[{\"line\":2,\"message\":\"value: expected a number, got 'y'\"}]}\n");
  }

  @Test
  void whatJsonHasNoNumberForIsAWord() throws IOException {
    assertThat(json("a NaN\nb +Inf\nc -Inf\n"))
        .contains("\"value\":\"NaN\"", "\"value\":\"+Inf\"", "\"value\":\"-Inf\"");
  }

  @Test
  void anEmptyPageIsAnEmptyObject() throws IOException {
    assertThat(json("")).isEqualTo("{\"samples\":[],\"errors\":[]}\n");
  }
}
