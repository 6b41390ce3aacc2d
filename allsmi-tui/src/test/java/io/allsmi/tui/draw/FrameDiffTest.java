package io.allsmi.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameDiffTest {
  private static Frame frame(String... lines) {
    Canvas canvas = new Canvas(20, 3, Palette.standard(true), true);
    for (int y = 0; y < lines.length; y++) {
      canvas.text(0, y, lines[y], Role.NORMAL);
    }
    return canvas.frame();
  }

  private static String encoded(FrameDiff diff, Frame frame) {
    int length = diff.encode(frame);
    return new String(diff.bytes(), 0, length, StandardCharsets.UTF_8).replace('\u001b', '^');
  }

  @Test
  void nothingChangedWritesNothing() {
    FrameDiff diff = new FrameDiff(true);
    diff.encode(frame("hello"));
    assertThat(diff.encode(frame("hello"))).isZero();
  }

  @Test
  void oneChangedCellCostsOneMove() {
    FrameDiff diff = new FrameDiff(true);
    diff.encode(frame("hello", "world"));
    assertThat(encoded(diff, frame("hello", "wOrld"))).isEqualTo("^[2;2H^[mO^[m");
  }

  @Test
  void aShortGapIsWrittenAgainAndALongOneSkipped() {
    FrameDiff diff = new FrameDiff(true);
    diff.encode(frame("aaaaaaaaaaaaaaaa"));
    assertThat(encoded(diff, frame("baabaaaaaaaaaaab"))).isEqualTo("^[H^[mbaab^[11Cb^[m");
  }

  @Test
  void aLineThatEmptiesIsErased() {
    FrameDiff diff = new FrameDiff(true);
    diff.encode(frame("hello", "a long line here"));
    assertThat(encoded(diff, frame("hello"))).isEqualTo("^[2H^[m^[K^[m");
  }

  @Test
  void anotherSizeStartsOver() {
    FrameDiff diff = new FrameDiff(true);
    diff.encode(frame("hello"));
    Frame other = new Canvas(0, 0, Palette.mono(), true).frame();
    assertThat(encoded(diff, other)).isEqualTo("^[m^[2J^[m");
    assertThat(encoded(diff, frame("x"))).isEqualTo("^[m^[2J^[Hx^[m");
  }

  @Test
  void colour256IsNotSentToATerminalWith16() {
    Canvas canvas = new Canvas(3, 1, Palette.standard(true), true);
    canvas.text(0, 0, "x", Role.DIM);
    assertThat(encoded(new FrameDiff(false), canvas.frame())).doesNotContain("38;5");
  }

  @Test
  void halfAWideCharacterLeavesABlank() {
    Canvas canvas = new Canvas(6, 1, Palette.mono(), true);
    canvas.text(0, 0, "日本", Role.NORMAL);
    canvas.put(1, 0, 'x', Role.NORMAL);
    assertThat(canvas.frame().text()).isEqualTo(" x本\n");
  }

  @Test
  void textIsCutByCellsAndNeverInHalfACharacter() {
    Canvas canvas = new Canvas(20, 1, Palette.mono(), true);
    canvas.text(0, 0, 5, "日本語日本語", Role.NORMAL);
    assertThat(canvas.frame().text()).isEqualTo("日本…\n");
    Canvas even = new Canvas(20, 1, Palette.mono(), true);
    even.text(0, 0, 4, "日本語", Role.NORMAL);
    assertThat(even.frame().text()).isEqualTo("日 …\n");
  }

  @Test
  void whatCannotBeShownIsLeftOut() {
    Canvas canvas = new Canvas(40, 1, Palette.mono(), true);
    canvas.text(0, 0, "a\u001b[31m\u0007\u202eb\u200fc\u0085e\u0301\u0301d\ne\tf", Role.NORMAL);
    assertThat(canvas.frame().text()).isEqualTo("a[31mbc\u00e9d e f\n");
  }
}
