package io.allsmi.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrailleTest {
  private static final float NONE = Float.NaN;

  private static String drawn(boolean unicode, int width, float... figures) {
    Canvas canvas = new Canvas(8, 1, Palette.mono(), unicode);
    Braille.draw(canvas, 0, 0, width, figures, 0, 100, Role.NORMAL);
    return canvas.frame().text().stripTrailing();
  }

  @Test
  void twoFiguresShareACellAndTheNewestIsAtTheRight() {
    assertThat(drawn(true, 2, 25, 50, 75, 100)).isEqualTo("⣠⣾");
    assertThat(drawn(true, 2, 50, 75, 100)).isEqualTo("⢠⣾");
  }

  @Test
  void theOldestFiguresLeaveFirst() {
    assertThat(drawn(true, 1, 100, 100, 25, 25)).isEqualTo("⣀");
  }

  @Test
  void everyFigureHasADotAndWhatIsNotKnownHasNone() {
    assertThat(drawn(true, 2, 0, NONE, NONE, 0)).isEqualTo("⡀⢀");
    assertThat(drawn(true, 2, NONE, NONE)).isEmpty();
  }

  @Test
  void figuresBeyondTheScaleStayInTheCell() {
    assertThat(drawn(true, 1, -5, 1000)).isEqualTo("⣸");
    assertThat(drawn(true, 1, Float.POSITIVE_INFINITY, 3)).isEqualTo("⣇");
  }

  @Test
  void withoutUnicodeTheLargerOfTwoIsDrawn() {
    assertThat(drawn(false, 2, 0, 100, 20, 0)).isEqualTo("#.");
  }

  @Test
  void nothingIsDrawnInNoRoom() {
    assertThat(drawn(true, 0, 1, 2)).isEmpty();
    assertThat(drawn(true, -3, 1, 2)).isEmpty();
  }
}
