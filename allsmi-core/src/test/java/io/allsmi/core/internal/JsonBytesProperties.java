package io.allsmi.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

/** The bytes are those that Jackson writes. */
class JsonBytesProperties {
  private final JsonFactory jackson = new JsonFactory();

  private interface Ours {
    void write(Json.Output json) throws IOException;
  }

  private interface Theirs {
    void write(JsonGenerator json) throws IOException;
  }

  private static String ours(Ours content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Json.Output json = new Json.Output(out)) {
      content.write(json);
    }
    return out.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private String theirs(Theirs content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = jackson.createGenerator(out)) {
      content.write(json);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Property
  void textsAreThoseOfJackson(
      @ForAll List<String> texts, @ForAll @CharRange(from = 0, to = 0x90) String ascii)
      throws IOException {
    for (String text : texts) {
      String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(ours(json -> json.beginObject().field(whole, whole).endObject()))
          .isEqualTo(
              theirs(
                  json -> {
                    json.writeStartObject();
                    json.writeStringField(whole, whole);
                    json.writeEndObject();
                  }));
    }
    assertThat(ours(json -> json.value(ascii, true)))
        .isEqualTo(theirs(json -> json.writeString(ascii)));
  }

  @Property
  void wholeNumbersAreThoseOfJackson(@ForAll long number, @ForAll short small) throws IOException {
    assertThat(ours(json -> json.value(number))).isEqualTo(Long.toString(number));
    assertThat(ours(json -> json.value(small))).isEqualTo(Long.toString(small));
  }

  @Example
  void theLongestWholeNumbers() throws IOException {
    for (long number : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 99, 100, 999, 1000}) {
      assertThat(ours(json -> json.value(number))).isEqualTo(Long.toString(number));
    }
  }

  @Property
  void realNumbersComeBack(@ForAll double number, @ForAll int parts, @ForAll byte places)
      throws IOException {
    assertComesBack(number);
    assertComesBack(parts / Math.pow(10, Math.abs(places % 10)));
    assertComesBack(Double.longBitsToDouble(Double.doubleToLongBits(number) + 1));
    assertComesBack((float) number);
  }

  private static void assertComesBack(double number) throws IOException {
    if (!Double.isFinite(number)) {
      return;
    }
    String text = ours(json -> json.real(number));
    assertThat(Double.parseDouble(text)).isEqualTo(number);
    assertThat(text).matches("-?[0-9]+\\.[0-9]+(E-?[0-9]+)?");
    assertThat(text.length()).isLessThanOrEqualTo(Json.shortest(number).length() + 5);
  }

  @Example
  void realNumbersHaveADecimalAndNoMoreThanTheyNeed() throws IOException {
    assertThat(
            ours(
                json ->
                    json.beginArray()
                        .real(45)
                        .real(285.5)
                        .real(0.001)
                        .real(-0.0)
                        .real(0.000_25)
                        .real(1e12)
                        .real(0.1 + 0.2)
                        .real(1e300)
                        .real(Double.NaN)
                        .endArray()))
        .isEqualTo("[45.0,285.5,0.001,-0.0,0.00025,1.0E12,0.30000000000000004,1.0E300,null]");
  }

  @Property(tries = 100)
  void aTextOfAnyLengthIsWhole(@ForAll short seed) throws IOException {
    String text = ("é\n" + seed).repeat(Math.abs(seed) % 30_000);
    JsonNode node = new ObjectMapper().readTree(ours(json -> json.value(text, true)));
    assertThat(node.textValue()).isEqualTo(text);
  }

  @Example
  void halvesOfPairsAreReplaced() throws IOException {
    assertThat(ours(json -> json.value("a\ud83d", true))).isEqualTo("\"a\ufffd\"");
    assertThat(ours(json -> json.value("\ude00b\ud83d\ude00", true)))
        .isEqualTo("\"\ufffdb\ud83d\ude00\"");
  }
}
