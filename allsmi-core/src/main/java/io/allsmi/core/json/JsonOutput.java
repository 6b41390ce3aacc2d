package io.allsmi.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * A JSON text written piece by piece: the one class of this package that knows the JSON library.
 * Compact, UTF-8, keys in the order they are written.
 */
final class JsonOutput implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final JsonGenerator generator;

  /** Writes to a stream, which is flushed at the end and left open. */
  JsonOutput(OutputStream out) throws IOException {
    generator = FACTORY.createGenerator(out);
  }

  JsonOutput beginObject() throws IOException {
    generator.writeStartObject();
    return this;
  }

  JsonOutput endObject() throws IOException {
    generator.writeEndObject();
    return this;
  }

  JsonOutput beginArray() throws IOException {
    generator.writeStartArray();
    return this;
  }

  JsonOutput endArray() throws IOException {
    generator.writeEndArray();
    return this;
  }

  JsonOutput name(String name) throws IOException {
    generator.writeFieldName(name);
    return this;
  }

  JsonOutput value(long number) throws IOException {
    generator.writeNumber(number);
    return this;
  }

  JsonOutput field(String name, String text) throws IOException {
    generator.writeStringField(name, paired(text));
    return this;
  }

  JsonOutput field(String name, long number) throws IOException {
    generator.writeNumberField(name, number);
    return this;
  }

  JsonOutput field(String name, boolean truth) throws IOException {
    generator.writeBooleanField(name, truth);
    return this;
  }

  /** A number, null when there is no reading. */
  JsonOutput field(String name, OptionalLong reading) throws IOException {
    if (reading.isEmpty()) {
      generator.writeNullField(name);
      return this;
    }
    return field(name, reading.getAsLong());
  }

  /** Microwatts as watts, null when there is no reading. */
  JsonOutput watts(String name, OptionalLong microwatts) throws IOException {
    if (microwatts.isEmpty()) {
      generator.writeNullField(name);
      return this;
    }
    generator.writeFieldName(name);
    generator.writeNumber(decimal(microwatts.getAsLong()));
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
    if (text.codePoints().noneMatch(JsonOutput::isHalf)) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints().map(c -> isHalf(c) ? 0xFFFD : c).forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Exact and as short as it can be, with at least one decimal: {@code 812.345}, {@code 300.0}. */
  private static String decimal(long microwatts) {
    BigDecimal watts = BigDecimal.valueOf(microwatts, 6).stripTrailingZeros();
    return watts.setScale(Math.max(1, watts.scale())).toPlainString();
  }
}
