package io.allsmi.core.shim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows of a CSV output. The tools quote nothing, so a comma in a text makes a column too many:
 * such a row is put together again where it can be told which text it was, and refused otherwise.
 * No row is ever read shifted.
 */
final class CsvRows {
  private static final int MAX_COLUMNS = 1000;

  /** What a kind of row is made of. */
  interface Kind {
    /** Whether a column of that name is one that is read. */
    boolean isColumn(String name);

    /** The column whose text may hold commas. */
    boolean mayHoldCommas(String name);

    /** Whether a row that was put together again makes sense. */
    boolean isBelievable(Row row, List<String> pieces);

    /** The columns when neither a header nor the caller names them, by the first row. */
    List<String> usual(List<String> cells);

    /** Reads a row. */
    void read(Row row, Harvest harvest);
  }

  /**
   * One row.
   *
   * @param line where it stands
   * @param columns the names of its cells
   * @param cells as many
   */
  record Row(Lines.Line line, List<String> columns, List<String> cells) {}

  private final Kind kind;
  private final Harvest harvest;
  private List<String> columns;

  private CsvRows(Kind kind, List<String> query, Harvest harvest) {
    this.kind = kind;
    this.columns = query.stream().map(CsvRows::columnName).toList();
    this.harvest = harvest;
  }

  /**
   * Reads a text.
   *
   * @param query the columns of a text without a header; empty to find them in the text
   */
  static ShimReadings read(byte[] bytes, List<String> query, Kind kind) {
    Harvest harvest = new Harvest();
    CsvRows rows = new CsvRows(kind, query, harvest);
    Lines.each(Lines.text(bytes, harvest.complaints), harvest.complaints, rows::line);
    return harvest.readings();
  }

  /** {@code memory.used [MiB]} is the column {@code memory.used}. */
  private static String columnName(String cell) {
    int unit = cell.indexOf('[');
    return (unit < 0 ? cell : cell.substring(0, unit)).strip().toLowerCase(Locale.ROOT);
  }

  private void line(Lines.Line line) {
    List<String> parts = List.of(line.text().split(",", MAX_COLUMNS));
    List<String> cells = parts.stream().map(String::strip).toList();
    List<String> names = cells.stream().map(CsvRows::columnName).toList();
    if (isHeader(cells, names)) {
      columns = columns.isEmpty() ? names : columns;
      return;
    }
    if (columns.isEmpty()) {
      columns = kind.usual(cells);
    }
    row(line, cells, parts)
        .ifPresentOrElse(
            row -> kind.read(row, harvest), () -> harvest.refuse(line, expected(cells.size())));
  }

  /** A line without any comma is a message of the tool, and the columns do not explain it. */
  private String expected(int got) {
    return got == 1
        ? columns.size() + " columns"
        : columns.size() + " columns (" + named() + ") and not " + got;
  }

  private String named() {
    String all = String.join(",", columns);
    return all.length() <= 200 ? all : all.substring(0, 200) + "…";
  }

  private boolean isHeader(List<String> cells, List<String> names) {
    return names.stream().anyMatch(kind::isColumn)
        && cells.stream().noneMatch(cell -> Numbers.is(cell) || Absence.is(cell))
        && (columns.isEmpty() || columns.equals(names));
  }

  private Optional<Row> row(Lines.Line line, List<String> cells, List<String> parts) {
    int surplus = cells.size() - columns.size();
    if (surplus == 0) {
      return Optional.of(new Row(line, columns, cells));
    }
    List<String> free = columns.stream().filter(kind::mayHoldCommas).toList();
    if (surplus < 0 || free.size() != 1) {
      return Optional.empty();
    }
    int at = columns.indexOf(free.get(0));
    List<String> pieces = cells.subList(at, at + surplus + 1);
    String joined = String.join(",", parts.subList(at, at + surplus + 1)).strip();
    List<String> whole = new ArrayList<>(cells.subList(0, at));
    whole.add(joined);
    whole.addAll(cells.subList(at + surplus + 1, cells.size()));
    Row row = new Row(line, columns, whole);
    return kind.isBelievable(row, pieces) ? Optional.of(row) : Optional.empty();
  }
}
