package io.allsmi.tui.panel;

import io.allsmi.core.table.Column;
import io.allsmi.core.table.Quantity;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table on the screen.
 *
 * @param title its heading
 * @param width its cells; of the widest form where it can shrink
 * @param minimum the cells below which it is left out
 * @param right whether its text ends at its right edge
 * @param priority columns with larger numbers leave first; 0 never leaves
 * @param action what sorts by it, if anything does
 * @param painter draws one cell
 */
record TableColumn<R>(
    String title,
    int width,
    int minimum,
    boolean right,
    int priority,
    Optional<Action> action,
    Painter<R> painter) {
  /** What a column that takes the rest would like to have. */
  private static final int WIDE = 40;

  /** Draws the cell of a row in {@code width} cells at a place. */
  interface Painter<R> {
    void paint(Scene scene, int x, int y, int width, R row);
  }

  /** A column of text. */
  static <R> TableColumn<R> text(
      String title,
      int width,
      boolean right,
      int priority,
      @Nullable Action action,
      Function<R, String> text) {
    Painter<R> painter =
        (scene, x, y, w, row) -> paint(scene, x, y, w, right, text.apply(row), Role.NORMAL);
    return new TableColumn<>(
        title, width, width, right, priority, Optional.ofNullable(action), painter);
  }

  /** A column of the catalogue, which may shrink to a minimum. */
  static <R, V> TableColumn<R> of(
      Column<V> column, Function<R, V> value, int minimum, @Nullable Action action) {
    Painter<R> painter =
        (scene, x, y, w, row) ->
            paint(
                scene,
                x,
                y,
                w,
                column.rightAligned(),
                column.text().apply(value.apply(row)),
                Role.NORMAL);
    return new TableColumn<>(
        column.title(),
        width(column, minimum),
        minimum,
        column.rightAligned(),
        column.priority(),
        Optional.ofNullable(action),
        painter);
  }

  /** Figures have a width that fits all of them; words take more where there is room. */
  private static int width(Column<?> column, int minimum) {
    int wanted = column.width() == 0 ? WIDE : column.width();
    return column.rightAligned() ? minimum : Math.max(minimum, wanted);
  }

  TableColumn<R> withTitle(String other) {
    return new TableColumn<>(other, width, minimum, right, priority, action, painter);
  }

  TableColumn<R> withPriority(int other) {
    return new TableColumn<>(title, width, minimum, right, other, action, painter);
  }

  TableColumn<R> withMinimum(int other) {
    return new TableColumn<>(
        title, Math.max(width, other), other, right, priority, action, painter);
  }

  TableColumn<R> withPainter(Painter<R> other) {
    return new TableColumn<>(title, width, minimum, right, priority, action, other);
  }

  static void paint(Scene scene, int x, int y, int width, boolean right, String text, Role role) {
    Role shown = text.equals(Quantity.ABSENT) ? Role.DIM : role;
    if (right) {
      scene.canvas().right(x, y, width, text, shown);
    } else {
      scene.canvas().text(x, y, width, text, shown);
    }
  }
}
