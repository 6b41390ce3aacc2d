package io.allsmi.core.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final int MOST_SHOWN = 300;

    /** The line it was found in, from 1; 0 when that is not known. */
    public final int line;

    Malformed(int line, @Nullable String message) {
      super(
          message == null
              ? "no reason was given"
              : Shown.line(message.lines().findFirst().orElse(""), MOST_SHOWN)); // it quotes a text
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

    private final String[] names;

    /** By code: the name in quotes, and the colon. */
    private final byte[][] quoted;

    private final Map<String, Integer> codes = new HashMap<>();
    private final int[] following;
    private int last;

    /** By code: the text that came last, since rows of one host have much in common. */
    private final Texts.Known[] texts;

    /** Names by their codes: the first is 0. */
    public Shape(String... names) {
      this.names = names.clone();
      this.quoted = new byte[names.length][];
      this.following = new int[names.length + 1];
      this.texts = new Texts.Known[names.length];
      Arrays.fill(texts, Texts.Known.NOTHING);
      for (int i = 0; i < names.length; i++) {
        quoted[i] = ('"' + names[i] + "\":").getBytes(StandardCharsets.UTF_8);
        codes.put(names[i], i);
        following[i] = i + 1 < names.length ? i + 1 : END;
      }
      following[names.length] = names.length == 0 ? END : 0;
      last = names.length;
    }

    /** The name with a code. */
    public String name(int code) {
      return names[code];
    }

    /** The code of a name, {@link #OTHER} when it is none of these. */
    public int code(String name) {
      return codes.getOrDefault(name, OTHER);
    }

    /** How many names there are. */
    public int size() {
      return names.length;
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

  /** An array or object that came last, which most likely comes again. For one reader. */
  public static final class Again {
    private static final int MOST_BYTES = 4096;

    private byte[] bytes = {};

    /** One that nothing has come of yet. */
    public Again() {}
  }

  /**
   * One line of JSON that is read from memory, value by value and without making an object of each.
   * {@link #value} goes on to a value; the other methods are about the value it came to. What is
   * read or passed over is checked: a line that is no JSON is refused.
   */
  public static final class Line {
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_WHOLE = 18;

    private final JsonScanner in;

    /** Reads a part of an array, which must not change meanwhile. */
    public Line(byte[] bytes, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      in = new JsonScanner(bytes, offset, length);
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
      return kind(in.value());
    }

    /** What the value is that was come to. */
    public Kind kind() {
      return kind(in.token());
    }

    private static Kind kind(JsonScanner.Token token) {
      return switch (token) {
        case NULL -> Kind.NOTHING;
        case TRUE, FALSE -> Kind.TRUTH;
        case WHOLE -> Kind.WHOLE;
        case REAL -> Kind.REAL;
        case TEXT -> Kind.TEXT;
        case OBJECT -> Kind.OBJECT;
        case ARRAY -> Kind.ARRAY;
        case END -> Kind.END;
      };
    }

    /**
     * In an object, goes on to the name of its next member: its code, {@link Shape#OTHER} or {@link
     * Shape#END}.
     */
    public int member(Shape shape) throws Malformed {
      int expected = shape.expected();
      if (expected >= 0 && in.name(shape.quoted[expected])) {
        shape.came(expected);
        return expected;
      }
      if (!in.name()) {
        shape.end();
        return Shape.END;
      }
      int code = shape.code(in.text(MAX_NAME_CHARS));
      if (code >= 0) {
        shape.came(code);
      }
      return code;
    }

    /** In an object, goes on to the name of its next member; null at its end. */
    public @Nullable String name() throws Malformed {
      return in.name() ? in.text(MAX_NAME_CHARS) : null;
    }

    /** Passes over what is in an object or an array; anything else is passed by itself. */
    public void skip() throws Malformed {
      in.skip();
    }

    /** Passes over the value that comes next. */
    public void skipValue() throws Malformed {
      in.value();
      in.skip();
    }

    /** Passes over the value of a member when it is what came last, byte by byte. */
    public boolean skipAgain(Again last) {
      return in.skipIf(last.bytes);
    }

    /** Where the value of the member begins, for {@link #keep}. */
    public int place() {
      return in.place();
    }

    /** Remembers an array or object that was read to its end. */
    public void keep(Again last, int place) {
      last.bytes = in.since(place, Again.MOST_BYTES);
    }

    /** Whether a truth is true. */
    public boolean truth() {
      return in.token() == JsonScanner.Token.TRUE;
    }

    /** Whether nothing but blanks follows. */
    public boolean isAtEnd() {
      return in.isAtEnd();
    }

    /** A whole number, of a text as well; {@link Long#MIN_VALUE} when it is none or beyond any. */
    public long whole() {
      if (in.token() != JsonScanner.Token.TEXT) {
        return in.token() == JsonScanner.Token.WHOLE ? in.whole() : Long.MIN_VALUE;
      }
      byte[] bytes = in.bytes();
      int at = in.from();
      int end = in.to();
      boolean isNegative = at < end && bytes[at] == '-';
      at += isNegative ? 1 : 0;
      if (end - at > LONGEST_WHOLE || at == end) {
        return Long.MIN_VALUE;
      }
      long number = 0;
      for (; at < end; at++) {
        if (bytes[at] < '0' || bytes[at] > '9') {
          return Long.MIN_VALUE;
        }
        number = number * 10 + (bytes[at] - '0');
      }
      return isNegative ? -number : number;
    }

    /** A number, NaN when it is longer than any that is meant. */
    public double real() {
      return in.to() - in.from() > LONGEST_NUMBER ? Double.NaN : in.real();
    }

    /** As {@link #text(Texts, int)}, where it most likely is the one that this name had last. */
    public String text(Texts texts, Shape shape, int name, int most) {
      Texts.Known known = text(texts, shape.texts[name], most);
      shape.texts[name] = known;
      return known.text;
    }

    /** As {@link #text(Texts, int)}, where it most likely is a known one. */
    public Texts.Known text(Texts texts, Texts.Known likely, int most) {
      return likely.is(in.bytes(), in.from(), in.to()) && in.to() - in.from() <= most
          ? likely
          : texts.of(in, most);
    }

    /** A text as {@code texts} has it: printable, and cut to so many bytes. */
    public String text(Texts texts, int most) {
      return texts.of(in, most).text;
    }
  }

  /** The fewest digits that are no other double. */
  static String shortest(double number) {
    return NumberOutput.toString(number, true);
  }

  /** A member that is an array of names: short ASCII words without quotes. */
  public static final class Names {
    private final String name;
    private final List<String> elements;
    private final byte[] text;

    /** Those elements in a member of that name. */
    public Names(String name, List<String> elements) {
      this.name = name;
      this.elements = List.copyOf(elements);
      String all = '"' + name + "\":[\"" + String.join("\",\"", elements) + "\"]";
      this.text = all.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether these are the elements: so many words of an array. */
    public boolean are(String[] words, int count) {
      boolean same = count == elements.size();
      for (int i = 0; i < count && same; i++) {
        same = Objects.equals(words[i], elements.get(i));
      }
      return same;
    }
  }

  /** A JSON text that is written: UTF-8, keys in the order they are written. */
  public static final class Output implements AutoCloseable {
    private final JsonBytes bytes;
    private final boolean pretty;

    /** Whether something stands before in the same object or array. */
    private boolean follows;

    /** Whether what comes next is the value of a member. */
    private boolean afterName;

    private int depth;

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
      this.bytes = new JsonBytes(out);
      this.pretty = pretty;
    }

    /** Begins a member or an element. */
    private void begin() throws IOException {
      if (follows) {
        bytes.put(',');
      }
      if (pretty && depth > 0) {
        newLine();
      }
    }

    private void newLine() throws IOException {
      bytes.put('\n');
      for (int i = 0; i < depth; i++) {
        bytes.ascii("  ");
      }
    }

    /** Begins a value: an element, or what follows a name. */
    private void beginValue() throws IOException {
      if (afterName) {
        afterName = false;
      } else {
        begin();
      }
      follows = true;
    }

    private Output open(char bracket) throws IOException {
      beginValue();
      bytes.put(bracket);
      depth++;
      follows = false;
      return this;
    }

    private Output shut(char bracket) throws IOException {
      depth--;
      if (pretty && follows) {
        newLine();
      }
      bytes.put(bracket);
      follows = true;
      return this;
    }

    public Output beginObject() throws IOException {
      return open('{');
    }

    public Output endObject() throws IOException {
      return shut('}');
    }

    public Output beginArray() throws IOException {
      return open('[');
    }

    public Output endArray() throws IOException {
      return shut(']');
    }

    public Output name(String name) throws IOException {
      if (pretty) {
        begin();
        bytes.name(name, false);
        bytes.put(' ');
      } else {
        bytes.name(name, follows);
      }
      afterName = true;
      return this;
    }

    public Output value(long number) throws IOException {
      beginValue();
      bytes.whole(number);
      return this;
    }

    /** A whole number as a string. */
    public Output quoted(long number) throws IOException {
      beginValue();
      bytes.put('"');
      bytes.whole(number);
      bytes.put('"');
      return this;
    }

    /** A number with at least one decimal, {@code 45.0}; null when there is no such number. */
    public Output real(double number) throws IOException {
      beginValue();
      if (Double.isFinite(number)) {
        bytes.real(number);
      } else {
        bytes.nothing();
      }
      return this;
    }

    /** A string as it is, or a number, true, false or null by its text. */
    public Output value(String text, boolean isString) throws IOException {
      beginValue();
      if (isString) {
        bytes.text(text);
      } else {
        bytes.ascii(text);
      }
      return this;
    }

    /** Names of things in an array, such as {@code "unknown":["frequency"]}, written often. */
    public Output names(Names names) throws IOException {
      if (pretty) {
        name(names.name).beginArray();
        for (String one : names.elements) {
          value(one, true);
        }
        return endArray();
      }
      if (follows) {
        bytes.put(',');
      }
      bytes.piece(names.text);
      follows = true;
      return this;
    }

    public Output field(String name, String text) throws IOException {
      return name(name).value(text, true);
    }

    public Output field(String name, long number) throws IOException {
      return name(name).value(number);
    }

    public Output field(String name, boolean truth) throws IOException {
      return name(name).value(truth ? "true" : "false", false);
    }

    /** A number, null when there is no reading. */
    public Output field(String name, OptionalLong reading) throws IOException {
      return reading.isEmpty() ? nothing(name) : field(name, reading.getAsLong());
    }

    /** A whole number, null when there is no reading. */
    public Output field(String name, OptionalInt reading) throws IOException {
      return reading.isEmpty() ? nothing(name) : field(name, (long) reading.getAsInt());
    }

    /** A number with at least one decimal, {@code 45.0}; null when there is no reading. */
    public Output real(String name, OptionalDouble reading) throws IOException {
      return reading.isEmpty() ? nothing(name) : real(name, reading.getAsDouble());
    }

    /** A number with at least one decimal, {@code 45.0}; null when there is no such number. */
    public Output real(String name, double number) throws IOException {
      return name(name).real(number);
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
      name(name);
      beginValue();
      bytes.nothing();
      return this;
    }

    /** Microwatts as watts, null when there is no reading. */
    public Output watts(String name, OptionalLong microwatts) throws IOException {
      return microwatts.isEmpty()
          ? nothing(name)
          : name(name).value(decimal(microwatts.getAsLong()), false);
    }

    /**
     * A number, or its name in quotes where JSON has none: {@code "NaN"}, {@code "+Inf"}, {@code
     * "-Inf"}.
     */
    public Output field(String name, double number) throws IOException {
      name(name);
      if (Double.isNaN(number)) {
        return value("NaN", true);
      }
      if (Double.isInfinite(number)) {
        return value(number > 0 ? "+Inf" : "-Inf", true);
      }
      return number == Math.rint(number) && Math.abs(number) < 1L << 53
          ? value((long) number)
          : real(number);
    }

    /** Ends the text with a line feed. */
    @Override
    public void close() throws IOException {
      bytes.put('\n');
      bytes.finish();
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
