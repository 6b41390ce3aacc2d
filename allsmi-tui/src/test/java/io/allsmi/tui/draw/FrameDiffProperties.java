package io.allsmi.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is drawn, the bytes written bring a terminal from the last frame to the next. */
class FrameDiffProperties {
  record Stroke(int x, int y, int width, String text, Role role, int kind) {}

  @Provide
  Arbitrary<List<List<Stroke>>> frames() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars('a', 'Z', ' ', ' ', '한', '日', '█', '–', '\u0301', '\u001b', '\u202e', 'é')
            .ofMaxLength(12);
    Arbitrary<Stroke> stroke =
        Combinators.combine(
                Arbitraries.integers().between(-2, 30),
                Arbitraries.integers().between(-1, 7),
                Arbitraries.integers().between(0, 20),
                text,
                Arbitraries.of(Role.class),
                Arbitraries.integers().between(0, 5))
            .as(Stroke::new);
    return stroke.list().ofMaxSize(12).list().ofMinSize(1).ofMaxSize(5);
  }

  @Property(tries = 500)
  void applyingTheBytesGivesTheFrame(@ForAll("frames") List<List<Stroke>> frames) {
    check(frames, Palette.standard(true));
    check(frames, Palette.mono());
  }

  private static void check(List<List<Stroke>> frames, Palette palette) {
    FrameDiff diff = new FrameDiff(true);
    Screen screen = new Screen(27, 6);
    for (List<Stroke> strokes : frames) {
      Frame frame = draw(strokes, palette);
      int length = diff.encode(frame);
      screen.apply(diff.bytes(), length);
      assertThat(screen.cells).isEqualTo(frame.cells());
      assertThat(diff.encode(frame)).isZero();
    }
  }

  private static Frame draw(List<Stroke> strokes, Palette palette) {
    Canvas canvas = new Canvas(27, 6, palette, true);
    for (Stroke s : strokes) {
      switch (s.kind()) {
        case 0 -> canvas.overlay(s.y(), s.x(), s.x() + s.width(), s.role());
        case 1 -> canvas.repaint(s.y(), s.x(), s.x() + s.width(), s.role());
        case 2 -> Gauge.draw(canvas, s.x(), s.y(), s.width(), s.x() / 30.0, s.role());
        case 3 -> canvas.right(s.x(), s.y(), s.width(), s.text(), s.role());
        default -> canvas.text(s.x(), s.y(), s.width(), s.text(), s.role());
      }
    }
    return canvas.frame();
  }
}
