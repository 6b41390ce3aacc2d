package io.allsmi.core.slurm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a table: between separators, or in columns under a header or of given widths. Where
 * a cell may hold the separator, the cells before it are counted from the left and those after it
 * from the right.
 */
final class Grid {
  private static final List<String> SEPARATORS = List.of("\u001f", "|#", "|", "\t");
  private static final int MOST_COLUMNS = 256;

  /** Characters of a header over columns. */
  private static final int MOST_WIDTH = 8_192;

  private static final Pattern WIDTH = Pattern.compile("(.*?):\\.?([0-9]{1,4})");
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Intake in;
  private final Predicate<String> isColumn;
  private final Predicate<String> isFree;
  private final List<Row> rows = new ArrayList<>();
  private final List<RawLines.Line> aligned = new ArrayList<>();
  private List<String> columns = List.of();
  private @Nullable String separator;
  private @Nullable String header;
  private int freeColumn = -1;

  /**
   * A row.
   *
   * @param line the line it begins in
   * @param cells one for each column
   * @param isGuess whether there were more separators than columns, and some in the middle of the
   *     row were taken for a cell's own
   */
  record Row(int line, List<String> cells, boolean isGuess) {}

  private Grid(Intake in, Predicate<String> isColumn, Predicate<String> isFree) {
    this.in = in;
    this.isColumn = isColumn;
    this.isFree = isFree;
  }

  /**
   * Reads a table.
   *
   * @param fields the columns, when there is no header; with a width behind a colon each where they
   *     are as wide as that
   * @param isColumn whether a text is the header of a column that is known
   * @param isFree whether a column may hold any text
   */
  static Grid read(
      byte[] output,
      List<String> fields,
      Predicate<String> isColumn,
      Predicate<String> isFree,
      Intake in) {
    Grid grid = new Grid(in, isColumn, isFree);
    grid.columns = fields.stream().map(String::strip).toList();
    grid.readLines(new RawLines(output, in.complaints));
    return grid;
  }

  List<String> columns() {
    return columns;
  }

  List<Row> rows() {
    return rows;
  }

  private void readLines(RawLines lines) {
    RawLines.Line line = lines.next();
    boolean isFirst = true;
    while (line != null) {
      if (isFirst && isHeader(line.text())) {
        isFirst = false;
      } else if (isFirst && columns.isEmpty()) {
        passOver(line);
      } else {
        isFirst = false;
        if (!in.isRoom(rows.size() + aligned.size(), line.number())) {
          break;
        }
        row(line);
      }
      line = lines.next();
    }
    if (header != null && separator == null) {
      cutAligned();
    }
  }

  /** A line before any header: the moment that long forms begin with, or a message. */
  private void passOver(RawLines.Line line) {
    if (!line.text().matches("[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]{2} [0-9:]{8} [0-9]{4}")) {
      in.refuse(line.number(), "table", "a header, or the columns by name", line.text());
    }
  }

  private boolean isHeader(String line) {
    String found = separatorIn(line, 1);
    List<String> cells =
        new ArrayList<>(
            Arrays.asList(
                found == null ? line.strip().split("\\s+") : line.split(Pattern.quote(found), -1)));
    if (found != null && cells.get(cells.size() - 1).isBlank()) {
      cells.remove(cells.size() - 1);
    }
    long known = cells.stream().filter(isColumn).count();
    boolean isLong = cells.size() > MOST_COLUMNS || (found == null && line.length() > MOST_WIDTH);
    if (known < 1 || (known < 2 && cells.size() > 1) || !isUpper(cells) || isLong) {
      return false;
    }
    columns = cells.stream().map(String::strip).toList();
    separator = found;
    header = line;
    setFreeColumn();
    return true;
  }

  private static boolean isUpper(List<String> cells) {
    return cells.stream().allMatch(cell -> cell.chars().noneMatch(Character::isLowerCase));
  }

  private void setFreeColumn() {
    for (int i = 0; i < columns.size(); i++) {
      if (isFree.test(columns.get(i))) {
        freeColumn = i;
      }
    }
  }

  private static @Nullable String separatorIn(String line, int least) {
    for (String candidate : SEPARATORS) {
      if (count(line, candidate) >= least) {
        return candidate;
      }
    }
    return null;
  }

  private static int count(String line, String part) {
    int count = 0;
    for (int at = line.indexOf(part); at >= 0; at = line.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  private void row(RawLines.Line line) {
    if (header == null) {
      begin(line.text());
    }
    if (separator != null) {
      separated(line, separator);
    } else if (header != null) {
      aligned.add(line);
    } else {
      byWidthOrWord(line);
    }
  }

  /** The first row of a table without header tells what is between its cells. */
  private void begin(String line) {
    if (separator == null && freeColumn < 0) {
      separator = columns.size() > 1 ? separatorIn(line, columns.size() - 1) : null;
      setFreeColumn();
    }
  }

  private void separated(RawLines.Line line, String by) {
    List<String> parts = new ArrayList<>(Arrays.asList(line.text().split(Pattern.quote(by), -1)));
    int columnCount = columns.size();
    if (parts.size() == columnCount + 1 && parts.get(columnCount).isBlank()) {
      parts.remove(columnCount);
    }
    int extra = parts.size() - columnCount;
    boolean isRest = extra < 0 && parts.size() == 1 && freeColumn == columnCount - 1;
    if (isRest && !rows.isEmpty()) {
      addToLast(line.text());
    } else if (extra < 0 || (extra > 0 && freeColumn < 0)) {
      in.refuse(line.number(), "row", columnCount + " fields", line.text());
    } else if (extra == 0) {
      rows.add(new Row(line.number(), List.copyOf(parts), false));
    } else {
      List<String> cells = new ArrayList<>(parts.subList(0, freeColumn));
      cells.add(String.join(by, parts.subList(freeColumn, freeColumn + extra + 1)));
      cells.addAll(parts.subList(freeColumn + extra + 1, parts.size()));
      rows.add(new Row(line.number(), List.copyOf(cells), freeColumn < columnCount - 1));
    }
  }

  /** A line end in the last cell: the line is the rest of it. */
  private void addToLast(String rest) {
    Row last = rows.get(rows.size() - 1);
    List<String> cells = new ArrayList<>(last.cells());
    int at = cells.size() - 1;
    if (cells.get(at).length() < RawLines.MOST_CHARS) {
      cells.set(at, cells.get(at) + " " + rest.strip());
    }
    rows.set(rows.size() - 1, new Row(last.line(), List.copyOf(cells), last.isGuess()));
  }

  private void byWidthOrWord(RawLines.Line line) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    for (String column : columns) {
      Matcher width = WIDTH.matcher(column);
      if (!width.matches()) {
        byWord(line);
        return;
      }
      int end = Math.min(line.bytes().length(), at + Integer.parseInt(width.group(2)));
      cells.add(RawLines.decode(line.bytes().substring(Math.min(at, end), end)).strip());
      at = end;
    }
    rows.add(new Row(line.number(), List.copyOf(cells), false));
  }

  private void byWord(RawLines.Line line) {
    String[] words = line.text().strip().split("\\s+", -1);
    if (words.length == columns.size()) {
      rows.add(new Row(line.number(), List.of(words), false));
    } else {
      in.refuse(line.number(), "row", columns.size() + " words", line.text());
    }
  }

  /** The name of a column without the width that may be behind it. */
  static String plain(String column) {
    Matcher width = WIDTH.matcher(column);
    return width.matches() ? width.group(1) : column;
  }

  /** Cuts at the first column between two headers where most rows have a blank. */
  private void cutAligned() {
    List<int[]> words = new ArrayList<>();
    Matcher word = WORD.matcher(String.valueOf(header));
    while (word.find()) {
      words.add(new int[] {word.start(), word.end()});
    }
    int[] cuts = new int[words.size()];
    for (int i = 1; i < words.size(); i++) {
      cuts[i] = cut(words.get(i - 1)[1], words.get(i)[0]);
    }
    for (RawLines.Line line : aligned) {
      rows.add(new Row(line.number(), cells(line.bytes(), cuts), false));
    }
    aligned.clear();
  }

  /** A cell that is longer than its column moves all behind it. */
  private static List<String> cells(String line, int[] cuts) {
    List<String> cells = new ArrayList<>(cuts.length);
    int length = line.length();
    int moved = 0;
    int from = 0;
    for (int i = 1; i < cuts.length; i++) {
      int to = Math.min(cuts[i] + moved, length);
      while (to < length && line.charAt(to) != ' ') {
        to++;
        moved++;
      }
      cells.add(RawLines.decode(line.substring(from, to)).strip());
      from = to;
    }
    cells.add(RawLines.decode(line.substring(from)).strip());
    return List.copyOf(cells);
  }

  private int cut(int from, int to) {
    int best = from;
    long most = -1;
    for (int at = from; at < to; at++) {
      int place = at;
      long blanks =
          aligned.stream()
              .filter(l -> place >= l.bytes().length() || l.bytes().charAt(place) == ' ')
              .count();
      if (blanks > most) {
        most = blanks;
        best = at;
      }
    }
    return best;
  }
}
