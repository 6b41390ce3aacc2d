package io.allsmi.core.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
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
