package io.allsmi.core.table;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 says, with line feeds between records. */
final class CsvReader {
  private final String text;
  private int at;

  private CsvReader(String text) {
    this.text = text;
  }

  static List<List<String>> read(String text) {
    CsvReader reader = new CsvReader(text);
    List<List<String>> records = new ArrayList<>();
    while (reader.at < text.length()) {
      records.add(reader.record());
    }
    return records;
  }

  private List<String> record() {
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(text.charAt(at) == '"' ? quoted() : plain());
      char end = text.charAt(at++);
      if (end == '\n') {
        return cells;
      }
      if (end != ',') {
        throw new IllegalArgumentException("expected ',' or a line end, got '" + end + "'");
      }
    }
  }

  private String plain() {
    int from = at;
    while (",\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    at++;
    while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
      cell.append(text.charAt(at));
      at += text.startsWith("\"\"", at) ? 2 : 1;
    }
    at++;
    return cell.toString();
  }
}
