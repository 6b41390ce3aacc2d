package io.allsmi.benchmarks;

import java.nio.charset.StandardCharsets;

/** An answer as our script writes it: sections behind marks with the word of the connection. */
final class Marks {
  private final StringBuilder text = new StringBuilder(16 << 10);
  private final String word;

  Marks(String word) {
    this.word = word;
    mark("begin");
  }

  Marks mark(String name) {
    text.append("\n#").append(word).append(' ').append(name).append('\n');
    return this;
  }

  Marks line(String line) {
    text.append(line).append('\n');
    return this;
  }

  Marks text(String part) {
    text.append(part);
    return this;
  }

  Marks number(long number) {
    text.append(number);
    return this;
  }

  /** The whole answer. */
  byte[] end() {
    return mark("end").text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
