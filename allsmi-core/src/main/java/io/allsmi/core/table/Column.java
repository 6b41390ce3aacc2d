package io.allsmi.core.table;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One column of a table, defined once for the screen, CSV and plain text.
 *
 * @param <R> what a row of the table is
 * @param key the CSV header and JSON name; its end names the unit, such as {@code vram_bytes}
 * @param title the header on screen
 * @param width preferred terminal cells; 0 takes what is left
 * @param rightAligned whether cells are aligned to the right, as numbers are
 * @param priority 0 never leaves the screen; of the others the largest leaves first
 * @param onScreen whether it is a column of the screen; if not it is for CSV and JSON only
 * @param numeric whether the CSV cell is a number, which needs no guard against formulas
 * @param text the cell for people; {@link Quantity#ABSENT} when there is no reading
 * @param csv the cell for programs, in base units; empty when there is no reading
 * @since 0.30.0
 */
public record Column<R>(
    String key,
    String title,
    int width,
    boolean rightAligned,
    int priority,
    boolean onScreen,
    boolean numeric,
    Function<R, String> text,
    Function<R, String> csv) {
  /** Checks the arguments. */
  public Column {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(csv, "csv");
    if (width < 0 || priority < 0) {
      throw new IllegalArgumentException(
          key + ": expected a width and a priority of at least 0, got " + width + ", " + priority);
    }
  }

  /** A column of words, aligned to the left, with the same text in CSV. */
  public static <R> Column<R> words(
      String key, String title, int width, int priority, Function<R, String> text) {
    return new Column<>(key, title, width, false, priority, true, false, text, text);
  }

  /** A column of numbers, aligned to the right, written in base units in CSV. */
  public static <R> Column<R> number(
      String key,
      String title,
      int width,
      int priority,
      Function<R, String> text,
      Function<R, String> csv) {
    return new Column<>(key, title, width, true, priority, true, true, text, csv);
  }

  /** A column that only CSV has. */
  public static <R> Column<R> csvOnly(String key, Function<R, String> csv) {
    return new Column<>(key, key, 0, false, 0, false, false, csv, csv);
  }

  /** This column with another text in CSV. */
  public Column<R> withCsv(Function<R, String> other) {
    return new Column<>(key, title, width, rightAligned, priority, onScreen, numeric, text, other);
  }

  /** The columns that the screen shows, in the same order. */
  public static <R> List<Column<R>> onScreen(List<Column<R>> columns) {
    return columns.stream().filter(Column::onScreen).toList();
  }
}
