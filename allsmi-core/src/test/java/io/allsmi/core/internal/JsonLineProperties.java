package io.allsmi.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.allsmi.core.internal.Json.Line;
import io.allsmi.core.internal.Json.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What is read of a line is what Jackson reads of it, and what Jackson refuses is refused, as is
 * what is no UTF-8.
 */
class JsonLineProperties {
  private static final List<String> REFUSED = List.of("refused");

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(1000).maxNumberLength(9999).build())
          .build();

  private static final String[] WORDS = {
    "",
    "a",
    "gpus",
    "utilization",
    "zoë",
    "日本",
    "a \\\"b\\\" \\\\c\\/",
    "\\u00eb",
    "exactly8",
    "exactly_fifteen",
    "seventeen letters",
    "\\u00e9\\uD83D\\ude00",
    "😀",
    "日本語",
    "\\b\\f\\n\\r\\t\\u0001",
    "\u007f\u0085é",
    "GPU-5ad3f2c1-0000-4b1c-9f32-000000000001 and more \\\\ behind it"
  };

  /** Of which none is half a character: those Jackson takes in a text and not in a name. */
  private static final int NAMES = 11;

  private static final String[] NUMBERS = {
    "0", "-0", "7", "-12", "1776688496123", "999999999999999999", "-9999999999999999999999", "0.0",
    "-0.5", "45.0", "0.41999998688697815", "1e5", "-1.5E-7", "2E+3", "123456789012345.6", "1e400",
    "0.000001", "4.9e-324"
  };
  private static final String[] BLANKS = {"", "", "", " ", "\t", "\r\n", "  "};

  /** A document by chance, the same for the same seed. */
  private static final class Document {
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    Document(long seed) {
      random = new Random(seed);
    }

    byte[] bytes() {
      composed(0);
      blank();
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String one(String[] all) {
      return all[random.nextInt(all.length)];
    }

    private void blank() {
      text.append(one(BLANKS));
    }

    private void composed(int depth) {
      boolean isObject = random.nextBoolean();
      text.append(isObject ? '{' : '[');
      int count = random.nextInt(5);
      for (int i = 0; i < count; i++) {
        text.append(i == 0 ? "" : ",");
        blank();
        if (isObject) {
          text.append('"').append(WORDS[random.nextInt(NAMES)]).append('"');
          blank();
          text.append(':');
          blank();
        }
        value(depth + 1);
        blank();
      }
      text.append(isObject ? '}' : ']');
    }

    private void value(int depth) {
      switch (random.nextInt(depth > 4 ? 4 : 6)) {
        case 0 -> text.append('"').append(one(WORDS)).append('"');
        case 1, 2 -> text.append(one(NUMBERS));
        case 3 -> text.append(one(new String[] {"true", "false", "null"}));
        default -> composed(depth);
      }
    }
  }

  private static List<String> ours(byte[] bytes, int length) {
    byte[] within = new byte[length + 9];
    Arrays.fill(within, (byte) '"');
    System.arraycopy(bytes, 0, within, 3, length);
    Line in = new Line(within, 3, length);
    List<String> found = new ArrayList<>();
    try {
      Line.Kind kind = in.value();
      if (kind == Line.Kind.END) {
        return REFUSED;
      }
      walk(in, kind, new Texts(), found);
      return in.isAtEnd() ? found : REFUSED;
    } catch (Json.Malformed e) {
      assertThat(e.getMessage()).matches("[ -~]+");
      return REFUSED;
    }
  }

  private static void walk(Line in, Line.Kind kind, Texts texts, List<String> found)
      throws Json.Malformed {
    assertThat(in.kind()).isEqualTo(kind);
    switch (kind) {
      case OBJECT -> {
        found.add("{");
        for (String name = in.name(); name != null; name = in.name()) {
          found.add(name);
          walk(in, in.value(), texts, found);
        }
        found.add("}");
      }
      case ARRAY -> {
        found.add("[");
        for (Line.Kind next = in.value(); next != Line.Kind.END; next = in.value()) {
          walk(in, next, texts, found);
        }
        found.add("]");
      }
      case TEXT -> found.add("text " + in.text(texts, 9999));
      case WHOLE -> found.add("whole " + in.whole() + " " + in.real());
      case REAL -> found.add("real " + in.real());
      case TRUTH -> found.add("truth " + in.truth());
      default -> found.add(kind.toString());
    }
  }

  private static List<String> jacksons(byte[] bytes, int length) {
    List<String> found = new ArrayList<>();
    int level = 0;
    try (JsonParser in = JACKSON.createParser(bytes, 0, length)) {
      do {
        JsonToken token = in.nextToken();
        if (token == null) {
          return REFUSED;
        }
        level += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        found.add(
            switch (token) {
              case VALUE_STRING -> "text " + Utf8.printable(in.getText());
              case VALUE_NUMBER_INT ->
                  "whole " + whole(in.getText()) + " " + Double.parseDouble(in.getText());
              case VALUE_NUMBER_FLOAT -> "real " + Double.parseDouble(in.getText());
              case VALUE_TRUE, VALUE_FALSE -> "truth " + in.getText();
              case VALUE_NULL -> "null";
              default -> in.getText();
            });
      } while (level > 0);
      return in.nextToken() == null ? found : REFUSED;
    } catch (IOException e) {
      return REFUSED;
    }
  }

  private static long whole(String digits) {
    return digits.length() > (digits.startsWith("-") ? 19 : 18)
        ? Long.MIN_VALUE
        : Long.parseLong(digits);
  }

  /** Bytes that are no UTF-8 are refused, of which Jackson takes some. */
  private static void compare(byte[] bytes, int length) {
    List<String> ours = ours(bytes, length);
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    boolean isUtf8 = text.indexOf('\uFFFD') < 0;
    assertThat(ours).as(text).isEqualTo(isUtf8 ? jacksons(bytes, length) : REFUSED);
  }

  @Property(tries = 2000)
  void documentsAreReadAsJacksonReadsThem(@ForAll long seed) {
    byte[] bytes = new Document(seed).bytes();
    assertThat(jacksons(bytes, bytes.length)).isNotEqualTo(REFUSED);
    compare(bytes, bytes.length);
  }

  @Property(tries = 300)
  void everyCutIsRefusedOrReadAsByJackson(@ForAll long seed) {
    byte[] bytes = new Document(seed).bytes();
    for (int length = 0; length < bytes.length; length++) {
      compare(bytes, length);
    }
  }

  @Property(tries = 300)
  void everyDamagedByteIsRefusedOrReadAsByJackson(@ForAll long seed) {
    byte[] bytes = new Document(seed).bytes();
    Random random = new Random(seed);
    byte[] odd = "\"\\,:]}[{0e.-u \0\u001f".getBytes(StandardCharsets.US_ASCII);
    for (int at = 1; at < Math.min(bytes.length, 400); at++) {
      byte good = bytes[at];
      bytes[at] = (byte) random.nextInt(256);
      compare(bytes, bytes.length);
      bytes[at] = odd[random.nextInt(odd.length)];
      compare(bytes, bytes.length);
      bytes[at] = good;
    }
  }

  @Property(tries = 300)
  void whatIsPassedOverIsCheckedAsWell(@ForAll long seed) throws Exception {
    byte[] bytes = new Document(seed).bytes();
    Random random = new Random(seed);
    for (int at = 1; at < Math.min(bytes.length, 400); at++) {
      byte good = bytes[at];
      bytes[at] = (byte) random.nextInt(256);
      boolean isRefused;
      try {
        Line in = new Line(bytes, 0, bytes.length);
        in.skipValue();
        isRefused = !in.isAtEnd();
      } catch (Json.Malformed e) {
        isRefused = true;
      }
      assertThat(isRefused).isEqualTo(ours(bytes, bytes.length).equals(REFUSED));
      bytes[at] = good;
    }
  }

  @Property(tries = 300)
  void membersAreFoundInAnyOrder(@ForAll long seed) throws Exception {
    Shape shape = new Shape("a", "gpus", "exactly8", "seventeen letters");
    byte[] bytes = new Document(seed).bytes();
    for (int round = 0; round < 3; round++) {
      Line in = new Line(bytes, 0, bytes.length);
      Line names = new Line(bytes, 0, bytes.length);
      if (in.value() == Line.Kind.OBJECT) {
        names.value();
        for (String name = names.name(); name != null; name = names.name()) {
          assertThat(in.member(shape)).isEqualTo(shape.code(name));
          in.skipValue();
          names.skipValue();
        }
        assertThat(in.member(shape)).isEqualTo(Shape.END);
      }
      assertThat(in.isAtEnd() || in.kind() != Line.Kind.END).isTrue();
    }
  }

  @Example
  void anythingIsRefusedThatIsNestedDeeperThanWhatIsRead() {
    byte[] deep = ("[".repeat(1000) + "]".repeat(1000)).getBytes(StandardCharsets.US_ASCII);
    byte[] deeper = ("[".repeat(1001) + "]".repeat(1001)).getBytes(StandardCharsets.US_ASCII);
    compare(deep, deep.length);
    compare(deeper, deeper.length);
    assertThat(ours(deep, deep.length)).hasSize(2000);
    byte[] marked = ("\uFEFF{\"a\":1}").getBytes(StandardCharsets.UTF_8);
    compare(marked, marked.length);
  }
}
