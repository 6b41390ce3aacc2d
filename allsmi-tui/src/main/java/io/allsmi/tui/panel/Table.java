package io.allsmi.tui.panel;

import io.allsmi.tui.draw.Role;
import io.allsmi.tui.state.Action;
import io.allsmi.tui.state.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Columns fitted into a width: the least important leave first, the last one takes the rest. */
final class Table<R> {
  private static final int MARGIN = 1;
  private static final int GAP = 2;

  private final List<Placed<R>> columns;

  private record Placed<R>(TableColumn<R> column, int x, int width) {}

  /** Fits columns into a width; {@code sorted} is never left out. */
  Table(List<TableColumn<R>> all, int width, Optional<Action> sorted) {
    List<TableColumn<R>> kept = new ArrayList<>(all);
    while (minimum(kept) > width - MARGIN) {
      Optional<TableColumn<R>> leaving = leastImportant(kept, sorted);
      if (leaving.isEmpty()) {
        break;
      }
      kept.remove(leaving.get());
    }
    this.columns = place(kept, width);
  }

  private static <R> int minimum(List<TableColumn<R>> columns) {
    return columns.stream().mapToInt(c -> c.minimum() + GAP).sum() - GAP;
  }

  private static <R> Optional<TableColumn<R>> leastImportant(
      List<TableColumn<R>> columns, Optional<Action> sorted) {
    return columns.stream()
        .filter(c -> c.priority() > 0 && (sorted.isEmpty() || !c.action().equals(sorted)))
        .max(Comparator.comparingInt(TableColumn::priority));
  }

  /** Spare cells go to the columns that can grow, in turn, and what then is left to the last. */
  private static <R> List<Placed<R>> place(List<TableColumn<R>> kept, int width) {
    int[] widths = kept.stream().mapToInt(TableColumn::minimum).toArray();
    int spare = width - MARGIN - minimum(kept);
    boolean grown = true;
    while (spare > 0 && grown) {
      grown = false;
      for (int i = 0; i < widths.length && spare > 0; i++) {
        if (widths[i] < kept.get(i).width()) {
          widths[i]++;
          spare--;
          grown = true;
        }
      }
    }
    List<Placed<R>> placed = new ArrayList<>();
    int x = MARGIN;
    for (int i = 0; i < widths.length; i++) {
      boolean takesRest = i == widths.length - 1 && !kept.get(i).right();
      int cells = Math.min(takesRest ? width - x : widths[i], width - x);
      placed.add(new Placed<>(kept.get(i), x, Math.max(0, cells)));
      x += widths[i] + GAP;
    }
    return placed;
  }

  /** Draws the headings; the sorted one is marked, and a click on one sorts by it. */
  void header(Scene scene, int y, Optional<Action> sorted) {
    for (Placed<R> p : columns) {
      boolean current = sorted.isPresent() && p.column().action().equals(sorted);
      String title = current ? mark(p) : p.column().title();
      Role role = current ? Role.ACCENT : Role.DIM;
      boolean wide = p.column().right() && title.length() > p.width();
      int x = wide ? p.x() - 1 : p.x();
      TableColumn.paint(
          scene, x, y, wide ? p.width() + 1 : p.width(), p.column().right(), title, role);
      p.column()
          .action()
          .ifPresent(a -> scene.canvas().mark(y, p.x(), p.x() + p.width(), new Target.OfAction(a)));
    }
  }

  private String mark(Placed<R> p) {
    return p.column().title() + (p.column().title().length() + 2 <= p.width() ? " ▾" : "▾");
  }

  /** Draws one row. */
  void row(Scene scene, int y, R row) {
    row(scene, y, scene.canvas().columns(), row);
  }

  /** Draws the cells of a row that end before a column. */
  void row(Scene scene, int y, int end, R row) {
    for (Placed<R> p : columns) {
      if (p.width() > 0 && p.x() + p.width() <= end) {
        p.column().painter().paint(scene, p.x(), y, p.width(), row);
      }
    }
  }
}
