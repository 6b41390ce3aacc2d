package io.allsmi.core.exposition;

import io.allsmi.core.internal.Utf8;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Collects samples by family and writes them so that every reader agrees: one HELP and one TYPE per
 * family, its samples together, plain decimal numbers, and no brace inside a label value, because
 * one widely used reader drops such a line.
 */
final class PageWriter {
  /** A reader in the field drops a sample whose labels take more than this. */
  static final int MAX_LABEL_TEXT = 1024;

  private final PageFormat format;
  private final Map<Family, StringBuilder> samples = new EnumMap<>(Family.class);

  PageWriter(PageFormat format) {
    this.format = format;
  }

  /** No labels yet. */
  Labels labels() {
    return new Labels(format.labelSeparator());
  }

  /** The labels of one device or process, in order; values are escaped as they are added. */
  static final class Labels {
    private final String separator;
    private final List<String> parts = new ArrayList<>();
    private int length;

    private Labels(String separator) {
      this.separator = separator;
    }

    Labels add(String name, String value) {
      String part = name + "=\"" + escape(value) + '"';
      parts.add(part);
      length += Utf8.length(part) + (parts.size() == 1 ? 0 : 2);
      return this;
    }

    /**
     * Adds a label unless it is there already or the reader's limit on the whole text is passed.
     */
    Labels addIfRoom(String name, String value) {
      if (parts.stream().anyMatch(part -> part.startsWith(name + "="))) {
        return this;
      }
      int size = name.length() + 5 + Utf8.length(escape(value));
      return length + size > MAX_LABEL_TEXT ? this : add(name, value);
    }

    int room() {
      return MAX_LABEL_TEXT - length;
    }

    @Override
    public String toString() {
      return String.join(separator, parts);
    }
  }

  void add(Family family, String labels, double value) {
    StringBuilder text = samples.computeIfAbsent(family, f -> new StringBuilder());
    text.append(family.wireName).append('{').append(labels).append("} ");
    number(text, value);
    text.append('\n');
  }

  void add(Family family, String labels, OptionalDouble reading) {
    if (reading.isPresent()) {
      add(family, labels, reading.getAsDouble());
    }
  }

  void add(Family family, String labels, OptionalLong reading) {
    if (reading.isPresent()) {
      add(family, labels, (double) reading.getAsLong());
    }
  }

  void add(Family family, String labels, OptionalInt reading) {
    if (reading.isPresent()) {
      add(family, labels, reading.getAsInt());
    }
  }

  byte[] page() {
    StringBuilder page = new StringBuilder(1 << 16);
    samples.forEach(
        (family, text) -> {
          String name = format.metadataName(family);
          page.append("# HELP ").append(name).append(' ').append(family.help);
          page.append("\n# TYPE ").append(name);
          page.append(family.isCounter() ? " counter\n" : " gauge\n");
          page.append(text);
        });
    page.append(format.ending());
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Plain decimal digits, never an exponent; whole numbers without a point. */
  private static void number(StringBuilder out, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      out.append((long) value);
      return;
    }
    String text = Double.toString(value);
    out.append(text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString());
  }

  /** Backslash, quote and line end escaped; control characters removed; braces made round. */
  static String escape(String value) {
    StringBuilder out = null;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (out == null) {
        if (c != '\\' && c != '"' && c != '}' && !Character.isISOControl(c)) {
          continue;
        }
        out = new StringBuilder(value.length() + 8).append(value, 0, i);
      }
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        case '\n' -> out.append("\\n");
        case '}' -> out.append(')');
        default -> {
          if (!Character.isISOControl(c)) {
            out.append(c);
          }
        }
      }
    }
    return out == null ? value : out.toString();
  }

  /** Lower case, everything that is no letter or digit an underscore, never a digit first. */
  static String labelName(String key) {
    StringBuilder name = new StringBuilder(key.length() + 1);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        name.append('_');
      }
      name.append(letter || digit ? Character.toLowerCase(c) : '_');
    }
    return name.length() == 0 ? "_" : name.toString();
  }
}
