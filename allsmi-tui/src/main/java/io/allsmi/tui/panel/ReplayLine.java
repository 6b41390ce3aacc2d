package io.allsmi.tui.panel;

import io.allsmi.core.source.Playback;
import io.allsmi.core.source.Playback.Mark;
import io.allsmi.core.source.Timecode;
import io.allsmi.tui.draw.Role;
import io.allsmi.tui.draw.Text;
import io.allsmi.tui.state.Replay;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a recording is, above the key line: {@code REPLAY | 00:12:34 / 01:00:00 | 2.0x | paused}
 * and the timeline. What leaves first where there is less room: the time of day, which the title
 * has, the counts, the word, the timeline, the state's word, the blanks, the speed; never the
 * place.
 */
final class ReplayLine {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int GAP = 3;
  private static final int LONG_BAR = 24;
  private static final int SHORT_BAR = 10;

  private ReplayLine() {}

  /** How much is shown, from everything to the place alone. */
  private enum Form {
    WHOLE,
    NO_CLOCK,
    NO_COUNTS,
    NO_NAME,
    NO_BAR,
    NO_WORD,
    TIGHT,
    NO_SPEED,
    NO_MARGIN,
    PLACE;

    boolean has(Form without) {
      return compareTo(without) < 0;
    }

    /** The fewest cells of the timeline. */
    int bar() {
      return has(NO_COUNTS) ? LONG_BAR : has(NO_BAR) ? SHORT_BAR : 0;
    }
  }

  private record Piece(String text, Role role) {}

  static void draw(Scene scene) {
    int y = scene.layout().replay();
    if (y < 0 || scene.state().replay().isEmpty()) {
      return;
    }
    Replay replay = scene.state().replay().get();
    int columns = scene.canvas().columns();
    for (Form form : Form.values()) {
      List<Piece> before = before(scene, replay, form);
      List<Piece> after = form.has(Form.NO_COUNTS) ? counts(replay.playback()) : List.of();
      int room = columns - width(before) - width(after) - 1;
      boolean fits = form.bar() == 0 ? room >= -1 : room >= GAP + form.bar();
      if (fits || form == Form.PLACE) {
        Scene.Line line = scene.line(0, y);
        before.forEach(p -> line.add(p.text(), p.role()));
        if (form.bar() > 0) {
          line.gap(GAP);
          int end = line.x() + room - GAP;
          Timeline.draw(scene, line.x(), end, y, replay.playback());
          line.gap(end - line.x());
        }
        after.forEach(p -> line.add(p.text(), p.role()));
        return;
      }
    }
  }

  private static int width(List<Piece> pieces) {
    return pieces.stream().mapToInt(p -> Text.width(p.text())).sum();
  }

  private static List<Piece> before(Scene scene, Replay replay, Form form) {
    Playback playback = replay.playback();
    boolean loose = form.has(Form.TIGHT);
    List<Piece> pieces = new ArrayList<>();
    if (form.has(Form.NO_NAME)) {
      pieces.add(new Piece(" REPLAY ", Role.CHIP));
      pieces.add(new Piece("| ", Role.DIM));
    } else if (form.has(Form.PLACE)) {
      String glyph = glyph(playback.state());
      pieces.add(new Piece(form.has(Form.NO_MARGIN) ? " " + glyph + " " : glyph, Role.CHIP));
      pieces.add(new Piece(form.has(Form.NO_MARGIN) ? "" : " ", Role.DIM));
    }
    pieces.add(new Piece(Timecode.format(playback.elapsed()), Role.STRONG));
    pieces.add(new Piece(loose ? " / " : "/", Role.DIM));
    pieces.add(new Piece(Timecode.format(playback.total()), Role.NORMAL));
    String separator = loose ? " | " : " ";
    if (form.has(Form.NO_SPEED)) {
      pieces.add(new Piece(separator, Role.DIM));
      pieces.add(new Piece(speed(playback.speed()), Role.NORMAL));
    }
    if (form.has(Form.NO_WORD)) {
      pieces.add(new Piece(separator, Role.DIM));
      pieces.add(new Piece(playback.state().word(), Role.STRONG));
    }
    if (playback.loops() && form.has(Form.NO_SPEED)) {
      pieces.add(new Piece(separator, Role.DIM));
      pieces.add(new Piece(form.has(Form.NO_WORD) ? "loop" : "L", Role.NORMAL));
    }
    if (form.has(Form.NO_CLOCK)) {
      ZonedDateTime at = replay.time().atZone(scene.look().zone());
      pieces.add(new Piece("   " + CLOCK.format(at), Role.NORMAL));
    }
    return pieces;
  }

  /** {@code 2.0x}, {@code 0.25x}. */
  private static String speed(double factor) {
    boolean tenths = Math.abs(factor * 10 - Math.rint(factor * 10)) < 1e-6;
    return String.format(Locale.ROOT, tenths ? "%.1fx" : "%.2fx", factor);
  }

  static String glyph(Playback.State state) {
    return switch (state) {
      case PLAYING -> "▶";
      case PAUSED -> "❚❚";
      case ENDED -> "■";
      case FOLLOWING -> "●";
      case SEARCHING -> "…";
    };
  }

  /** {@code ◆ 1 marker ┆ 2 gaps}; nothing about what there is none of. */
  private static List<Piece> counts(Playback playback) {
    List<Piece> pieces = new ArrayList<>();
    count(pieces, playback, Mark.Kind.MARKER, "◆", "marker", Role.ACCENT);
    count(pieces, playback, Mark.Kind.GAP, "┆", "gap", Role.WARN);
    return pieces;
  }

  private static void count(
      List<Piece> pieces, Playback playback, Mark.Kind kind, String glyph, String word, Role role) {
    long count = playback.marks().stream().filter(m -> m.kind() == kind).count();
    if (count > 0) {
      pieces.add(new Piece((pieces.isEmpty() ? "   " : "  ") + glyph, role));
      pieces.add(new Piece(" " + count + " " + word + (count == 1 ? "" : "s"), Role.NORMAL));
    }
  }
}
