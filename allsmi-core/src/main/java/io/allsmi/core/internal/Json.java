package io.allsmi.core.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** JSON texts, written and read piece by piece: the one class that knows the JSON library. */
public final class Json {
  /** Levels of nesting that are read. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_NAME_CHARS = 4096;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names from outside are not kept beyond their text.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_CHARS)
                  .maxStringLength(Caps.TEXT_BYTES)
                  .build())
          .build();

  /** Levels of nesting of a line, where what is not known is passed over whatever it holds. */
  private static final int MAX_LINE_DEPTH = 1000;

  /**
   * For lines: what they call things is kept from one to the next, so that it is found by its
   * bytes. Numbers may be of any length, since those that are not read are only passed over.
   */
  private static final JsonFactory LINES =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_LINE_DEPTH)
                  .maxNameLength(MAX_NAME_CHARS)
                  .maxNumberLength(Caps.TEXT_BYTES)
                  .maxStringLength(Caps.TEXT_BYTES)
                  .build())
          .build();

  private Json() {}

  /** A text that is not JSON, or breaks a limit. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    /** The line it was found in, from 1; 0 when that is not known. */
    public final int line;

    Malformed(int line, @Nullable String message) {
      super(message == null ? "no reason was given" : message.lines().findFirst().orElse(""));
      this.line = line;
    }
  }

  /** What comes next in a text that is read. */
  public enum Token {
    BEGIN_OBJECT,
    END_OBJECT,
    BEGIN_ARRAY,
    END_ARRAY,
    NAME,
    /** A string, a number, true, false or null; all have a text. */
    VALUE,
    END
  }

  /**
   * A JSON text that is read; several texts one after another are read on. Nesting and the lengths
   * of names and numbers are bounded.
   */
  public static final class Input implements AutoCloseable {
    private final JsonParser parser;

    /** Reads a text. */
    public Input(String text) throws IOException {
      parser = FACTORY.createParser(new StringReader(text));
    }

    /** Goes on to the next token; {@link Token#END} when there is none. */
    public Token next() throws Malformed {
      try {
        var token = parser.nextToken();
        if (token == null) {
          return Token.END;
        }
        return switch (token) {
          case START_OBJECT -> Token.BEGIN_OBJECT;
          case END_OBJECT -> Token.END_OBJECT;
          case START_ARRAY -> Token.BEGIN_ARRAY;
          case END_ARRAY -> Token.END_ARRAY;
          case FIELD_NAME -> Token.NAME;
          default -> Token.VALUE;
        };
      } catch (JsonProcessingException e) {
        throw new Malformed(line(), e.getOriginalMessage());
      } catch (IOException e) {
        throw new Malformed(line(), e.getMessage());
      }
    }

    /** The text of a name or of a value, without quotes; {@code null} for null. */
    public String text() throws Malformed {
      try {
        return parser.getText();
      } catch (IOException e) {
        throw new Malformed(line(), e.getMessage());
      }
    }

    /** Whether the last token is a string rather than a number, true, false or null. */
    public boolean isString() {
      return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /** The line that the last token begins in, from 1. */
    public int line() {
      return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }

  /**
   * The names that the members of an object of a line have, and the order in which they came last:
   * the next object of the kind most likely has the same. For one reader at a time.
   */
  public static final class Shape {
    /** What {@link Line#member} returns at the end of the object. */
    public static final int END = -1;

    /** What {@link Line#member} returns for a name that is none of these. */
    public static final int OTHER = -2;

    private final SerializableString[] names;
    private final Map<String, Integer> codes = new HashMap<>();
    private final int[] following;
    private int last;

    /** Names by their codes: the first is 0. */
    public Shape(String... names) {
      this.names = new SerializableString[names.length];
      this.following = new int[names.length + 1];
      for (int i = 0; i < names.length; i++) {
        this.names[i] = new SerializedString(names[i]);
        codes.put(names[i], i);
        following[i] = i + 1 < names.length ? i + 1 : END;
      }
      following[names.length] = names.length == 0 ? END : 0;
      last = names.length;
    }

    /** The name with a code. */
    public String name(int code) {
      return names[code].getValue();
    }

    private int expected() {
      return following[last];
    }

    private void came(int code) {
      following[last] = code;
      last = code;
    }

    private void end() {
      last = names.length;
    }
  }

  /**
   * One line of JSON that is read from memory, value by value and without making an object of each.
   * {@link #value} goes on to a value; the other methods are about the value it came to.
   */
  public static final class Line implements AutoCloseable {
    private static final int LONGEST_NUMBER = 400;

    private final JsonParser parser;

    /** Reads a part of an array, which must not change meanwhile. */
    public Line(byte[] bytes, int offset, int length) throws Malformed {
      try {
        parser = LINES.createParser(bytes, offset, length);
      } catch (IOException e) {
        throw malformed(e);
      }
    }

    private static Malformed malformed(Exception e) {
      return e instanceof JsonProcessingException json
          ? new Malformed(1, json.getOriginalMessage())
          : new Malformed(1, e.getMessage());
    }

    /** What a value is. */
    public enum Kind {
      NOTHING("null"),
      TRUTH("true or false"),
      WHOLE("a whole number"),
      REAL("a number with decimals"),
      TEXT("a text"),
      OBJECT("an object"),
      ARRAY("an array"),
      END("the end");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      @Override
      public String toString() {
        return words;
      }
    }

    /** Goes on to the next value, {@link Kind#END} at the end of an array or of the text. */
    public Kind value() throws Malformed {
      try {
        JsonToken token = parser.nextToken();
        return token == null ? Kind.END : kind(token);
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** What the value is that was come to. */
    public Kind kind() {
      JsonToken token = parser.currentToken();
      return token == null ? Kind.END : kind(token);
    }

    private static Kind kind(JsonToken token) {
      return switch (token) {
        case VALUE_NULL -> Kind.NOTHING;
        case VALUE_TRUE, VALUE_FALSE -> Kind.TRUTH;
        case VALUE_NUMBER_INT -> Kind.WHOLE;
        case VALUE_NUMBER_FLOAT -> Kind.REAL;
        case VALUE_STRING -> Kind.TEXT;
        case START_OBJECT -> Kind.OBJECT;
        case START_ARRAY -> Kind.ARRAY;
        default -> Kind.END;
      };
    }

    /**
     * In an object, goes on to the name of its next member: its code, {@link Shape#OTHER} or {@link
     * Shape#END}.
     */
    public int member(Shape shape) throws Malformed {
      try {
        int expected = shape.expected();
        if (expected < 0) {
          parser.nextToken();
        } else if (parser.nextFieldName(shape.names[expected])) {
          shape.came(expected);
          return expected;
        }
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
          shape.end();
          return Shape.END;
        }
        Integer code = shape.codes.get(parser.currentName());
        if (code == null) {
          return Shape.OTHER;
        }
        shape.came(code);
        return code;
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** In an object, goes on to the name of its next member; null at its end. */
    public @Nullable String name() throws Malformed {
      try {
        return parser.nextFieldName();
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** Passes over what is in an object or an array; anything else is passed by itself. */
    public void skip() throws Malformed {
      try {
        parser.skipChildren();
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** Passes over the value that comes next. */
    public void skipValue() throws Malformed {
      value();
      skip();
    }

    /** Whether a truth is true. */
    public boolean truth() {
      return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Whether nothing but blanks follows. */
    public boolean isAtEnd() throws Malformed {
      try {
        return parser.nextToken() == null;
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** A whole number, of a text as well; {@link Long#MIN_VALUE} when it is none or beyond any. */
    public long whole() throws Malformed {
      try {
        char[] text = parser.getTextCharacters();
        int at = parser.getTextOffset();
        int end = at + parser.getTextLength();
        boolean negative = at < end && text[at] == '-';
        at += negative ? 1 : 0;
        if (end - at > 18 || at == end) {
          return Long.MIN_VALUE;
        }
        long number = 0;
        for (; at < end; at++) {
          if (text[at] < '0' || text[at] > '9') {
            return Long.MIN_VALUE;
          }
          number = number * 10 + (text[at] - '0');
        }
        return negative ? -number : number;
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** A number, NaN when it is longer than any that is meant. */
    public double real() throws Malformed {
      try {
        int length = parser.getTextLength();
        return length > LONGEST_NUMBER
            ? Double.NaN
            : Decimals.parse(parser.getTextCharacters(), parser.getTextOffset(), length);
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    /** A text as {@code texts} has it: printable, and cut to so many bytes. */
    public String text(Texts texts, int most) throws Malformed {
      try {
        int length = parser.getTextLength();
        if (length > Texts.LONGEST) {
          StringBuilder start = new StringBuilder();
          parser.getText(new Beginning(start, Texts.LONGEST));
          return texts.cut(start.toString(), most);
        }
        return texts.of(parser.getTextCharacters(), parser.getTextOffset(), length, most);
      } catch (IOException | IllegalStateException e) {
        throw malformed(e);
      }
    }

    @Override
    public void close() throws Malformed {
      try {
        parser.close();
      } catch (IOException e) {
        throw malformed(e);
      }
    }
  }

  /** Keeps the first characters of what is written to it. */
  private static final class Beginning extends Writer {
    private final StringBuilder start;
    private final int most;

    Beginning(StringBuilder start, int most) {
      this.start = start;
      this.most = most;
    }

    @Override
    public void write(char[] text, int from, int length) {
      start.append(text, from, Math.min(length, most - start.length()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** A JSON text that is written: UTF-8, keys in the order they are written. */
  public static final class Output implements AutoCloseable {
    private final JsonGenerator generator;

    /** Writes to a stream, which is flushed at the end and left open. */
    public Output(OutputStream out) throws IOException {
      this(out, false);
    }

    /**
     * Writes to a stream, which is flushed at the end and left open.
     *
     * @param pretty a line for each member and element, indented by two blanks
     */
    public Output(OutputStream out, boolean pretty) throws IOException {
      generator = FACTORY.createGenerator(out);
      if (pretty) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators =
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        generator.setPrettyPrinter(
            new DefaultPrettyPrinter(separators)
                .withObjectIndenter(lines)
                .withArrayIndenter(lines));
      }
    }

    public Output beginObject() throws IOException {
      generator.writeStartObject();
      return this;
    }

    public Output endObject() throws IOException {
      generator.writeEndObject();
      return this;
    }

    public Output beginArray() throws IOException {
      generator.writeStartArray();
      return this;
    }

    public Output endArray() throws IOException {
      generator.writeEndArray();
      return this;
    }

    public Output name(String name) throws IOException {
      generator.writeFieldName(name);
      return this;
    }

    public Output value(long number) throws IOException {
      generator.writeNumber(number);
      return this;
    }

    /** A string as it is, or a number, true, false or null by its text. */
    public Output value(String text, boolean isString) throws IOException {
      if (isString) {
        generator.writeString(paired(text));
      } else {
        generator.writeRawValue(text);
      }
      return this;
    }

    public Output field(String name, String text) throws IOException {
      generator.writeStringField(name, paired(text));
      return this;
    }

    public Output field(String name, long number) throws IOException {
      generator.writeNumberField(name, number);
      return this;
    }

    public Output field(String name, boolean truth) throws IOException {
      generator.writeBooleanField(name, truth);
      return this;
    }

    /** A number, null when there is no reading. */
    public Output field(String name, OptionalLong reading) throws IOException {
      return reading.isEmpty() ? nothing(name) : field(name, reading.getAsLong());
    }

    /** A whole number, null when there is no reading. */
    public Output field(String name, OptionalInt reading) throws IOException {
      return reading.isEmpty() ? nothing(name) : field(name, reading.getAsInt());
    }

    /** A number with at least one decimal, {@code 45.0}; null when there is no reading. */
    public Output real(String name, OptionalDouble reading) throws IOException {
      if (reading.isEmpty() || !Double.isFinite(reading.getAsDouble())) {
        return nothing(name);
      }
      generator.writeNumberField(name, reading.getAsDouble());
      return this;
    }

    /** A text, null when it is empty. */
    public Output textOrNull(String name, String text) throws IOException {
      return text.isEmpty() ? nothing(name) : field(name, text);
    }

    /** A text, null when there is none. */
    public Output textOrNull(String name, Optional<String> text) throws IOException {
      return text.isEmpty() ? nothing(name) : field(name, text.get());
    }

    /** Null. */
    public Output nothing(String name) throws IOException {
      generator.writeNullField(name);
      return this;
    }

    /** Microwatts as watts, null when there is no reading. */
    public Output watts(String name, OptionalLong microwatts) throws IOException {
      if (microwatts.isEmpty()) {
        return nothing(name);
      }
      generator.writeFieldName(name);
      generator.writeNumber(decimal(microwatts.getAsLong()));
      return this;
    }

    /**
     * A number, or its name in quotes where JSON has none: {@code "NaN"}, {@code "+Inf"}, {@code
     * "-Inf"}.
     */
    public Output field(String name, double number) throws IOException {
      generator.writeFieldName(name);
      if (Double.isNaN(number)) {
        generator.writeString("NaN");
      } else if (Double.isInfinite(number)) {
        generator.writeString(number > 0 ? "+Inf" : "-Inf");
      } else if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
        generator.writeNumber((long) number);
      } else {
        generator.writeNumber(number);
      }
      return this;
    }

    /** Ends the text with a line feed. */
    @Override
    public void close() throws IOException {
      generator.writeRaw('\n');
      generator.close();
    }

    /**
     * The text with a replacement character for each half of a surrogate pair, which has no UTF-8.
     */
    private static String paired(String text) {
      if (text.codePoints().noneMatch(Output::isHalf)) {
        return text;
      }
      StringBuilder whole = new StringBuilder(text.length());
      text.codePoints().map(c -> isHalf(c) ? 0xFFFD : c).forEach(whole::appendCodePoint);
      return whole.toString();
    }

    private static boolean isHalf(int codePoint) {
      return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /**
     * Exact and as short as it can be, with at least one decimal: {@code 812.345}, {@code 300.0}.
     */
    private static String decimal(long microwatts) {
      BigDecimal watts = BigDecimal.valueOf(microwatts, 6).stripTrailingZeros();
      return watts.setScale(Math.max(1, watts.scale())).toPlainString();
    }
  }
}
