package io.allsmi.tui.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the themes can be read, by the contrast ratio that WCAG 2 asks of text. */
class PaletteTest {
  private static final double ENOUGH = 4.5;
  private static final int BLACK = 16;
  private static final int WHITE = 231;
  private static final Set<Role> NOT_TEXT = EnumSet.of(Role.TRACK, Role.CURSOR);

  /** Each theme of 256 colours, and the background that it is made for. */
  static List<Object[]> themes() {
    return List.of(
        new Object[] {"default", Palette.standard(true), BLACK},
        new Object[] {"light", Palette.light(true), WHITE},
        new Object[] {"colour-blind", Palette.colourBlind(true), BLACK});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("themes")
  void everyTextCanBeReadOnTheBackgroundAndOnTheCursorsRow(
      String name, Palette palette, int background) {
    int cursor = Cell.background(palette.looks(Role.CURSOR)) - 1;
    for (Role role : EnumSet.complementOf(EnumSet.copyOf(NOT_TEXT))) {
      long looks = palette.looks(role);
      int own = Cell.background(looks) - 1;
      int text = Cell.foreground(looks) - 1;
      int shown = text < 0 ? (background == BLACK ? WHITE : BLACK) : text;
      for (int behind : own >= 0 ? new int[] {own} : new int[] {background, cursor}) {
        assertThat(contrast(shown, behind)).as(role + " on " + behind).isGreaterThan(ENOUGH);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("themes")
  void theStatesDifferFromEachOther(String name, Palette palette, int background) {
    Set<Long> looks = new HashSet<>();
    for (Role role : List.of(Role.GOOD, Role.WARN, Role.BAD, Role.NORMAL, Role.DIM)) {
      assertThat(looks.add(palette.looks(role))).as(role.toString()).isTrue();
    }
  }

  @Test
  void monoHasNoColour() {
    for (Role role : Role.values()) {
      long looks = Palette.mono().looks(role);
      assertThat(Cell.foreground(looks) + Cell.background(looks)).as(role.toString()).isZero();
    }
    assertThat(Palette.mono().looks(Role.CHIP)).isNotEqualTo(Palette.mono().looks(Role.NORMAL));
  }

  private static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    int[] steps = {0, 95, 135, 175, 215, 255};
    int grey = 8 + 10 * (colour - 232);
    int cube = colour - 16;
    boolean isGrey = colour >= 232;
    if (colour < 16) {
      assertThat(colour).as("a colour that is the same on every terminal, or black").isZero();
      return 0;
    }
    return 0.2126 * linear(isGrey ? grey : steps[cube / 36])
        + 0.7152 * linear(isGrey ? grey : steps[cube / 6 % 6])
        + 0.0722 * linear(isGrey ? grey : steps[cube % 6]);
  }

  private static double linear(int level) {
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
