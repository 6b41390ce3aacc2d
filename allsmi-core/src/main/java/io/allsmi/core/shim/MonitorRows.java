package io.allsmi.core.shim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of {@code nvidia-smi pmon} and {@code dmon}: words under a header that begins with
 * {@code #} and may come again. The last column may hold blanks.
 */
final class MonitorRows {
  /** Reads one row: its cells by the names of their columns. */
  interface RowReader {
    void read(Map<String, Reading> cells, Lines.Line line, Harvest harvest);
  }

  private final RowReader reader;
  private final Harvest harvest = new Harvest();
  private List<String> columns = List.of();

  /** Whether the last line was a header, so that one with units may follow. */
  private boolean afterHeader;

  private MonitorRows(RowReader reader) {
    this.reader = reader;
  }

  static ShimReadings read(byte[] bytes, RowReader reader) {
    MonitorRows rows = new MonitorRows(reader);
    Harvest harvest = rows.harvest;
    Lines.each(Lines.text(bytes, harvest.complaints), harvest.complaints, rows::line);
    return harvest.readings();
  }

  private void line(Lines.Line line) {
    String text = line.text().strip();
    if (text.startsWith("#")) {
      if (!afterHeader) {
        columns =
            Arrays.stream(text.substring(1).strip().split("\\s+", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
      }
      afterHeader = !afterHeader;
      return;
    }
    afterHeader = false;
    String[] words = line.words(Math.max(1, columns.size()));
    if (!columns.contains("gpu")) {
      harvest.refuse(line, "a header that begins with # and names a column 'gpu'");
    } else if (words.length != columns.size()) {
      harvest.refuse(line, columns.size() + " columns and not " + words.length);
    } else {
      Map<String, Reading> cells = new LinkedHashMap<>();
      for (int i = 0; i < words.length; i++) {
        cells.put(columns.get(i), harvest.reading(columns.get(i), words[i], line.number()));
      }
      reader.read(cells, line, harvest);
    }
  }
}
