package io.allsmi.tui.panel;

import io.allsmi.core.filter.Filter;
import io.allsmi.core.filter.FilterError;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.FilterChoice;
import io.allsmi.tui.state.Listing;
import java.util.Optional;

/** The line in which a filter is typed, and the chip that says which one holds. */
final class FilterLine {
  private static final int GAP = 2;

  /** Cells that are kept for what is wrong, where there are as many. */
  private static final int FOR_MESSAGE = 30;

  private FilterLine() {}

  /** {@code filter: user==alice · sums filtered}, and how many rows match. */
  static void chip(Scene scene, int y) {
    FilterChoice filter = scene.state().filter();
    int columns = scene.canvas().columns();
    String text = held(filter);
    String start = " ⚠ filter: ";
    String end = " · sums filtered ";
    int room = columns - Text.width(start) - Text.width(end);
    String chip = room < 8 ? start + text + " " : start + Text.cut(text, room) + end;
    int x = scene.canvas().text(0, y, chip, Role.CHIP);
    Listing listing = scene.view().listing(scene.state());
    int all = scene.view().whole().listing(scene.state().withoutFilter()).size();
    String others = filter.dims() ? "others dim" : "others hidden";
    String detail = listing.matching().size() + " of " + all + " rows, " + others;
    if (x + GAP + Text.width(detail) <= columns) {
      scene.canvas().text(x + GAP, y, detail, Role.DIM);
    }
  }

  /** What holds, as it was typed; while what is typed does not hold yet, as it is understood. */
  private static String held(FilterChoice filter) {
    Optional<Filter> typed =
        Filter.parse(filter.text()) instanceof Filter known ? Optional.of(known) : Optional.empty();
    return typed.isPresent() && typed.equals(filter.applied())
        ? filter.text()
        : filter.applied().map(Filter::toString).orElse("");
  }

  /**
   * {@code filter: user==alice_}, and the keys that help; where the text goes wrong it is marked,
   * and what was expected there stands beside it.
   */
  static void entry(Scene scene, int y) {
    FilterChoice filter = scene.state().filter();
    Optional<FilterError> error = filter.error();
    String text = filter.text();
    boolean isUnfinished = error.isPresent() && error.get().position() >= text.length();
    Scene.Line line = scene.line(1, y);
    line.add(error.isPresent() && !isUnfinished ? "✕ " : "", Role.BAD).add("filter: ", Role.DIM);
    int columns = scene.canvas().columns();
    int kept = error.isPresent() ? Math.min(FOR_MESSAGE, columns / 2) : 0;
    int room = Math.max(1, columns - line.x() - kept - 2);
    if (error.isPresent() && !isUnfinished) {
      wrong(line, text, error.get().position(), room);
    } else {
      line.add(Text.cutStart(text, room), Role.STRONG);
    }
    line.add("_", Role.STRONG).gap(GAP);
    if (!filter.offered().isEmpty()) {
      line.add(String.join("  ", filter.offered()), Role.NORMAL);
    } else if (error.isPresent()) {
      String what = isUnfinished ? "" : "expected ";
      line.add(what + error.get().expected(), isUnfinished ? Role.DIM : Role.NORMAL);
    } else {
      KeyLine.hints(scene, line);
    }
  }

  /** The text with a mark before the place where it goes wrong, which stays in sight. */
  private static void wrong(Scene.Line line, String text, int position, int room) {
    int at = Math.min(position, text.length());
    if (at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
      at--;
    }
    String good = Text.cutStart(text.substring(0, at), Math.max(1, room / 2));
    line.add(good, Role.STRONG).add("▶", Role.BAD);
    line.add(Text.cut(text.substring(at), Math.max(1, room - Text.width(good) - 1)), Role.BAD);
  }
}
