package io.allsmi.core.shim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code rocm-smi} prints for people: the concise table, and the lines {@code GPU[0] : name:
 * value} of its options.
 */
final class RocmTable {
  /** What a column of the concise table is called in the long form. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "temp", "Temperature (C)",
          "avgpwr", "Power (W)",
          "power", "Power (W)",
          "sclk", "sclk clock speed:",
          "mclk", "mclk clock speed:",
          "fan", "Fan speed (%)",
          "pwrcap", "Max Graphics Package Power (W)",
          "vram%", "GPU Memory Allocated (VRAM%)",
          "gpu%", "GPU use (%)");

  private final Harvest harvest = new Harvest();
  private final RocmCards cards = new RocmCards(harvest);
  private List<String> columns = List.of();

  private RocmTable() {}

  static ShimReadings read(byte[] bytes) {
    RocmTable table = new RocmTable();
    Harvest harvest = table.harvest;
    Lines.each(Lines.text(bytes, harvest.complaints), harvest.complaints, table::line);
    return table.cards.readings();
  }

  private void line(Lines.Line line) {
    String text = line.text().strip();
    if (text.startsWith("=") || text.startsWith("(")) {
      // Borders and titles, and the second line of the header.
      return;
    }
    List<String> words = words(text);
    String first = words.get(0).toLowerCase(Locale.ROOT);
    if (text.startsWith("GPU[")) {
      pair(line, text);
    } else if (first.equals("gpu") || first.equals("device")) {
      columns = words.stream().map(RocmTable::columnName).toList();
    } else if (Numbers.is(first) && !columns.isEmpty()) {
      row(line, words);
    } else {
      harvest.refuse(line, "a row of the table of rocm-smi");
    }
  }

  /** Lists within a cell hold blanks behind their commas; remarks in the header are in brackets. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split("\\s+", -1)) {
      int last = words.size() - 1;
      if (last >= 0 && (words.get(last).endsWith(",") || word.startsWith("("))) {
        words.set(last, words.get(last) + word);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static String columnName(String word) {
    int remark = word.indexOf('(');
    return (remark < 0 ? word : word.substring(0, remark)).toLowerCase(Locale.ROOT);
  }

  private void row(Lines.Line line, List<String> words) {
    Optional<RocmCard> card = cards.card(words.get(0), line.number());
    if (words.size() != columns.size() || card.isEmpty()) {
      harvest.refuse(line, columns.size() + " columns and not " + words.size());
      return;
    }
    for (int i = 1; i < words.size(); i++) {
      String name = COLUMNS.get(columns.get(i));
      if (name != null) {
        card.get().put(harvest.reading(name, words.get(i), line.number()));
      }
    }
  }

  /** {@code GPU[0] : GPU use (%): 5}. */
  private void pair(Lines.Line line, String text) {
    int bracket = text.indexOf(']');
    int colon = text.indexOf(':');
    int value = text.lastIndexOf(": ");
    Optional<RocmCard> card =
        bracket < 0 ? Optional.empty() : cards.card(text.substring(4, bracket), line.number());
    if (card.isEmpty() || colon < bracket || value <= colon) {
      harvest.refuse(line, "a card, a name and a value");
      return;
    }
    String name = text.substring(colon + 1, value).strip();
    card.get().put(harvest.reading(name, text.substring(value + 1).strip(), line.number()));
  }
}
